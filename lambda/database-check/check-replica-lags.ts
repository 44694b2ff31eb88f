import { merge, metricUnless, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import type { ReplicaLags } from '../shared/rds/replica-lag';
import { DATABASE_METRICS } from './contract';

/**
 * How far readers are behind the writer. A reader beyond the limit is not promoted to; whether enough others are left is
 * decided where readers are counted.
 *
 * @param readers - those that should report; one that does not serve has nothing to tell
 */
export function checkReplicaLags(
  limit: number,
  readers: readonly string[],
  observed: Observed<ReplicaLags>,
): Conclusion {
  if (observed.kind === 'unknown') {
    return openQuestion('replica lag', 'redundancy', observed);
  }
  const lags = readers.map((reader) => ({ reader, lag: observed.value[reader] }));
  const values = lags.flatMap(({ lag }) => lag ?? []);
  const greatest = Math.max(...values);
  const isOpen = values.length < lags.length;
  return {
    ...merge(lags.map(({ reader, lag }) => checkLag(limit, reader, lag))),
    // A lag beyond the limit must raise an alarm whatever else is unknown.
    metrics: metricUnless(
      values.length === 0 || (isOpen && greatest <= limit),
      DATABASE_METRICS.replicaLag,
      () => greatest,
    ),
  };
}

function checkLag(limit: number, reader: string, lag: number | undefined): Conclusion {
  if (lag === undefined) {
    const reason = 'CloudWatch has no fresh data point';
    return openQuestion(`${reader}: replica lag`, 'redundancy', unknown('Incomplete', reason));
  }
  return lag > limit
    ? { ...NOTHING, notes: [`${reader} is ${String(lag)} ms behind the writer, more than ${String(limit)}`] }
    : NOTHING;
}
