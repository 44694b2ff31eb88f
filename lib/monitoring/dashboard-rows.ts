import type { IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { DATABASE_METRICS } from '../../lambda/database-check/contract';
import { survivingInstances } from '../site/capacity';
import type { Site } from '../site/site';
import { backupJobs } from './backup-alarms';
import { graphsWithin, row } from './dashboard-widgets';
import { replicaLag, roleMetric } from './database-alarms';
import { maxConnections } from './database-limits';
import { distributionMetric } from './edge-alarms';
import { functionMetric } from './function-alarms';
import { AVERAGE, labelled, MAXIMUM, MINIMUM, SUM } from './metrics';
import type { MonitoredTier, MonitoredZone, PrimaryResources } from './monitored-resources';
import { firewallMetric, natMetric } from './network-alarms';
import { TierReadings } from './tier-readings';

/** What users see, from CloudFront. */
export function userGraphs(distributionId: string, region: string, columns: number): IWidget[] {
  const of = (name: string, statistic: string) => distributionMetric(distributionId, name, statistic);
  return graphsWithin(columns, [
    { title: 'Users: requests per minute', metrics: [of('Requests', SUM)], region },
    { title: 'Users: failed requests, %', metrics: [of('5xxErrorRate', AVERAGE), of('4xxErrorRate', AVERAGE)], region },
    { title: 'Users: time to the first byte, ms', metrics: [of('OriginLatency', 'p99')], region },
  ]);
}

/** Servers, answers and reserve of a tier. */
export function tierRows(site: Site, tier: MonitoredTier): IWidget[][] {
  const { name, metrics } = tier;
  const { minInstances, healthCheck } = site.tiers[name];
  const zones = site.regions.primary.availabilityZones.length;
  const readings = new TierReadings(site, tier);
  return [
    row(
      {
        title: `${name}: healthy servers by zone`,
        metrics: readings.healthyByZone.map(({ availabilityZone, metric }) => labelled(metric, availabilityZone)),
        limit: Math.floor(minInstances / zones),
      },
      {
        title: `${name}: servers of all zones`,
        metrics: [readings.healthy, metrics.metricInServiceInstances()],
        limit: survivingInstances(minInstances, zones),
      },
      { title: `${name}: load of the zones that survive, %`, metrics: [readings.loadOfSurvivors], limit: 100 },
    ),
    row(
      {
        title: `${name}: requests per minute`,
        metrics: [metrics.metricRequests(), metrics.metricRejectedConnections(), readings.failOpen],
      },
      { title: `${name}: errors, %`, metrics: [readings.serverErrors, readings.loadBalancerErrors] },
      { title: `${name}: latency, s`, metrics: [metrics.metricLatency()], limit: healthCheck.timeoutSeconds },
    ),
  ];
}

/** Load and replication of the database. */
export function databaseRow(site: Site, { cluster }: PrimaryResources): IWidget[] {
  const { engine, writer } = site.database;
  const ofBoth = (name: string, statistic: string) =>
    (['WRITER', 'READER'] as const).map((role) =>
      labelled(roleMetric(cluster, role, name, statistic), `${role.toLowerCase()} ${name}`),
    );
  return row(
    { title: 'Database: processors, %', metrics: ofBoth('CPUUtilization', AVERAGE), limit: 80 },
    {
      title: 'Database: connections',
      metrics: ofBoth('DatabaseConnections', MAXIMUM),
      limit: Math.floor(0.8 * maxConnections(engine, writer.instanceType)),
    },
    { title: 'Database: lag of the slowest reader, ms', metrics: [replicaLag(cluster)], limit: 2000 },
    {
      title: 'Database: free memory and local storage, bytes',
      metrics: [...ofBoth('FreeableMemory', MINIMUM), ...ofBoth('FreeLocalStorage', MINIMUM)],
    },
  );
}

/** The way out of each zone. */
export function networkRow({ network }: PrimaryResources): IWidget[] {
  const { firewallName, unexpectedDnsNames, zones } = network;
  const byZone = (suffix: string, of: (zone: MonitoredZone) => Metric) =>
    zones.map((zone) => labelled(of(zone), `${zone.availabilityZone}${suffix}`));
  const refused =
    firewallName === undefined ? [] : byZone('', (zone) => firewallMetric(firewallName, zone, 'DroppedPackets'));
  return row(
    {
      title: 'NAT: connections',
      metrics: byZone('', (zone) => natMetric(zone, 'ActiveConnectionCount', MAXIMUM)),
    },
    {
      title: 'NAT: packets dropped, ports refused',
      metrics: [
        ...byZone(' drops', (zone) => natMetric(zone, 'PacketsDropCount')),
        ...byZone(' ports', (zone) => natMetric(zone, 'ErrorPortAllocation')),
      ],
    },
    { title: 'Refused: packets by zone, names nobody declared', metrics: [...refused, unexpectedDnsNames] },
  );
}

/** Jobs, and how far back the database could be restored. */
export function backupRow(site: Site, { checks, vault }: PrimaryResources): IWidget[] {
  const jobs = (...names: readonly string[]) => names.map((name) => backupJobs(vault, name));
  return row(
    {
      title: 'Backups: jobs per hour',
      metrics: jobs('NumberOfBackupJobsCompleted', 'NumberOfBackupJobsFailed', 'NumberOfBackupJobsExpired'),
    },
    {
      title: 'Backups: copies per hour',
      metrics: jobs('NumberOfCopyJobsCompleted', 'NumberOfCopyJobsFailed'),
    },
    {
      title: 'Backups: age of the latest restorable time, s',
      metrics: checks.all
        .filter((check) => check.name === 'database-check')
        .map((check) => functionMetric(site, check, DATABASE_METRICS.restorableAge)),
      limit: site.backup.database.restoreToWithinSeconds,
    },
  );
}
