import type { JsonObject } from '../../../lib/template';
import type { Detector, ReadFailures } from '../../../lib/failures';
import { lose } from '../support/outcome';
import { readSmall, TOPIC, type Changes } from '../support/small-site';

const TARGETS = {
  Namespace: 'AWS/ApplicationELB',
  Dimensions: [
    { Name: 'TargetGroup', Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] } },
    { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['Entry', 'LoadBalancerFullName'] } },
  ],
};

const IN_ZONE = { Name: 'AvailabilityZone', Value: 'eu-west-1a' };

/** What an API does not tell of. */
const NETWORK = ['Site/DataGroup'];

const CLUSTER = {
  Namespace: 'AWS/RDS',
  Dimensions: [{ Name: 'DBClusterIdentifier', Value: { Ref: 'Database' } }],
};

function readAlarm(properties: JsonObject, changes: Changes = {}): ReadFailures {
  return readSmall({
    ...TOPIC,
    ...changes,
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        AlarmActions: [{ Ref: 'Topic' }],
        ...properties,
      },
    },
  });
}

function sightsOf(read: ReadFailures): Detector['sees'] | undefined {
  return read.model.detectors.find(({ id }) => id === 'Site/Alarm')?.sees;
}

const metric = (id: string, name: string, more: JsonObject = TARGETS): JsonObject => ({
  Id: id,
  ReturnData: false,
  MetricStat: { Stat: 'Sum', Period: 60, Metric: { MetricName: name, ...more } },
});

const ALL = ['eu-west-1a/1', 'eu-west-1b/1', 'eu-west-1a/2', 'eu-west-1b/2'];

test.each([
  [{ MetricName: 'HealthyHostCount', Threshold: 3, ...TARGETS }, 2, ALL],
  [
    { MetricName: 'HealthyHostCount', Threshold: 2, ...TARGETS, Dimensions: [...TARGETS.Dimensions, IN_ZONE] },
    1,
    ['eu-west-1a/1', 'eu-west-1a/2'],
  ],
  [{ MetricName: 'UnHealthyHostCount', ComparisonOperator: 'GreaterThanThreshold', Threshold: 2, ...TARGETS }, 3, ALL],
  [
    {
      Threshold: 0,
      Metrics: [
        { Id: 'spare', Expression: 'inservice - FLOOR(minimum / 2)' },
        metric('inservice', 'GroupInServiceInstances', {
          Namespace: 'AWS/AutoScaling',
          Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'servers' }],
        }),
        metric('minimum', 'GroupMinSize', {
          Namespace: 'AWS/AutoScaling',
          Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'servers' }],
        }),
      ],
    },
    3,
    ALL,
  ],
])('an alarm sees so many failing servers: %j', (properties, atLeast, members) => {
  expect(sightsOf(readAlarm(properties))).toEqual([{ kind: 'failing', pool: 'Site/Targets', atLeast, members }]);
});

test('an alarm on the errors of servers sees that what they need does not answer', () => {
  const read = readAlarm({
    ComparisonOperator: 'GreaterThanThreshold',
    Metrics: [
      { Id: 'share', Expression: 'IF(requests >= 50, 100 * failed / requests, 0)' },
      metric('requests', 'RequestCount'),
      metric('failed', 'HTTPCode_Target_5XX_Count'),
    ],
  });
  expect(sightsOf(read)).toEqual([
    { kind: 'unanswered', pool: 'Site/Database#writer', atLeast: 0.011 },
    { kind: 'unanswered', pool: 'Site/Database#writer#POST', atLeast: 0.011 },
  ]);
});

describe('an alarm on what the writer sends', () => {
  const writer = (properties: JsonObject): ReadFailures =>
    readAlarm({
      MetricName: 'DatabaseConnections',
      Statistic: 'SampleCount',
      ...CLUSTER,
      Dimensions: [...CLUSTER.Dimensions, { Name: 'Role', Value: 'WRITER' }],
      ...properties,
    });

  test('sees that nobody writes when missing data is breaching', () => {
    const [sight] = sightsOf(writer({ TreatMissingData: 'breaching' })) ?? [];
    expect(sight).toEqual({ kind: 'unanswered', pool: 'Site/Database#writer', atLeast: 1, blindTo: NETWORK });
  });

  test.each(['notBreaching', 'ignore', 'missing'])('sees nothing when missing data is %s', (TreatMissingData) => {
    const read = writer({ TreatMissingData });
    expect(sightsOf(read)).toBeUndefined();
    expect(read.findings).toContainEqual(
      expect.objectContaining({ code: 'DETECTOR_SEES_NOTHING', where: 'Site/Alarm' }),
    );
  });

  test('does not see a promotion that is over before its periods are', () => {
    const { model } = writer({ TreatMissingData: 'breaching' });
    expect(lose(model, 'Site/Writer').seen.has('Site/Alarm')).toBe(false);
  });
});

test('an alarm on replica lag sees that all readers are lost', () => {
  const read = readAlarm({
    MetricName: 'AuroraReplicaLagMaximum',
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'breaching',
    ...CLUSTER,
  });
  expect(sightsOf(read)).toEqual([
    { kind: 'failing', pool: 'Site/Database#writer', atLeast: 1, members: ['Reader'], blindTo: NETWORK },
  ]);
});

test('an alarm counts all its periods, then the publication of the metric', () => {
  const { model } = readAlarm({ MetricName: 'HealthyHostCount', Threshold: 4, DatapointsToAlarm: 2, ...TARGETS });
  const [detector] = model.detectors;
  expect([detector?.lasts, detector?.delay.map(({ seconds }) => seconds)]).toEqual([120, [60]]);
  expect(lose(model, 'Site/ServerA').seen.get('Site/Alarm')).toBe(180);
});

test('an alarm is heard by its topic, the key of it, and the planes of both', () => {
  const { model } = readAlarm({ MetricName: 'HealthyHostCount', Threshold: 4, ...TARGETS });
  expect(model.detectors.map(({ planes }) => planes)).toEqual([
    ['eu-west-1#cloudwatch', 'eu-west-1#sns', 'Site/Topic', 'Site/Key'],
  ]);
});

test.each<[string, JsonObject, Changes]>([
  ['no action', { AlarmActions: [] }, {}],
  ['a topic without a subscription', {}, { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } }],
])('an alarm with %s tells nobody', (_, properties, changes) => {
  const read = readAlarm({ MetricName: 'HealthyHostCount', Threshold: 4, ...TARGETS, ...properties }, changes);
  expect(read.findings).toContainEqual(expect.objectContaining({ code: 'DETECTOR_TELLS_NOBODY', where: 'Site/Alarm' }));
});

test.each<[string, JsonObject]>([
  ['its dimensions name nothing that the model can lose', { MetricName: 'Sent', Namespace: 'AWS/SES', Dimensions: [] }],
  ['its expression is not understood', { Metrics: [{ Id: 'odd', Expression: 'ANOMALY(x)' }] }],
  ['it speaks also when nothing is lost', { MetricName: 'HealthyHostCount', Threshold: 9, ...TARGETS }],
])('an alarm sees nothing: %s', (means, properties) => {
  expect(readAlarm(properties).findings).toContainEqual(
    expect.objectContaining({ code: 'DETECTOR_SEES_NOTHING', where: 'Site/Alarm', means }),
  );
});

describe('check functions', () => {
  const check = (Check: string, MetricName: string): JsonObject => ({
    Namespace: 'Honmaru',
    MetricName,
    Dimensions: [
      { Name: 'Check', Value: Check },
      { Name: 'Site', Value: 'site' },
    ],
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 2,
  });

  test('are known by their metrics, and need what runs them and what they ask', () => {
    const [detector] = readAlarm(check('database-check', 'RedundancyLost')).model.detectors;
    expect([detector?.kind, detector?.planes.slice(0, 4), detector?.sees]).toEqual([
      'check',
      ['eu-west-1#cloudwatch', 'eu-west-1#lambda', 'eu-west-1#scheduler', 'eu-west-1#rds'],
      [
        {
          kind: 'failing',
          pool: 'Site/Database#writer',
          atLeast: 1,
          members: ['Writer', 'Reader'],
          blindTo: NETWORK,
        },
      ],
    ]);
  });

  test('do not see who gets to a database', () => {
    const { model } = readAlarm(check('database-check', 'ServiceDown'));
    expect(['Site/Database', 'Site/DataGroup'].map((id) => lose(model, id).seen.has('Site/Alarm'))).toEqual([
      true,
      false,
    ]);
  });

  test('are missed when functions do not run', () => {
    const { model } = readAlarm({
      ...check('database-check', 'CheckCompleted'),
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    expect([...lose(model, 'eu-west-1#lambda').seen]).toEqual([['Site/Alarm', 180]]);
  });

  test('see nothing with metrics that are not known', () => {
    expect(readAlarm(check('backup-check', 'BackupStale')).model.detectors).toEqual([]);
  });
});
