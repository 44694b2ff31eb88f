import { Socket } from 'node:net';
import {
  converse,
  inTime,
  SIGN_IN_MILLISECONDS,
  WHOLE_MILLISECONDS,
  type Conversation,
} from '../../../lambda/database-probe/conversation';

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(value);
    }, milliseconds);
  });
}

async function settle<T>(work: Promise<T>, milliseconds: number): Promise<unknown> {
  const end = work.catch(String);
  await jest.advanceTimersByTimeAsync(milliseconds);
  return Promise.race([end, Promise.resolve('pending')]);
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('signing in may take two seconds, and everything three', () => {
  expect([SIGN_IN_MILLISECONDS, WHOLE_MILLISECONDS]).toStrictEqual([2_000, 3_000]);
});

test('a conversation signs in, asks, leaves, and closes the socket', async () => {
  const steps: string[] = [];
  const socket = new Socket();
  const say = (step: string) => () => {
    steps.push(`${step} ${String(socket.destroyed)}`);
    return after(10, step);
  };
  const answer = converse(socket, { signIn: say('sign in'), ask: say('ask'), leave: say('leave') });
  expect(await settle(answer, 100)).toBe('ask');
  expect(steps).toStrictEqual(['sign in false', 'ask false', 'leave false']);
  expect(socket.destroyed).toBe(true);
});

describe('the time is up', () => {
  const quick = () => after(0, 'quick');

  test.each<readonly [string, Conversation<unknown>, number, string]>([
    ['signing in', { signIn: () => after(1_999, 1), ask: quick, leave: quick }, 2_100, 'quick'],
    ['signing in too long', { signIn: () => after(2_001, 1), ask: quick, leave: quick }, 2_001, 'within 2 s'],
    ['asking', { signIn: () => after(1_500, 1), ask: () => after(1_499, 'late'), leave: quick }, 3_100, 'late'],
    [
      'asking too long',
      { signIn: () => after(1_500, 1), ask: () => after(1_501, 1), leave: quick },
      3_001,
      'within 3 s',
    ],
    ['leaving too long', { signIn: quick, ask: quick, leave: () => after(9_000, 1) }, 3_001, 'quick'],
  ])('after %s', async (_what, conversation, milliseconds, end) => {
    const socket = new Socket();
    expect(await settle(converse(socket, conversation), milliseconds)).toContain(end);
    expect(socket.destroyed).toBe(true);
  });
});

test('a goodbye that fails takes nothing back', async () => {
  const leave = () => Promise.reject(new Error('gone'));
  const answer = converse(new Socket(), { signIn: () => after(0, 0), ask: () => after(0, 'ask'), leave });
  expect(await settle(answer, 100)).toBe('ask');
});

test.each(['signIn', 'ask'])('what %s throws is thrown, and the socket is closed', async (step) => {
  const socket = new Socket();
  const fine = () => after(0, 0);
  const steps = { signIn: fine, ask: fine, leave: fine, [step]: () => Promise.reject(new Error('broken')) };
  expect(await settle(converse(socket, steps), 100)).toBe('Error: broken');
  expect(socket.destroyed).toBe(true);
});

test('work that is done in time leaves no timer behind', async () => {
  expect(await inTime(Promise.resolve('done'), 1_000)).toBe('done');
  await expect(inTime(Promise.reject(new Error('failed')), 1_000)).rejects.toThrow('failed');
  expect(jest.getTimerCount()).toBe(0);
});

test('the rest of the time may be less than all of it', async () => {
  expect(await settle(inTime(after(60, 1), 1_000, 50), 55)).toBe('NoAnswer: no answer within 1 s');
});
