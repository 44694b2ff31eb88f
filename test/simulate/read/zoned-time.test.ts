import { findCron } from '../../../lib/simulate/read/cron';
import { lastBefore, occurrencesIn } from '../../../lib/simulate/read/occurrences';
import { findLocalTime, isTimeZone, ZoneClock } from '../../../lib/simulate/read/zoned-time';

const at = (text: string) => Date.parse(text) / 1000;

function epochIn(timeZone: string, text: string) {
  const local = findLocalTime(text);
  return local === undefined ? undefined : new ZoneClock(timeZone).epochOf(local);
}

test.each([
  ['Asia/Tokyo', '2026-12-05T10:00', '2026-12-05T01:00Z'],
  ['UTC', '2026-12-05 10:00', '2026-12-05T10:00Z'],
  ['America/New_York', '2026-07-01T10:00', '2026-07-01T14:00Z'],
  // Clocks go from 2:00 to 3:00: 2:30 is taken as 3:30 of the new time.
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30Z'],
  // Clocks go back from 2:00 to 1:00: of both 1:30 the first.
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30Z'],
])('in %s %s is %s', (zone, text, expected) => {
  expect(epochIn(zone, text)).toBe(at(expected));
});

test.each(['2026-02-30T10:00', '2026-12-05T24:00', '2026-13-05T10:00', '2026-12-05', '10:00', '2026-12-05T10:00Z'])(
  '%s is no local time',
  (text) => {
    expect(findLocalTime(text)).toBeUndefined();
  },
);

test('knows time zones by their names', () => {
  expect(['Asia/Tokyo', 'Tokyo', ''].map(isTimeZone)).toEqual([true, false, false]);
});

describe('occurrences', () => {
  const cron = findCron('0 9 * * 6');
  const weekly = (bounds: { from?: number; until?: number } = {}) => {
    if (cron === undefined) {
      throw new Error('a cron expression was expected');
    }
    const when = {
      kind: 'recurring',
      cron,
      clock: new ZoneClock('Asia/Tokyo'),
      from: undefined,
      until: undefined,
    } as const;
    const sizes = { minInstances: 6, maxInstances: undefined, desiredInstances: undefined };
    return { name: 'Raise', ...sizes, when: { ...when, ...bounds } };
  };

  test('come every week on the clock of the zone', () => {
    expect(occurrencesIn(weekly(), at('2026-12-04T00:00Z'), at('2026-12-14T00:00Z'))).toEqual([
      at('2026-12-05T00:00Z'),
      at('2026-12-12T00:00Z'),
    ]);
  });

  test('begin at the start and end before the end', () => {
    expect(occurrencesIn(weekly(), at('2026-12-05T00:00Z'), at('2026-12-12T00:00Z'))).toEqual([
      at('2026-12-05T00:00Z'),
    ]);
  });

  test('lie within the bounds of the action', () => {
    const bounded = weekly({ from: at('2026-12-06T00:00Z'), until: at('2026-12-12T00:00Z') });
    expect(occurrencesIn(bounded, at('2026-12-01T00:00Z'), at('2026-12-31T00:00Z'))).toEqual([]);
    expect(lastBefore(bounded, at('2026-12-31T00:00Z'))).toBeUndefined();
  });

  test('are looked for as long ago as a week and more', () => {
    expect(lastBefore(weekly(), at('2026-12-05T00:00Z'))).toBe(at('2026-11-28T00:00Z'));
    expect(lastBefore(weekly(), at('2026-12-05T00:00:01Z'))).toBe(at('2026-12-05T00:00Z'));
  });
});
