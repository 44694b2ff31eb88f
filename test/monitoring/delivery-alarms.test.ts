import { Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { deliveryAlarms } from '../../lib/monitoring/delivery-alarms';
import { validateAlarms } from '../../lib/monitoring/validate-alarms';
import { testApp } from '../support/test-app';
import { conditionOf, readingOf } from './readings';
import { specNamed, watchSpecs } from './regions';

const CHECKS = [
  ...['topology', 'database', 'backup', 'audit', 'certificate', 'line'].map((name) => `the-${name}-check`),
  'the-daily-summary',
];
const ACTIONS = ['the-fail-over-writer', 'the-evacuate-writer', 'the-drill'];

const ofLambda = (metric: string, names: readonly string[]) =>
  names.map((name) => `AWS/Lambda ${metric} FunctionName=${name}`);
const ofRule = ['FailedInvocations', 'InvocationsFailedToBeSentToDlq'].map(
  (metric) => `AWS/Events ${metric} RuleName=the-changes`,
);
const lost = (group: string) => [
  `AWS/Scheduler InvocationDroppedCount ScheduleGroup=the-${group}`,
  `AWS/SQS ApproximateNumberOfMessagesVisible QueueName=dead-${group}`,
];

test.each([
  ['checks-lost-events', [...lost('checks'), ...ofLambda('AsyncEventsDropped', CHECKS)]],
  ['checks-dead-letters-lost', ofLambda('DeadLetterErrors', CHECKS)],
  ['checks-changes-untold', [...ofLambda('DestinationDeliveryFailures', CHECKS), ...ofRule]],
  ['actions-lost-events', [...lost('actions'), ...ofLambda('AsyncEventsDropped', ACTIONS)]],
  ['actions-dead-letters-lost', ofLambda('DeadLetterErrors', ACTIONS)],
  ['actions-changes-untold', ofLambda('DestinationDeliveryFailures', ACTIONS)],
])('%s counts every loss of its kind, the first one already', (id, metrics) => {
  const spec = specNamed(id);
  expect(readingOf(spec)).toMatchObject({ metrics, period: 300 });
  expect([spec.severity, conditionOf(spec)]).toEqual(['evidence', 'at-least 1, 1 of 1, missing not-breaching']);
  const { expression, usingMetrics = {} } = spec.metric.toMetricConfig().mathExpression ?? {};
  expect(expression).toBe(Object.keys(usingMetrics).join(' + '));
});

test.each(['checks', 'actions'])('starts of the %s may fail twice: the schedule tries three times', (group) => {
  const spec = specNamed(`${group}-starts-failed`);
  expect(conditionOf(spec)).toBe('at-least 3, 1 of 1, missing not-breaching');
  expect(readingOf(spec).metrics).toEqual([`AWS/Scheduler TargetErrorCount ScheduleGroup=the-${group}`]);
});

test('the Region that watches has the same alarms on its one function', () => {
  expect(watchSpecs.filter(({ runbook }) => runbook === 'lost-events').map(({ id }) => id)).toEqual([
    'watch-lost-events',
    'watch-dead-letters-lost',
    'watch-changes-untold',
    'watch-starts-failed',
  ]);
});

test.each([
  [8, undefined],
  [9, /expression takes 10 metrics at most/],
])('%i functions in one group: %p', (count, refused) => {
  const stack = new Stack(testApp(), 'Stack', { env: { account: '111122223333', region: 'ap-northeast-1' } });
  const arn = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:111122223333:${rest}`;
  const started = {
    group: 'functions',
    functions: Array.from({ length: count }, (_, index) =>
      LambdaFunction.fromFunctionArn(stack, `F${index}`, arn('lambda', `function:f${index}`)),
    ),
    droppedStarts: new Metric({ namespace: 'AWS/Scheduler', metricName: 'InvocationDroppedCount' }),
    startErrors: new Metric({ namespace: 'AWS/Scheduler', metricName: 'TargetErrorCount' }),
    deadLetterQueue: Queue.fromQueueArn(stack, 'Queue', arn('sqs', 'queue')),
  };
  const validated = () => {
    validateAlarms({ name: 'test-site' }, deliveryAlarms(started), 'ap-northeast-1');
  };
  if (refused === undefined) {
    expect(validated).not.toThrow();
  } else {
    expect(validated).toThrow(refused);
  }
});
