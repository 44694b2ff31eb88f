import { CHECK_METRICS, METRIC_NAMESPACE, type RecordReference } from './contract';
import type { Observed } from './observed';
import type { RecordedDecision } from './records/chain-record';
import type { RunStart } from './records/record-chain';

/** Shape of the record in the log, raised when a reader would have to change. */
export const RECORD_VERSION = 1;

/** Most metrics in one directive of the embedded metric format. */
const METRICS_PER_DIRECTIVE = 100;

/**
 * The one line a run leaves in the log: its metrics in CloudWatch's embedded metric format, and the decision with its
 * reasons, as it stands in the chain of records, or would stand there.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordLine(start: RunStart, decision: RecordedDecision, stored: Observed<RecordReference>): string {
  const { completedAt, metrics: measured, ...record } = decision;
  const metrics = {
    ...measured,
    [CHECK_METRICS.completed]: 1,
    [CHECK_METRICS.recordUnstored]: stored.kind === 'known' ? 0 : 1,
  };
  return JSON.stringify({
    _aws: {
      Timestamp: Date.parse(completedAt),
      CloudWatchMetrics: chunks(Object.keys(metrics).sort(), METRICS_PER_DIRECTIVE).map((names) => ({
        Namespace: METRIC_NAMESPACE,
        Dimensions: [['Site', 'Check']],
        Metrics: names.map((Name) => ({ Name })),
      })),
    },
    Site: start.site,
    Check: start.function,
    ...metrics,
    record: {
      version: RECORD_VERSION,
      requestId: start.requestId,
      startedAt: start.startedAt.toISOString(),
      completedAt,
      ...record,
      stored: stored.kind === 'known' ? stored.value : null,
    },
  });
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return items.length <= size ? [items] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}
