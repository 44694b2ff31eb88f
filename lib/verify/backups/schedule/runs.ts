import { datesOf } from './cron-days';
import type { Cron, Rate } from './cron';
import { minuteOf, MINUTES_PER_HOUR, type Horizon } from './time';
import type { TimeZone } from './time-zone';

/** A time for which a schedule calls, in minutes since 1970. */
export interface Run {
  /** Earliest instant at which it may be called for. */
  readonly from: number;
  /** Latest instant; differs where a clock shows the time twice. */
  readonly to: number;
  /** Whether it is called for at all: not where a clock skips the time. */
  readonly sure: boolean;
}

/** Every run of a horizon, in order. */
export function runsOf(schedule: Cron | Rate, zone: TimeZone, horizon: Horizon): readonly Run[] {
  return schedule.kind === 'rate' ? steadyRuns(schedule, horizon) : cronRuns(schedule, zone, horizon);
}

/** Whether a schedule calls for two runs within an hour. */
export function isFasterThanHourly(schedule: Cron | Rate): boolean {
  return schedule.kind === 'rate' ? schedule.every < MINUTES_PER_HOUR : schedule.minutes.length > 1;
}

/** Where the steps count from is not known; any start gives the same picture, shifted. */
function steadyRuns({ every }: Rate, { from, until }: Horizon): readonly Run[] {
  const runs: Run[] = [];
  for (let at = Math.ceil(from / every) * every; at < until; at += every) {
    runs.push({ from: at, to: at, sure: true });
  }
  return runs;
}

function cronRuns(cron: Cron, zone: TimeZone, horizon: Horizon): readonly Run[] {
  const [first, last] = [horizon.from, horizon.until].map((minute) => new Date(minute * 60_000).getUTCFullYear());
  const times = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * MINUTES_PER_HOUR + minute));
  const runs: Run[] = [];
  for (const year of cron.years) {
    // A year of local time may begin a day before or after that of UTC.
    if (year < (first ?? 0) - 1 || year > (last ?? 0) + 1) {
      continue;
    }
    for (const month of cron.months) {
      for (const day of datesOf(cron.days, year, month)) {
        runs.push(...times.map((time) => runAt(minuteOf(year, month, day, time), zone)));
      }
    }
  }
  return runs.filter(({ from }) => from >= horizon.from && from < horizon.until).sort((a, b) => a.from - b.from);
}

function runAt(local: number, zone: TimeZone): Run {
  const instants = zone.instantsOf(local);
  switch (instants.kind) {
    case 'once':
      return { from: instants.at, to: instants.at, sure: true };
    case 'twice':
      return { from: instants.first, to: instants.second, sure: true };
    case 'skipped':
      return { from: instants.from, to: instants.until, sure: false };
  }
}
