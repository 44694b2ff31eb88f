import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import type { RunResult } from '../../../lambda/shared/contract';
import { handOver } from '../../../lib/local/site';
import { fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';
import { deployedCheck } from './support/deployed';

const BUS = 'arn:aws:events:ap-northeast-1:111122223333:event-bus/default';
const RESULT = { check: 'topology-check', status: 'FAILED', changed: true } as unknown as RunResult;

let refused = 0;
const server = jsonServer(() => ({ body: { FailedEntryCount: refused, Entries: [{}] } }));

beforeEach(() => {
  refused = 0;
});

/** Hands a result over where the function has this destination. */
async function hand(destination: string | undefined) {
  const answer = () => {
    if (destination === undefined) {
      throw new ResourceNotFoundException({ message: 'none', $metadata: {}, Type: 'User' });
    }
    return { DestinationConfig: { OnSuccess: { Destination: destination } } };
  };
  const { clients, calls } = fakeClients({ GetFunctionEventInvokeConfig: answer }, undefined, server.endpoint());
  return { handed: await handOver(clients, deployedCheck(), RESULT), calls };
}

test('the event bus is told what the run answered, as Lambda tells it', async () => {
  const { handed, calls } = await hand(BUS);
  expect(handed).toBe(true);
  expect(calls.map(({ input }) => input)).toStrictEqual([
    { FunctionName: 'starter-topology-check', Qualifier: '$LATEST' },
  ]);
  const [{ target, body = '' } = {}] = server.seen;
  const { Entries } = JSON.parse(body) as { readonly Entries: readonly Record<string, string>[] };
  const [{ Detail = '', ...entry } = {}] = Entries;
  expect(target).toBe('AWSEvents.PutEvents');
  const functionArn = 'arn:aws:lambda:ap-northeast-1:111122223333:function:starter-topology-check';
  expect(entry).toStrictEqual({
    EventBusName: 'default',
    Source: 'lambda',
    DetailType: 'Lambda Function Invocation Result - Success',
    Resources: [BUS, functionArn],
  });
  expect(JSON.parse(Detail)).toStrictEqual({
    version: '1.0',
    requestContext: { functionArn: `${functionArn}:$LATEST`, condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: { version: 1, site: 'starter' },
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    responsePayload: RESULT,
  });
});

test.each([undefined, 'arn:aws:sqs:ap-northeast-1:111122223333:queue'])(
  'nobody is told where the destination is %p',
  async (destination) => {
    expect((await hand(destination)).handed).toBe(false);
    expect(server.seen).toStrictEqual([]);
  },
);

test('a bus that refuses the result is a problem', async () => {
  refused = 1;
  await expect(hand(BUS)).rejects.toThrow('the event bus refuses the result of starter-topology-check');
});

test('an error of Lambda itself is passed on', async () => {
  const { clients } = fakeClients({});
  await expect(handOver(clients, deployedCheck(), RESULT)).rejects.toThrow('no answer to GetFunctionEventInvokeConfig');
});
