import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { LocalFailure } from '../../../lib/local/local-failure';
import { invokeCheck } from '../../../lib/local/site';
import { fakeClients, type FakeCall } from '../aws/support/fake-clients';
import { lineOf } from '../observe/support/records';
import { deployedCheck } from './support/deployed';

const CHECK = deployedCheck();
const NEVER = new AbortController().signal;

/** A function that leaves a record when it runs, or answers something else. */
function region(answer: (run: number) => object = () => ({ StatusCode: 200 })) {
  const lines: string[] = [];
  const runs = { number: 0 };
  const fake = fakeClients({
    Invoke: () => {
      runs.number += 1;
      const result = answer(runs.number);
      const now = new Date();
      lines.push('START', lineOf({ requestId: `run-${String(runs.number)}`, startedAt: now, completedAt: now }));
      return result;
    },
    FilterLogEvents: () => ({ events: lines.map((message) => ({ message, timestamp: Date.now() })) }),
  });
  return { ...fake, lines };
}

const invokeCalls = (calls: readonly FakeCall[]) => calls.filter(({ action }) => action === 'Invoke');

test('runs the function with the payload of its schedule, and reads its record', async () => {
  const { clients, calls } = region();
  const { invocation, record } = await invokeCheck(clients, CHECK, NEVER);
  expect(record?.requestId).toBe('run-1');
  expect(invocation.check).toBe('topology-check');
  expect(invocation.from.getTime()).toBeLessThanOrEqual(invocation.to.getTime());
  const [invoked] = invokeCalls(calls);
  expect(invoked?.input['FunctionName']).toBe('starter-topology-check');
  expect(Buffer.from(invoked?.input['Payload'] as Uint8Array).toString()).toBe(CHECK.input);
});

test('can be stopped', async () => {
  const { clients, calls } = region();
  await invokeCheck(clients, CHECK, NEVER);
  expect(invokeCalls(calls)[0]?.options).toStrictEqual({ abortSignal: NEVER });
});

test('a check that is busy for longer than it may run is no bug, and named', async () => {
  const { clients } = region(() => {
    throw new TooManyRequestsException({ message: 'busy', $metadata: {} });
  });
  const error = await invokeCheck(clients, { ...CHECK, timeoutSeconds: -15 }, NEVER).catch((it: unknown) => it);
  expect(error).toBeInstanceOf(LocalFailure);
  expect((error as Error).message).toBe('topology-check is busy for longer than it may run');
});

test('reads only what was logged since it began', async () => {
  const { clients, calls } = region();
  const { invocation } = await invokeCheck(clients, CHECK, NEVER);
  const asked = calls.find(({ action }) => action === 'FilterLogEvents')?.input;
  expect(asked).toMatchObject({ logGroupName: CHECK.logGroupName, startTime: invocation.from.getTime() });
});

test('a run that leaves no record has none', async () => {
  const { clients, lines } = region();
  Object.assign(lines, { push: () => 0 });
  expect((await invokeCheck(clients, CHECK, NEVER)).record).toBeUndefined();
});

test('tries again while the schedule runs the check', async () => {
  const busy = new TooManyRequestsException({ message: 'busy', $metadata: {} });
  const { clients } = region((run) => {
    if (run < 3) {
      throw busy;
    }
    return {};
  });
  expect((await invokeCheck(clients, CHECK, NEVER)).record?.requestId).toBe('run-3');
});

test('a stop ends the attempts', async () => {
  const stop = new AbortController();
  const { clients, calls } = region(() => {
    stop.abort();
    throw new TooManyRequestsException({ message: 'busy', $metadata: {} });
  });
  await expect(invokeCheck(clients, CHECK, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(invokeCalls(calls)).toHaveLength(1);
});

test('starts nothing when it is too late', async () => {
  const { clients, calls } = region();
  await expect(invokeCheck(clients, CHECK, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(calls).toStrictEqual([]);
});

test('a function that fails has decided nothing, and the reason is told', async () => {
  const Payload = Buffer.from(JSON.stringify({ errorMessage: 'x'.repeat(1_000) }));
  const { clients, lines } = region(() => ({ FunctionError: 'Unhandled', Payload }));
  Object.assign(lines, { push: () => 0 });
  const { record, failure } = await invokeCheck(clients, CHECK, NEVER);
  expect(record).toBeUndefined();
  expect(failure).toMatch(/^topology-check failed \(Unhandled\): \{"errorMessage":"x{483}$/);
});

test('an error of Lambda itself is passed on', async () => {
  const { clients } = region(() => {
    throw new Error('no answer');
  });
  await expect(invokeCheck(clients, CHECK, NEVER)).rejects.toThrow('no answer');
});
