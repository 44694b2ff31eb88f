import fc from 'fast-check';
import { quietTime } from '../../lib/database';
import { formatMinuteOfDay, minuteOfDay, modulo } from '../../lib/site/windows';
import { testSite } from '../support/test-site';

const site = testSite();
const at = (times: readonly string[], maintenance: { readonly from: string; readonly until: string }) =>
  quietTime({
    backup: { ...site.backup, database: { ...site.backup.database, times } },
    operations: { ...site.operations, maintenance: { day: 'Tue', ...maintenance } },
  });
const night = { from: '04:30', until: '05:00' };

test('lies midway between the snapshots', () => {
  expect(at(['03:00', '15:00'], night)).toBe('08:45');
});

test('gives way to the maintenance window', () => {
  expect(at(['03:00', '15:00'], { from: '08:30', until: '09:30' })).toBe('20:45');
});

test('fails when maintenance takes the whole day', () => {
  expect(() => at(['03:00'], { from: '00:00', until: '23:45' })).toThrow(/leaves no half hour/);
});

test('never meets the maintenance window, whatever the times', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  fc.assert(
    fc.property(
      fc.array(minute, { minLength: 1, maxLength: 12 }),
      minute,
      fc.integer({ min: 30, max: 300 }),
      (times, from, length) => {
        const until = Math.min(from + length, 24 * 60 - 1);
        fc.pre(until - from >= 30);
        const localStart = at(times.map(formatMinuteOfDay), {
          from: formatMinuteOfDay(from),
          until: formatMinuteOfDay(until),
        });
        // From the start of maintenance, the half hour begins after its end and ends before it comes back.
        const start = modulo(minuteOfDay(localStart) - from, 24 * 60);
        expect(start).toBeGreaterThan(until - from);
        expect(start + 30).toBeLessThan(24 * 60);
      },
    ),
  );
});
