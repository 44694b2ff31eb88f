import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { BACKUP_METRICS } from '../../lambda/backup-check/contract';
import { DATABASE_METRICS } from '../../lambda/database-check/contract';
import { CHECK_METRICS, METRIC_NAMESPACE, type CheckDimensions } from '../../lambda/shared/contract';
import { TOPOLOGY_METRICS, zoneMetricName } from '../../lambda/topology-check/contract';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import type { FaultId } from './fault';
import { MAXIMUM, metric, MINIMUM, sumOf } from './metrics';
import type { MonitoredCheck } from './monitored-resources';

/** A value a check wrote; it is left out while the check cannot tell. */
export function checkMetric(site: Site, check: MonitoredCheck, metricName: string, statistic = MAXIMUM): Metric {
  const dimensions: CheckDimensions = { Site: site.name, Check: check.name };
  return metric(METRIC_NAMESPACE, metricName, { ...dimensions }, statistic, check.interval);
}

/** Alarms on what a check found. Whether it runs at all, `checkHealthAlarms` tells. */
export function checkAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  switch (check.name) {
    case 'topology-check':
      return topologyAlarms(site, check);
    case 'database-check':
      return databaseCheckAlarms(site, check);
    case 'backup-check':
      return backupCheckAlarms(site, check);
  }
}

/** A check that cannot tell leaves its values out: that must neither raise an alarm nor end one. */
const FOUND = { threshold: 1, comparison: 'at-least', periods: 2, datapoints: 2, missing: 'ignore' } as const;

/** A summary of a check, apart from what its own alarms tell. */
interface Summary {
  readonly part: string;
  readonly of: string;
  readonly redundancyLost: readonly [FaultId, ...FaultId[]];
  readonly serviceDown: readonly [FaultId, ...FaultId[]];
}

function summaryAlarms(site: Site, check: MonitoredCheck, summary: Summary): AlarmSpec[] {
  const action = `read the last record of ${check.name}: it names what is lost and where`;
  return [
    {
      id: `${summary.part}-fault`,
      severity: 'redundancy-lost',
      faults: summary.redundancyLost,
      what: `the check of ${summary.of} found a fault that costs redundancy`,
      action,
      metric: checkMetric(site, check, CHECK_METRICS.redundancyLost),
      ...FOUND,
    },
    {
      id: `${summary.part}-outage`,
      severity: 'service-down',
      faults: summary.serviceDown,
      what: `the check of ${summary.of} found a fault that stops the service`,
      action,
      metric: checkMetric(site, check, CHECK_METRICS.serviceDown),
      ...FOUND,
    },
  ];
}

function topologyAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  return [
    ...summaryAlarms(site, check, {
      part: 'topology',
      of: 'servers, ways out and endpoints',
      redundancyLost: ['F03', 'F04', 'F06', 'F12', 'F51'],
      serviceDown: ['F09', 'F12'],
    }),
    ...site.regions.primary.availabilityZones.flatMap((zone) => egressAlarms(site, check, zone)),
    {
      id: 'endpoints',
      severity: 'redundancy-lost',
      faults: ['F51'],
      what: 'a firewall or interface endpoint of a zone is not available',
      action: 'read the last record of topology-check: it names the endpoint; shift the zone away if it stays',
      metric: sumOf(
        {
          firewall: checkMetric(site, check, TOPOLOGY_METRICS.firewallEndpointFaults),
          services: checkMetric(site, check, TOPOLOGY_METRICS.interfaceEndpointFaults),
        },
        'endpoints at fault',
        check.interval,
      ),
      ...FOUND,
    },
  ];
}

/**
 * One alarm for the gateway and one for the routes of a zone. Together in one expression, a value the check leaves out
 * because it cannot tell would count as 0, and the expression would have a value although nobody knows one side of it.
 */
function egressAlarms(site: Site, check: MonitoredCheck, zone: string): AlarmSpec[] {
  return [
    {
      id: `nat-gateway-${zone}`,
      severity: 'redundancy-lost',
      faults: ['F06'],
      what: `the NAT gateway of ${zone} is not available`,
      action: 'read the state and the reason of the gateway; the other zones keep their own way out',
      metric: checkMetric(site, check, zoneMetricName('NatGatewayAvailable', zone), MINIMUM),
      ...FOUND,
      comparison: 'below',
    },
    {
      id: `routes-${zone}`,
      severity: 'redundancy-lost',
      faults: ['F06', 'F46'],
      what: `a route of ${zone} differs from what was deployed, or leads to something that is gone`,
      action: 'compare the route tables with the record of topology-check; CloudTrail tells who changed a route',
      metric: checkMetric(site, check, zoneMetricName('RouteFaults', zone)),
      ...FOUND,
    },
  ];
}

function databaseCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  const { restoreToWithinSeconds } = site.backup.database;
  return [
    ...summaryAlarms(site, check, {
      part: 'database',
      of: 'the database',
      redundancyLost: ['F17', 'F18', 'F19', 'F20'],
      serviceDown: ['F23', 'F24'],
    }),
    {
      id: 'database-split',
      severity: 'service-down',
      faults: ['F22'],
      what: 'the cluster reports more than one writer',
      action: 'change nothing: stop writing at the app servers, and call AWS Support',
      metric: checkMetric(site, check, DATABASE_METRICS.splitSuspected),
      ...FOUND,
      periods: 1,
      datapoints: 1,
    },
    {
      id: 'database-restore-point-age',
      severity: 'evidence',
      faults: ['F37'],
      what: `for ten minutes the database could not be restored to the last ${restoreToWithinSeconds} s`,
      action: 'look at the continuous backup of the cluster: is it still in the plan, and is the cluster available',
      metric: checkMetric(site, check, DATABASE_METRICS.restorableAge),
      threshold: restoreToWithinSeconds,
      comparison: 'above',
      // The age grows to the promise and falls back again and again; only what stays above it is a fault.
      periods: 10,
      datapoints: 10,
      missing: 'ignore',
    },
  ];
}

function backupCheckAlarms(site: Site, check: MonitoredCheck): AlarmSpec[] {
  // The check runs hourly at most, and what it counts does not flicker.
  const found = { ...FOUND, periods: 1, datapoints: 1 };
  return [
    {
      id: 'backups-stale',
      severity: 'evidence',
      faults: ['F36', 'F38', 'F39'],
      what: 'recovery points are too old, too few or missing in a vault of the site',
      action: 'read the last record of backup-check: it names resource, Region and last good time',
      metric: checkMetric(site, check, BACKUP_METRICS.stale),
      ...found,
    },
    {
      id: 'backups-unselected',
      severity: 'evidence',
      faults: ['F36'],
      what: 'a resource that must be backed up is in no selection of its plan, so that its backups end',
      action: 'find in CloudTrail who took it out; deploy the Backup stack with --revert-drift',
      metric: checkMetric(site, check, BACKUP_METRICS.unselectedResources),
      ...found,
    },
    {
      id: 'backups-unscheduled',
      severity: 'evidence',
      faults: ['F36'],
      what: 'a rule of a backup plan is gone, or the whole plan, so that backups are missed',
      action: 'find in CloudTrail who did it; deploy the Backup stack with --revert-drift, then Checks by force',
      metric: checkMetric(site, check, BACKUP_METRICS.missingPlanRules),
      ...found,
    },
    {
      id: 'vaults-unlocked',
      severity: 'security',
      faults: ['F38'],
      what: 'the lock of a vault is off, so that recovery points can be deleted',
      action: 'find who removed the lock in CloudTrail; deploy the stack of the vault again',
      metric: checkMetric(site, check, BACKUP_METRICS.unlockedVaults),
      ...found,
    },
  ];
}
