import fc from 'fast-check';
import { automatedBackupWindow } from '../../lib/database/automated-backup-window';
import type { Site } from '../../lib/site/site';
import { formatMinuteOfDay, minuteOfDay, modulo, MINUTES_PER_DAY } from '../../lib/site/windows';
import { testSite } from '../support/test-site';

const site = testSite();
const night = { from: '04:30', until: '05:00' };

/** Window of a site in a Region, with maintenance at a time of its zone. */
function windowIn(
  region: string,
  maintenance: { readonly from: string; readonly until: string } = night,
  timeZone = 'Asia/Tokyo',
): string {
  const changed: Site = {
    ...site,
    regions: { ...site.regions, primary: { ...site.regions.primary, region } },
    operations: { ...site.operations, timeZone, maintenance: { day: 'Tue', ...maintenance } },
  };
  return automatedBackupWindow(changed);
}

test.each([
  ['ap-northeast-1', '03:00-03:30'],
  ['ap-south-1', '03:00-03:30'],
  ['af-south-1', '10:00-10:30'],
  ['eu-central-1', '10:00-10:30'],
  ['il-central-1', '10:00-10:30'],
  ['me-south-1', '10:00-10:30'],
  ['ca-central-1', '18:00-18:30'],
  ['mx-central-1', '18:00-18:30'],
  ['sa-east-1', '18:00-18:30'],
  ['us-east-1', '18:00-18:30'],
])('lies around midday of %s', (region, window) => {
  expect(windowIn(region)).toBe(window);
});

test.each([
  ['maintenance', windowIn('ap-northeast-1', { from: '01:00', until: '05:00' })],
  ['the time zone', windowIn('ap-northeast-1', night, 'America/New_York')],
  [
    'the times of snapshots',
    automatedBackupWindow({
      ...site,
      backup: { ...site.backup, database: { ...site.backup.database, times: ['12:15'] } },
    } as Site),
  ],
])('stays when %s changes: RDS would refuse another one', (_, window) => {
  expect(window).toBe('03:00-03:30');
});

test.each([
  ['around', '11:30', '13:00'],
  ['right before', '11:30', '12:00'],
  ['right after', '12:30', '13:00'],
])('gives way to maintenance %s midday', (_, from, until) => {
  expect(windowIn('ap-northeast-1', { from, until })).toBe('15:00-15:30');
});

test('never meets the maintenance window, around midnight of UTC either', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('ap-northeast-1', 'eu-central-1', 'us-east-1'),
      fc.constantFrom('Asia/Tokyo', 'UTC', 'America/New_York', 'Asia/Kathmandu'),
      fc.integer({ min: 0, max: MINUTES_PER_DAY - 481 }),
      fc.integer({ min: 30, max: 480 }),
      (region, timeZone, from, length) => {
        const maintenance = { from: formatMinuteOfDay(from), until: formatMinuteOfDay(from + length) };
        const start = minuteOfDay(windowIn(region, maintenance, timeZone).slice(0, 5));
        const offset = { 'Asia/Tokyo': 540, UTC: 0, 'America/New_York': -300, 'Asia/Kathmandu': 345 }[timeZone] ?? 0;
        // From the start of maintenance, the window begins after its end and ends before it comes back.
        const after = modulo(start - (from - offset), MINUTES_PER_DAY);
        expect(after).toBeGreaterThan(length);
        expect(after + 30).toBeLessThan(MINUTES_PER_DAY);
      },
    ),
  );
});
