import type { Observed } from '../observed';
import type { FailoverLimits } from './contract';
import type { Sighting } from './memory';
import type { ClusterView, MemberView, Vantage } from './ports';
import { findAnsweringWriters, judgeLoss, judgeWriter, namedVantages, noteUnknown, type LostWriter } from './probes';
import { because, type Reason } from './reasons';

/** What a run saw of a cluster. */
export interface Sight {
  readonly cluster: Observed<ClusterView>;
  readonly vantages: readonly Vantage[];
}

/** What a sight means. */
export interface Assessment {
  readonly event: 'healthy' | 'writerMissing' | 'unknown' | 'contradictory' | 'twoWriters' | 'nativeFailover';
  readonly reasons: readonly Reason[];
  /** The one member that RDS calls the writer; absent when there is none, or more than one. */
  readonly writer?: MemberView | undefined;
  /** The writer RDS has lost; only with `writerMissing`. */
  readonly lost?: LostWriter;
  /** Whether RDS knows of no available writer, whatever else speaks against acting. */
  readonly isWithoutWriter: boolean;
}

/** What a sight is judged by. */
export interface Expectation {
  /** The writer at the last sighting. */
  readonly sighting: Sighting | undefined;
  readonly availabilityZones: readonly string[];
  readonly limits: FailoverLimits;
}

/**
 * Says what was seen: of one writer, of none, of two, or nothing that can be built on.
 *
 * Two planes are asked. The control plane is RDS, the data plane the probes: a loss needs both. Whatever is not known is
 * neither healthy nor lost, and whatever speaks against a loss, however little, holds it up.
 */
export function assess({ cluster, vantages: all }: Sight, expected: Expectation): Assessment {
  const vantages = namedVantages(all, expected.availabilityZones);
  const assessment = assessBoth(cluster, vantages, expected);
  return { ...assessment, reasons: [...assessment.reasons, ...noteUnknown(vantages), ...noteLags(cluster)] };
}

/** Readers of which nobody knows how far they are behind: they could not be promoted when it counts. */
function noteLags(cluster: Observed<ClusterView>): readonly Reason[] {
  const members = cluster.kind === 'known' ? cluster.value.members : [];
  return members.flatMap(({ instanceId, isWriter, replicaLagMilliseconds: lag }) =>
    !isWriter && lag.kind === 'unknown' ? [because('LagUnknown', instanceId, lag.reason, lag)] : [],
  );
}

function assessBoth(cluster: Observed<ClusterView>, vantages: readonly Vantage[], expected: Expectation): Assessment {
  const answering = findAnsweringWriters(vantages);
  const writers = cluster.kind === 'known' ? cluster.value.members.filter(({ isWriter }) => isWriter) : [];
  const two = findTwo(
    writers.map(({ instanceId }) => instanceId),
    answering,
  );
  if (two.length > 0) {
    return inconclusive('twoWriters', ...two);
  }
  if (cluster.kind === 'unknown') {
    const seen = answering.length === 0 ? 'no probe names a writer' : `the probes find ${names(answering)} writing`;
    return inconclusive('unknown', because('ControlPlaneUnknown', 'cluster', `${cluster.reason}; ${seen}`, cluster));
  }
  const [writer] = writers;
  const settled = judgeCluster(cluster.value, writer, expected.sighting);
  if (settled !== undefined) {
    return { ...settled, writer };
  }
  if (writer?.readiness === 'serving') {
    return { ...judgeWriter(vantages, writer.instanceId, expected.limits), writer, isWithoutWriter: false };
  }
  return { ...assessLoss(cluster.value, vantages, expected), writer };
}

function findTwo(reported: readonly string[], answering: readonly string[]): readonly Reason[] {
  return [
    ...(reported.length > 1 ? [because('TwoWritersReported', 'writer', `RDS reports ${names(reported)}`)] : []),
    ...(answering.length > 1
      ? [because('TwoWritersAnswer', 'writer', `the probes find ${names(answering)} writing`)]
      : []),
  ];
}

/** What RDS alone settles; `undefined` when the probes have to be asked as well. */
function judgeCluster(
  { condition }: ClusterView,
  writer: MemberView | undefined,
  sighting: Sighting | undefined,
): Assessment | undefined {
  switch (condition) {
    case 'failing-over':
      return inconclusive('nativeFailover', because('FailoverRunning', 'cluster', 'the cluster is failing over'));
    case 'busy':
      return inconclusive('contradictory', because('ClusterBusy', 'cluster', 'RDS is working on the cluster'));
    case 'broken':
      // Stopped, being deleted, without its key, full: no failover helps, and RDS would refuse it.
      return inconclusive('contradictory', because('ClusterBroken', 'cluster', 'not available, by its own status'));
    case 'unclear':
      return inconclusive('unknown', because('ClusterUnclear', 'cluster', 'what its status means is not known'));
    case 'serving':
      break;
  }
  if (writer !== undefined && sighting !== undefined && writer.instanceId !== sighting.instanceId) {
    const detail = `the writer was ${sighting.instanceId} and is ${writer.instanceId}`;
    return inconclusive('nativeFailover', because('WriterMoved', 'writer', detail));
  }
  switch (writer?.readiness) {
    case 'busy':
      return inconclusive('contradictory', because('WriterBusy', writer.instanceId, 'RDS is working on the writer'));
    case 'unclear':
      return inconclusive('unknown', because('WriterUnclear', writer.instanceId, 'RDS does not say how the writer is'));
    case 'serving':
    case 'broken':
    case undefined:
      return undefined;
  }
}

function assessLoss(cluster: ClusterView, vantages: readonly Vantage[], expected: Expectation): Assessment {
  const { sighting } = expected;
  const writer = cluster.members.find(({ isWriter }) => isWriter);
  const instanceId = writer?.instanceId ?? sighting?.instanceId;
  if (instanceId === undefined) {
    return withoutWriter(because('WriterNeverSeen', 'writer', 'no member is the writer, and none was ever seen to be'));
  }
  const availabilityZone =
    cluster.members.find((member) => member.instanceId === instanceId)?.availabilityZone ??
    (sighting?.instanceId === instanceId ? sighting.availabilityZone : undefined);
  const missing = because(
    'WriterMissing',
    instanceId,
    writer === undefined ? 'no member is the writer, and this was the last' : 'is the writer and not available',
  );
  if (availabilityZone === undefined) {
    return withoutWriter(missing, because('WriterZoneUnknown', instanceId, 'the zone it was in is not known'));
  }
  const lost = { instanceId, availabilityZone };
  if (!cluster.members.some((member) => member.instanceId !== instanceId && member.readiness === 'serving')) {
    return withoutWriter(missing, because('NoReader', 'readers', 'none is available that could be promoted'));
  }
  const judged = judgeLoss(vantages, lost, expected.limits);
  return {
    ...judged,
    reasons: [missing, ...judged.reasons],
    isWithoutWriter: true,
    ...(judged.event === 'writerMissing' ? { lost } : {}),
  };
}

function inconclusive(event: Assessment['event'], ...reasons: readonly Reason[]): Assessment {
  return { event, reasons, isWithoutWriter: false };
}

function withoutWriter(...reasons: readonly Reason[]): Assessment {
  return { event: 'unknown', reasons, isWithoutWriter: true };
}

function names(ids: readonly string[]): string {
  return [...ids].sort().join(' and ');
}
