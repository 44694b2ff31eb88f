import * as z from 'zod/mini';
import { decide, NOTHING } from '../../../lambda/shared/decision';
import { runCheck, type Check } from '../../../lambda/shared/run-check';
import { fakeRun } from '../support/fake-run';

const check: Check<{ readonly site: string }> = {
  name: 'database-check',
  event: z.object({ site: z.string() }),
  run: () => Promise.resolve(decide({ ...NOTHING, metrics: { DatabaseWriters: 1 } })),
};

test('a run leaves one record and returns its result', async () => {
  const { lines, surroundings, context } = fakeRun();
  const result = await runCheck(check, { site: 's' }, context, surroundings);
  expect(result).toStrictEqual({ status: 'HEALTHY', findings: 0, unknown: 0 });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ Site: 's', Check: 'database-check', CheckCompleted: 1 });
});

test('a payload of the wrong shape is an error and leaves no heartbeat', async () => {
  const { lines, surroundings, context } = fakeRun();
  await expect(runCheck(check, { site: 7 }, context, surroundings)).rejects.toThrow();
  expect(lines).toStrictEqual([]);
});

test('a bug is an error and leaves no heartbeat', async () => {
  const { lines, surroundings, context } = fakeRun();
  const broken = { ...check, run: () => Promise.reject(new TypeError('bug')) };
  await expect(runCheck(broken, { site: 's' }, context, surroundings)).rejects.toThrow('bug');
  expect(lines).toStrictEqual([]);
});

test('reading ends in time to record what is known', async () => {
  const { surroundings, context } = fakeRun({ remainingMilliseconds: 5_050 });
  const slow: typeof check = {
    ...check,
    run: (_event, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve(decide(NOTHING));
        });
      }),
  };
  await expect(runCheck(slow, { site: 's' }, context, surroundings)).resolves.toBeDefined();
});
