import type { Duration } from 'aws-cdk-lib';
import { HonmaruError } from '../errors';

/** Refuses an interval that EventBridge Scheduler would not keep, or in which a run could not end. */
export function requireInterval(interval: Duration, timeout: Duration): void {
  const seconds = interval.toSeconds();
  const least = Math.ceil((timeout.toSeconds() + 1) / 60);
  if (seconds % 60 !== 0 || seconds < least * 60 || seconds > 86_400) {
    throw new HonmaruError([
      {
        path: 'interval',
        must: `must be a whole number of minutes from ${String(least)} to 1440`,
        got: `${String(seconds)} seconds`,
        hint: 'leave it out for the default',
        code: 'CheckIntervalInvalid',
      },
    ]);
  }
}
