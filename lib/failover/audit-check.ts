import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AUDIT_METRICS, type AuditCheckEvent, type ExpectedTopic } from '../../lambda/audit-check/contract';
import { notificationTopicName, webAclLogGroupName } from '../site/names';
import type { Site } from '../site/site';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** Region of CloudFront, its web ACL and what they log. */
const EDGE_REGION = 'us-east-1';

/**
 * Greatest age of CloudTrail's last delivery: it delivers about every five minutes, and a fault of the trail must be told
 * within a quarter of an hour.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html read 2026-11-25
 */
const GREATEST_DELIVERY_AGE = Duration.minutes(15);

/** Services without which nobody hears of an alarm or of a failed job. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] as const;

/** A log group that must receive what happens. */
export interface AuditedLogGroup {
  /** Stable name, kebab-case, unique, for example `flow-logs`. */
  readonly id: string;

  /**
   * Region of the log group.
   *
   * @default - that of the check
   */
  readonly region?: string;

  /** Full name. */
  readonly logGroupName: string;

  /** Key that encrypts it. */
  readonly key: IKey;

  /**
   * Minutes without a record after which the log is broken: 5 to 1,440.
   *
   * @default - it may be silent
   */
  readonly silentMinutes?: number;
}

/** The topic of a Region, which has the same name in each. */
export interface AuditedTopic {
  /** Region of the topic. */
  readonly region: string;

  /** Key that encrypts what passes it. */
  readonly key: IKey;
}

/** Properties for `AuditCheck`. */
export interface AuditCheckProps extends CheckSurroundings {
  /** Flow logs of the VPC, in the check's own Region. */
  readonly flowLog: { readonly vpc: IVpc; readonly logGroup: ILogGroup };

  /** Every log group of the traffic, at least one. */
  readonly logGroups: readonly AuditedLogGroup[];

  /** The distribution, and the web ACL in front of it with its rules. */
  readonly edge: {
    readonly distribution: IDistribution;
    readonly webAclArn: string;
    readonly rules: readonly { readonly name: string; readonly enforces: boolean }[];
  };

  /** The topic of every Region that the site uses. */
  readonly topics: readonly AuditedTopic[];

  /**
   * Time between two checks: whole minutes, 3 to 1,440.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;
}

/**
 * Watches what would otherwise fail without a sound: logs that nobody writes any more, a trail that is off, a web ACL that
 * is detached or only counts, topics whose key lets no alarm through, and contacts who never confirmed.
 */
export class AuditCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: AuditCheckProps) {
    super(scope, id);
    const event = auditEvent(Stack.of(this), props);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'audit-check',
      description: `${props.site.name}: logs, trail, web ACL and notifications are alive`,
      interval: props.interval ?? INTERVALS['audit-check'],
      timeout: Duration.minutes(2),
      statements: [...readLogs(Stack.of(this), event), ...readEdge(Stack.of(this), event), ...readTopics(event)],
      event,
    });
  }

  /** Faults by which something that happens leaves no trace, or none that lasts. */
  metricGaps(options?: MetricOptions): Metric {
    return this.check.metric(AUDIT_METRICS.gaps, options);
  }

  /** Faults by which the web ACL protects less than was deployed. */
  metricSecurityDegraded(options?: MetricOptions): Metric {
    return this.check.metric(AUDIT_METRICS.securityDegraded, options);
  }

  /** Contacts who hear nothing. */
  metricUnconfirmedSubscriptions(options?: MetricOptions): Metric {
    return this.check.metric(AUDIT_METRICS.unconfirmedSubscriptions, options);
  }

  /** Faults of topics and their keys, by which alarms reach nobody. */
  metricAlarmPathFaults(options?: MetricOptions): Metric {
    return this.check.metric(AUDIT_METRICS.alarmPathFaults, options);
  }
}

function auditEvent(stack: Stack, props: AuditCheckProps): AuditCheckEvent {
  const { site, flowLog } = props;
  const { distribution, webAclArn, rules } = props.edge;
  const { logRetentionDays } = site.operations;
  return {
    version: 1,
    site: site.name,
    flowLog: { vpcId: flowLog.vpc.vpcId, logGroupName: flowLog.logGroup.logGroupName },
    logGroups: props.logGroups.map(({ id, region, logGroupName, key, silentMinutes }) => ({
      id,
      region: region ?? stack.region,
      logGroupName,
      keyArn: key.keyArn,
      retentionDays: logRetentionDays,
      ...(silentMinutes === undefined ? {} : { silentMinutes }),
    })),
    trail: { maximumDeliveryAgeSeconds: GREATEST_DELIVERY_AGE.toSeconds() },
    edge: {
      distributionId: distribution.distributionId,
      webAclArn,
      rules,
      // Without `:*` at the end, as WAF wants it.
      logDestinationArn: stack.formatArn({
        service: 'logs',
        region: EDGE_REGION,
        resource: 'log-group',
        resourceName: webAclLogGroupName(site),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    },
    topics: props.topics.map((topic) => expectedTopic(stack, site, topic)),
  };
}

function expectedTopic(stack: Stack, site: Site, { region, key }: AuditedTopic): ExpectedTopic {
  return {
    region,
    topicArn: stack.formatArn({ service: 'sns', region, resource: notificationTopicName(site) }),
    keyArn: key.keyArn,
    subscriptions: site.operations.contacts.length,
    publishers: [...PUBLISHERS],
  };
}

/** Flow logs, trails and log groups are listed, which knows no resource; a trail may belong to another account. */
function readLogs(stack: Stack, { logGroups }: AuditCheckEvent): PolicyStatement[] {
  const inRegions = (regions: readonly string[]) => ({
    StringEquals: { 'aws:RequestedRegion': [...new Set(regions)].sort() },
  });
  const counted = logGroups.filter(({ silentMinutes }) => silentMinutes !== undefined);
  return [
    new PolicyStatement({
      sid: 'ListLogs',
      actions: ['cloudtrail:DescribeTrails', 'ec2:DescribeFlowLogs'],
      resources: ['*'],
      conditions: inRegions([stack.region]),
    }),
    new PolicyStatement({
      sid: 'ReadTrails',
      actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
      resources: [
        stack.formatArn({ service: 'cloudtrail', region: '*', account: '*', resource: 'trail', resourceName: '*' }),
      ],
      conditions: inRegions([stack.region]),
    }),
    new PolicyStatement({
      sid: 'ListLogGroups',
      actions: ['logs:DescribeLogGroups'],
      resources: ['*'],
      conditions: inRegions(logGroups.map(({ region }) => region)),
    }),
    new PolicyStatement({
      sid: 'CountRecords',
      actions: ['cloudwatch:GetMetricData'],
      resources: ['*'],
      conditions: inRegions(counted.map(({ region }) => region)),
    }),
  ];
}

function readEdge(stack: Stack, { edge }: AuditCheckEvent): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadDistribution',
      actions: ['cloudfront:GetDistributionConfig'],
      resources: [
        stack.formatArn({
          service: 'cloudfront',
          region: '',
          resource: 'distribution',
          resourceName: edge.distributionId,
        }),
      ],
    }),
    new PolicyStatement({
      sid: 'ReadWebAcl',
      actions: ['wafv2:GetLoggingConfiguration', 'wafv2:GetWebACL'],
      resources: [edge.webAclArn],
    }),
  ];
}

function readTopics({ topics }: AuditCheckEvent): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadTopics',
      actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
      resources: topics.map(({ topicArn }) => topicArn),
    }),
    new PolicyStatement({
      sid: 'ReadTopicKeys',
      actions: ['kms:DescribeKey', 'kms:GetKeyPolicy'],
      resources: topics.map(({ keyArn }) => keyArn),
    }),
  ];
}
