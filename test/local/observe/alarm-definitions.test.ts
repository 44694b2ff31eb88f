import { alarmDefinitions, alarmNameOf, type AlarmDefinition } from '../../../lib/local/observe';
import { buildModel, type JsonObject, type JsonValue } from '../../../lib/template';

/** Definition of an alarm that is the only resource of a stack. */
function definitionOf(properties: JsonObject, type = 'AWS::CloudWatch::Alarm'): AlarmDefinition {
  const model = buildModel({
    directory: '',
    missingContext: [],
    stacks: [
      {
        name: 'Monitoring',
        constructPath: 'Monitoring',
        region: 'ap-northeast-1',
        account: undefined,
        templateFile: '',
        template: { Resources: { Alarm: { Type: type, Properties: properties } } },
        tags: {},
        constructPaths: { Alarm: 'Monitoring/Alarm/Resource' },
      },
    ],
  });
  const [definition] = alarmDefinitions(model);
  if (definition === undefined) {
    throw new Error('the alarm is not listed');
  }
  return definition;
}

const DIMENSIONS = [
  { Name: 'Check', Value: 'topology-check' },
  { Name: 'Site', Value: 'starter' },
];

const SINGLE: JsonObject = {
  AlarmName: 'starter-topology-fault',
  AlarmDescription: '[redundancy-lost] Something is lost.',
  AlarmActions: [{ Ref: 'Topic' }],
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  DatapointsToAlarm: 2,
  Dimensions: DIMENSIONS,
  EvaluationPeriods: 3,
  MetricName: 'RedundancyLost',
  Namespace: 'Honmaru',
  Period: 60,
  Statistic: 'Maximum',
  Threshold: 1,
  TreatMissingData: 'ignore',
};

const metricStat = (Id: string, over: JsonObject = {}, stat: JsonObject = {}): JsonObject => ({
  Id,
  ReturnData: false,
  MetricStat: {
    Metric: { Dimensions: DIMENSIONS, MetricName: `Metric${Id}`, Namespace: 'Honmaru', ...over },
    Period: 60,
    Stat: 'Maximum',
    ...stat,
  },
});

const math = (Expression: string, queries: readonly JsonValue[]): JsonObject => ({
  AlarmName: 'starter-endpoints',
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  EvaluationPeriods: 2,
  Metrics: [{ Id: 'expr_1', Expression, Label: 'sum', ReturnData: true }, ...queries],
  Threshold: 1,
});

test('reads an alarm on a metric of a check', () => {
  expect(definitionOf(SINGLE)).toStrictEqual({
    kind: 'played',
    stack: 'Monitoring',
    region: 'ap-northeast-1',
    logicalId: 'Alarm',
    constructPath: 'Monitoring/Alarm/Resource',
    name: 'starter-topology-fault',
    severity: 'redundancy-lost',
    site: 'starter',
    check: 'topology-check',
    metrics: [{ metricName: 'RedundancyLost', statistic: 'Maximum' }],
    periodSeconds: 60,
    rules: {
      threshold: 1,
      comparison: 'GreaterThanOrEqualToThreshold',
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
    },
  });
});

test('reads an alarm on a sum, with the defaults of CloudWatch', () => {
  expect(definitionOf(math('a + b', [metricStat('a'), metricStat('b')]))).toMatchObject({
    kind: 'played',
    severity: undefined,
    metrics: [
      { metricName: 'Metrica', statistic: 'Maximum' },
      { metricName: 'Metricb', statistic: 'Maximum' },
    ],
    periodSeconds: 60,
    rules: { datapointsToAlarm: 2, treatMissingData: 'missing' },
  });
});

test('reads an alarm on one metric that is written as a list', () => {
  const definition = definitionOf({ ...math('', []), Metrics: [{ ...metricStat('a'), ReturnData: true }] });
  expect(definition).toMatchObject({ kind: 'played', metrics: [{ metricName: 'Metrica' }] });
});

test('looks a name up that CloudFormation makes up', () => {
  const unnamed = Object.entries(SINGLE).filter(([key]) => key !== 'AlarmName');
  const definition = definitionOf(Object.fromEntries(unnamed));
  expect(definition.name).toBeUndefined();
  expect(alarmNameOf(definition, (stack, logicalId) => `${stack}/${logicalId}`)).toBe('Monitoring/Alarm');
});

test.each<[string, JsonObject, string]>([
  ['of a service', { ...SINGLE, Namespace: 'AWS/RDS' }, 'the emulator writes no metrics of AWS/RDS'],
  [
    'of Lambda',
    { ...SINGLE, Namespace: 'AWS/Lambda' },
    'the metrics of AWS/Lambda come in real time, not in the played one',
  ],
  [
    'that mixes in a service',
    math('a + b', [metricStat('a'), metricStat('b', { Namespace: 'AWS/SQS' })]),
    'the emulator writes no metrics of AWS/SQS',
  ],
  ['on a difference', math('a - b', [metricStat('a'), metricStat('b')]), 'the expression "a - b" is no sum of metrics'],
  [
    'on filled gaps',
    math('FILL(a, 0) + b', [metricStat('a'), metricStat('b')]),
    'the expression "FILL(a, 0) + b" is no sum of metrics',
  ],
  [
    'on two results',
    math('a', [{ ...metricStat('a'), ReturnData: true }]),
    'it does not return the value of exactly one expression',
  ],
  [
    'over two checks',
    math('a + b', [
      metricStat('a'),
      metricStat('b', {
        Dimensions: [
          { Name: 'Check', Value: 'database-check' },
          { Name: 'Site', Value: 'starter' },
        ],
      }),
    ]),
    'a sum over several functions or sites is not played',
  ],
  [
    'with two periods',
    math('a + b', [metricStat('a'), metricStat('b', {}, { Period: 300 })]),
    'metrics with several periods are not played',
  ],
  ['with a unit', math('a', [metricStat('a', {}, { Unit: 'Count' })]), 'what Unit does is not played'],
  ['of another account', math('a', [{ ...metricStat('a'), AccountId: '1' }]), 'what AccountId does is not played'],
  [
    'without the dimension Site',
    { ...SINGLE, Dimensions: DIMENSIONS.slice(0, 1) },
    'its dimensions are not Site and Check with literal values',
  ],
  [
    'with another dimension',
    { ...SINGLE, Dimensions: [...DIMENSIONS, { Name: 'Zone', Value: 'a' }] },
    'its dimensions are not Site and Check with literal values',
  ],
  [
    'of an unknown check',
    {
      ...SINGLE,
      Dimensions: [
        { Name: 'Check', Value: 'other' },
        { Name: 'Site', Value: 'starter' },
      ],
    },
    'Check "other" is not played',
  ],
  ['on a percentile', { ...SINGLE, Statistic: 'p99' }, 'Statistic "p99" is not played'],
  ['without statistic', { ...SINGLE, Statistic: null }, 'Statistic null is not played'],
  ['with actions switched off', { ...SINGLE, ActionsEnabled: false }, 'what ActionsEnabled does is not played'],
  ['with a threshold nobody knows', { ...SINGLE, Threshold: { Ref: 'T' } }, 'Threshold is no literal number'],
  [
    'on an anomaly',
    { ...SINGLE, ComparisonOperator: 'GreaterThanUpperThreshold' },
    'ComparisonOperator "GreaterThanUpperThreshold" is not played',
  ],
  ['on a metric nobody knows', { ...SINGLE, MetricName: { Ref: 'M' } }, 'MetricName is no literal'],
])('lists an alarm %s as not played', (_, properties, reason) => {
  expect(definitionOf(properties)).toMatchObject({ kind: 'not-played', reason });
});

test('lists a composite alarm with its children', () => {
  const definition = definitionOf(
    { AlarmName: 'starter-service-down', AlarmRule: 'ALARM("a") OR NOT OK(b)', ActionsSuppressor: { Ref: 'Other' } },
    'AWS::CloudWatch::CompositeAlarm',
  );
  expect(definition).toMatchObject({
    kind: 'composite',
    name: 'starter-service-down',
    children: ['a', 'b'],
    suppressed: true,
  });
});
