import type { Message } from '@aws-sdk/client-sqs';
import { openMailbox, type QueueClient, type TopicClient } from '../../../lib/local/observe';

const TOPIC = 'arn:aws:sns:ap-northeast-1:111122223333:starter-notifications';
const URL = 'http://127.0.0.1/111122223333/starter-notifications-mailbox';

interface Call {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** SNS and SQS that note what they are asked, and hand out `answers` to `ReceiveMessage`; `failing` calls throw. */
function fakes(answers: readonly Message[][] = [], ...failing: readonly string[]) {
  const calls: Call[] = [];
  const left = [...answers];
  const send = (command: { readonly constructor: { readonly name: string }; readonly input: object }) => {
    const name = command.constructor.name.replace(/Command$/, '');
    calls.push({ name, input: { ...command.input } });
    const found = {
      QueueUrl: URL,
      SubscriptionArn: `${TOPIC}:1`,
      ...(name === 'ReceiveMessage' ? { Messages: left.shift() } : {}),
      $metadata: {},
    };
    return failing.includes(name) ? Promise.reject(new Error(`${name} failed`)) : Promise.resolve(found);
  };
  const sns: TopicClient = { send };
  const sqs: QueueClient = { send };
  return { calls, options: { sns, sqs, topicArn: TOPIC } };
}

const message = (text: string): Message => ({
  Body: JSON.stringify({ Type: 'Notification', Message: text }),
  ReceiptHandle: `handle of ${text}`,
});

test('subscribes an empty queue into which the topic alone may send', async () => {
  const { calls, options } = fakes();
  await openMailbox(options);
  expect(calls.map(({ name }) => name)).toStrictEqual(['CreateQueue', 'PurgeQueue', 'Subscribe']);
  const [create, , subscribe] = calls;
  expect(create?.input).toMatchObject({ QueueName: 'starter-notifications-mailbox' });
  expect(JSON.stringify(create?.input['Attributes'])).toContain(
    `{\\"ArnEquals\\":{\\"aws:SourceArn\\":\\"${TOPIC}\\"}}`,
  );
  expect(subscribe?.input).toStrictEqual({
    TopicArn: TOPIC,
    Protocol: 'sqs',
    Endpoint: 'arn:aws:sqs:ap-northeast-1:111122223333:starter-notifications-mailbox',
    ReturnSubscriptionArn: true,
  });
});

test('reads until nothing is left, and deletes what it read', async () => {
  const { calls, options } = fakes([[message('a'), message('b')], [message('c')], []]);
  const mailbox = await openMailbox(options);
  const read = await mailbox.read();
  expect(read.map((notification) => notification.kind === 'other' && notification.message)).toStrictEqual([
    'a',
    'b',
    'c',
  ]);
  expect(calls.filter(({ name }) => name === 'DeleteMessage').map(({ input }) => input['ReceiptHandle'])).toStrictEqual(
    ['handle of a', 'handle of b', 'handle of c'],
  );
});

test('reads nothing from an empty queue', async () => {
  const { options } = fakes();
  expect(await (await openMailbox(options)).read()).toStrictEqual([]);
});

test('closing ends the subscription and deletes the queue', async () => {
  const { calls, options } = fakes();
  await (await openMailbox(options)).close();
  expect(calls.slice(-2)).toStrictEqual([
    { name: 'Unsubscribe', input: { SubscriptionArn: `${TOPIC}:1` } },
    { name: 'DeleteQueue', input: { QueueUrl: URL } },
  ]);
});

test('closing deletes the queue although the subscription cannot be ended, and says so', async () => {
  const { calls, options } = fakes([], 'Unsubscribe');
  const mailbox = await openMailbox(options);
  await expect(mailbox.close()).rejects.toThrow(
    `the mailbox of ${TOPIC} could not be closed: Error: Unsubscribe failed`,
  );
  expect(calls.at(-1)?.name).toBe('DeleteQueue');
});

test('leaves no queue behind when the topic cannot be subscribed to', async () => {
  const { calls, options } = fakes([], 'Subscribe');
  await expect(openMailbox(options)).rejects.toThrow('Subscribe failed');
  expect(calls.at(-1)?.name).toBe('DeleteQueue');
});

test('names the queue that it had to leave behind', async () => {
  const { options } = fakes([], 'Subscribe', 'DeleteQueue');
  await expect(openMailbox(options)).rejects.toThrow(
    'queue starter-notifications-mailbox is left behind: Error: DeleteQueue failed, after Error: Subscribe failed',
  );
});

test('keeps within the longest name of a queue', async () => {
  const { calls, options } = fakes();
  await openMailbox({ ...options, topicArn: `arn:aws:sns:r:1:${'t'.repeat(100)}` });
  expect(String(calls[0]?.input['QueueName'])).toHaveLength(80);
});
