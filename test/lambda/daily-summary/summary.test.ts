import { summarize } from '../../../lambda/daily-summary/summary';
import { known, unknown } from '../../../lambda/shared/observed';
import type { DaySummary } from '../../../lambda/shared/records/day-summary';
import { ABSENT, dayOf, expectation, goodDay, MORNING, recordOf, summaryWith, TODAY } from './days';

const DENIED = unknown('Denied', 'AccessDenied');

/** Whether a function whose day was like this needs attention. */
function attentionOf(day: Partial<DaySummary>): boolean | undefined {
  return summaryWith('database-check', known(recordOf(day))).functions[0]?.needsAttention;
}

test('a good day is told as such', () => {
  expect(summarize(expectation, goodDay, MORNING)).toStrictEqual({
    site: 'test-site',
    date: '2026-11-25',
    timeZone: 'Asia/Tokyo',
    functions: [
      {
        name: 'database-check',
        runsPerDay: 1_440,
        yesterday: {
          kind: 'told',
          day: dayOf(),
          last: { outcome: 'HEALTHY', at: '2026-11-25T23:59:10.000Z' },
          open: 0,
          missing: 0,
        },
        today: { kind: 'since', firstAt: '2026-11-26T00:00:10.000Z' },
        needsAttention: false,
      },
      {
        name: 'backup-check',
        runsPerDay: 24,
        yesterday: expect.objectContaining({ kind: 'told', missing: 0 }) as object,
        today: { kind: 'none' },
        needsAttention: false,
      },
      { name: 'drill', runsPerDay: null, yesterday: { kind: 'none' }, today: { kind: 'none' }, needsAttention: false },
    ],
  });
});

test('the day is the last whole one of UTC, whatever the time', () => {
  expect(summarize(expectation, goodDay, new Date('2026-11-26T23:59:59Z')).date).toBe('2026-11-25');
  expect(summarize(expectation, goodDay, new Date('2026-12-01T00:00:00Z')).date).toBe('2026-11-30');
});

test.each([
  [1_440, false, 0],
  [1_426, false, 14],
  [1_425, true, 15],
  [1_500, false, 0],
])('%i runs of 1,440: attention %p, %i missing', (completed, attention, missing) => {
  const [entry] = summaryWith('database-check', known(recordOf({ completed }))).functions;
  expect(entry).toMatchObject({ needsAttention: attention, yesterday: { missing } });
});

test.each([
  [24, false],
  [23, true],
])('of an hourly function every run counts: %i of 24, attention %p', (completed, attention) => {
  expect(summaryWith('backup-check', known(recordOf({ completed }))).functions[1]?.needsAttention).toBe(attention);
});

test('of a function that runs when it is called no run is missing', () => {
  const [, , entry] = summaryWith('drill', known(recordOf({ completed: 0 }))).functions;
  expect(entry).toMatchObject({ needsAttention: false, yesterday: { kind: 'told', missing: 0 } });
});

test.each<[string, Partial<DaySummary>, boolean]>([
  ['nothing', {}, false],
  ['a crash', { crashed: 1 }, true],
  ['something unknown', { unknownByCode: { Timeout: 1 } }, true],
  ['a degraded run', { byOutcome: { HEALTHY: 1_439, DEGRADED: 1 } }, true],
  ['a failed run', { byOutcome: { HEALTHY: 1_439, FAILED: 1 } }, true],
  ['an unknown run', { byOutcome: { HEALTHY: 1_439, UNKNOWN: 1 } }, true],
  ['a state of an action', { byOutcome: { OBSERVE: 1_440 } }, false],
  ['a failover', { happenedCount: 1 }, true],
])('%s: attention %p', (_what, day, attention) => {
  expect(attentionOf(day)).toBe(attention);
});

test('runs that had not ended are counted', () => {
  const pending = [{ requestId: 'r', startedAt: '2026-11-25T23:59:00.000Z', sequence: 7 }];
  const record = recordOf({}, { standing: { last: null, announced: null, pending } });
  expect(summaryWith('database-check', known(record)).functions[0]?.yesterday).toMatchObject({ open: 1, last: null });
});

test('a planned function without a record needs attention, one that is called does not', () => {
  expect(summaryWith('database-check', ABSENT).functions[0]).toMatchObject({
    yesterday: { kind: 'none' },
    needsAttention: true,
  });
  expect(summaryWith('drill', ABSENT).functions[2]?.needsAttention).toBe(false);
});

test('F52 a record that could not be read says why, and needs attention even of a function that is only called', () => {
  expect(summaryWith('drill', DENIED, DENIED).functions[2]).toMatchObject({
    yesterday: { kind: 'unread', why: DENIED },
    today: { kind: 'unread', why: DENIED },
    needsAttention: true,
  });
});

test('that only the new day could not be read is no reason for attention', () => {
  expect(summaryWith('database-check', known(recordOf()), DENIED).functions[0]?.needsAttention).toBe(false);
});

test('a function about which nothing was observed is unread', () => {
  const why = unknown('Incomplete', 'its records were not read');
  expect(summarize(expectation, {}, MORNING).functions[0]).toMatchObject({
    yesterday: { kind: 'unread', why },
    today: { kind: 'unread', why },
  });
  expect(TODAY.kind).toBe('known');
});
