import { isWeaker } from '../rds/instance-class';
import type { FailoverLimits } from './contract';
import type { Incident, Memory } from './memory';
import type { ClusterView, EvacuatedZone, MemberView, Vantage } from './ports';
import { endpointOf } from './probes';

/** A reader that is not promoted, and why. */
export interface Rejection {
  readonly instanceId: string;
  readonly why: string;
}

/** Whom to promote. */
export type TargetChoice =
  | { readonly kind: 'target'; readonly instanceId: string; readonly rejected: readonly Rejection[] }
  | { readonly kind: 'none'; readonly rejected: readonly Rejection[] };

/** What the choice is made from. */
export interface Candidates {
  readonly cluster: ClusterView;
  readonly vantages: readonly Vantage[];
  readonly evacuated: readonly EvacuatedZone[];
  readonly incident: Pick<Incident, 'lostWriter' | 'availabilityZone' | 'openedAt'>;
  readonly lags: Memory['lags'];
  readonly limits: FailoverLimits;
}

/**
 * Time before the incident from which a lag still counts: without a writer readers report none, and nothing is written
 * that they could fall behind.
 */
const LAG_MILLISECONDS_BEFORE = 300_000;

/**
 * Names the reader to promote: in another zone than the writer and in none that is evacuated, available, answering, as
 * strong as the strongest member, close behind the writer; of those the lowest promotion tier, then the first by name.
 *
 * The name is part of the call, because Aurora itself would choose by tier and size alone.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html read 2026-11-25
 */
export function chooseTarget(candidates: Candidates): TargetChoice {
  const readers = candidates.cluster.members
    .filter(({ instanceId }) => instanceId !== candidates.incident.lostWriter)
    .map((member) => ({ member, why: findFault(member, candidates) }))
    .sort((a, b) => a.member.promotionTier - b.member.promotionTier || byName(a.member, b.member));
  const rejected = readers.flatMap(({ member, why }) =>
    why === undefined ? [] : [{ instanceId: member.instanceId, why }],
  );
  const target = readers.find(({ why }) => why === undefined);
  return target === undefined
    ? { kind: 'none', rejected }
    : { kind: 'target', instanceId: target.member.instanceId, rejected };
}

/** Rejections as a text. */
export function describeRejections(rejected: readonly Rejection[]): string {
  return rejected.length === 0
    ? 'there is no other member'
    : rejected.map(({ instanceId, why }) => `${instanceId} ${why}`).join(', ');
}

/** Why a member is not promoted; `undefined` when it may be. */
function findFault(member: MemberView, candidates: Candidates): string | undefined {
  const { incident, evacuated } = candidates;
  const zone = member.availabilityZone;
  if (member.readiness !== 'serving') {
    return `is ${member.readiness}`;
  }
  if (zone === undefined) {
    return 'is in a zone nobody knows';
  }
  if (zone === incident.availabilityZone) {
    return 'is in the zone of the writer';
  }
  if (evacuated.some(({ availabilityZone }) => availabilityZone === zone)) {
    return `is in ${zone}, which is evacuated`;
  }
  return (
    findWeakness(member, candidates.cluster.members) ??
    findLag(member, candidates) ??
    (isAnswering(member, candidates) ? undefined : 'answers no probe')
  );
}

function findWeakness({ instanceClass }: MemberView, members: readonly MemberView[]): string | undefined {
  for (const other of members) {
    const weaker =
      instanceClass === undefined || other.instanceClass === undefined
        ? undefined
        : isWeaker(instanceClass, other.instanceClass);
    if (weaker === undefined) {
      return `cannot be compared with ${other.instanceId}`;
    }
    if (weaker) {
      return `is weaker than ${other.instanceId}`;
    }
  }
  return undefined;
}

function findLag(member: MemberView, { lags, incident, limits }: Candidates): string | undefined {
  const milliseconds = findLagOf(member, lags, incident.openedAt - LAG_MILLISECONDS_BEFORE);
  if (milliseconds === undefined) {
    return 'is behind by nobody knows how much';
  }
  return milliseconds > limits.maximumReplicaLagMilliseconds ? `is ${String(milliseconds)} ms behind` : undefined;
}

/** Milliseconds a reader is behind now, or was when it could last be told, if that was not before `since`. */
function findLagOf({ instanceId, replicaLagMilliseconds }: MemberView, lags: Memory['lags'], since: number) {
  const remembered = Object.entries(lags).find(([id]) => id === instanceId)?.[1];
  if (replicaLagMilliseconds.kind === 'known') {
    return replicaLagMilliseconds.value;
  }
  return remembered !== undefined && remembered.at >= since ? remembered.milliseconds : undefined;
}

/** Whether a probe got an answer of the instance. A probe that did not answer says nothing about it. */
function isAnswering({ instanceId }: MemberView, { vantages }: Candidates): boolean {
  return vantages.some((vantage) => {
    const kind = vantage.instances[instanceId]?.kind;
    return endpointOf(vantage) !== 'unknown' && kind !== undefined && kind !== 'silent';
  });
}

function byName(a: MemberView, b: MemberView): number {
  return a.instanceId < b.instanceId ? -1 : 1;
}
