import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { dryRunLeaseKey, leaseKey } from '../../lambda/shared/aws-failover/contract';
import type { ActionSurroundings } from './action-surroundings';
import { askProbes } from './database-probes';
import { describeCluster, describeInstances } from './database-statements';

/** Whether a function may change anything: a dry run has neither the call in its bundle nor the permission in its role. */
export type ActionMode = 'act' | 'dry-run';

/** Everything a function needs that decides about the writer. */
export function actionStatements(
  scope: Construct,
  surroundings: ActionSurroundings,
  mode: ActionMode,
): PolicyStatement[] {
  const { cluster, probes, lease, loadBalancers } = surroundings;
  return [
    describeCluster(cluster),
    describeInstances(scope),
    readRegion(scope),
    new PolicyStatement({
      sid: 'ReadZonalShifts',
      actions: ['arc-zonal-shift:GetManagedResource'],
      resources: loadBalancers.map(({ loadBalancerArn }) => loadBalancerArn),
    }),
    askProbes(probes),
    lease.holdLease((mode === 'act' ? leaseKey : dryRunLeaseKey)(cluster.clusterIdentifier)),
    ...(mode === 'act' ? [failOver(cluster)] : []),
  ];
}

/**
 * The one action that changes anything, on the one cluster it is for. RDS decides about it on the cluster alone: the
 * instance that is to become the writer is no resource of it.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html read 2026-11-25
 */
function failOver(cluster: IDatabaseCluster): PolicyStatement {
  return new PolicyStatement({
    sid: 'FailOverCluster',
    actions: ['rds:FailoverDBCluster'],
    resources: [cluster.clusterArn],
  });
}

/** How far readers are behind, and which zone an id of a zone means: neither question knows a resource. */
function readRegion(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadRegion',
    actions: ['cloudwatch:GetMetricData', 'ec2:DescribeAvailabilityZones'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': Stack.of(scope).region } },
  });
}
