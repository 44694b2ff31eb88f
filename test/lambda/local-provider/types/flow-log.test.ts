import { bench } from '../bench';
import { refuse } from '../fake-clients';

const tags = [{ Key: 'site', Value: 'a' }];
const ok = () => ({});

describe('a flow log', () => {
  const type = 'AWS::EC2::FlowLog';
  const properties = {
    DeliverLogsPermissionArn: 'arn:role',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: 'flow',
    MaxAggregationInterval: 60,
    ResourceId: 'vpc-1',
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    Tags: tags,
  };
  const created = { CreateFlowLogs: () => ({ FlowLogIds: ['fl-1'], Unsuccessful: [] }) };

  test('is created, and then tagged', async () => {
    const { create, fake } = bench(type, { ...created, CreateTags: ok });
    expect(await create(properties)).toMatchObject({ physicalId: 'fl-1', attributes: { Id: 'fl-1' } });
    expect(fake.inputOf('CreateFlowLogs')).toMatchObject({ ResourceIds: ['vpc-1'], MaxAggregationInterval: 60 });
    expect(fake.inputOf('CreateTags')).toStrictEqual({ Resources: ['fl-1'], Tags: tags });
  });

  test('is taken back when it cannot be tagged', async () => {
    const { create, fake } = bench(type, { ...created, CreateTags: refuse('TagLimitExceeded'), DeleteFlowLogs: ok });
    expect(await create(properties)).toMatchObject({ status: 'FAILED', reason: 'TagLimitExceeded: no' });
    expect(fake.inputOf('DeleteFlowLogs')).toStrictEqual({ FlowLogIds: ['fl-1'] });
  });

  test('that can be neither tagged nor taken back fails with both errors', async () => {
    const { create } = bench(type, {
      ...created,
      CreateTags: refuse('TagLimitExceeded'),
      DeleteFlowLogs: refuse('InternalError'),
    });
    expect(await create(properties)).toMatchObject({
      reason: 'TagLimitExceeded: no; what was made could not be removed: InternalError: no',
    });
  });

  test('that the API refuses in an answer of success is a failure', async () => {
    const Error = { Code: 'FlowLogAlreadyExists', Message: 'there is one' };
    const { create } = bench(type, { CreateFlowLogs: () => ({ FlowLogIds: [], Unsuccessful: [{ Error }] }) });
    expect(await create(properties)).toMatchObject({ reason: 'FlowLogAlreadyExists: there is one' });
  });

  test.each([{ LogGroupName: 'other' }, { MaxAggregationInterval: 600 }, { ResourceId: 'vpc-2' }])(
    'is another one with %p',
    async (change) => {
      const { update } = bench(type, { ...created, CreateTags: ok });
      expect(await update('fl-0', properties, { ...properties, ...change })).toMatchObject({ physicalId: 'fl-1' });
    },
  );

  test.each([
    ['refuses', refuse('InvalidFlowLogId.NotFound')],
    ['lists it', () => ({ Unsuccessful: [{ Error: { Code: 'InvalidFlowLogId.NotFound' } }] })],
  ])('is removed already when the API %s', async (_how, answer) => {
    const { remove } = bench(type, { DeleteFlowLogs: answer });
    expect(await remove('fl-1', properties)).toMatchObject({ status: 'SUCCESS' });
  });

  test('that cannot be deleted is a failure', async () => {
    const Error = { Code: 'UnauthorizedOperation', Message: 'no' };
    const { remove } = bench(type, { DeleteFlowLogs: () => ({ Unsuccessful: [{ Error }] }) });
    expect(await remove('fl-1', properties)).toMatchObject({ status: 'FAILED', reason: 'UnauthorizedOperation: no' });
  });
});
