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
import { findEvacuations, IN_USE, type TierEvacuations } from './evacuations';
import { attribute, type HealthyTargets } from './healthy-targets';
import type { RunningInstance, Target, TierObservation, TopologyObservation } from './observation';

/** Spread of the instances and health of the targets of one tier, in the zones that are in use. */
export function checkTier(
  tier: ExpectedTier,
  zones: readonly string[],
  observed: TierObservation | undefined,
  now: Date,
): Conclusion {
  const subject = `${tier.name} tier`;
  if (observed === undefined) {
    return openQuestion(subject, 'service', unknown('Incomplete', 'the tier was not read'));
  }
  const { instances, targets } = observed;
  const evacuations = findEvacuations(observed, now);
  return merge([
    instances.kind === 'known'
      ? checkSpread(tier, zones, instances.value, evacuations)
      : openQuestion(`${subject}: instances`, 'redundancy', instances),
    targets.kind === 'known'
      ? checkTargets(tier, zones, targets.value, instances.kind === 'known' ? instances.value : [], evacuations)
      : openQuestion(`${subject}: targets`, 'service', targets),
  ]);
}

/**
 * Zones in which every tier is dead while each lives elsewhere: the zone is at fault, not a release. Where a tier was taken
 * out of use on purpose, nobody can tell.
 */
export function findLostZones(
  tiers: readonly ExpectedTier[],
  zones: readonly string[],
  observed: TopologyObservation,
  now: Date,
): Conclusion {
  const counts = tiers.map((tier) => countHealthy(observed.tiers[tier.name]));
  const evacuations = tiers.map((tier) => findEvacuations(observed.tiers[tier.name], now));
  const lost = zones
    .filter((zone) => !evacuations.some((ofTier) => ofTier.zones.has(zone)))
    .filter((zone) =>
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

function checkSpread(
  tier: ExpectedTier,
  zones: readonly string[],
  instances: readonly RunningInstance[],
  { serverless }: TierEvacuations,
): Conclusion {
  const running = zones.map((zone) => ({
    zone,
    count: instances.filter(({ availabilityZone }) => availabilityZone === zone).length,
  }));
  const counts = running.filter(({ zone }) => !serverless.has(zone)).map(({ count }) => count);
  const imbalance = counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts);
  const strays = instances.filter(({ availabilityZone }) => !zones.includes(availabilityZone));
  return {
    ...NOTHING,
    findings: [
      ...(imbalance > 1 ? [spreadFinding(tier, running)] : []),
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
        running,
        ({ zone }) => tierZoneMetricName('RunningInstances', tier.name, zone),
        ({ count }) => count,
      ),
    },
  };
}

function spreadFinding(
  tier: ExpectedTier,
  running: readonly { readonly zone: string; readonly count: number }[],
): Finding {
  const spread = running.map(({ zone, count }) => `${zone} ${String(count)}`).join(', ');
  return { code: 'SpreadBroken', effect: 'redundancy', subject: `${tier.name} tier`, detail: `running: ${spread}` };
}

function checkTargets(
  tier: ExpectedTier,
  zones: readonly string[],
  targets: readonly Target[],
  instances: readonly RunningInstance[],
  { zones: evacuated }: TierEvacuations,
): Conclusion {
  const healthy = attribute(targets, instances, evacuated);
  const inUse = zones.filter((zone) => !evacuated.has(zone));
  const isDown = inUse.length === 0 || (!healthy.alive && healthy.uncertain === 0);
  const conclusions = isDown
    ? [noHealthyTargets(tier, targets.length, evacuated)]
    : inUse.map((zone) => checkZone(tier, zone, healthy));
  const settled = conclusions.every(({ questions }) => questions.length === 0);
  return merge([
    ...conclusions,
    {
      ...NOTHING,
      metrics: {
        ...metricUnless(!settled, tierMetricName('ZonesBelowMinimum', tier.name), () =>
          isDown ? inUse.length : conclusions.reduce((sum, { findings }) => sum + findings.length, 0),
        ),
        ...(healthy.uncertain > 0
          ? {}
          : metricPer(
              zones,
              (zone) => tierZoneMetricName('HealthyTargets', tier.name, zone),
              (zone) => healthy.certain.get(zone) ?? 0,
            )),
      },
    },
  ]);
}

/** Not a zone but a common cause: a release, a certificate, a dependency. Failing over anything would not help. */
function noHealthyTargets(tier: ExpectedTier, targets: number, evacuated: ReadonlySet<string>): Conclusion {
  const none = `none of ${String(targets)} targets is healthy`;
  const detail =
    evacuated.size === 0
      ? `${none} in any zone: a common cause`
      : `${none} outside ${[...evacuated].sort().join(' and ')}, from where traffic is moved away`;
  return {
    ...NOTHING,
    findings: [{ code: 'NoHealthyTargets', effect: 'service', subject: `${tier.name} tier`, detail }],
  };
}

function checkZone(tier: ExpectedTier, zone: string, healthy: HealthyTargets): Conclusion {
  const certain = healthy.certain.get(zone) ?? 0;
  const subject = `${tier.name} tier in ${zone}`;
  if (certain >= tier.minimumPerZone) {
    return NOTHING;
  }
  if (certain + healthy.uncertain >= tier.minimumPerZone) {
    const reason = `${String(certain)} targets are healthy, and ${String(healthy.uncertain)} more may be`;
    return openQuestion(subject, healthy.alive ? 'redundancy' : 'service', incomplete(reason));
  }
  const code = certain + healthy.uncertain === 0 ? 'ZoneWithoutHealthyTargets' : 'ZoneBelowMinimum';
  const detail = `at most ${String(certain + healthy.uncertain)} healthy targets, needed ${String(tier.minimumPerZone)}`;
  return { ...NOTHING, findings: [{ code, effect: 'redundancy', subject, detail }] };
}

function incomplete(reason: string): Unknown {
  return unknown('Incomplete', reason);
}

function countHealthy(observed: TierObservation | undefined): HealthyTargets | undefined {
  return observed?.targets.kind === 'known' && observed.instances.kind === 'known'
    ? attribute(observed.targets.value, observed.instances.value, IN_USE.zones)
    : undefined;
}
