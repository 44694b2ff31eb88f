import { merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Effect } from '../shared/decision';
import type { EvacuatedZone } from '../shared/failover/ports';
import { unknown, type Observed } from '../shared/observed';
import { TOPOLOGY_METRICS, type ExpectedTier, type TierName } from './contract';
import { attribute, SHIFTED } from './healthy-targets';
import type { TierObservation, TopologyObservation } from './observation';

/** Zones of one tier that operators or AWS took out of use. What is not known takes no zone out of use. */
export interface TierEvacuations {
  /** Zones to which the load balancer sends nothing: no healthy target is missed there. */
  readonly zones: ReadonlySet<string>;
  /** Zones in which no server is missed: these, and those in which the group launches none. */
  readonly serverless: ReadonlySet<string>;
}

/** Nothing is evacuated. */
export const IN_USE: TierEvacuations = { zones: new Set(), serverless: new Set() };

/** Time for which a shift that should be over may still be listed: the clocks need not agree. */
const GRACE_MILLISECONDS = 60_000;

/**
 * Zones of a tier that are out of use on purpose: a zonal shift, an autoshift or a practice run.
 *
 * Two sources say so, and either is enough: the controller of the shifts, and the load balancer about each target. That
 * neither can be read explains nothing.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/zonal-shift.html read 2026-11-25
 */
export function findEvacuations(observed: TierObservation | undefined, now: Date): TierEvacuations {
  if (observed === undefined) {
    return IN_USE;
  }
  const zones = new Set([
    ...currentShifts(observed.evacuations, now).map(({ availabilityZone }) => availabilityZone),
    ...overriddenZones(observed),
  ]);
  const ofGroup = currentShifts(observed.groupEvacuations, now).map(({ availabilityZone }) => availabilityZone);
  return { zones, serverless: new Set([...zones, ...ofGroup]) };
}

/** What is evacuated, as notes and a number, and what is not known about it. */
export function checkEvacuations(tiers: readonly ExpectedTier[], observed: TopologyObservation, now: Date): Conclusion {
  const conclusions = tiers.map(({ name }) => {
    const tier = observed.tiers[name];
    return tier === undefined ? NOTHING : checkTierEvacuations(name, tier, now);
  });
  const zones = new Set(tiers.flatMap(({ name }) => [...findEvacuations(observed.tiers[name], now).serverless]));
  const all = merge(conclusions);
  const isOpen = all.questions.length > 0 || tiers.some(({ name }) => observed.tiers[name] === undefined);
  return { ...all, metrics: metricUnless(isOpen, TOPOLOGY_METRICS.evacuatedZones, () => zones.size) };
}

function checkTierEvacuations(name: TierName, observed: TierObservation, now: Date): Conclusion {
  const shifts = currentShifts(observed.evacuations, now);
  const said = new Set(shifts.map(({ availabilityZone }) => availabilityZone));
  const others = overriddenZones(observed).filter((zone) => !said.has(zone));
  return merge([
    checkKnown(`${name} tier: evacuations`, worstBehind(observed), observed.evacuations, now),
    checkKnown(`${name} tier: evacuations of the group`, 'redundancy', observed.groupEvacuations, now),
    {
      ...NOTHING,
      notes: [
        ...shifts.map((shift) => `${name} tier: ${describe('traffic is moved away from', shift)}`),
        ...others.map((zone) => `${name} tier: traffic is moved away from ${zone}: the load balancer says ${SHIFTED}`),
        ...currentShifts(observed.groupEvacuations, now).map(
          (shift) => `${name} tier: ${describe('no servers are launched in', shift)}`,
        ),
      ],
    },
  ]);
}

function checkKnown(
  subject: string,
  effect: Effect,
  evacuations: Observed<readonly EvacuatedZone[]>,
  now: Date,
): Conclusion {
  if (evacuations.kind === 'unknown') {
    return openQuestion(subject, effect, evacuations);
  }
  const over = evacuations.value
    .filter((shift) => !isCurrent(shift, now))
    .map(({ availabilityZone }) => availabilityZone);
  const reason = `the shift away from ${over.join(' and ')} is listed after its end`;
  return over.length === 0 ? NOTHING : openQuestion(subject, effect, unknown('Contradictory', reason));
}

/** The worst that may hide behind unknown evacuations: that the only zone with healthy targets gets no requests. */
function worstBehind({ instances, targets }: TierObservation): Effect {
  const healthy =
    targets.kind === 'known' && instances.kind === 'known'
      ? attribute(targets.value, instances.value, IN_USE.zones)
      : undefined;
  return healthy !== undefined && healthy.certain.size > 1 ? 'redundancy' : 'service';
}

function currentShifts(evacuations: Observed<readonly EvacuatedZone[]>, now: Date): readonly EvacuatedZone[] {
  return evacuations.kind === 'known' ? evacuations.value.filter((shift) => isCurrent(shift, now)) : [];
}

function isCurrent({ expiresAt }: EvacuatedZone, now: Date): boolean {
  return expiresAt === undefined || expiresAt.getTime() + GRACE_MILLISECONDS >= now.getTime();
}

/** Zones of which the load balancer itself says that it sends nothing there. */
function overriddenZones({ instances, targets }: TierObservation): readonly string[] {
  if (instances.kind === 'unknown' || targets.kind === 'unknown') {
    return [];
  }
  const shifted = new Set(
    targets.value.filter(({ override }) => override === SHIFTED).map(({ instanceId }) => instanceId),
  );
  const zones = instances.value.filter(({ instanceId }) => shifted.has(instanceId));
  return [...new Set(zones.map(({ availabilityZone }) => availabilityZone))];
}

function describe(what: string, { availabilityZone, expiresAt, reason }: EvacuatedZone): string {
  const end = expiresAt === undefined ? 'without an end' : `until ${expiresAt.toISOString()}`;
  return `${what} ${availabilityZone} ${end}: ${reason}`;
}
