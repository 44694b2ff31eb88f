import type { Duration } from 'aws-cdk-lib';
import { PROBE_USER } from '../../lambda/database-probe/contract';
import type { FailOverWriterEvent } from '../../lambda/fail-over-writer/contract';
import { LEASE_TABLE_VARIABLE } from '../../lambda/shared/aws-failover/contract';
import { SAFE_LIMITS, type FailoverLimits } from '../../lambda/shared/failover/contract';
import { servicePorts } from '../site/ports';
import type { ActionSurroundings } from './action-surroundings';

/** Seconds a lease outlives the longest run: what a function that is stopped has sent may still be under way. */
const LEASE_MARGIN_SECONDS = 15;

/** What every function that may move the writer is told about the cluster, the probes and the load balancers. */
export function actionEvent(
  { site, cluster, probes, loadBalancers }: ActionSurroundings,
  timeout: Duration,
): FailOverWriterEvent {
  return {
    version: 1,
    site: site.name,
    clusterIdentifier: cluster.clusterIdentifier,
    availabilityZones: probes.map(({ availabilityZone }) => availabilityZone),
    limits: limits(timeout),
    probes: probes.map(({ availabilityZone, function: probe }) => ({
      availabilityZone,
      functionName: probe.functionName,
    })),
    database: {
      user: PROBE_USER,
      name: site.database.databaseName,
      port: servicePorts(site).database,
      clusterEndpoint: cluster.clusterEndpoint.hostname,
    },
    loadBalancerArns: loadBalancers.map(({ loadBalancerArn }) => loadBalancerArn),
  };
}

/** The safe value of every limit, with a lease that no run outlives. */
function limits(timeout: Duration): FailoverLimits {
  const least = timeout.toSeconds() + LEASE_MARGIN_SECONDS;
  return { ...SAFE_LIMITS, leaseSeconds: Math.max(SAFE_LIMITS.leaseSeconds, least) };
}

/** Environment of every function that holds the lease. */
export function leaseEnvironment({ lease }: ActionSurroundings): Readonly<Record<string, string>> {
  return { [LEASE_TABLE_VARIABLE]: lease.table.tableName };
}
