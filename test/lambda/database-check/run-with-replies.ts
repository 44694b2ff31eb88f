import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { RDSClient } from '@aws-sdk/client-rds';
import { databaseCheck } from '../../../lambda/database-check/run';
import { runCheck } from '../../../lambda/shared/run-check';
import { clusterReply, eventsReply, globalClusterReply, instancesReply } from '../support/fake-rds';
import { metricDataReply } from '../support/fake-rds-metrics';
import { operationOf } from '../support/fake-operations';
import { fakeRun, NOW, onlyLine } from '../support/fake-run';
import { fakeClientConfig, FakeTransport, queryError, type Reply, type SentRequest } from '../support/fake-transport';
import { expectation, ZONES } from './expectation';

/** Answers by operation; `nth` counts the requests of the operation, from 1. */
export type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

export const members = [
  { id: 'writer', writer: true, tier: 0 },
  { id: 'first', writer: false, tier: 0 },
  { id: 'second', writer: false, tier: 1 },
];
export const instances = members.map(({ id }, index) => ({ id, zone: ZONES[index] ?? '' }));
export const latestRestorableTime = new Date(NOW.getTime() - 120_000).toISOString();

const PRIMARY_ARN = 'arn:aws:rds:ap-northeast-1:111111111111:cluster:test-site-database';
export const SECONDARY_ARN = 'arn:aws:rds:ap-northeast-3:111111111111:cluster:test-site-secondary';

/** Seconds before now. */
export function ago(seconds: number): Date {
  return new Date(NOW.getTime() - seconds * 1000);
}

export const healthyReplies: Replies = {
  DescribeDBClusters: () => clusterReply({ members, latestRestorableTime }),
  DescribeDBInstances: () => instancesReply(instances),
  DescribeEvents: () => eventsReply([]),
  DescribeGlobalClusters: () =>
    globalClusterReply([
      { arn: PRIMARY_ARN, writer: true },
      { arn: SECONDARY_ARN, writer: false, synchronization: 'connected' },
    ]),
  GetMetricData: (request) => metricDataReply(request, () => ({ value: 25.5, at: ago(90) })),
};

/** Runs the check once against these answers, and against those of a cluster as it shall be for the rest. */
export async function run(changes: Replies = {}, remainingMilliseconds?: number, payload: unknown = expectation) {
  const replies = { ...healthyReplies, ...changes };
  const transport = new FakeTransport(
    (request, nth) => replies[operationOf(request)]?.(request, nth) ?? queryError('InvalidAction'),
  );
  const config = fakeClientConfig(transport);
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = databaseCheck({
    rds: new RDSClient(config),
    cloudwatch: (region) => new CloudWatchClient({ ...config, ...(region === undefined ? {} : { region }) }),
  });
  const result = await runCheck(check, payload, context, surroundings);
  return { result, line: onlyLine(lines), sent: transport.sent };
}
