import { isInside, isTimeZone, localTime } from '../../../../lambda/shared/failover/window';

test.each([
  ['Asia/Tokyo', '2026-11-25T12:05:00Z', 'Wed', '21:05'],
  ['Asia/Tokyo', '2026-11-25T15:00:00Z', 'Thu', '00:00'],
  ['UTC', '2026-11-25T00:00:00Z', 'Wed', '00:00'],
  ['America/New_York', '2026-07-01T03:59:59Z', 'Tue', '23:59'],
])('in %s, %s is %s %s', (timeZone, moment, weekday, time) => {
  expect(localTime(timeZone, Date.parse(moment))).toStrictEqual({ weekday, time });
});

test.each([
  ['2026-11-28T16:59:59Z', false],
  ['2026-11-28T17:00:00Z', true],
  ['2026-11-28T18:29:59Z', true],
  ['2026-11-28T18:30:00Z', false],
  ['2026-11-29T17:30:00Z', true],
  ['2026-11-27T17:30:00Z', false],
])('a window on Sundays and Mondays from 02:00 to 03:30 in Tokyo holds %s: %s', (moment, is) => {
  const window = { days: ['Sun', 'Mon'], from: '02:00', until: '03:30', timeZone: 'Asia/Tokyo' } as const;
  expect(isInside(window, Date.parse(moment))).toBe(is);
});

test('a window goes with the clocks of its zone', () => {
  const window = { days: ['Wed'], from: '09:00', until: '10:00', timeZone: 'Europe/Berlin' } as const;
  expect(isInside(window, Date.parse('2026-07-01T07:30:00Z'))).toBe(true);
  expect(isInside(window, Date.parse('2026-12-02T07:30:00Z'))).toBe(false);
  expect(isInside(window, Date.parse('2026-12-02T08:30:00Z'))).toBe(true);
});

test.each([
  ['Asia/Tokyo', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('%s is a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});
