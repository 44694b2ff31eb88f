import { DEFAULT_MAINTENANCE } from '../derive/derive-site';
import type { OperationsConfig } from '../site-config';
import { findUtcOffsets } from '../time-zones';
import { weekSpans, type WeekSpan } from '../windows';

/** The maintenance window of the database, as written or by default. */
export function maintenanceOf(operations: OperationsConfig): NonNullable<OperationsConfig['maintenance']> {
  return operations.maintenance ?? DEFAULT_MAINTENANCE;
}

/**
 * When the database may be under maintenance on the local clock, in the course of a whole year.
 *
 * RDS knows UTC only: while daylight saving lasts, the window opens that much later on the local clock.
 */
export function maintenanceSpans(operations: OperationsConfig): readonly WeekSpan[] {
  const { day, from, until } = maintenanceOf(operations);
  const shift = daylightSavingMinutes(operations);
  return weekSpans({ days: [day], from, until }).map((span) => ({ ...span, until: span.until + shift }));
}

/** Minutes by which clocks change in the site's time zone. */
export function daylightSavingMinutes({ timeZone }: OperationsConfig): number {
  const offsets = findUtcOffsets(timeZone);
  return Math.max(...offsets) - Math.min(...offsets);
}
