import type { ActionOutcome } from '../failover/outcome';
import type { FailoverEvent } from '../failover/contract';
import type { FailoverPorts } from '../failover/ports';
import type { ActionRunContext } from '../run-action';
import { dryRunLeaseKey, leaseKey, LEASE_TABLE_VARIABLE, type ActionSources } from './contract';
import { readingPorts, type ActionClients, type RunningTime } from './ports';

/** What an action works with for the life of its container. */
export interface ActionTools {
  readonly clients: ActionClients;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Makes the one call that changes something.
   *
   * @default - nothing can be sent: a dry run, with a lease of its own
   */
  readonly failOver?: (clusterIdentifier: string, clients: ActionClients) => NonNullable<FailoverPorts['failOver']>;
  /** @default - the time of the machine */
  readonly time?: RunningTime;
}

/** Runs a decision about a cluster in AWS. */
export async function runFailover<E extends FailoverEvent & ActionSources>(
  decide: (event: E, ports: FailoverPorts) => Promise<ActionOutcome>,
  event: E,
  { signal, remainingMilliseconds }: ActionRunContext,
  { clients, environment, failOver, time }: ActionTools,
): Promise<ActionOutcome> {
  const tableName = environment[LEASE_TABLE_VARIABLE] ?? '';
  if (tableName === '') {
    throw new Error(`${LEASE_TABLE_VARIABLE} names no table`);
  }
  const { clusterIdentifier } = event;
  const key = failOver === undefined ? dryRunLeaseKey(clusterIdentifier) : leaseKey(clusterIdentifier);
  const run = { event, tableName, leaseKey: key, signal, remainingMilliseconds };
  const ports = readingPorts(time === undefined ? run : { ...run, time }, clients);
  return decide(event, failOver === undefined ? ports : { ...ports, failOver: failOver(clusterIdentifier, clients) });
}
