import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { FailoverEvent } from '../failover/contract';
import type { FailoverPorts } from '../failover/ports';
import { readCluster, type ClusterClients } from './cluster-reader';
import { known } from '../observed';
import type { ActionSources } from './contract';
import { endpointsOf } from './instance-endpoints';
import { dynamoLeaseStore } from './lease-store';
import { readVantages } from './vantage-reader';
import { readEvacuations, type EvacuationClients } from './zonal-shifts';

/** Clients of an action, which live as long as the container. None of them changes anything but the lease. */
export interface ActionClients extends ClusterClients, EvacuationClients {
  readonly dynamo: DynamoDBClient;
  readonly lambda: LambdaClient;
}

/** What the ports of one run need beside the clients. */
export interface ActionRun {
  readonly event: FailoverEvent & ActionSources;
  /** Table of the leases. */
  readonly tableName: string;
  /** Item of the lease. */
  readonly leaseKey: string;
  /** Ends every question in time. */
  readonly signal: AbortSignal;
  readonly remainingMilliseconds: () => number;
  /** @default - the time of the machine */
  readonly time?: RunningTime;
}

/** Time that passes within a run. */
export type RunningTime = Pick<FailoverPorts, 'monotonicNow' | 'sleep'>;

const machineTime: RunningTime = {
  monotonicNow: () => performance.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds);
  },
};

/**
 * The world of AWS as a decider sees it, without the one call that changes it: a dry run has nothing else.
 *
 * Probes are asked at the endpoints that RDS named last in this run.
 */
export function readingPorts(
  { event, tableName, leaseKey, signal, remainingMilliseconds, time = machineTime }: ActionRun,
  clients: ActionClients,
): FailoverPorts {
  let hosts: Readonly<Record<string, string>> = {};
  return {
    store: dynamoLeaseStore(clients.dynamo, { tableName, key: leaseKey }, signal),
    readCluster: async () => {
      const cluster = await readCluster(event.clusterIdentifier, clients, signal);
      if (cluster.kind === 'unknown') {
        return cluster;
      }
      hosts = cluster.value.hosts;
      return known(cluster.value.view);
    },
    readVantages: (instances) => {
      const question = {
        site: event.site,
        database: event.database,
        instances: endpointsOf(instances, hosts, event.database.clusterEndpoint),
      };
      return readVantages(clients.lambda, event.probes, question, signal);
    },
    readEvacuations: () => readEvacuations(event.loadBalancerArns, clients, signal),
    remainingMilliseconds,
    ...time,
  };
}
