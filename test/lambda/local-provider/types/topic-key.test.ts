import { bench } from '../bench';
import { refuse } from '../fake-clients';

const type = 'Honmaru::Local::TopicKey';
const TopicArn = 'arn:aws:sns:ap-northeast-1:111122223333:alarms';
const properties = { TopicArn, KmsMasterKeyId: 'arn:key' };
const accepts = { SetTopicAttributes: () => ({}) };
const made = { status: 'SUCCESS', physicalId: TopicArn, attributes: {} };
const setting = (AttributeValue: string, topic = TopicArn) => [
  'SetTopicAttributes',
  { TopicArn: topic, AttributeName: 'KmsMasterKeyId', AttributeValue },
];

test('gives the topic its key, under the name of the topic', async () => {
  const { create, fake } = bench(type, accepts);
  expect(await create(properties)).toStrictEqual(made);
  expect(fake.calls).toStrictEqual([setting('arn:key')]);
});

test('gives it another key in place', async () => {
  const { update, fake } = bench(type, accepts);
  expect(await update(TopicArn, properties, { ...properties, KmsMasterKeyId: 'arn:other' })).toStrictEqual(made);
  expect(fake.calls).toStrictEqual([setting('arn:other')]);
});

test('sends nothing without a change', async () => {
  const { update, fake } = bench(type, accepts);
  expect(await update(TopicArn, properties, properties)).toStrictEqual(made);
  expect(fake.calls).toStrictEqual([]);
});

test('the key of another topic is another one', async () => {
  const { update, fake } = bench(type, accepts);
  const other = 'arn:aws:sns:ap-northeast-1:111122223333:other';
  expect(await update(TopicArn, properties, { ...properties, TopicArn: other })).toMatchObject({ physicalId: other });
  expect(fake.calls).toStrictEqual([setting('arn:key', other)]);
});

test('takes the key away when it is removed', async () => {
  const { remove, fake } = bench(type, accepts);
  expect(await remove(TopicArn, properties)).toMatchObject({ status: 'SUCCESS' });
  expect(fake.calls).toStrictEqual([setting('')]);
});

test.each(['NotFound', 'NotFoundException'])('is removed already when the topic is gone: %s', async (code) => {
  const { remove } = bench(type, { SetTopicAttributes: refuse(code) });
  expect(await remove(TopicArn, properties)).toMatchObject({ status: 'SUCCESS' });
});

test.each(['create', 'remove'] as const)('a refusal fails: %s', async (work) => {
  const { create, remove } = bench(type, { SetTopicAttributes: refuse('AuthorizationError') });
  const outcome = work === 'create' ? await create(properties) : await remove(TopicArn, properties);
  expect(outcome).toMatchObject({ status: 'FAILED', reason: 'AuthorizationError: no' });
});

test.each([
  ['without a topic', { KmsMasterKeyId: 'arn:key' }],
  ['without a key', { TopicArn }],
  ['with more than that', { ...properties, FifoTopic: true }],
])('is refused %s', async (_, wanted) => {
  const { create, fake } = bench(type, accepts);
  expect(await create(wanted)).toMatchObject({
    status: 'FAILED',
    reason: expect.stringMatching(/^Honmaru::Local::TopicKey: /),
  });
  expect(fake.calls).toStrictEqual([]);
});
