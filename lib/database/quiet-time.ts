import type { Site } from '../site/site';
import { formatMinuteOfDay, minuteOfDay, MINUTES_PER_DAY } from '../site/windows';
import { distance } from './daily-window';

/** Times are a quarter of an hour apart. */
const STEP_MINUTES = 15;

/**
 * Start of the half hour of the day that lies farthest from every snapshot and never meets the maintenance window, as
 * `HH:MM` in the site's time zone: the time for what may run at any hour, such as the weekly restore.
 */
export function quietTime(site: Pick<Site, 'backup' | 'operations'>): string {
  const { maintenance } = site.operations;
  const maintenanceSpan = { from: minuteOfDay(maintenance.from), until: minuteOfDay(maintenance.until) };
  const snapshots = site.backup.database.times.map(minuteOfDay);
  const candidates = Array.from({ length: MINUTES_PER_DAY / STEP_MINUTES }, (_, index) => index * STEP_MINUTES);
  const [first, ...others] = candidates.filter((start) => distance(start, maintenanceSpan) > 0);
  if (first === undefined) {
    throw new Error('the maintenance window leaves no half hour of the day');
  }
  const distanceOf = (start: number) =>
    Math.min(...snapshots.map((time) => distance(start, { from: time, until: time })));
  return formatMinuteOfDay(
    others.reduce((best, start) => (distanceOf(start) > distanceOf(best) ? start : best), first),
  );
}
