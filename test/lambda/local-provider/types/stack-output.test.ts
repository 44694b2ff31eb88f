import { bench } from '../bench';
import { refuse } from '../fake-clients';

const type = 'Honmaru::Local::StackOutput';
const properties = { Region: 'us-east-1', StackName: 'Site-Edge', OutputName: 'Topic' };
const stacks = {
  DescribeStacks: (_input: object, region: string) => ({
    Stacks: [
      {
        Outputs: [
          { OutputKey: 'Other', OutputValue: 'no' },
          { OutputKey: 'Topic', OutputValue: `arn:${region}` },
        ],
      },
    ],
  }),
};

test('reads the output in the Region of the stack', async () => {
  const { create, fake } = bench(type, stacks);
  expect(await create(properties)).toStrictEqual({
    status: 'SUCCESS',
    physicalId: 'Logical',
    attributes: { Value: 'arn:us-east-1' },
  });
  expect(fake.inputOf('DescribeStacks')).toStrictEqual({ StackName: 'Site-Edge' });
});

test('reads again on an update, and stays the same resource', async () => {
  const { update } = bench(type, stacks);
  expect(await update('Logical', properties, { ...properties, Region: 'eu-west-1' })).toMatchObject({
    physicalId: 'Logical',
    attributes: { Value: 'arn:eu-west-1' },
  });
});

test('fails when there is no such output, and names it', async () => {
  const { create } = bench(type, stacks);
  expect(await create({ ...properties, OutputName: 'Gone' })).toMatchObject({
    status: 'FAILED',
    reason: 'stack Site-Edge in us-east-1 has no output Gone',
  });
});

test('fails when there is no such stack', async () => {
  const { create } = bench(type, {
    DescribeStacks: refuse('ValidationError', 'Stack with id Site-Edge does not exist'),
  });
  expect(await create(properties)).toMatchObject({
    reason: 'ValidationError: Stack with id Site-Edge does not exist',
  });
});

test('has nothing to remove', async () => {
  const { remove, fake } = bench(type);
  expect(await remove('Logical', properties)).toMatchObject({ status: 'SUCCESS' });
  expect(fake.calls).toStrictEqual([]);
});
