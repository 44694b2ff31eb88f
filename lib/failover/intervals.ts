import { Duration } from 'aws-cdk-lib';
import type { Heartbeat } from './heartbeat-check';

/**
 * Time between two runs of every function that is started on schedule: one table, because whoever watches from another Region
 * refers to nothing there.
 */
export const INTERVALS = {
  'topology-check': Duration.minutes(1),
  'database-check': Duration.minutes(1),
  'backup-check': Duration.hours(1),
  'audit-check': Duration.minutes(5),
  'certificate-check': Duration.hours(1),
  'fail-over-writer': Duration.minutes(1),
  'daily-summary': Duration.days(1),
  'heartbeat-check': Duration.minutes(5),
  'site-check': Duration.minutes(1),
} as const;

/** Functions that run where the others are watched from: alarms there tell when they fall silent. */
const WATCHING: readonly string[] = ['heartbeat-check', 'site-check'] satisfies (keyof typeof INTERVALS)[];

/** Every function of the primary Region that must not fall silent. */
export function heartbeats(): readonly Heartbeat[] {
  return (Object.keys(INTERVALS) as (keyof typeof INTERVALS)[])
    .filter((name) => !WATCHING.includes(name))
    .map((name) => ({ name, interval: INTERVALS[name] }));
}
