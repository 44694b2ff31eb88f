import type { DatabaseProbeEvent } from '../../database-probe/contract';

/** The endpoint of a cluster, for example `site.cluster-c7tj4example.eu-west-1.rds.amazonaws.com`. */
const CLUSTER_ENDPOINT = /^[^.]+\.cluster-(?<rest>[a-z0-9]+\..+)$/;

/**
 * Endpoints of instances: as RDS names them, or, for one that RDS names no more or not now, as the endpoint of its cluster
 * tells, whose names differ from it in their first part alone. Without both an instance has none, and is not asked.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Reboot.Examples.html read 2026-11-25
 */
export function endpointsOf(
  instanceIds: readonly string[],
  named: Readonly<Record<string, string>>,
  clusterEndpoint: string,
): DatabaseProbeEvent['instances'] {
  const rest = CLUSTER_ENDPOINT.exec(clusterEndpoint)?.groups?.rest;
  return instanceIds.flatMap((instanceId) => {
    const host = named[instanceId] ?? (rest === undefined ? undefined : `${instanceId}.${rest}`);
    return host === undefined ? [] : [{ instanceId, host }];
  });
}
