import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';

/** Sees one cluster. */
export function describeCluster(cluster: IDatabaseCluster): PolicyStatement {
  return new PolicyStatement({
    sid: 'DescribeCluster',
    actions: ['rds:DescribeDBClusters'],
    resources: [cluster.clusterArn],
  });
}

/** Sees instances: they are found by their cluster, and RDS decides about such a question on all instances of the Region. */
export function describeInstances(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    sid: 'DescribeInstances',
    actions: ['rds:DescribeDBInstances'],
    resources: [
      Stack.of(scope).formatArn({
        service: 'rds',
        resource: 'db',
        resourceName: '*',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  });
}
