import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import * as z from 'zod/mini';
import { findAgeSeconds } from '../clock';
import { known, type Observed } from '../observed';
import { readPages } from '../read';

/**
 * Milliseconds behind the writer, by instance or cluster. One that is left out reported nothing fresh: how far it is
 * behind is not known.
 */
export type ReplicaLags = Readonly<Partial<Record<string, number>>>;

/** Seconds between two data points; RDS reports to CloudWatch every minute. */
const PERIOD_SECONDS = 60;

/** Time looked back: long enough for a few data points, which may come late. */
const WINDOW_SECONDS = 300;

/** Age at which a data point says nothing about now. It carries the time at which its minute began, and comes later. */
const FRESH_SECONDS = 180;

/**
 * Asks how far readers are behind the writer of their cluster.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html read 2026-11-25
 */
export function readReplicaLags(
  instanceIds: readonly string[],
  cloudwatch: CloudWatchClient,
  now: Date,
  abortSignal: AbortSignal,
): Promise<Observed<ReplicaLags>> {
  return readNewest({ metric: 'AuroraReplicaLag', dimension: 'DBInstanceIdentifier' }, instanceIds, cloudwatch, {
    now,
    abortSignal,
  });
}

/**
 * Asks how far secondary clusters of a global database are behind the primary Region. Only their own Regions know.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html read 2026-11-25
 */
export function readGlobalLags(
  clusterIdentifiers: readonly string[],
  cloudwatch: CloudWatchClient,
  now: Date,
  abortSignal: AbortSignal,
): Promise<Observed<ReplicaLags>> {
  return readNewest(
    { metric: 'AuroraGlobalDBReplicationLag', dimension: 'DBClusterIdentifier' },
    clusterIdentifiers,
    cloudwatch,
    { now, abortSignal },
  );
}

/** One result of `GetMetricData`. Long answers come in pieces, several of which may be about the same query. */
const resultPage = z.pipe(
  z.object({
    MetricDataResults: z.array(
      z
        .object({
          Id: z.string(),
          StatusCode: z.string(),
          Timestamps: z.array(z.date()),
          Values: z.array(z.number()),
        })
        .check(z.refine(({ Timestamps, Values }) => Timestamps.length === Values.length, 'each value has its time')),
    ),
    NextToken: z.optional(z.string()),
  }),
  z.transform((page) => ({
    items: page.MetricDataResults.map(({ Id, StatusCode, Timestamps, Values }) => ({
      id: Id,
      isComplete: StatusCode === 'Complete',
      points: Timestamps.map((at, index) => ({ at, value: Values[index] ?? -1 })),
    })),
    next: page.NextToken,
  })),
);

async function readNewest(
  { metric, dimension }: { readonly metric: string; readonly dimension: string },
  names: readonly string[],
  cloudwatch: CloudWatchClient,
  { now, abortSignal }: { readonly now: Date; readonly abortSignal: AbortSignal },
): Promise<Observed<ReplicaLags>> {
  if (names.length === 0) {
    return known({});
  }
  const results = await readPages({
    ask: (NextToken) =>
      cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now.getTime() - WINDOW_SECONDS * 1000),
          EndTime: now,
          ScanBy: 'TimestampDescending',
          MetricDataQueries: names.map((name, index) => ({
            Id: queryId(index),
            MetricStat: {
              Metric: {
                Namespace: 'AWS/RDS',
                MetricName: metric,
                Dimensions: [{ Name: dimension, Value: name }],
              },
              Period: PERIOD_SECONDS,
              Stat: 'Maximum',
            },
          })),
          NextToken,
        }),
        { abortSignal },
      ),
    schema: resultPage,
  });
  if (results.kind === 'unknown') {
    return results;
  }
  return known(
    Object.fromEntries(
      names.flatMap((name, index): (readonly [string, number])[] => {
        const ofName = results.value.filter(({ id }) => id === queryId(index));
        const value = ofName.some(({ isComplete }) => isComplete)
          ? findFresh(
              ofName.flatMap(({ points }) => points),
              now,
            )
          : undefined;
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

/** The newest value, if it is of now. A lag is never negative. */
function findFresh(points: readonly { readonly at: Date; readonly value: number }[], now: Date): number | undefined {
  const newest = Math.max(...points.map(({ at }) => at.getTime()));
  const point = points.find(({ at }) => at.getTime() === newest);
  const age = point === undefined ? undefined : findAgeSeconds(point.at, now);
  return point !== undefined && age !== undefined && age <= FRESH_SECONDS && point.value >= 0 ? point.value : undefined;
}

/** CloudWatch wants a lower-case letter in front. */
function queryId(index: number): string {
  return `q${String(index)}`;
}
