import type { ProbedDatabase } from '../../database-probe/contract';

/** Environment variable that names the table of the leases. */
export const LEASE_TABLE_VARIABLE = 'LEASE_TABLE';

/** The probe of one zone. */
export interface Probe {
  readonly availabilityZone: string;
  /** Name or ARN of its function. */
  readonly functionName: string;
}

/** Where an action looks, beside the cluster itself. */
export interface ActionSources {
  /** One probe for each zone of the event. */
  readonly probes: readonly Probe[];
  /** The database as the probes reach it. */
  readonly database: ProbedDatabase;
  /** Load balancers, or groups behind them, whose zonal shifts mean that a zone is evacuated. */
  readonly loadBalancerArns: readonly string[];
}

/** Key of the item in which the actions on a cluster keep their lease: one for all of them, so that one acts at a time. */
export function leaseKey(clusterIdentifier: string): string {
  return clusterIdentifier;
}

/**
 * Key of the item in which the dry runs about a cluster keep theirs. They have to count, too, but must never hold up what
 * acts. No cluster has such a name.
 */
export function dryRunLeaseKey(clusterIdentifier: string): string {
  return `${clusterIdentifier}#dry-run`;
}
