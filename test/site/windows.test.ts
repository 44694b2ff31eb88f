import fc from 'fast-check';
import type { OnSale, Weekday } from '../../lib/site';
import {
  MINUTES_PER_WEEK,
  WEEKDAYS,
  findMinuteOfDay,
  formatMinuteOfDay,
  scheduledActions,
  spansTouch,
  weekSpans,
} from '../../lib/site/windows';

function sale(days: readonly Weekday[], from: string, until: string, leadMinutes = 30): OnSale {
  return { name: 'sale', window: { days, from, until }, peakRps: 100, leadMinutes };
}

const spans = fc
  .tuple(fc.integer({ min: 0, max: MINUTES_PER_WEEK - 1 }), fc.integer({ min: 1, max: 1440 }))
  .map(([from, length]) => ({ from, until: from + length }));

/** Minutes of the week a span covers, its last one included. */
function minutesOf({ from, until }: { readonly from: number; readonly until: number }): Set<number> {
  return new Set(Array.from({ length: until - from + 1 }, (_, index) => (from + index) % MINUTES_PER_WEEK));
}

describe('times of day', () => {
  test.each(['24:00', '9:30', '09:60', '0930', '09:30:00', ' 09:30', '０９:30'])(
    'does not take %j for a time',
    (time) => {
      expect(findMinuteOfDay(time)).toBeUndefined();
    },
  );

  test('are written as they are read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => findMinuteOfDay(formatMinuteOfDay(minute)) === minute),
    );
  });
});

describe('scheduled actions', () => {
  test('launch the instances before the window and release them at its end', () => {
    expect(
      scheduledActions([sale(['Sat', 'Wed'], '09:30', '12:30')]).map(({ kind, expression }) => [kind, expression]),
    ).toEqual([
      ['start', '0 9 * * 3,6'],
      ['end', '30 12 * * 3,6'],
    ]);
  });

  test('start on the day before where the lead time reaches over midnight', () => {
    expect(scheduledActions([sale(['Mon'], '00:10', '02:00')])[0]?.expression).toBe('40 23 * * 0');
  });

  test('start on Saturday for a window on Sunday just after midnight', () => {
    expect(scheduledActions([sale(['Sun'], '00:00', '02:00')])[0]?.expression).toBe('30 23 * * 6');
  });

  test('carry the fields CDK takes', () => {
    expect(scheduledActions([sale(['Fri'], '20:05', '21:00', 10)])[0]?.schedule).toEqual({
      minute: '55',
      hour: '19',
      weekDay: '5',
    });
  });
});

describe('spans of a week', () => {
  test('lie on their days in the order of the week', () => {
    const days = weekSpans({ days: ['Sat', 'Mon'], from: '09:00', until: '10:00' }).map(
      ({ from }) => WEEKDAYS[Math.floor(from / 1440)],
    );
    expect(days).toEqual(['Mon', 'Sat']);
  });

  test('touch exactly when they share a minute, the end of the week notwithstanding', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const minutesOfB = minutesOf(b);
        expect(spansTouch(a, b)).toBe([...minutesOf(a)].some((minute) => minutesOfB.has(minute)));
      }),
    );
  });
});
