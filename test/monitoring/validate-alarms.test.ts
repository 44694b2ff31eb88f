import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { anyInAlarm } from '../../lib/monitoring/composite-rule';
import { validateAlarms } from '../../lib/monitoring/validate-alarms';

const REGION = 'ap-northeast-1';
const SITE = { name: 'test-site' };

const sound: AlarmSpec = {
  id: 'some-alarm',
  severity: 'evidence',
  faults: ['F01'],
  what: 'something is wrong',
  action: 'look at it',
  runbook: 'site-outage',
  metric: metric({}),
  threshold: 1,
  comparison: 'below',
  periods: 3,
  datapoints: 3,
  missing: 'breaching',
};

test('accepts a sound alarm', () => {
  expect(() => {
    validateAlarms(SITE, [sound], REGION);
  }).not.toThrow();
});

test.each<[string, Partial<AlarmSpec>, RegExp]>([
  ['an id that is not kebab-case', { id: 'Some_Alarm' }, /kebab-case/],
  [
    'an id that reads like a composite alarm',
    { id: 'tier-service-down' },
    /must not end like that of a composite alarm/,
  ],
  ['more datapoints than periods', { datapoints: 4 }, /datapoints must be from 1 to periods/],
  ['no datapoint', { datapoints: 0 }, /datapoints must be from 1 to periods/],
  ['minutes that reach further back than a day', { periods: 1441, datapoints: 1 }, /further back than 86400 s/],
  [
    'hours that reach further back than a week',
    { metric: metric({ period: Duration.hours(1) }), periods: 169 },
    /further back than 604800 s/,
  ],
  [
    'a metric of another Region',
    { metric: metric({ region: 'us-east-1' }) },
    /must be of ap-northeast-1, got us-east-1/,
  ],
  [
    'an expression over a metric of another Region',
    { metric: sum({ a: metric({ region: 'us-east-1' }) }) },
    /got us-east-1/,
  ],
  ['an expression over eleven metrics', { metric: sum(metrics(11)) }, /takes 10 metrics at most/],
  ['a name longer than CloudWatch takes', { id: 'x'.repeat(246) }, /the name is longer than 255/],
  [
    'an alarm on DynamoDB that counts on missing data',
    { metric: sum({ a: metric({ namespace: 'AWS/DynamoDB' }) }) },
    /alarms on AWS\/DynamoDB ignore missing data, whatever they ask for/,
  ],
  ['a description CloudWatch would cut', { what: 'x'.repeat(1024) }, /longer than 1024/],
])('refuses %s', (_what, change, message) => {
  expect(() => {
    validateAlarms(SITE, [{ ...sound, ...change }], REGION);
  }).toThrow(message);
});

test.each<[string, Partial<AlarmSpec>]>([
  ['the longest name', { id: 'x'.repeat(245) }],
  ['an alarm on DynamoDB that keeps its state', { metric: metric({ namespace: 'AWS/DynamoDB' }), missing: 'ignore' }],
  ['an expression over ten metrics', { metric: sum(metrics(10)) }],
])('accepts %s', (_what, change) => {
  expect(() => {
    validateAlarms(SITE, [{ ...sound, ...change }], REGION);
  }).not.toThrow();
});

test('refuses two alarms with one id', () => {
  expect(() => {
    validateAlarms(SITE, [sound, sound], REGION);
  }).toThrow('alarm some-alarm: the id must be unique');
});

test('accepts hours that reach a week back', () => {
  expect(() => {
    validateAlarms(SITE, [{ ...sound, metric: metric({ period: Duration.hours(1) }), periods: 168 }], REGION);
  }).not.toThrow();
});

describe('the rule of a composite alarm', () => {
  test('names every child', () => {
    expect(anyInAlarm(['a', 'b'])).toBe('ALARM("a") OR ALARM("b")');
  });

  test.each([0, 101])('refuses %i children', (count) => {
    expect(() => anyInAlarm(names(count, 3))).toThrow(`1 to 100 children, got ${count}`);
  });

  test('refuses a rule longer than CloudWatch takes', () => {
    expect(() => anyInAlarm(names(90, 110))).toThrow(/at most 10240 characters, got \d+/);
    expect(anyInAlarm(names(100, 80)).length).toBeLessThanOrEqual(10_240);
  });
});

interface MetricChange {
  readonly namespace?: string;
  readonly region?: string;
  readonly period?: Duration;
}

function metric(options: MetricChange): Metric {
  return new Metric({ namespace: 'Test', metricName: 'Value', period: Duration.minutes(1), ...options });
}

function sum(usingMetrics: Record<string, Metric>): MathExpression {
  return new MathExpression({ expression: Object.keys(usingMetrics).join(' + '), usingMetrics });
}

function metrics(count: number): Record<string, Metric> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, metric({})]));
}

function names(count: number, length: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index).padStart(length, 'x'));
}
