import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand, type RDSClient } from '@aws-sdk/client-rds';
import type { ClusterView, MemberView } from '../failover/ports';
import { known, unknown, type Observed } from '../observed';
import { readReplicaLags, type ReplicaLags } from '../rds/replica-lag';
import { readinessOf } from '../rds/statuses';
import { read, readPages } from '../read';
import { clusterAnswer, instancePage, type ClusterAnswer, type InstanceAnswer } from './cluster-replies';
import { watchDate } from './response-date';

/** Clients that know the cluster. */
export interface ClusterClients {
  readonly rds: RDSClient;
  readonly cloudwatch: CloudWatchClient;
}

/** A cluster with the way to its instances. */
export interface DescribedCluster {
  readonly view: ClusterView;
  /** Host name of each instance's endpoint, where RDS gives one. */
  readonly hosts: Readonly<Record<string, string>>;
}

/**
 * Reads the cluster: its instances, how far they are behind, and last of all who the writer is, so that nothing known about
 * the writer is older than what is known about the others.
 *
 * Answers that contradict each other are unknown. An instance the cluster does not name is left out; one that only the
 * cluster names is unclear.
 */
export async function readCluster(
  clusterIdentifier: string,
  { rds, cloudwatch }: ClusterClients,
  abortSignal: AbortSignal,
): Promise<Observed<DescribedCluster>> {
  const listed = await listInstances(clusterIdentifier, rds, abortSignal);
  if (listed.kind === 'unknown') {
    return listed;
  }
  const { instances, now } = listed.value;
  const lags = await readReplicaLags(
    instances.map(({ instanceId }) => instanceId),
    cloudwatch,
    now,
    abortSignal,
  );
  const cluster = await read({
    ask: () => rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier }), { abortSignal }),
    schema: clusterAnswer,
  });
  if (cluster.kind === 'unknown') {
    return cluster;
  }
  const contradiction = findContradiction(clusterIdentifier, cluster.value, instances);
  return contradiction === undefined
    ? known({ view: viewOf(cluster.value, instances, lags), hosts: hostsOf(instances) })
    : unknown('Contradictory', contradiction);
}

/** The instances, and what time it is by RDS: that of this machine may be wrong by minutes. */
async function listInstances(
  clusterIdentifier: string,
  rds: RDSClient,
  abortSignal: AbortSignal,
): Promise<Observed<{ readonly instances: readonly InstanceAnswer[]; readonly now: Date }>> {
  let now: number | undefined;
  const instances = await readPages({
    ask: async (Marker) => {
      const Filters = [{ Name: 'db-cluster-id', Values: [clusterIdentifier] }];
      const command = new DescribeDBInstancesCommand({ Filters, Marker });
      const date = watchDate(command);
      const page = await rds.send(command, { abortSignal });
      now = date.find();
      return page;
    },
    schema: instancePage,
  });
  if (instances.kind === 'unknown') {
    return instances;
  }
  return now === undefined
    ? unknown('Malformed', 'RDS does not tell the time')
    : known({ instances: instances.value, now: new Date(now) });
}

function findContradiction(
  clusterIdentifier: string,
  { identifier, members }: ClusterAnswer,
  instances: readonly InstanceAnswer[],
): string | undefined {
  const stranger = instances.find((instance) => instance.clusterIdentifier !== clusterIdentifier);
  if (identifier !== clusterIdentifier || stranger !== undefined) {
    return `asked about ${clusterIdentifier}, RDS answered about ${stranger?.clusterIdentifier ?? identifier}`;
  }
  const twice =
    findRepeated(members.map(({ instanceId }) => instanceId)) ??
    findRepeated(instances.map(({ instanceId }) => instanceId));
  return twice === undefined ? undefined : `RDS lists ${twice} twice`;
}

function findRepeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function viewOf(
  { status, members }: ClusterAnswer,
  instances: readonly InstanceAnswer[],
  lags: Observed<ReplicaLags>,
): ClusterView {
  return {
    condition: status === 'failing-over' ? 'failing-over' : readinessOf(status),
    members: members.map((member): MemberView => {
      const instance = instances.find(({ instanceId }) => instanceId === member.instanceId);
      return {
        ...member,
        readiness: instance === undefined ? 'unclear' : readinessOf(instance.status),
        instanceClass: instance?.instanceClass,
        availabilityZone: instance?.availabilityZone,
        replicaLagMilliseconds: member.isWriter ? known(0) : lagOf(member.instanceId, lags),
      };
    }),
  };
}

function lagOf(instanceId: string, lags: Observed<ReplicaLags>): Observed<number> {
  if (lags.kind === 'unknown') {
    return lags;
  }
  const lag = lags.value[instanceId];
  return lag === undefined ? unknown('Incomplete', `${instanceId} reports no lag of now`) : known(lag);
}

function hostsOf(instances: readonly InstanceAnswer[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    instances.flatMap(({ instanceId, host }) => (host === undefined ? [] : [[instanceId, host] as const])),
  );
}
