import { setImmediate as turn } from 'node:timers/promises';
import { watchStacks } from '../../../lib/local/deploy';
import { fakeClients } from '../aws/support/fake-clients';

/** Stacks of one Region; a test changes them. */
function region(name: string) {
  const stacks = new Map<string, string>();
  const looks = { number: 0, failing: false };
  const { clients } = fakeClients(
    {
      DescribeStacks: () => {
        looks.number += 1;
        if (looks.failing) {
          throw new Error(`${name} does not answer`);
        }
        return { Stacks: [...stacks].map(([StackName, StackStatus]) => ({ StackName, StackStatus })) };
      },
    },
    name,
  );
  return { clients, stacks, looks };
}

test('tells what happened until the end of the work, and returns what it returned', async () => {
  const { clients, stacks } = region('ap-northeast-1');
  stacks.set('Old', 'CREATE_COMPLETE');
  const told: unknown[] = [];
  const result = await watchStacks(
    [clients],
    (stack, status) => told.push([stack, status]),
    async () => {
      await turn();
      stacks.delete('Old');
      stacks.set('New', 'CREATE_COMPLETE');
      return 'done';
    },
  );
  expect(result).toBe('done');
  expect(told).toStrictEqual([
    ['New', 'CREATE_COMPLETE'],
    ['Old', undefined],
  ]);
});

test('tells a status that is new, once', async () => {
  const { clients, stacks, looks } = region('ap-northeast-1');
  stacks.set('Same', 'CREATE_COMPLETE').set('Site', 'CREATE_COMPLETE');
  const told: unknown[] = [];
  await watchStacks(
    [clients],
    (...it) => told.push(it),
    async () => {
      stacks.set('Site', 'UPDATE_COMPLETE');
      await turn();
    },
  );
  expect(looks.number).toBeGreaterThan(2);
  expect(told).toStrictEqual([['Site', 'UPDATE_COMPLETE']]);
});

test('follows every Region', async () => {
  const [one, other] = [region('ap-northeast-1'), region('us-east-1')];
  const told: unknown[] = [];
  await watchStacks(
    [one.clients, other.clients],
    (stack) => told.push(stack),
    async () => {
      one.stacks.set('A', 'CREATE_COMPLETE');
      other.stacks.set('B', 'CREATE_COMPLETE');
      await turn();
    },
  );
  expect(told.sort()).toStrictEqual(['A', 'B']);
});

test('passes on the error of the work, after a last look', async () => {
  const { clients, stacks } = region('ap-northeast-1');
  const told: unknown[] = [];
  const work = watchStacks(
    [clients],
    (...it) => told.push(it),
    async () => {
      await turn();
      stacks.set('Site', 'ROLLBACK_COMPLETE');
      throw new Error('cdk deploy failed');
    },
  );
  await expect(work).rejects.toThrow('cdk deploy failed');
  expect(told).toStrictEqual([['Site', 'ROLLBACK_COMPLETE']]);
});

test('nothing is begun while a Region does not answer', async () => {
  const { clients, looks } = region('ap-northeast-1');
  looks.failing = true;
  const done: string[] = [];
  const work = watchStacks(
    [clients],
    () => undefined,
    () => Promise.resolve(done.push('work')),
  );
  await expect(work).rejects.toThrow('ap-northeast-1 does not answer');
  expect(done).toStrictEqual([]);
});

test('a Region that does not answer any more is an error, once the work has ended', async () => {
  const { clients, looks } = region('ap-northeast-1');
  const done: string[] = [];
  const work = watchStacks(
    [clients],
    () => undefined,
    async () => {
      looks.failing = true;
      // Long enough for an error that nobody waits for to end the process.
      for (let passed = 0; passed < 5; passed += 1) {
        await turn();
      }
      done.push('work');
    },
  );
  await expect(work).rejects.toThrow('ap-northeast-1 does not answer');
  expect(done).toStrictEqual(['work']);
});

test('the error of the work counts more than a Region that does not answer either', async () => {
  const { clients, looks } = region('ap-northeast-1');
  const work = watchStacks(
    [clients],
    () => undefined,
    async () => {
      looks.failing = true;
      await turn();
      throw new Error('cdk deploy failed');
    },
  );
  await expect(work).rejects.toThrow('cdk deploy failed');
});
