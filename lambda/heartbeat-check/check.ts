import { findAgeSeconds } from '../shared/clock';
import { decide, merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Decision } from '../shared/decision';
import { unknown } from '../shared/observed';
import { HEARTBEAT_METRICS, type ExpectedHeartbeat, type HeartbeatCheckEvent } from './contract';
import type { HeartbeatObservation } from './observation';

/** Decides which functions of another Region have fallen silent. */
export function checkHeartbeats(expected: HeartbeatCheckEvent, observed: HeartbeatObservation, now: Date): Decision {
  const found = merge(expected.heartbeats.map((heartbeat) => checkHeartbeat(heartbeat, observed, now)));
  const missing = found.findings.length;
  return decide({
    ...found,
    metrics: metricUnless(missing === 0 && found.questions.length > 0, HEARTBEAT_METRICS.missing, () => missing),
  });
}

/** The site goes on while a check is silent; the next fault of it is not noticed. */
function checkHeartbeat(
  { check, silenceSeconds }: ExpectedHeartbeat,
  observed: HeartbeatObservation,
  now: Date,
): Conclusion {
  const lastRun = observed[check] ?? unknown('Incomplete', 'it was not asked about');
  if (lastRun.kind === 'unknown') {
    return openQuestion(check, 'redundancy', lastRun);
  }
  if (lastRun.value.kind === 'none') {
    return silent(check, `has completed no run for ${String(silenceSeconds)} seconds at least`);
  }
  const { minute } = lastRun.value;
  const age = findAgeSeconds(minute, now);
  if (age === undefined) {
    return openQuestion(check, 'redundancy', unknown('Contradictory', 'its last run lies in the future'));
  }
  return age > silenceSeconds
    ? silent(
        check,
        `has completed no run since ${minute.toISOString()}, for more than ${String(silenceSeconds)} seconds`,
      )
    : NOTHING;
}

function silent(check: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [{ code: 'HeartbeatMissing', effect: 'redundancy', subject: check, detail }] };
}
