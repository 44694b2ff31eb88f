import fc from 'fast-check';
import type { OnSale, Weekday } from '../../lib/site';
import { autoshiftBlockedWindows, findUtcOffsets, utcMaintenanceWindow, utcWeekSpans } from '../../lib/site/time-zones';
import {
  MINUTES_PER_DAY,
  MINUTES_PER_WEEK,
  WEEKDAYS,
  formatMinuteOfDay,
  minuteOfDay,
  weekSpans,
} from '../../lib/site/windows';

const ZONES = [
  'Asia/Tokyo',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'UTC',
];

function sale(days: readonly Weekday[], from: string, until: string, leadMinutes = 30): OnSale {
  return { name: 'sale', window: { days, from, until }, peakRps: 100, leadMinutes };
}

const sales = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    from: fc.integer({ min: 0, max: 1300 }),
    length: fc.integer({ min: 1, max: 1439 }),
    leadMinutes: fc.integer({ min: 10, max: 180 }),
  })
  .map(({ days, from, length, leadMinutes }) =>
    sale(days, formatMinuteOfDay(from), formatMinuteOfDay(Math.min(from + length, 1439)), leadMinutes),
  );

/** Minutes of the UTC week the windows block. */
function blockedMinutes(windows: readonly string[]): Set<number> {
  return new Set(
    windows.flatMap((window) => {
      const [, day = '', from = '', until = ''] = /^(\w{3}):(\d\d:\d\d)-\1:(\d\d:\d\d)$/.exec(window) ?? [];
      const midnight = WEEKDAYS.indexOf(day as Weekday) * MINUTES_PER_DAY;
      const start = midnight + minuteOfDay(from);
      return Array.from({ length: minuteOfDay(until) - minuteOfDay(from) }, (_, index) => start + index);
    }),
  );
}

describe('offsets of a time zone', () => {
  test.each([
    ['Asia/Tokyo', [540]],
    ['America/New_York', [-300, -240]],
    ['Australia/Lord_Howe', [630, 660]],
    ['Asia/Kathmandu', [345]],
    ['UTC', [0]],
  ])('of %s are those of a whole year', (zone, offsets) => {
    expect(findUtcOffsets(zone)).toEqual(offsets);
  });

  test.each(['Tokyo', '', 'Asia/Edo'])('are none for %j', (zone) => {
    expect(findUtcOffsets(zone)).toEqual([]);
  });
});

describe('windows in which zonal autoshift does not practise', () => {
  test('are written as AWS takes them, in UTC, with the lead time and a practice run in front', () => {
    expect(autoshiftBlockedWindows([sale(['Sat'], '09:30', '12:30')], 'Asia/Tokyo')).toEqual([
      'Fri:23:30-Fri:23:59',
      'Sat:00:00-Sat:03:30',
    ]);
  });

  test('cover both offsets of a zone with daylight saving', () => {
    expect(autoshiftBlockedWindows([sale(['Sat'], '09:30', '12:30')], 'America/New_York')).toEqual([
      'Sat:12:30-Sat:17:30',
    ]);
  });

  test('are none without a sale', () => {
    expect(autoshiftBlockedWindows([], 'Asia/Tokyo')).toEqual([]);
  });

  test('cover every minute of every sale and its lead time at every offset, but the last of a day', () => {
    fc.assert(
      fc.property(fc.array(sales, { maxLength: 4 }), fc.constantFrom(...ZONES), (entries, zone) => {
        const blocked = blockedMinutes(autoshiftBlockedWindows(entries, zone));
        const needed = entries.flatMap((entry) =>
          findUtcOffsets(zone).flatMap((offset) =>
            weekSpans(entry.window, entry.leadMinutes).flatMap(({ from, until }) =>
              Array.from({ length: until - from }, (_, index) => from + index - offset),
            ),
          ),
        );
        const missed = needed
          .map((minute) => ((minute % MINUTES_PER_WEEK) + MINUTES_PER_WEEK) % MINUTES_PER_WEEK)
          .filter((minute) => !blocked.has(minute) && minute % MINUTES_PER_DAY !== MINUTES_PER_DAY - 1);
        expect(missed).toEqual([]);
      }),
    );
  });

  test('are never more than AWS takes, never end before they start and never cross midnight', () => {
    fc.assert(
      fc.property(fc.array(sales, { maxLength: 20 }), fc.constantFrom(...ZONES), (entries, zone) => {
        const windows = autoshiftBlockedWindows(entries, zone);
        expect(windows.length).toBeLessThanOrEqual(15);
        for (const window of windows) {
          expect(window).toMatch(/^(Sun|Mon|Tue|Wed|Thu|Fri|Sat):([01]\d|2[0-3]):[0-5]\d-\1:([01]\d|2[0-3]):[0-5]\d$/);
          expect(window.slice(4, 9) < window.slice(14)).toBe(true);
        }
      }),
    );
  });
});

describe('windows in UTC', () => {
  test('are widened by daylight saving', () => {
    const [span] = utcWeekSpans({ days: ['Mon'], from: '09:00', until: '10:00' }, 'Europe/Berlin');
    expect(span).toEqual({ from: 1440 + 7 * 60, until: 1440 + 9 * 60 });
  });

  test('of maintenance are written as RDS takes them', () => {
    expect(utcMaintenanceWindow({ day: 'Tue', from: '04:30', until: '05:00' }, 'Asia/Tokyo')).toBe(
      'mon:19:30-mon:20:00',
    );
  });

  test('of maintenance may reach into the next day', () => {
    expect(utcMaintenanceWindow({ day: 'Sat', from: '18:45', until: '19:15' }, 'America/New_York')).toBe(
      'sat:23:45-sun:00:15',
    );
  });
});
