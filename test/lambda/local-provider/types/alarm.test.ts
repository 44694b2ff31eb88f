import { bench } from '../bench';
import { refuse } from '../fake-clients';

const ARN = 'arn:aws:cloudwatch:ap-northeast-1:111122223333:alarm:site-web';
const ok = () => ({});

describe('a metric alarm', () => {
  const type = 'AWS::CloudWatch::Alarm';
  const kept = {
    AlarmActions: ['arn:topic'],
    AlarmDescription: '[service-down] First: read.',
    AlarmName: 'site-web',
    ComparisonOperator: 'LessThanThreshold',
    DatapointsToAlarm: 2,
    EvaluationPeriods: 3,
    Threshold: 1.5,
    TreatMissingData: 'breaching',
    Tags: [{ Key: 'site', Value: 'x' }],
  };

  test.each([
    ['a metric', { MetricName: 'M', Namespace: 'N' }],
    ['metric math', { Metrics: [{ Id: 'e', Expression: 'a / b', ReturnData: true }] }],
  ])('on %s is put without what it measures', async (_what, measured) => {
    const { create, fake } = bench(type, { PutMetricAlarm: ok });
    expect(await create({ ...kept, ...measured })).toStrictEqual({
      status: 'SUCCESS',
      physicalId: 'site-web',
      attributes: { Arn: ARN },
    });
    expect(fake.inputOf('PutMetricAlarm')).toStrictEqual(kept);
  });

  test('without a name gets one of stack and logical id', async () => {
    const { create } = bench(type, { PutMetricAlarm: ok });
    expect((await create({ ...kept, AlarmName: undefined })).physicalId).toMatch(/^Site-Network-Logical-[0-9a-f]{12}$/);
  });

  test('is put again on a change, and tagged in calls of their own', async () => {
    const { update, fake } = bench(type, { PutMetricAlarm: ok, TagResource: ok, UntagResource: ok });
    const after = { ...kept, Threshold: 2, Tags: [{ Key: 'owner', Value: 'y' }] };
    expect(await update('site-web', kept, after)).toMatchObject({ physicalId: 'site-web', attributes: { Arn: ARN } });
    expect(fake.inputOf('PutMetricAlarm')).toMatchObject({ Threshold: 2 });
    expect(fake.inputOf('TagResource')).toStrictEqual({ ResourceARN: ARN, Tags: [{ Key: 'owner', Value: 'y' }] });
    expect(fake.inputOf('UntagResource')).toStrictEqual({ ResourceARN: ARN, TagKeys: ['site'] });
  });

  test('is not touched without a change', async () => {
    const { update, fake } = bench(type);
    expect(await update('site-web', kept, kept)).toMatchObject({ attributes: { Arn: ARN } });
    expect(fake.calls).toStrictEqual([]);
  });

  test('is another one under another name', async () => {
    const { update } = bench(type, { PutMetricAlarm: ok });
    expect(await update('site-web', kept, { ...kept, AlarmName: 'other' })).toMatchObject({ physicalId: 'other' });
  });

  test('is deleted alone', async () => {
    const { remove, fake } = bench(type, { DeleteAlarms: ok });
    await remove('site-web', kept);
    expect(fake.inputOf('DeleteAlarms')).toStrictEqual({ AlarmNames: ['site-web'] });
  });

  test('that another alarm needs stays, and that is a failure', async () => {
    const { remove } = bench(type, { DeleteAlarms: refuse('ValidationError', 'composite alarm(s) depend on it') });
    expect(await remove('site-web', kept)).toMatchObject({
      status: 'FAILED',
      reason: 'ValidationError: composite alarm(s) depend on it',
    });
  });
});

describe('a composite alarm', () => {
  const type = 'AWS::CloudWatch::CompositeAlarm';
  const properties = {
    ActionsSuppressor: 'arn:alarm',
    ActionsSuppressorExtensionPeriod: 120,
    ActionsSuppressorWaitPeriod: 120,
    AlarmName: 'site-web',
    AlarmRule: 'ALARM("a") OR ALARM("b")',
    OKActions: ['arn:topic'],
  };

  test('is put whole', async () => {
    const { create, fake } = bench(type, { PutCompositeAlarm: ok });
    expect(await create(properties)).toMatchObject({ physicalId: 'site-web', attributes: { Arn: ARN } });
    expect(fake.inputOf('PutCompositeAlarm')).toStrictEqual(properties);
  });

  test('is put again when its rule changes', async () => {
    const { update, fake } = bench(type, { PutCompositeAlarm: ok });
    await update('site-web', properties, { ...properties, AlarmRule: 'ALARM("a")' });
    expect(fake.inputOf('PutCompositeAlarm')).toMatchObject({ AlarmRule: 'ALARM("a")' });
    expect(fake.names).toStrictEqual(['PutCompositeAlarm']);
  });

  test('is not touched without a change, and deleted alone', async () => {
    const { update, remove, fake } = bench(type, { DeleteAlarms: ok });
    await update('site-web', properties, properties);
    await remove('site-web', properties);
    expect(fake.names).toStrictEqual(['DeleteAlarms']);
  });
});
