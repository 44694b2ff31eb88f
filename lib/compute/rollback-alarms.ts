import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Stats,
  TreatMissingData,
  type IAlarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Site, TierName } from '../site';
import type { TierMetrics } from './tier-metrics';

/** Share of failed answers, in per cent, from which a new release is taken back. */
const FAILED_SHARE_PERCENT = 5;
/** Requests in a minute below which a share says nothing. */
const LEAST_REQUESTS = 50;
/** Share from which not a part but all of the tier fails. */
const TOTAL_FAILURE_PERCENT = 90;
/** Fault both alarms tell: targets fail after a bad deployment. */
const FAULT = 'F09';

/** Properties for `RollbackAlarms`. */
export interface RollbackAlarmsProps {
  /** Site the tier belongs to. */
  readonly site: Site;

  /** Tier that is watched. */
  readonly tier: TierName;

  /** Measurements of the tier. */
  readonly metrics: TierMetrics;

  /** Topic told when an alarm is raised and when it is over. */
  readonly notificationTopic: ITopic;
}

/**
 * Alarms that stop an instance refresh and have CloudFormation roll it back.
 *
 * Each sees a *part* of the tier failing, as it does while some servers run a bad release. A tier that fails altogether
 * raises neither of them, so that its repair can be deployed. (The alarms of the monitoring stack report that case.)
 *
 * Auto Scaling does not start a refresh either while one of them is raised or has no data yet, as right after it was
 * made. So no repair can be deployed while 5 to 90 % of the answers fail, whatever the reason; and the refresh with
 * which CloudFormation rolls back is probably refused in the same way, which leaves the stack in
 * `UPDATE_ROLLBACK_FAILED`. The way out of both is `docs/runbooks/blocked-release.md`.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
 */
export class RollbackAlarms extends Construct {
  /** The alarms. */
  readonly alarms: readonly IAlarm[];

  constructor(scope: Construct, id: string, props: RollbackAlarmsProps) {
    super(scope, id);
    const { metrics } = props;
    this.alarms = [
      this.alarm('FailedAnswers', props, {
        name: 'failed-answers',
        description: `${FAILED_SHARE_PERCENT} % of the answers of the ${props.tier} tier are errors`,
        expression: `IF(requests >= ${LEAST_REQUESTS} AND 100 * FILL(failed, 0) < ${TOTAL_FAILURE_PERCENT} * requests, 100 * FILL(failed, 0) / requests, 0)`,
        usingMetrics: { requests: metrics.metricRequests(), failed: metrics.metricTarget5xx() },
        threshold: FAILED_SHARE_PERCENT,
        minutes: 2,
      }),
      this.alarm('UnhealthyServers', props, {
        name: 'unhealthy-servers',
        description: `some servers of the ${props.tier} tier are unhealthy beside healthy ones`,
        expression: 'IF(healthy >= 1, unhealthy, 0)',
        usingMetrics: {
          // Somewhere, not everywhere: the least of all zones would be that of a zone without a healthy server.
          healthy: metrics.metricHealthyHosts(undefined, { statistic: Stats.MAXIMUM }),
          unhealthy: metrics.metricUnhealthyHosts(),
        },
        threshold: 1,
        minutes: 3,
      }),
    ];
  }

  private alarm(id: string, props: RollbackAlarmsProps, condition: Condition): IAlarm {
    const alarm = new Alarm(this, id, {
      alarmName: `${props.site.name}-${props.tier}-release-${condition.name}`,
      alarmDescription: [
        `${props.site.name}: ${condition.description}; a running instance refresh is rolled back, and none starts.`,
        'First: follow docs/runbooks/blocked-release.md if a release must be deployed meanwhile.',
        `Faults: ${FAULT}.`,
      ].join(' '),
      metric: new MathExpression({
        expression: condition.expression,
        usingMetrics: { ...condition.usingMetrics },
        label: condition.description,
        period: Duration.minutes(1),
      }),
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: condition.threshold,
      evaluationPeriods: condition.minutes,
      // No traffic is no reason to take a release back; that servers are missing is the monitoring stack's alarm.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const notification = new SnsAction(props.notificationTopic);
    alarm.addAlarmAction(notification);
    alarm.addOkAction(notification);
    return alarm;
  }
}

/** When one of the alarms is raised. */
interface Condition {
  /** End of the alarm's name: fixed, so that a runbook can name it. */
  readonly name: string;
  /** What it means, for people. */
  readonly description: string;
  readonly expression: string;
  readonly usingMetrics: Readonly<Record<string, IMetric>>;
  /** Value from which on it is raised. */
  readonly threshold: number;
  /** Minutes in a row. */
  readonly minutes: number;
}
