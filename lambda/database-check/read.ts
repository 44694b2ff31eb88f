import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { unknown, type Observed } from '../shared/observed';
import { readOrAbsent, readPages } from '../shared/read';
import { readReplicaLags, type ReplicaLags } from '../shared/rds/replica-lag';
import type { DatabaseClients, Limits } from './clients';
import type { DatabaseCheckEvent } from './contract';
import type { ClusterState, DatabaseObservation } from './observation';
import { readGlobalDatabase } from './read-global';
import { readHistory } from './read-history';
import { clusterAnswer, instancePage } from './replies';

/** Asks about everything at once, and about what depends on an answer as soon as that is there. */
export async function readDatabase(
  { clusterIdentifier, globalDatabase }: DatabaseCheckEvent,
  { rds, cloudwatch }: DatabaseClients,
  limits: Limits,
): Promise<DatabaseObservation> {
  const { abortSignal } = limits;
  const [{ cluster, replicaLags }, instances, history, global] = await Promise.all([
    readCluster(clusterIdentifier, { rds, cloudwatch }, limits),
    readPages({
      ask: (Marker) =>
        rds.send(
          new DescribeDBInstancesCommand({
            Filters: [{ Name: 'db-cluster-id', Values: [clusterIdentifier] }],
            Marker,
          }),
          { abortSignal },
        ),
      schema: instancePage,
    }),
    readHistory(clusterIdentifier, rds, abortSignal),
    globalDatabase === undefined
      ? undefined
      : readGlobalDatabase(globalDatabase.identifier, { rds, cloudwatch }, limits),
  ]);
  return { cluster, instances, replicaLags, history, ...(global === undefined ? {} : { global }) };
}

/** Asks about the cluster, and then CloudWatch about its readers, which only the cluster knows. */
async function readCluster(
  DBClusterIdentifier: string,
  { rds, cloudwatch }: DatabaseClients,
  { now, abortSignal }: Limits,
): Promise<Pick<DatabaseObservation, 'cluster' | 'replicaLags'>> {
  const cluster = await readOrAbsent(
    {
      ask: () => rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }), { abortSignal }),
      schema: clusterAnswer,
    },
    'DBClusterNotFoundFault',
  );
  const readers = findReaders(cluster);
  const replicaLags: Observed<ReplicaLags> =
    readers === undefined
      ? unknown('Incomplete', 'the readers are not known')
      : await readReplicaLags(readers, cloudwatch(), now, abortSignal);
  return { cluster, replicaLags };
}

function findReaders(cluster: Observed<ClusterState | 'absent'>): readonly string[] | undefined {
  return cluster.kind === 'unknown' || cluster.value === 'absent'
    ? undefined
    : cluster.value.members.filter(({ isWriter }) => !isWriter).map(({ instanceId }) => instanceId);
}
