import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { RDSClient } from '@aws-sdk/client-rds';
import { readCluster } from '../../../../lambda/shared/aws-failover/cluster-reader';
import {
  CLUSTER,
  describedCluster,
  describedInstances,
  healthyInstances,
  type FakeInstance,
} from '../../support/fake-cluster';
import { metricDataReply } from '../../support/fake-rds-metrics';
import { operationOf } from '../../support/fake-operations';
import {
  fakeClientConfig,
  FakeTransport,
  queryError,
  type Reply,
  type SentRequest,
} from '../../support/fake-transport';

/** Time of RDS. */
export const NOW = new Date('2026-11-25T12:00:00Z');
/** A writer and two readers. */
export const instances = healthyInstances();

/** What each operation answers. */
export type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

/** What a healthy cluster answers. */
export const healthyReplies: Replies = {
  DescribeDBClusters: () => describedCluster(instances),
  DescribeDBInstances: () => describedInstances(instances),
  GetMetricData: (request) => lags(request, instances),
};

/** Answers how far instances are behind. */
export function lags(request: SentRequest, of: readonly FakeInstance[], at: Date = NOW): Reply {
  return metricDataReply(request, (id) => {
    const value = of.find((instance) => instance.id === id)?.lag;
    return value === undefined ? undefined : { value, at: new Date(at.getTime() - 60_000) };
  });
}

/** Reads the cluster, some of whose answers are changed. */
export async function readWith(changes: Replies = {}, signal: AbortSignal = new AbortController().signal) {
  const replies = { ...healthyReplies, ...changes };
  const transport = new FakeTransport((request, nth) => {
    const reply = replies[operationOf(request)]?.(request, nth) ?? queryError('InvalidAction');
    return 'body' in reply ? { ...reply, headers: { date: new Date().toUTCString(), ...reply.headers } } : reply;
  });
  const config = fakeClientConfig(transport);
  const clients = { rds: new RDSClient(config), cloudwatch: new CloudWatchClient(config) };
  return { cluster: await readCluster(CLUSTER, clients, signal), sent: transport.sent };
}

/** Instances of which one is changed. */
export function changed(id: string, changes: Partial<FakeInstance>): readonly FakeInstance[] {
  return instances.map((instance) => (instance.id === id ? { ...instance, ...changes } : instance));
}
