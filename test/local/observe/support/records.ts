import type { FunctionLabel } from '../../../../lambda/shared/contract';
import { decide, NOTHING, type Conclusion } from '../../../../lambda/shared/decision';
import { known, unknown } from '../../../../lambda/shared/observed';
import { recordLine } from '../../../../lambda/shared/record';
import { conclude } from '../../../../lambda/shared/records/conclude';
import { parseRecord, type CheckRecord } from '../../../../lib/local/observe';

/** What is given of a run. */
export interface TestRun {
  readonly check: FunctionLabel;
  readonly site: string;
  readonly requestId: string;
  readonly startedAt: Date;
  readonly completedAt: Date;
  /** State of an action; the status of a check otherwise. */
  readonly outcome?: string;
  /** Whether its decision record stands. */
  readonly isStored: boolean;
}

/** A run of the topology check that took two seconds. */
export const RUN: TestRun = {
  check: 'topology-check',
  site: 'starter',
  requestId: 'request-1',
  startedAt: new Date('2026-11-25T09:00:00.000Z'),
  completedAt: new Date('2026-11-25T09:00:02.000Z'),
  isStored: true,
};

/** Where the decision record of every run stands. */
export const STORED = {
  key: 'topology-check/2026-11-25.json',
  sequence: 2,
  previous: 'a'.repeat(64),
  hash: 'b'.repeat(64),
};

/** The line that a run leaves, as the functions write it. */
export function lineOf(run: Partial<TestRun> = {}, conclusion: Partial<Conclusion> = {}): string {
  const { check, site, requestId, startedAt, completedAt, outcome, isStored } = { ...RUN, ...run };
  const decision = decide({ ...NOTHING, ...conclusion });
  const closing = { completedAt, outcome: outcome ?? decision.status, decision, inputs: {}, reasons: [] };
  const concluded = conclude(closing, requestId, { last: null, announced: null, pending: [] }, null);
  const stored = isStored ? known(STORED) : unknown('Timeout', 'no answer');
  return recordLine({ function: check, site, requestId, startedAt }, concluded.decision, stored);
}

/** The same line, read back. */
export function recordOf(run: Partial<TestRun> = {}, conclusion: Partial<Conclusion> = {}): CheckRecord {
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
