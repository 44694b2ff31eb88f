import {
  addToDay,
  daySummarySchema,
  MOST_LISTED,
  type DaySummary,
} from '../../../../lambda/shared/records/day-summary';

const DAY = '2026-11-25';
const FIRST = '2026-11-25T00:00:01.000Z';
const LATER = '2026-11-25T00:00:02.000Z';

const empty: DaySummary = {
  date: DAY,
  opened: 0,
  completed: 0,
  crashed: 0,
  byOutcome: {},
  unknownByCode: {},
  changes: [],
  changeCount: 0,
  happened: [],
  happenedCount: 0,
  firstAt: FIRST,
  lastAt: FIRST,
};

const completed = {
  kind: 'completed',
  at: LATER,
  outcome: 'HEALTHY',
  unknownCodes: [],
  change: undefined,
  happened: [],
} as const;

test.each(['opened', 'crashed'] as const)('the first record of a day begins it: %s', (kind) => {
  expect(addToDay(undefined, DAY, { kind, at: FIRST })).toStrictEqual({ ...empty, [kind]: 1 });
});

test('a run that opened and completed is counted once in each', () => {
  const day = addToDay(addToDay(undefined, DAY, { kind: 'opened', at: FIRST }), DAY, completed);
  expect(day).toStrictEqual({ ...empty, opened: 1, completed: 1, byOutcome: { HEALTHY: 1 }, lastAt: LATER });
});

test('outcomes and unknown facts are counted by name', () => {
  const once = addToDay(empty, DAY, {
    ...completed,
    outcome: 'UNKNOWN',
    unknownCodes: ['Timeout', 'Denied', 'Timeout'],
  });
  const twice = addToDay(once, DAY, { ...completed, unknownCodes: ['Denied'] });
  const thrice = addToDay(twice, DAY, completed);
  expect(thrice).toMatchObject({
    completed: 3,
    byOutcome: { UNKNOWN: 1, HEALTHY: 2 },
    unknownByCode: { Timeout: 2, Denied: 2 },
  });
});

test('changes and happenings are kept with their time', () => {
  const change = { at: LATER, from: 'HEALTHY', to: 'FAILED', reason: 'NoWriter' };
  const day = addToDay(empty, DAY, { ...completed, change, happened: ['failed over to b', 'drill: 41 s'] });
  expect(day).toMatchObject({
    changes: [change],
    changeCount: 1,
    happened: [
      { at: LATER, text: 'failed over to b' },
      { at: LATER, text: 'drill: 41 s' },
    ],
    happenedCount: 2,
  });
});

test('of a thousand changes the newest fifty are listed, and all are counted', () => {
  const day = Array.from({ length: 1_000 }, (_, index) => index).reduce(
    (sum, index) =>
      addToDay(sum, DAY, {
        ...completed,
        change: { at: LATER, from: 'a', to: 'b', reason: String(index) },
        happened: [String(index)],
      }),
    empty,
  );
  expect(MOST_LISTED).toBe(50);
  expect(day.changes).toHaveLength(50);
  expect(day.changes.map(({ reason }) => reason)).toStrictEqual(day.happened.map(({ text }) => text));
  expect(day.changes[0]?.reason).toBe('950');
  expect(day.changes[49]?.reason).toBe('999');
  expect(day).toMatchObject({ changeCount: 1_000, happenedCount: 1_000 });
});

test.each([
  ['a number below nothing', { opened: -1 }],
  ['half a run', { completed: 0.5 }],
  ['another date format', { date: '25.11.2026' }],
  [
    'more than fifty changes',
    { changes: Array.from({ length: 51 }, () => ({ at: FIRST, from: '', to: '', reason: '' })) },
  ],
  ['more than fifty happenings', { happened: Array.from({ length: 51 }, () => ({ at: FIRST, text: '' })) }],
  ['a change without time', { changes: [{ from: '', to: '', reason: '' }] }],
  ['something else', { more: 1 }],
])('%s is no day', (_what, members) => {
  expect(daySummarySchema.safeParse(empty).success).toBe(true);
  expect(daySummarySchema.safeParse({ ...empty, ...members }).success).toBe(false);
});

test('fifty changes are a day', () => {
  const changes = Array.from({ length: 50 }, () => ({ at: FIRST, from: '', to: '', reason: '' }));
  expect(daySummarySchema.safeParse({ ...empty, changes }).success).toBe(true);
});
