import { GetMetricDataCommand, type CloudWatchClient, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { known, unknown, type Observed } from '../shared/observed';
import { readPages } from '../shared/read';
import type { AuditClients, Asking } from './clients';
import type { ExpectedLogGroup } from './contract';
import type { LogGroupObservation, LogGroupState } from './observation';
import { logGroupPage, metricPage, type MetricPart } from './replies-logs';

/** Asks about every log group, and about all that are never silent in a Region at once. */
export async function readLogGroups(
  expected: readonly ExpectedLogGroup[],
  clients: Pick<AuditClients, 'logs' | 'metrics'>,
  asking: Asking,
): Promise<Readonly<Record<string, LogGroupObservation>>> {
  const activity = readActivities(
    expected.filter(({ silentMinutes }) => silentMinutes !== undefined),
    clients,
    asking,
  );
  const groups = expected.map(async (group): Promise<readonly [string, LogGroupObservation]> => [
    group.id,
    { group: await readLogGroup(group, clients, asking), newest: (await activity)[group.id] },
  ]);
  return Object.fromEntries(await Promise.all(groups));
}

/** Log groups are asked for by the beginning of their name; others can begin with the whole name of this one. */
async function readLogGroup(
  { region, logGroupName }: ExpectedLogGroup,
  { logs }: Pick<AuditClients, 'logs'>,
  { abortSignal }: Asking,
): Promise<Observed<LogGroupState | 'absent'>> {
  const groups = await readPages({
    ask: (nextToken) =>
      logs(region).send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName, nextToken }), { abortSignal }),
    schema: logGroupPage,
  });
  return groups.kind === 'unknown'
    ? groups
    : known(groups.value.find(({ name }) => name === logGroupName)?.state ?? 'absent');
}

/** Times of the newest records, by the id of the log group. */
type Activity = Readonly<Record<string, NonNullable<LogGroupObservation['newest']>>>;

async function readActivities(
  groups: readonly ExpectedLogGroup[],
  clients: Pick<AuditClients, 'metrics'>,
  asking: Asking,
): Promise<Activity> {
  const regions = [...new Set(groups.map(({ region }) => region))];
  const activities = regions.map((region) =>
    readActivity(
      groups.filter((group) => group.region === region),
      clients.metrics(region),
      asking,
    ),
  );
  return Object.fromEntries((await Promise.all(activities)).flatMap((activity) => Object.entries(activity)));
}

/**
 * When records came last, by the metric that CloudWatch Logs itself writes every minute.
 *
 * Neither `lastEventTimestamp` nor `lastIngestionTime` of a log stream tells it: both may be an hour old. Reading the newest
 * record would, but whoever may do that may read all of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html read 2026-11-25
 */
async function readActivity(
  groups: readonly ExpectedLogGroup[],
  cloudWatch: CloudWatchClient,
  { now, abortSignal }: Asking,
): Promise<Activity> {
  const MetricDataQueries = groups.map(({ logGroupName }, index): MetricDataQuery => ({
    Id: queryId(index),
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Logs',
        MetricName: 'IncomingLogEvents',
        Dimensions: [{ Name: 'LogGroupName', Value: logGroupName }],
      },
      Period: 60,
      Stat: 'Sum',
    },
  }));
  const longest = Math.max(...groups.map(({ silentMinutes = 0 }) => silentMinutes));
  // One minute more: the oldest minute that may count has begun before.
  const StartTime = new Date(now.getTime() - (longest + 1) * 60_000);
  const parts = await readPages({
    ask: (NextToken) =>
      cloudWatch.send(
        new GetMetricDataCommand({
          MetricDataQueries,
          StartTime,
          EndTime: now,
          ScanBy: 'TimestampDescending',
          NextToken,
        }),
        { abortSignal },
      ),
    schema: metricPage,
  });
  return Object.fromEntries(
    groups.map(({ id }, index) => [
      id,
      parts.kind === 'unknown' ? parts : newestOf(parts.value.filter((part) => part.id === queryId(index))),
    ]),
  );
}

function queryId(index: number): string {
  return `q${String(index)}`;
}

/** The newest minute of all pages, if CloudWatch says at the end that these are all. */
function newestOf(parts: readonly MetricPart[]): Observed<Date | 'silent'> {
  if (parts.some(({ status }) => status === 'Forbidden')) {
    return unknown('Denied', 'CloudWatch may not show the metric');
  }
  if (parts.at(-1)?.status !== 'Complete') {
    return unknown('Incomplete', 'CloudWatch has no complete answer for the metric');
  }
  const minutes = parts.flatMap((part) => part.minutes.map((minute) => minute.getTime()));
  return known(minutes.length === 0 ? 'silent' : new Date(Math.max(...minutes)));
}
