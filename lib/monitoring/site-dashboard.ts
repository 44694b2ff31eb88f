import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  Dashboard,
  PeriodOverride,
  TextWidget,
  type IAlarm,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { pascalCase } from '../site/names';
import type { Site } from '../site/site';
import type { Severity } from './alarm-spec';
import { checkRow, evidenceRow, failoverRow } from './check-rows';
import { dashboardHeader } from './dashboard-header';
import { backupRow, databaseRow, networkRow, tierRows, userGraphs } from './dashboard-rows';
import { DASHBOARD_WIDTH, GRAPH_HEIGHT } from './dashboard-widgets';
import type { PrimaryResources } from './monitored-resources';

/** Region CloudFront reports to. */
const EDGE_REGION = 'us-east-1';

/** Columns of the alarms of the edge. */
const EDGE_ALARMS_WIDTH = 8;

/** Order in which an operator asks. */
const SEVERITIES: readonly Severity[] = ['service-down', 'redundancy-lost', 'security', 'evidence'];

/** What the dashboard shows of the edge. */
export interface DashboardEdge {
  /** Id of the distribution. */
  readonly distributionId: string;

  /** Names of the alarms in us-east-1: `alarmNames` of `RegionalAlarms`. Names, so that nothing refers across Regions. */
  readonly alarmNames: readonly string[];
}

/** Properties for `SiteDashboard`. */
export interface SiteDashboardProps {
  /** Site that is shown. */
  readonly site: Site;

  /** What is watched in the Region of the dashboard. */
  readonly primary: PrimaryResources;

  /** Alarms of the Region of the dashboard: `bySeverity` of `RegionalAlarms`. */
  readonly alarms: Readonly<Record<Severity, readonly IAlarm[]>>;

  /**
   * The edge, whose metrics and alarms are in us-east-1.
   *
   * @default - no row of what users see
   */
  readonly edge?: DashboardEdge;
}

/**
 * The dashboard of a site: what was promised, the state of every alarm, what users see, and each part below it.
 *
 * Rows go from the user inwards: edge, tiers by zone, database and its failover, network, checks, evidence, backups.
 */
export class SiteDashboard extends Construct {
  /** Name of the dashboard. */
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, props: SiteDashboardProps) {
    super(scope, id);
    const { site, primary, alarms, edge } = props;
    this.dashboardName = `${site.name}-site`;
    new Dashboard(this, 'Resource', {
      dashboardName: this.dashboardName,
      defaultInterval: Duration.hours(3),
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [new TextWidget({ markdown: dashboardHeader(site), width: DASHBOARD_WIDTH, height: 6 })],
        SEVERITIES.map((severity) => statusWidget(severity, alarms[severity], DASHBOARD_WIDTH / SEVERITIES.length)),
        ...(edge === undefined ? [] : [this.edgeRow(edge)]),
        ...primary.tiers.flatMap((tier) => tierRows(site, tier)),
        databaseRow(site, primary),
        ...(primary.actions === undefined ? [] : [failoverRow(site, primary.actions)]),
        networkRow(primary),
        checkRow(site, primary),
        evidenceRow(site, primary),
        backupRow(site, primary),
      ],
    });
  }

  /** What users see; a third of the row are the alarms of us-east-1. */
  private edgeRow({ alarmNames, distributionId }: DashboardEdge): IWidget[] {
    const alarms = alarmNames.map((name) =>
      Alarm.fromAlarmArn(this, `Edge${pascalCase(name)}`, edgeAlarmArn(Stack.of(this), name)),
    );
    return [
      ...userGraphs(distributionId, EDGE_REGION, DASHBOARD_WIDTH - EDGE_ALARMS_WIDTH),
      statusWidget('edge', alarms, EDGE_ALARMS_WIDTH, GRAPH_HEIGHT),
    ];
  }
}

/** A widget takes 100 alarms at most, which one severity, being a composite alarm, does too. */
function statusWidget(title: string, alarms: readonly IAlarm[], width: number, height = 8): IWidget {
  return new AlarmStatusWidget({ title: `Alarms: ${title}`, alarms: [...alarms], width, height });
}

function edgeAlarmArn(stack: Stack, resourceName: string): string {
  return stack.formatArn({
    service: 'cloudwatch',
    region: EDGE_REGION,
    resource: 'alarm',
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
