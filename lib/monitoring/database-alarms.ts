import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { instanceMemoryBytes, maxConnections } from './database-limits';
import { AVERAGE, FIVE_MINUTES, MAXIMUM, metric, MINIMUM, SAMPLE_COUNT } from './metrics';

/** Lag at which a reader no longer is a good successor; Aurora replicas are usually 100 ms behind. */
const LAG_LIMIT_MS = 2000;

/** Processor load above which an Aurora instance answers more slowly the more it is asked. */
const CPU_LIMIT_PERCENT = 80;

/** Local storage that sorting and logs need to go on. */
const LOCAL_STORAGE_LIMIT_BYTES = 2 * 1024 ** 3;

/** Transaction ids in use at which vacuuming must be looked at; writes stop at 2.1 thousand million. */
const TRANSACTION_IDS_LIMIT = 1_000_000_000;

/** A metric of the writer or the readers, whichever instances have that role now. */
export function roleMetric(
  cluster: IDatabaseCluster,
  role: 'WRITER' | 'READER',
  metricName: string,
  statistic: string,
): Metric {
  const dimensions = { DBClusterIdentifier: cluster.clusterIdentifier, Role: role };
  return metric('AWS/RDS', metricName, dimensions, statistic);
}

/** How far the slowest reader is behind the writer, in milliseconds. */
export function replicaLag(cluster: IDatabaseCluster): Metric {
  const dimensions = { DBClusterIdentifier: cluster.clusterIdentifier };
  return metric('AWS/RDS', 'AuroraReplicaLagMaximum', dimensions, MAXIMUM);
}

/** Alarms of the Aurora cluster, from the metrics of RDS; what its instances are good for, the database check tells. */
export function databaseAlarms(site: Site, cluster: IDatabaseCluster): AlarmSpec[] {
  return [...roleAlarms(cluster), ...loadAlarms(site, cluster), ...engineAlarms(site, cluster)];
}

/** An instance reports every minute as long as it runs, so that a role nobody reports for is a role nobody has. */
function roleAlarms(cluster: IDatabaseCluster): AlarmSpec[] {
  const present = {
    threshold: 1,
    comparison: 'below',
    periods: 3,
    datapoints: 3,
    missing: 'breaching',
  } as const;
  return [
    {
      id: 'database-writer',
      severity: 'service-down',
      faults: ['F15', 'F16', 'F24'],
      what: 'the database has had no writer for longer than a failover takes',
      action: 'read the events of the cluster and the last record of the database check before touching anything',
      runbook: 'database-without-writer',
      metric: roleMetric(cluster, 'WRITER', 'DatabaseConnections', SAMPLE_COUNT),
      ...present,
    },
    {
      id: 'database-readers',
      severity: 'redundancy-lost',
      faults: ['F18'],
      what: 'the database has no reader: if the writer fails now, recovery takes ten minutes instead of one',
      action: 'read the events of the readers; do not reboot or fail over the writer',
      runbook: 'database-redundancy',
      metric: roleMetric(cluster, 'READER', 'DatabaseConnections', SAMPLE_COUNT),
      ...present,
    },
    {
      id: 'database-replica-lag',
      severity: 'redundancy-lost',
      faults: ['F27'],
      what: `a reader is more than ${LAG_LIMIT_MS} ms behind the writer, or none reports`,
      action: 'look for a long transaction or heavy writing; do not promote that reader',
      runbook: 'replica-lag',
      metric: replicaLag(cluster),
      threshold: LAG_LIMIT_MS,
      comparison: 'above',
      periods: 5,
      datapoints: 5,
      missing: 'breaching',
    },
  ];
}

/** Values of the writer. Its silence is told by `database-writer` alone, not by all of these at once. */
function loadAlarms(site: Site, cluster: IDatabaseCluster): AlarmSpec[] {
  const { engine, writer } = site.database;
  const connections = Math.floor(0.8 * maxConnections(engine, writer.instanceType));
  const ofWriter = (name: string, statistic: string) => roleMetric(cluster, 'WRITER', name, statistic);
  const lasting = { periods: 10, datapoints: 10, missing: 'ignore' } as const;
  return [
    {
      id: 'database-processor',
      severity: 'redundancy-lost',
      faults: ['F10'],
      what: `the writer of the database works at more than ${CPU_LIMIT_PERCENT} % of its processors`,
      action: 'find the statements with the highest load in Database Insights; a failover does not help',
      runbook: 'database-load',
      metric: ofWriter('CPUUtilization', AVERAGE),
      threshold: CPU_LIMIT_PERCENT,
      comparison: 'above',
      ...lasting,
    },
    {
      id: 'database-memory',
      severity: 'redundancy-lost',
      faults: ['F29'],
      what: 'the writer of the database has less than a twentieth of its memory left',
      action: 'look at the number of connections and at large sorts; a failover does not help',
      runbook: 'database-load',
      metric: ofWriter('FreeableMemory', MINIMUM),
      threshold: Math.floor(instanceMemoryBytes(writer.instanceType) / 20),
      comparison: 'below',
      ...lasting,
    },
    {
      id: 'database-local-storage',
      severity: 'redundancy-lost',
      faults: ['F29'],
      what: 'the writer of the database has little local storage left for sorting and logs',
      action: 'find the statement that writes temporary files; a failover empties the storage but not the cause',
      runbook: 'database-load',
      metric: ofWriter('FreeLocalStorage', MINIMUM),
      threshold: LOCAL_STORAGE_LIMIT_BYTES,
      comparison: 'below',
      ...lasting,
    },
    {
      id: 'database-connections',
      severity: 'redundancy-lost',
      faults: ['F29', 'F30'],
      what: `more than ${connections} connections, four fifths of what the database takes, are open`,
      action: 'see whether locks hold them or the pools of the app servers are too large; a failover does not help',
      runbook: 'database-connections',
      metric: ofWriter('DatabaseConnections', MAXIMUM),
      threshold: connections,
      comparison: 'above',
      periods: 5,
      datapoints: 5,
      missing: 'ignore',
    },
  ];
}

function engineAlarms(site: Site, cluster: IDatabaseCluster): AlarmSpec[] {
  const transactionIds: AlarmSpec = {
    id: 'database-transaction-ids',
    severity: 'redundancy-lost',
    faults: ['F29'],
    what: 'half of the transaction ids are in use: the database refuses writes when they run out',
    action: 'find the oldest transaction and end it, so that autovacuum can go on',
    runbook: 'transaction-ids',
    metric: roleMetric(cluster, 'WRITER', 'MaximumUsedTransactionIDs', MAXIMUM).with({ period: FIVE_MINUTES }),
    threshold: TRANSACTION_IDS_LIMIT,
    comparison: 'above',
    periods: 3,
    datapoints: 3,
    missing: 'ignore',
  };
  return [
    {
      id: 'database-deadlocks',
      severity: 'redundancy-lost',
      faults: ['F30'],
      what: 'transactions of the database block each other again and again',
      action: 'find the statements in the log of the database; a failover does not help',
      runbook: 'database-connections',
      metric: roleMetric(cluster, 'WRITER', 'Deadlocks', AVERAGE).with({ period: FIVE_MINUTES }),
      // Deadlocks per second: about one a minute.
      threshold: 0.02,
      comparison: 'above',
      periods: 3,
      datapoints: 2,
      missing: 'ignore',
    },
    ...(site.database.engine === 'aurora-postgresql' ? [transactionIds] : []),
  ];
}
