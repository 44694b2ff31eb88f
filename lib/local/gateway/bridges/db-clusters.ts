import { changeXml, textOf } from '../xml';
import type { Bridge } from './bridge';

/** What decides up to which moment a cluster can be restored. */
export interface ClusterFacts {
  /** For example `available`. */
  readonly status: string;
  readonly createdAt: Date;
}

/**
 * Greatest distance of the latest restorable time from now while a cluster is backed up, in milliseconds.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-pitr.html read 2026-11-25
 */
const BACKUP_STEP = 5 * 60 * 1000;

/** States in which nothing is written, so that nothing is backed up. */
const RESTING = new Set(['creating', 'deleting', 'failed', 'starting', 'stopped', 'stopping']);

/**
 * Latest moment a cluster can be restored to, which AWS moves on while the cluster runs: here in steps of five minutes,
 * and never before its creation. `undefined` while nothing is backed up.
 *
 * @param now - when the answer was given
 */
export function findRestorableTime({ status, createdAt }: ClusterFacts, now: Date): Date | undefined {
  const step = Math.floor(now.getTime() / BACKUP_STEP) * BACKUP_STEP;
  return RESTING.has(status) ? undefined : new Date(Math.max(step, createdAt.getTime()));
}

/** `DescribeDBClusters`: in the emulator the latest restorable time stays that of the creation. */
export const bridgeDbClusters: Bridge = (body, { answeredAt }) =>
  Promise.resolve(answeredAt === undefined ? body : completeClusters(body, answeredAt));

/** Moves on the latest restorable time of each cluster; one that is not backed up keeps what the answer says. */
export function completeClusters(body: string, now: Date): string {
  const path = ['DescribeDBClustersResponse', 'DescribeDBClustersResult', 'DBClusters', 'DBCluster'] as const;
  return changeXml(body, path, (cluster) => {
    const createdAt = new Date(textOf(cluster, 'ClusterCreateTime') ?? '');
    const status = textOf(cluster, 'Status');
    const latest =
      status === undefined || Number.isNaN(createdAt.getTime())
        ? undefined
        : findRestorableTime({ status, createdAt }, now);
    return latest === undefined ? cluster : { ...cluster, LatestRestorableTime: latest.toISOString() };
  });
}
