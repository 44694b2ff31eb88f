import {
  merge,
  metricPer,
  metricUnless,
  NOTHING,
  openQuestion,
  type Conclusion,
  type Finding,
} from '../shared/decision';
import { unknown, type Unknown } from '../shared/observed';
import { tierMetricName, tierZoneMetricName, type ExpectedTier } from './contract';
import type { RunningInstance, Target, TierObservation, TopologyObservation } from './observation';

/** Healthy targets of a tier, as far as they can be counted. */
interface HealthyTargets {
  /** By zone: those that are surely there. */
  readonly certain: ReadonlyMap<string, number>;
  /** Healthy targets of unknown zone, and targets of unknown state: any of them may count anywhere. */
  readonly uncertain: number;
  /** Whether any target is surely healthy, in whatever zone. */
  readonly alive: boolean;
}

/** States that are known not to receive requests. */
const OUT_OF_SERVICE = new Set(['initial', 'unhealthy', 'unhealthy.draining', 'unused', 'draining', 'unavailable']);

/** Spread of the instances and health of the targets of one tier. */
export function checkTier(
  tier: ExpectedTier,
  zones: readonly string[],
  observed: TierObservation | undefined,
): Conclusion {
  const subject = `${tier.name} tier`;
  if (observed === undefined) {
    return openQuestion(subject, 'service', unknown('Incomplete', 'the tier was not read'));
  }
  const { instances, targets } = observed;
  return merge([
    instances.kind === 'known'
      ? checkSpread(tier, zones, instances.value)
      : openQuestion(`${subject}: instances`, 'redundancy', instances),
    targets.kind === 'known'
      ? checkTargets(tier, zones, targets.value, instances.kind === 'known' ? instances.value : [])
      : openQuestion(`${subject}: targets`, 'service', targets),
  ]);
}

/** Zones in which every tier is dead while each lives elsewhere: the zone is at fault, not a release. */
export function findLostZones(
  tiers: readonly ExpectedTier[],
  zones: readonly string[],
  observed: TopologyObservation,
): Conclusion {
  const counts = tiers.map((tier) => countHealthy(observed.tiers[tier.name]));
  const lost = zones.filter((zone) =>
    counts.every(
      (count) =>
        count?.uncertain === 0 && (count.certain.get(zone) ?? 0) === 0 && zones.some((z) => count.certain.has(z)),
    ),
  );
  return {
    ...NOTHING,
    findings: lost.map((zone) => ({
      code: 'ZoneLost',
      effect: 'redundancy',
      subject: zone,
      detail: 'no tier has a healthy target in this zone, and each has some in another',
    })),
  };
}

function checkSpread(tier: ExpectedTier, zones: readonly string[], instances: readonly RunningInstance[]): Conclusion {
  const perZone = zones.map((zone) => instances.filter(({ availabilityZone }) => availabilityZone === zone).length);
  const imbalance = Math.max(...perZone) - Math.min(...perZone);
  const strays = instances.filter(({ availabilityZone }) => !zones.includes(availabilityZone));
  return {
    ...NOTHING,
    findings: [
      ...(imbalance > 1 ? [spreadFinding(tier, zones, perZone)] : []),
      ...strays.map(({ instanceId, availabilityZone }): Finding => ({
        code: 'InstanceOutsideZones',
        effect: 'redundancy',
        subject: `${tier.name} tier: ${instanceId}`,
        detail: `runs in ${availabilityZone}, where the site has nothing`,
      })),
    ],
    metrics: {
      [tierMetricName('SpreadImbalance', tier.name)]: imbalance,
      ...metricPer(
        zones,
        (zone) => tierZoneMetricName('RunningInstances', tier.name, zone),
        (_zone, index) => perZone[index] ?? 0,
      ),
    },
  };
}

function spreadFinding(tier: ExpectedTier, zones: readonly string[], perZone: readonly number[]): Finding {
  const spread = zones.map((zone, index) => `${zone} ${String(perZone[index])}`).join(', ');
  return { code: 'SpreadBroken', effect: 'redundancy', subject: `${tier.name} tier`, detail: `running: ${spread}` };
}

function checkTargets(
  tier: ExpectedTier,
  zones: readonly string[],
  targets: readonly Target[],
  instances: readonly RunningInstance[],
): Conclusion {
  const healthy = attribute(targets, instances);
  if (!healthy.alive && healthy.uncertain === 0) {
    return allUnhealthy(tier, zones, targets.length);
  }
  const perZone = zones.map((zone) => checkZone(tier, zone, healthy));
  const settled = perZone.every(({ questions }) => questions.length === 0);
  return merge([
    ...perZone,
    {
      ...NOTHING,
      metrics: metricUnless(!settled, tierMetricName('ZonesBelowMinimum', tier.name), () =>
        perZone.reduce((sum, { findings }) => sum + findings.length, 0),
      ),
    },
  ]);
}

/** Not a zone but a common cause: a release, a certificate, a dependency. Failing over anything would not help. */
function allUnhealthy(tier: ExpectedTier, zones: readonly string[], targets: number): Conclusion {
  return {
    ...NOTHING,
    findings: [
      {
        code: 'NoHealthyTargets',
        effect: 'service',
        subject: `${tier.name} tier`,
        detail: `none of ${String(targets)} targets is healthy in any zone: a common cause`,
      },
    ],
    metrics: {
      [tierMetricName('ZonesBelowMinimum', tier.name)]: zones.length,
      ...metricPer(
        zones,
        (zone) => tierZoneMetricName('HealthyTargets', tier.name, zone),
        () => 0,
      ),
    },
  };
}

function checkZone(tier: ExpectedTier, zone: string, healthy: HealthyTargets): Conclusion {
  const certain = healthy.certain.get(zone) ?? 0;
  const subject = `${tier.name} tier in ${zone}`;
  const metrics = metricUnless(
    healthy.uncertain > 0,
    tierZoneMetricName('HealthyTargets', tier.name, zone),
    () => certain,
  );
  if (certain >= tier.minimumPerZone) {
    return { ...NOTHING, metrics };
  }
  if (certain + healthy.uncertain >= tier.minimumPerZone) {
    const reason = `${String(certain)} targets are healthy, and ${String(healthy.uncertain)} more may be`;
    return { ...openQuestion(subject, healthy.alive ? 'redundancy' : 'service', incomplete(reason)), metrics };
  }
  const code = certain + healthy.uncertain === 0 ? 'ZoneWithoutHealthyTargets' : 'ZoneBelowMinimum';
  const detail = `at most ${String(certain + healthy.uncertain)} healthy targets, needed ${String(tier.minimumPerZone)}`;
  return { ...NOTHING, metrics, findings: [{ code, effect: 'redundancy', subject, detail }] };
}

function incomplete(reason: string): Unknown {
  return unknown('Incomplete', reason);
}

function countHealthy(observed: TierObservation | undefined): HealthyTargets | undefined {
  return observed?.targets.kind === 'known' && observed.instances.kind === 'known'
    ? attribute(observed.targets.value, observed.instances.value)
    : undefined;
}

/** Finds the zone of every healthy target. EC2 and the load balancer see a change at different moments. */
function attribute(targets: readonly Target[], instances: readonly RunningInstance[]): HealthyTargets {
  const zones = new Map(instances.map(({ instanceId, availabilityZone }) => [instanceId, availabilityZone]));
  const certain = new Map<string, number>();
  let uncertain = 0;
  for (const { instanceId, state } of targets) {
    const zone = zones.get(instanceId);
    if (state === 'healthy' && zone !== undefined) {
      certain.set(zone, (certain.get(zone) ?? 0) + 1);
    } else if (!OUT_OF_SERVICE.has(state)) {
      uncertain += 1;
    }
  }
  return { certain, uncertain, alive: targets.some(({ state }) => state === 'healthy') };
}
