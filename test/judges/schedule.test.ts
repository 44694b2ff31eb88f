import { fewestRuns, weeklyRuns, weeklyRunsOfUnixCron, zoneOffsets } from '../../lib/judges/support';

const DAY = 24 * 60;

test.each([
  ['cron(0 3 * * ? *)', 7, 3 * 60],
  ['cron(0 3,15 * * ? *)', 14, 3 * 60],
  ['cron(30 4 ? * WED *)', 1, 3 * DAY + 4 * 60 + 30],
  ['cron(30 4 ? * 1 *)', 1, 4 * 60 + 30],
  ['cron(0/30 0-1 ? * SAT-SUN *)', undefined, undefined],
  ['cron(0/30 0-1 ? * SUN,SAT *)', 8, 0],
  ['rate(12 hours)', 14, 0],
  ['rate(1 day)', 7, 0],
  ['rate(5 hours)', undefined, undefined],
  ['cron(0 3 1 * ? *)', undefined, undefined],
  ['cron(0 3 L * ? *)', undefined, undefined],
  ['at(2026-11-25T00:00:00)', undefined, undefined],
])('%s runs %s times a week', (expression, count, first) => {
  const runs = weeklyRuns(expression);
  expect([runs?.length, runs?.[0]]).toEqual([count, first]);
});

test.each([
  ['30 9 * * 6', [6 * DAY + 9 * 60 + 30]],
  ['0 0 * * 0,7', [0]],
  ['0 9 24 12 *', undefined],
  ['nonsense', undefined],
])('the group schedule %s runs at %j', (expression, minutes) => {
  expect(weeklyRunsOfUnixCron(expression)).toEqual(minutes);
});

test.each([
  [[3 * 60, 15 * 60], 69 * 60, 5],
  [[3 * 60, 15 * 60], 60 * 60, 5],
  [[3 * 60, 15 * 60], 60 * 60 - 1, 4],
  [[3 * 60], 23 * 60, 0],
  [[3 * 60, 4 * 60], 23 * 60, 1],
])('two days of %j hold at least so many runs in %i minutes', (times, minutes, fewest) => {
  const week = [0, 1, 2, 3, 4, 5, 6].flatMap((day) => times.map((time) => day * DAY + time));
  expect(fewestRuns(week, minutes)).toBe(fewest);
});

test('counts whole weeks as well', () => {
  expect(fewestRuns([0], 15 * DAY)).toBe(2);
});

test.each([
  ['Asia/Tokyo', [540, 540]],
  ['UTC', [0, 0]],
  ['Europe/Berlin', [60, 120]],
  ['America/St_Johns', [-210, -150]],
  ['Asia/Nowhere', undefined],
])('%s differs from UTC by %j minutes in winter and in summer', (zone, offsets) => {
  expect(zoneOffsets(zone)).toEqual(offsets);
});
