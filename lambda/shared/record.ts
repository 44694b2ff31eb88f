import { METRIC_NAMESPACE, CHECK_METRICS, type CheckName } from './contract';
import type { Decision } from './decision';

/** Which run a record is about. */
export interface Run {
  readonly check: CheckName;
  readonly site: string;
  readonly requestId: string;
  readonly startedAt: Date;
  readonly completedAt: Date;
}

/** Shape of the record, raised when a reader would have to change. */
export const RECORD_VERSION = 1;

/** Most metrics in one directive of the embedded metric format. */
const METRICS_PER_DIRECTIVE = 100;

/** Most findings or questions written out; a log event holds 256 KB, and a broken network can have thousands. */
const MOST_ENTRIES = 100;

/**
 * The one line a run leaves: its metrics in CloudWatch's embedded metric format, and the decision with its reasons.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordLine(run: Run, decision: Decision): string {
  const metrics = { ...decision.metrics, [CHECK_METRICS.completed]: 1 };
  return JSON.stringify({
    _aws: {
      Timestamp: run.completedAt.getTime(),
      CloudWatchMetrics: chunks(Object.keys(metrics).sort(), METRICS_PER_DIRECTIVE).map((names) => ({
        Namespace: METRIC_NAMESPACE,
        Dimensions: [['Site', 'Check']],
        Metrics: names.map((Name) => ({ Name })),
      })),
    },
    Site: run.site,
    Check: run.check,
    ...metrics,
    record: {
      version: RECORD_VERSION,
      requestId: run.requestId,
      startedAt: run.startedAt.toISOString(),
      completedAt: run.completedAt.toISOString(),
      status: decision.status,
      findings: decision.findings.slice(0, MOST_ENTRIES),
      questions: decision.questions.slice(0, MOST_ENTRIES),
      notes: decision.notes.slice(0, MOST_ENTRIES),
      leftOut: [decision.findings, decision.questions, decision.notes].reduce(
        (sum, entries) => sum + Math.max(0, entries.length - MOST_ENTRIES),
        0,
      ),
    },
  });
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return items.length <= size ? [items] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}
