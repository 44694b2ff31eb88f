import {
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTopicCommand, ListSubscriptionsByTopicCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { localClients } from '../../../lib/local/aws';
import { AlarmPlayer, openMailbox, readRecords, type Notification } from '../../../lib/local/observe';
import { playedAlarm } from './support/definitions';
import { CONCLUSIONS, lineOf, recordOf } from './support/records';

const SITE = 'observed';
const ALARM = `${SITE}-topology-fault`;
const COMPOSITE = `${SITE}-redundancy-lost`;

const { cloudWatch, logs, sns, sqs } = localClients(
  { endpoint: process.env['HONMARU_TEST_EMULATOR'] ?? '', account: '111122223333' },
  'ap-northeast-1',
);

/** A topic as the Foundation stack makes it: encrypted, and closed to what comes without TLS. */
async function createTopic(): Promise<string> {
  const { TopicArn = '' } = await sns.send(
    new CreateTopicCommand({
      Name: `${SITE}-notifications`,
      Attributes: { KmsMasterKeyId: 'arn:aws:kms:ap-northeast-1:111122223333:key/observed' },
    }),
  );
  const deny = {
    Sid: 'AllowPublishThroughSSLOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: TopicArn,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  await sns.send(
    new SetTopicAttributesCommand({
      TopicArn,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement: [deny] }),
    }),
  );
  return TopicArn;
}

/** The alarm as the local site deploys it, without a metric, and a composite one above it. */
async function createAlarms(topicArn: string): Promise<void> {
  const actions = { AlarmActions: [topicArn], OKActions: [topicArn] };
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: ALARM,
      AlarmDescription: '[redundancy-lost] Something is lost.',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      DatapointsToAlarm: 2,
      EvaluationPeriods: 2,
      Threshold: 1,
      TreatMissingData: 'ignore',
      ...actions,
    }),
  );
  await cloudWatch.send(
    new PutCompositeAlarmCommand({ AlarmName: COMPOSITE, AlarmRule: `ALARM("${ALARM}")`, ...actions }),
  );
}

const told = (notification: Notification) =>
  notification.kind === 'alarm' ? `${notification.alarm} ${notification.to}` : notification.message;

test('what a check finds raises its alarm and the composite one, and both reach the subscribers of the topic', async () => {
  const topicArn = await createTopic();
  await createAlarms(topicArn);
  const mailbox = await openMailbox({ sns, sqs, topicArn });
  const player = new AlarmPlayer({
    functions: new Map([['topology-check', { cloudWatch, intervalSeconds: 60 }]]),
    definitions: [playedAlarm({ name: ALARM, site: SITE })],
    physicalNames: (_, logicalId) => logicalId,
  });
  const now = new Date();
  const times = { site: SITE, startedAt: now, completedAt: now };
  const observe = async (conclusion: Parameters<typeof recordOf>[1]) => {
    await player.observe('topology-check', recordOf(times, conclusion));
    return (await mailbox.read()).map(told);
  };

  expect(await observe(CONCLUSIONS.HEALTHY)).toStrictEqual([`${ALARM} OK`]);
  expect(await observe(CONCLUSIONS.DEGRADED)).toStrictEqual([]);
  expect(await observe(CONCLUSIONS.DEGRADED)).toStrictEqual([`${ALARM} ALARM`, `${COMPOSITE} ALARM`]);
  expect(await observe(CONCLUSIONS.HEALTHY)).toStrictEqual([`${ALARM} OK`, `${COMPOSITE} OK`]);

  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [ALARM] }));
  expect(MetricAlarms.map(({ StateValue, StateReason }) => [StateValue, StateReason])).toStrictEqual([
    [
      'OK',
      'Played by the local site: datapoints of topology-check, newest last: [0, 1, 1, 0]; ' +
        'alarm when 2 of 2 are GreaterThanOrEqualToThreshold 1, missing data: ignore.',
    ],
  ]);
  const { Datapoints = [] } = await cloudWatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Honmaru',
      MetricName: 'RedundancyLost',
      Dimensions: [
        { Name: 'Site', Value: SITE },
        { Name: 'Check', Value: 'topology-check' },
      ],
      StartTime: new Date(now.getTime() - 120_000),
      EndTime: new Date(now.getTime() + 120_000),
      Period: 300,
      Statistics: ['Sum'],
    }),
  );
  expect(Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0)).toBe(2);

  await mailbox.close();
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: SITE }));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  expect([QueueUrls, Subscriptions]).toStrictEqual([[], []]);
});

test('reads the records of a log group in order, without what else stands there', async () => {
  const names = { logGroupName: `/${SITE}/functions/topology-check`, logStreamName: 'stream' };
  await logs.send(new CreateLogGroupCommand({ logGroupName: names.logGroupName }));
  await logs.send(new CreateLogStreamCommand(names));
  const now = Date.now();
  const line = (requestId: string, seconds: number) => {
    const completedAt = new Date(now - seconds * 1000);
    return {
      timestamp: completedAt.getTime(),
      message: lineOf({ requestId, startedAt: completedAt, completedAt, site: SITE }),
    };
  };
  const logEvents = [line('old', 9), line('first', 5), { timestamp: now - 4000, message: 'START' }, line('second', 3)];
  await logs.send(new PutLogEventsCommand({ ...names, logEvents }));
  const records = await readRecords({ logs, logGroupName: names.logGroupName, since: new Date(now - 6000) });
  expect(records.map(({ requestId }) => requestId)).toStrictEqual(['first', 'second']);
});

test('a log group that does not exist is no silent check', async () => {
  await expect(readRecords({ logs, logGroupName: `/${SITE}/none`, since: new Date(0) })).rejects.toThrow(
    'The specified log group does not exist',
  );
});
