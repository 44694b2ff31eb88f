import { z } from 'zod';
import { CHECK_METRICS, METRIC_NAMESPACE, type CheckStatus } from '../../../lambda/shared/contract';
import type { CheckRecord, Finding, OpenQuestion } from './check-record';
import { FUNCTION_LABELS, isCheck } from './function-labels';

/**
 * Reads a line of a function's log group.
 *
 * A line that is no record is `undefined`: what Lambda itself writes, warnings of Node, other output. A line that is meant
 * as a record but is cut, prefixed, incomplete or contradicts itself is an error that names what is wrong: CloudWatch would
 * drop such metrics in silence, and a reader that skipped it would report a check as absent that did run.
 */
export function parseRecord(line: string): CheckRecord | undefined {
  const text = line.trim();
  if (!MARKS.test(text)) {
    return undefined;
  }
  const parsed = recordLine.safeParse(parseJson(text));
  if (!parsed.success) {
    throw malformed(
      text,
      parsed.error.issues.map(({ path, message }) => `${path.length === 0 ? 'the line' : path.join('.')}: ${message}`),
    );
  }
  const { _aws, Site, Check, record, ...metrics } = parsed.data;
  const read = { check: Check, site: Site, ...decisionOf(record), metrics };
  const faults = [...metricFaults(_aws, read), ...statusFaults(read)];
  if (faults.length > 0) {
    throw malformed(text, faults);
  }
  return read;
}

/** What only a record holds: the key of the embedded metric format, and the key of the decision. */
const MARKS = /"_aws"\s*:|"record"\s*:\s*\{/;

/** Most metrics that CloudWatch reads from one directive. */
const METRICS_PER_DIRECTIVE = 100;

const moment = z.iso.datetime().transform((text) => new Date(text));
const effect = z.enum(['redundancy', 'service']);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const directives = z.strictObject({
  Timestamp: z.int().nonnegative(),
  CloudWatchMetrics: z
    .array(
      z.strictObject({
        Namespace: z.literal(METRIC_NAMESPACE),
        Dimensions: z.tuple([z.tuple([z.literal('Site'), z.literal('Check')])]),
        Metrics: z
          .array(z.strictObject({ Name: z.string().min(1) }))
          .min(1)
          .max(METRICS_PER_DIRECTIVE),
      }),
    )
    .min(1),
});

const decision = z.strictObject({
  version: z.literal(1),
  requestId: z.string().min(1),
  startedAt: moment,
  completedAt: moment,
  status: z.enum(['HEALTHY', 'DEGRADED', 'FAILED', 'UNKNOWN']),
  findings: z.array(z.strictObject({ code: z.string().min(1), effect, subject: z.string(), detail: z.string() })),
  questions: z.array(z.strictObject({ subject: z.string(), code: z.string().min(1), reason: z.string(), effect })),
  notes: z.array(z.string()),
  leftOut: z.int().nonnegative(),
  outcome: z.string().min(1),
  previousOutcome: z.string().min(1),
  announcedBefore: z.string().min(1),
  changed: z.boolean(),
  inputs: hash,
  reasons: z.array(z.string()),
  evidence: z.unknown(),
  stored: z
    .strictObject({ key: z.string().min(1), sequence: z.int().positive(), previous: hash.nullable(), hash })
    .nullable(),
});

const recordLine = z
  .object({
    _aws: directives,
    Site: z.string().min(1),
    Check: z.enum(FUNCTION_LABELS),
    record: decision,
  })
  .catchall(z.number());

/** What is kept of a decision; the rest tells how to read it, or is compared with what stands elsewhere. */
function decisionOf(read: z.infer<typeof decision>) {
  const { requestId, startedAt, completedAt, status, outcome, changed } = read;
  const { findings, questions, notes, reasons, leftOut, stored } = read;
  const place = stored === null ? null : { key: stored.key, sequence: stored.sequence };
  return {
    ...{ requestId, startedAt, completedAt, status, outcome, changed },
    ...{ findings, questions, notes, reasons, leftOut, stored: place },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(text, ['the line: must be one JSON document with nothing around it'], cause);
  }
}

/** Whether CloudWatch would extract exactly the numbers that stand in the record, at the time of the run. */
function metricFaults(
  { Timestamp, CloudWatchMetrics }: z.infer<typeof directives>,
  { metrics, completedAt, startedAt, questions, leftOut, stored }: CheckRecord,
): string[] {
  const named = CloudWatchMetrics.flatMap((directive) => directive.Metrics.map(({ Name }) => Name));
  return [
    ...named.filter((name) => metrics[name] === undefined).map((name) => `${name}: is declared but has no value`),
    ...named.filter((name, index) => named.indexOf(name) !== index).map((name) => `${name}: is declared twice`),
    ...Object.keys(metrics)
      .filter((name) => !named.includes(name))
      .map((name) => `${name}: has a value but is not declared, so CloudWatch would not see it`),
    ...faultIf(metrics[CHECK_METRICS.completed] !== 1, `${CHECK_METRICS.completed}: must be 1`),
    ...faultIf(
      leftOut === 0 && metrics[CHECK_METRICS.unknown] !== questions.length,
      `${CHECK_METRICS.unknown}: must be the number of open questions`,
    ),
    ...faultIf(
      metrics[CHECK_METRICS.recordUnstored] !== (stored === null ? 1 : 0),
      `${CHECK_METRICS.recordUnstored}: must say whether the record is stored`,
    ),
    ...faultIf(Timestamp !== completedAt.getTime(), '_aws.Timestamp: must be the time at which the run was completed'),
    ...faultIf(completedAt < startedAt, 'record.completedAt: must not be before record.startedAt'),
  ];
}

/** Whether the status is what findings and questions say. Of a record that left something out, that cannot be told. */
function statusFaults({ check, status, outcome, findings, questions, leftOut }: CheckRecord): string[] {
  const expected = statusOf(findings, questions);
  return [
    ...faultIf(leftOut === 0 && status !== expected, `record.status: must be ${expected} by its entries, is ${status}`),
    ...faultIf(isCheck(check) && outcome !== status, `record.outcome: must be the status of a check, is ${outcome}`),
  ];
}

/** Unknown is neither healthy nor dead: no open question is ever `HEALTHY`. */
function statusOf(findings: readonly Finding[], questions: readonly OpenQuestion[]): CheckStatus {
  if (findings.some((finding) => finding.effect === 'service')) {
    return 'FAILED';
  }
  if (findings.length > 0) {
    return 'DEGRADED';
  }
  return questions.length > 0 ? 'UNKNOWN' : 'HEALTHY';
}

function faultIf(isFault: boolean, fault: string): string[] {
  return isFault ? [fault] : [];
}

/** Enough of a line to find it in the log. */
const SHOWN_CHARACTERS = 200;

function malformed(text: string, faults: readonly string[], cause?: unknown): Error {
  return new Error(
    `malformed record of a function: ${faults.join('; ')}; the line begins with ${text.slice(0, SHOWN_CHARACTERS)}`,
    cause === undefined ? {} : { cause },
  );
}
