import { intervalOf } from '../../../lib/local/site/interval';

test.each([
  ['rate(1 minute)', 60],
  ['rate(15 minutes)', 900],
  ['rate(2 hours)', 7_200],
  ['rate(1 day)', 86_400],
  ['cron(0 9 * * ? *)', 86_400],
  ['cron(30 3 ? * * *)', 86_400],
  ['cron(0 2 ? * SUN *)', 604_800],
  ['cron(0 2 ? * 1 *)', 604_800],
])('%s is every %i seconds', (expression, seconds) => {
  expect(intervalOf(expression)).toBe(seconds);
});

test.each([
  ...['rate(0 minutes)', 'rate(1.5 hours)', 'rate(1 week)', 'at(2026-11-25T09:00:00)', ''],
  ...['cron(0 3 1 * ? *)', 'cron(0/5 * * * ? *)', 'cron(0 3 * 1 ? *)', 'cron(0 3 * * ? 2026)'],
])('the schedule %p has no interval', (expression) => {
  expect(() => intervalOf(expression)).toThrow(
    `the schedule ${expression} of a function is no rate of whole minutes, hours or days, and no time of the day`,
  );
});
