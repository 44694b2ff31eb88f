import { requiredInstances } from '../capacity';
import { PROFILES } from '../profiles';
import type { HealthCheck, OnSale, Tier } from '../site';
import type { CapacityConfig, HealthCheckConfig, Profile, TierConfig } from '../site-config';

/** Targets one load balancer takes. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
export const MAX_INSTANCES = 1000;

/** Lead time of an on-sale window unless it says otherwise. */
const DEFAULT_LEAD_MINUTES = 30;

/** Time from launch to serving unless the tier says otherwise: boot, packages and the release. */
const DEFAULT_BOOT_SECONDS = 180;

/** Load both tiers must carry with one of the zones lost. */
export interface Load {
  readonly peakRps: number;
  readonly onSale: readonly OnSale[];
  /** Number of zones. */
  readonly zones: number;
}

/** Fills in the defaults of the on-sale windows. */
export function onSaleWindows(capacity: CapacityConfig): readonly OnSale[] {
  return (capacity.onSale ?? []).map((entry) => ({ leadMinutes: DEFAULT_LEAD_MINUTES, ...entry }));
}

/** Fills in the defaults of a tier and derives its sizes from the load. */
export function deriveTier(config: TierConfig, profile: Profile, load: Load): Tier {
  const sizes = deriveSizes(config, load);
  return {
    release: { ...config.release, packages: config.release.packages ?? [] },
    rpsPerInstance: config.rpsPerInstance,
    instanceType: config.instanceType ?? PROFILES[profile].serverType,
    ...sizes,
    image: config.image ?? { kind: 'latest' },
    ...(config.warmPool === undefined ? {} : { warmPool: config.warmPool }),
    bootSeconds: config.bootSeconds ?? DEFAULT_BOOT_SECONDS,
    healthCheck: deriveHealthCheck(config.healthCheck),
  };
}

/** Least, greatest and scheduled sizes of a tier. */
export function deriveSizes(
  config: Pick<TierConfig, 'rpsPerInstance' | 'minInstances' | 'maxInstances'>,
  load: Load,
): Pick<Tier, 'minInstances' | 'maxInstances' | 'onSaleMinimums'> {
  const minInstances = config.minInstances ?? requiredInstances(load.peakRps, load.zones, config.rpsPerInstance);
  const onSaleMinimums = load.onSale.map((onSale) => ({
    onSale,
    minInstances: Math.max(minInstances, requiredInstances(onSale.peakRps, load.zones, config.rpsPerInstance)),
  }));
  const greatest = Math.max(minInstances, ...onSaleMinimums.map((entry) => entry.minInstances));
  const maxInstances = config.maxInstances ?? Math.max(greatest, Math.min(2 * greatest, MAX_INSTANCES));
  return { minInstances, maxInstances, onSaleMinimums };
}

/** Fills in the defaults of a health check; an unhealthy target is out after 12 seconds. */
export function deriveHealthCheck(config: HealthCheckConfig = {}): HealthCheck {
  return {
    path: '/health',
    intervalSeconds: 5,
    timeoutSeconds: 2,
    unhealthyThreshold: 2,
    healthyThreshold: 2,
    ...config,
  };
}
