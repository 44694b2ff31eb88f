import type { FunctionLabel } from '../../../lambda/shared/contract';
import { recordOfInvocation, scheduledRuns, type CheckRecord, type Invocation } from '../../../lib/local/observe';
import { recordOf } from './support/records';

const run = (requestId: string, from: number, to: number, check: FunctionLabel = 'topology-check'): CheckRecord =>
  recordOf({ requestId, check, startedAt: new Date(from), completedAt: new Date(to) });

const invocation = (from: number, to: number, check: FunctionLabel = 'topology-check'): Invocation => ({
  check,
  from: new Date(from),
  to: new Date(to),
});

test('finds the record of a run by hand among those of the schedule', () => {
  const records = [
    run('before', 1, 5),
    run('by-hand', 11, 19),
    run('after', 21, 25),
    run('other', 11, 19, 'database-check'),
  ];
  expect(recordOfInvocation(records, invocation(10, 20))?.requestId).toBe('by-hand');
});

test('takes the last of several runs in whatever order they are: for the earlier one it had to wait', () => {
  const records = [run('schedule', 11, 14), run('by-hand', 15, 19)];
  const found = [records, records.toReversed()].map(
    (order) => recordOfInvocation(order, invocation(10, 20))?.requestId,
  );
  expect(found).toStrictEqual(['by-hand', 'by-hand']);
});

test('finds nothing where the run by hand left no record', () => {
  expect(recordOfInvocation([run('before', 1, 5)], invocation(10, 20))).toBeUndefined();
});

test('counts the runs that the schedule started, by check', () => {
  const records = [
    run('a', 1, 5),
    run('b', 11, 19),
    run('c', 61, 65),
    run('d', 11, 19, 'database-check'),
    run('e', 31, 39, 'backup-check'),
  ];
  const invocations = [invocation(10, 20), invocation(30, 40, 'backup-check'), invocation(70, 80)];
  const counted = (['topology-check', 'database-check', 'backup-check'] as const).map((check) =>
    scheduledRuns(check, records, invocations),
  );
  expect(counted).toStrictEqual([2, 1, 0]);
});
