import { PutMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import type { AuditCheckEvent } from '../../../lambda/audit-check/contract';
import type { LocalClients } from '../aws';

/** What is reported about. */
export interface TelemetryOptions {
  /** Clients of every Region, by its name. */
  readonly clients: ReadonlyMap<string, Pick<LocalClients, 'cloudWatch' | 'rds'>>;
  /** Region of the cluster. */
  readonly primaryRegion: string;
  readonly clusterIdentifier: string;
  readonly logGroups: AuditCheckEvent['logGroups'];
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** Time between two reports, in milliseconds; services report every minute. */
const INTERVAL_MILLISECONDS = 60_000;

/**
 * What a reader is behind, in milliseconds, as stated of the stand-ins: they hold no data that could be late.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html read 2026-11-25
 */
const REPLICA_LAG = 20;

/**
 * Reports to CloudWatch what services would report of themselves, and the emulator's do not: how far each reader of the
 * cluster is behind, and that records come in where some always do.
 *
 * @returns ends the reports
 */
export async function startTelemetry(options: TelemetryOptions): Promise<() => void> {
  await report(options);
  const timer = setInterval(() => {
    // An emulator that stands still is not told anything; the next report says it again.
    report(options).catch(() => undefined);
  }, INTERVAL_MILLISECONDS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** One report of everything. */
export async function report(options: TelemetryOptions): Promise<void> {
  await Promise.all([reportLags(options), reportRecords(options)]);
}

async function reportLags({ clients, primaryRegion, clusterIdentifier, now }: TelemetryOptions): Promise<void> {
  const primary = clients.get(primaryRegion);
  if (primary === undefined) {
    return;
  }
  const { DBClusters = [] } = await primary.rds.send(
    new DescribeDBClustersCommand({ DBClusterIdentifier: clusterIdentifier }),
  );
  const members = DBClusters.flatMap(({ DBClusterMembers = [] }) => DBClusterMembers);
  // Of every member: the writer of now may be a reader before the next report.
  await put(
    primary.cloudWatch,
    'AWS/RDS',
    members.map(({ DBInstanceIdentifier = '' }) => ({
      MetricName: 'AuroraReplicaLag',
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: DBInstanceIdentifier }],
      Timestamp: new Date(now()),
      Value: REPLICA_LAG,
    })),
  );
}

async function reportRecords({ clients, logGroups, now }: TelemetryOptions): Promise<void> {
  const steady = logGroups.filter(({ silentMinutes }) => silentMinutes !== undefined);
  for (const region of new Set(steady.map((group) => group.region))) {
    const { cloudWatch } = clients.get(region) ?? {};
    if (cloudWatch !== undefined) {
      await put(
        cloudWatch,
        'AWS/Logs',
        steady
          .filter((group) => group.region === region)
          .map(({ logGroupName }) => ({
            MetricName: 'IncomingLogEvents',
            Dimensions: [{ Name: 'LogGroupName', Value: logGroupName }],
            Timestamp: new Date(now()),
            Value: 1,
          })),
      );
    }
  }
}

type Datum = NonNullable<PutMetricDataCommand['input']['MetricData']>[number];

async function put(cloudWatch: CloudWatchClient, Namespace: string, MetricData: Datum[]): Promise<void> {
  if (MetricData.length > 0) {
    await cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
  }
}
