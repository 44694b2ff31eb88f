import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Schedules } from '../failover';
import {
  primaryAlarmSet,
  RegionalAlarms,
  SiteDashboard,
  type MonitoredActions,
  type MonitoredStarts,
  type PrimaryResources,
} from '../monitoring';
import type { BackupStack } from './backup-stack';
import type { ChecksStack } from './checks-stack';
import type { ComputeStack } from './compute-stack';
import type { DataStack } from './data-stack';
import type { EdgeStack } from './edge-stack';
import type { FailoverStack } from './failover-stack';
import type { NetworkStack } from './network-stack';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `MonitoringStack`. */
export interface MonitoringStackProps extends SiteStackProps {
  /** Receives the alarms of the Region. */
  readonly notificationTopic: ITopic;
  /** Stacks whose parts are watched. */
  readonly watched: WatchedStacks;
}

/** Stacks whose parts are watched. */
export interface WatchedStacks {
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly compute: ComputeStack;
  readonly backup: BackupStack;
  readonly checks: ChecksStack;
  readonly failover: FailoverStack;
  readonly edge: EdgeStack;
}

/** The alarms of the primary Region and the dashboard of the site. */
export class MonitoringStack extends SiteStack {
  constructor(scope: Construct, props: MonitoringStackProps) {
    super(scope, 'Monitoring', 'alarms and dashboard', props);
    this.referWeakly();
    const { site, notificationTopic, watched } = props;
    const primary = resources(watched);
    const alarms = new RegionalAlarms(this, 'Alarms', {
      site,
      topic: notificationTopic,
      alarms: primaryAlarmSet(site, primary),
    });
    const { edge } = watched;
    new SiteDashboard(this, 'Dashboard', {
      site,
      primary,
      alarms: alarms.bySeverity,
      edge: {
        distributionId: this.valueFrom(edge, edge.distribution.distribution.distributionId),
        alarmNames: edge.alarmNames,
      },
    });
  }
}

/** What the primary Region's alarms and the dashboard look at. */
function resources(watched: WatchedStacks): PrimaryResources {
  const { compute, data, backup } = watched;
  const { network } = watched.network;
  const { checks } = watched.checks;
  return {
    tiers: [
      { name: 'web', metrics: compute.web.metrics },
      { name: 'app', metrics: compute.app.metrics },
    ],
    network: {
      zones: network.zones,
      firewallName: network.firewallName,
      unexpectedDnsNames: network.metricUnexpectedDnsNames(),
    },
    cluster: data.database.cluster,
    vault: backup.vault,
    checks: {
      all: checks.all.map(({ name, function: runs, interval }) => ({ name, function: runs, interval })),
      dailySummary: { function: checks.summary.function, interval: checks.summary.interval },
      ...startsOf(checks),
      changeRule: checks.changeRule,
    },
    actions: monitoredActions(watched.failover),
    logGroups: [
      { id: 'flow-logs', logGroupName: network.flowLogGroup.logGroupName },
      {
        id: 'dns-queries',
        logGroupName: network.dnsQueryLogGroup.logGroupName,
        // Servers ask for names of AWS every few minutes, yet not every minute; a VPC without a server asks nothing.
        silentMinutes: 60,
      },
    ],
    certificate: compute.certificate,
  };
}

/** The functions that act. What they announce, the rule of the checks hands on, which is that of the whole Region. */
function monitoredActions({ actions }: FailoverStack): MonitoredActions {
  const { failover, evacuation, drill } = actions;
  return {
    failOverWriter: { function: failover.function, interval: failover.interval },
    evacuateWriter: evacuation.function,
    drill: drill?.function,
    ...startsOf(actions),
  };
}

function startsOf({ deadLetterQueue, schedules }: Started): MonitoredStarts {
  return {
    droppedStarts: schedules.metricDropped(),
    startErrors: schedules.metricTargetErrors(),
    deadLetterQueue,
  };
}

/** Functions that are started together. */
interface Started {
  readonly deadLetterQueue: IQueue;
  readonly schedules: Schedules;
}
