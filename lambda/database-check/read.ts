import { DescribeDBClustersCommand, DescribeDBInstancesCommand, type RDSClient } from '@aws-sdk/client-rds';
import { readOrAbsent, readPages } from '../shared/read';
import type { DatabaseObservation } from './observation';
import { clusterAnswer, instancePage } from './replies';

/** Asks RDS about the cluster and its instances at once. */
export async function readDatabase(
  clusterIdentifier: string,
  rds: RDSClient,
  abortSignal: AbortSignal,
): Promise<DatabaseObservation> {
  const [cluster, instances] = await Promise.all([
    readOrAbsent(
      {
        ask: () => rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier }), { abortSignal }),
        schema: clusterAnswer,
      },
      'DBClusterNotFoundFault',
    ),
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
  ]);
  return { cluster, instances };
}
