import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CHECK_METRICS, METRIC_NAMESPACE, type FunctionLabel } from '../shared/contract';
import { known, unknown, type Observed } from '../shared/observed';
import { readPages } from '../shared/read';
import type { HeartbeatCheckEvent } from './contract';
import type { HeartbeatObservation, LastRun } from './observation';
import { EVERY_QUERY, metricPage, type MetricPart } from './replies';

/** Shortest period of the metrics. */
const PERIOD_SECONDS = 60;

/** What a question needs beside what it asks. */
interface Asking {
  readonly now: Date;
  readonly abortSignal: AbortSignal;
}

/**
 * Asks CloudWatch, in the Region of the functions, when each of them last completed a run.
 *
 * A question has one window for all its metrics. Functions with the same bound share one, so that those of every minute are not
 * asked for as many days as one that runs daily.
 */
export async function readHeartbeats(
  { site, heartbeats }: HeartbeatCheckEvent,
  cloudwatch: CloudWatchClient,
  asking: Asking,
): Promise<HeartbeatObservation> {
  const bounds = [...new Set(heartbeats.map(({ silenceSeconds }) => silenceSeconds))];
  const observed = await Promise.all(
    bounds.map(async (bound): Promise<HeartbeatObservation> => {
      const checks = heartbeats.flatMap(({ check, silenceSeconds }) => (silenceSeconds === bound ? [check] : []));
      return readLastRuns(site, checks, bound, cloudwatch, asking);
    }),
  );
  return Object.assign({}, ...observed) as HeartbeatObservation;
}

async function readLastRuns(
  site: string,
  checks: readonly FunctionLabel[],
  bound: number,
  cloudwatch: CloudWatchClient,
  { now, abortSignal }: Asking,
): Promise<HeartbeatObservation> {
  const parts = await readPages({
    ask: (NextToken) =>
      cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now.getTime() - (bound + PERIOD_SECONDS) * 1000),
          EndTime: now,
          ScanBy: 'TimestampDescending',
          MetricDataQueries: checks.map((check, index) => ({
            Id: queryId(index),
            MetricStat: {
              Metric: {
                Namespace: METRIC_NAMESPACE,
                MetricName: CHECK_METRICS.completed,
                Dimensions: [
                  { Name: 'Site', Value: site },
                  { Name: 'Check', Value: check },
                ],
              },
              Period: PERIOD_SECONDS,
              Stat: 'Sum',
            },
          })),
          NextToken,
        }),
        { abortSignal },
      ),
    schema: metricPage,
  });
  const ids = [EVERY_QUERY, ...checks.map((_, index) => queryId(index))];
  const answer =
    parts.kind === 'known' && parts.value.some(({ id }) => !ids.includes(id))
      ? unknown('Contradictory', 'CloudWatch answers what was not asked')
      : parts;
  return Object.fromEntries(
    checks.map((check, index): [string, Observed<LastRun>] => [
      check,
      answer.kind === 'unknown' ? answer : lastRunOf(queryId(index), answer.value),
    ]),
  );
}

/**
 * The last run in all parts of the answer about a query. Of several pages only the last says that the answer is complete; one
 * that lacks anything tells nothing, because what it lacks may be the last run.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataResult.html read 2026-11-25
 */
function lastRunOf(id: string, parts: readonly MetricPart[]): Observed<LastRun> {
  const ofQuery = parts.filter((part) => part.id === id || part.id === EVERY_QUERY);
  const messages = ofQuery.flatMap((part) => part.messages);
  if (messages.length > 0) {
    return unknown('Incomplete', `CloudWatch says of its answer: ${messages.join(', ')}`);
  }
  const statuses = ofQuery.map(({ status }) => status);
  if (statuses.at(-1) !== 'Complete' || statuses.some((status) => !WHOLE.includes(status))) {
    return unknown('Incomplete', `CloudWatch gave no complete answer: ${statuses.join(', ') || 'none'}`);
  }
  const minutes = ofQuery.flatMap(({ points }) => points).flatMap(({ minute, runs }) => (runs > 0 ? [minute] : []));
  const newest = minutes.reduce<Date | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);
  return known(newest === undefined ? { kind: 'none' } : { kind: 'run', minute: newest });
}

/** What a part may be called that lacks nothing, or only what the next page holds. */
const WHOLE: readonly string[] = ['Complete', 'PartialData'];

/** CloudWatch wants a lower-case letter in front. */
function queryId(index: number): string {
  return `q${String(index)}`;
}
