import { decide, NOTHING, type Conclusion } from '../../../../lambda/shared/decision';
import { recordLine, type Run } from '../../../../lambda/shared/record';
import type { CheckRecord } from '../../../../lib/local/observe';
import { parseRecord } from '../../../../lib/local/observe';

/** A run of the topology check that took two seconds. */
export const RUN: Run = {
  check: 'topology-check',
  site: 'starter',
  requestId: 'request-1',
  startedAt: new Date('2026-11-25T09:00:00.000Z'),
  completedAt: new Date('2026-11-25T09:00:02.000Z'),
};

/** The line that a run leaves, as the functions write it. */
export function lineOf(run: Partial<Run> = {}, conclusion: Partial<Conclusion> = {}): string {
  return recordLine({ ...RUN, ...run }, decide({ ...NOTHING, ...conclusion }));
}

/** The same line, read back. */
export function recordOf(run: Partial<Run> = {}, conclusion: Partial<Conclusion> = {}): CheckRecord {
  const record = parseRecord(lineOf(run, conclusion));
  if (record === undefined) {
    throw new Error('the line of a run is no record');
  }
  return record;
}

/** What a run concludes, for each way it can end. */
export const CONCLUSIONS = {
  HEALTHY: {},
  DEGRADED: { findings: [{ code: 'C', effect: 'redundancy', subject: 's', detail: 'd' }] },
  FAILED: { findings: [{ code: 'C', effect: 'service', subject: 's', detail: 'd' }] },
  UNKNOWN: { questions: [{ code: 'Timeout', effect: 'service', subject: 's', reason: 'r' }] },
} as const satisfies Readonly<Record<string, Partial<Conclusion>>>;
