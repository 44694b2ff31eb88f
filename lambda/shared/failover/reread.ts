import type { LostWriter } from './probes';
import type { ClusterView, MemberView } from './ports';
import { because, type Reason } from './reasons';
import type { Event } from './states';

/** What the writer is, read again right before sending. */
export interface Reread {
  readonly event: Extract<
    Event,
    | 'healthy'
    | 'writerMissing'
    | 'ordered'
    | 'unknown'
    | 'contradictory'
    | 'twoWriters'
    | 'nativeFailover'
    | 'writerMoved'
  >;
  /** Why nothing is sent; absent when it still is to be. */
  readonly reason?: Reason;
}

/** Says what a cluster read again means for sending; `target` is the reader that would be promoted. */
export type ReadAgain = (cluster: ClusterView, target: string) => Reread;

/** The writer must still be lost. */
export function stillLost(lost: Pick<LostWriter, 'instanceId'>): ReadAgain {
  return (cluster, target) => rereadCluster(cluster, lost.instanceId, target) ?? { event: 'writerMissing' };
}

/** The writer must still be where the order wants it away from, and well. */
export function stillThere(writer: Pick<LostWriter, 'instanceId'>): ReadAgain {
  return (cluster, target) => {
    const { instanceId } = writer;
    const again = rereadCluster(cluster, instanceId, target);
    if (again === undefined) {
      return { event: 'contradictory', reason: because('WriterMissing', instanceId, 'is no longer available') };
    }
    return again.event === 'healthy' ? { event: 'ordered' } : again;
  };
}

/** What speaks against sending; `undefined` when there is no available writer. */
function rereadCluster({ condition, members }: ClusterView, expected: string, target: string): Reread | undefined {
  const writers = members.filter(({ isWriter }) => isWriter);
  const [writer] = writers;
  if (writers.length > 1) {
    return { event: 'twoWriters', reason: because('TwoWritersReported', 'writer', 'more than one, read again') };
  }
  switch (condition) {
    case 'failing-over':
      return { event: 'nativeFailover', reason: because('FailoverRunning', 'cluster', 'failing over, read again') };
    case 'busy':
      return { event: 'contradictory', reason: because('ClusterBusy', 'cluster', 'RDS works on it, read again') };
    case 'broken':
      return { event: 'contradictory', reason: because('ClusterBroken', 'cluster', 'not available, read again') };
    case 'unclear':
      return { event: 'unknown', reason: because('ClusterUnclear', 'cluster', 'its status says nothing, read again') };
    case 'serving':
      break;
  }
  if (writer !== undefined && writer.instanceId !== expected) {
    const detail = `it was ${expected} and is ${writer.instanceId}, read again`;
    return { event: 'writerMoved', reason: because('WriterMoved', 'writer', detail) };
  }
  if (members.find(({ instanceId }) => instanceId === target)?.readiness !== 'serving') {
    return { event: 'contradictory', reason: because('TargetChanged', target, 'is no longer available, read again') };
  }
  return writer === undefined ? undefined : rereadWriter(writer);
}

function rereadWriter({ instanceId, readiness }: MemberView): Reread | undefined {
  switch (readiness) {
    case 'serving':
      return { event: 'healthy', reason: because('WriterBack', instanceId, 'is available again, read again') };
    case 'busy':
      return { event: 'contradictory', reason: because('WriterBusy', instanceId, 'RDS works on it, read again') };
    case 'unclear':
      return {
        event: 'unknown',
        reason: because('WriterUnclear', instanceId, 'RDS does not say how it is, read again'),
      };
    case 'broken':
      return undefined;
  }
}
