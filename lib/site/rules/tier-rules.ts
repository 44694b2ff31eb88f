import { requiredInstances, survivingInstances, survivingRps } from '../capacity';
import { MAX_INSTANCES, deriveHealthCheck, deriveTier, onSaleWindows, type Load } from '../derive/derive-tier';
import { selectZones } from '../derive/select-zones';
import type { Report } from '../input/fault-collector';
import type { Tier, TierName } from '../site';
import type { TierConfig } from '../site-config';
import type { Rule } from './rule';
import type { Sections } from '../schema/sections';

/** Sizes, scheduled sizes and health checks of both tiers. */
export const tierRules: Rule = (sections, report) => {
  for (const name of ['web', 'app'] as const) {
    const config = sections[name];
    if (config !== undefined) {
      checkHealthCheck(name, config, report);
    }
    const load = findLoad(sections);
    if (config !== undefined && load !== undefined && sections.profile !== undefined) {
      const tier = deriveTier(config, sections.profile, load);
      checkMinimum(name, config, load, report);
      checkDerived(name, config, tier, report);
      checkLead(name, tier, report);
    }
  }
};

/** The load both tiers must carry, if it and the zones are known. */
export function findLoad({ capacity, primary, profile }: Sections): Load | undefined {
  if (capacity === undefined || primary === undefined || profile === undefined) {
    return undefined;
  }
  const zones = new Set(selectZones(primary, profile)).size;
  return zones < 2 ? undefined : { peakRps: capacity.peakRps, onSale: onSaleWindows(capacity), zones };
}

function checkMinimum(name: TierName, config: TierConfig, load: Load, report: Report): void {
  const { minInstances, rpsPerInstance } = config;
  if (minInstances === undefined) {
    return;
  }
  const { zones, peakRps } = load;
  const needed = requiredInstances(peakRps, zones, rpsPerInstance);
  const path = ['tiers', name, 'minInstances'];
  if (minInstances < zones) {
    report(path, {
      must: `must give each of ${zones} zones an instance`,
      got: String(minInstances),
      hint: `raise it to ${Math.max(needed, zones)}, or leave it out`,
      code: 'ZoneWithoutInstance',
    });
  } else if (survivingRps(minInstances, zones, rpsPerInstance) < peakRps) {
    const survivors = survivingInstances(minInstances, zones);
    report(path, {
      must:
        `must carry capacity.peakRps ${peakRps} with one of ${zones} zones lost, but ` +
        `floor(${minInstances} / ${zones}) x ${zones - 1} x ${rpsPerInstance} = ${survivors * rpsPerInstance}`,
      got: String(minInstances),
      hint: `raise it to ${needed}, or leave it out`,
      code: 'CapacityTooSmall',
    });
  }
}

/** What follows from the load must fit the limits, whoever wrote the figure. */
function checkDerived(name: TierName, config: TierConfig, tier: Tier, report: Report): void {
  const least = Math.max(tier.minInstances, ...tier.onSaleMinimums.map(({ minInstances }) => minInstances));
  if (least > MAX_INSTANCES) {
    report(['tiers', name, 'rpsPerInstance'], {
      must: `must let ${MAX_INSTANCES} instances carry the greatest peak with one zone lost; ${least} would be needed`,
      got: String(config.rpsPerInstance),
      hint: 'use a larger instance type and measure it again',
      code: 'TierTooLarge',
    });
  } else if (tier.maxInstances < least) {
    report(['tiers', name, 'maxInstances'], {
      must: `must be at least ${least}, the greatest minimum the peaks and windows need`,
      got: String(tier.maxInstances),
      hint: `raise it to ${least} or more, or leave it out`,
      code: 'CapacityOrder',
    });
  }
  if (tier.warmPool !== undefined && tier.warmPool.minSize > tier.maxInstances) {
    report(['tiers', name, 'warmPool', 'minSize'], {
      must: `must be at most maxInstances ${tier.maxInstances}`,
      got: String(tier.warmPool.minSize),
      hint: 'keep fewer stopped instances',
      code: 'WarmPoolTooLarge',
    });
  }
}

/** Instances launched for a window must serve when it opens. */
function checkLead(name: TierName, tier: Tier, report: Report): void {
  const { bootSeconds, healthCheck } = tier;
  const needed = bootSeconds + healthCheck.intervalSeconds * healthCheck.healthyThreshold;
  for (const { onSale } of tier.onSaleMinimums) {
    if (onSale.leadMinutes * 60 < needed) {
      report(['tiers', name, 'bootSeconds'], {
        must:
          `must fit the ${onSale.leadMinutes} minutes before the window '${onSale.name}' together with the first health checks, but ` +
          `${bootSeconds} + ${healthCheck.intervalSeconds} x ${healthCheck.healthyThreshold} = ${needed} s`,
        got: String(bootSeconds),
        hint: `raise leadMinutes of the window to ${Math.ceil(needed / 60)}`,
        code: 'LeadTooShort',
      });
      return;
    }
  }
}

function checkHealthCheck(name: TierName, config: TierConfig, report: Report): void {
  const check = deriveHealthCheck(config.healthCheck);
  if (check.timeoutSeconds >= check.intervalSeconds) {
    report(['tiers', name, 'healthCheck', 'timeoutSeconds'], {
      must: `must be less than intervalSeconds ${check.intervalSeconds}`,
      got: String(check.timeoutSeconds),
      hint: `lower it to ${check.intervalSeconds - 1} or less, or raise the interval`,
      code: 'HealthCheckTimeout',
    });
  }
}
