import type { EvacuatedZone } from '../../../lambda/shared/failover/ports';
import { unknown } from '../../../lambda/shared/observed';
import { checkTopology } from '../../../lambda/topology-check/check';
import type { TierObservation } from '../../../lambda/topology-check/observation';
import { NOW } from '../support/fake-run';
import { expectation, healthy, tierWith } from './expectation';

/** Targets of a zone that serve. */
export const two = ['healthy', 'healthy'];
/** Targets of a zone that do not. */
export const dead = ['unhealthy', 'unhealthy'];
/** Nobody may know. */
export const denied = unknown('Denied', 'AccessDeniedException');
/** A zone that traffic is moved away from. */
export const shift = (availabilityZone: string, change: Partial<EvacuatedZone> = {}): EvacuatedZone => ({
  availabilityZone,
  expiresAt: new Date('2026-11-25T13:00:00Z'),
  reason: 'zonal shift',
  ...change,
});

/** Checks a web tier with these states of its targets by zone. */
export function check(states: Readonly<Record<string, readonly string[]>>, change: Partial<TierObservation> = {}) {
  const web = { ...tierWith('web', states), ...change };
  const decision = checkTopology(expectation, { ...healthy, tiers: { ...healthy.tiers, web } }, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}
