import { findCron, isDayOf } from '../../../lib/simulate/read/cron';

const SATURDAY = { year: 2026, month: 12, day: 5 };

test.each([
  ['0 9 * * 6', [0], [9], [6]],
  ['*/20 9-11 * * SAT', [0, 20, 40], [9, 10, 11], [6]],
  ['5,35 0 * * 5-7', [5, 35], [0], [5, 6, 0]],
  ['30/10 8 * * mon,WED', [30, 40, 50], [8], [1, 3]],
])('reads %s', (text, minutes, hours, weekdays) => {
  expect(findCron(text)).toMatchObject({ minutes, hours, weekdays });
});

test.each([
  '',
  '0 9 * *',
  '60 9 * * 6',
  '0 24 * * 6',
  '0 9 0 * 6',
  '0 9 * 13 6',
  '0 9 * * 8',
  '9-5 * * * *',
  '*/0 * * * *',
  '1-2-3 * * * *',
  'a * * * *',
  '0 9 * * 6 2026',
])('reads no time out of %j', (text) => {
  expect(findCron(text)).toBeUndefined();
});

test.each([
  ['0 9 5 12 *', true],
  ['0 9 6 12 *', false],
  ['0 9 5 11 *', false],
  ['0 9 * * 6', true],
  ['0 9 * * 0', false],
  // Either is enough when both are named.
  ['0 9 6 * 6', true],
  ['0 9 5 * 0', true],
  ['0 9 6 * 0', false],
])('%s has times on a Saturday, the 5th of December: %s', (text, expected) => {
  const cron = findCron(text);
  expect(cron === undefined ? undefined : isDayOf(cron, SATURDAY)).toBe(expected);
});
