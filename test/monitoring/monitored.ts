import { Duration, Stack, type App } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { CheckName, FunctionLabel } from '../../lambda/shared/contract';
import { TierMetrics } from '../../lib/compute';
import { WebAcl } from '../../lib/edge';
import type {
  EdgeResources,
  MonitoredCheck,
  MonitoredStarts,
  MonitoredTier,
  PrimaryResources,
  WatchResources,
} from '../../lib/monitoring/monitored-resources';
import type { Site, TierName } from '../../lib/site/site';

export const ACCOUNT = '111122223333';

/** A stack in one Region; account and Region are fixed, so that names in templates are plain. */
export function stackIn(app: App, region: string, concern = 'Monitoring'): Stack {
  return new Stack(app, `${concern}-${region}`, { env: { account: ACCOUNT, region } });
}

/** A topic made elsewhere. */
export function topicIn(stack: Stack): ITopic {
  return Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${stack.region}:${ACCOUNT}:notifications`);
}

/** Everything of a site's primary Region, made elsewhere, so that nothing but alarms is in the template. */
export function primaryResources(stack: Stack, site: Site): PrimaryResources {
  const { domain, name } = site;
  // The smallest site has no lines to partners, and no drill.
  const isSmallest = site.profile === 'starter';
  return {
    tiers: [tier(stack, 'web'), tier(stack, 'app')],
    network: {
      zones: site.regions.primary.availabilityZones.map((availabilityZone) => ({
        availabilityZone,
        natGatewayId: `nat-of-${availabilityZone}`,
      })),
      firewallName: site.network.inspection.kind === 'network-firewall' ? `${name}-egress` : undefined,
      unexpectedDnsNames: new Metric({ namespace: 'AWS/Route53Resolver', metricName: 'FirewallRuleQueryVolume' }),
    },
    cluster: DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: `${name}-database` }),
    vault: BackupVault.fromBackupVaultName(stack, 'Vault', `${name}-recovery-points`),
    checks: {
      all: [
        check(stack, 'topology-check', Duration.minutes(1)),
        check(stack, 'database-check', Duration.minutes(1)),
        check(stack, 'backup-check', Duration.hours(1)),
        check(stack, 'audit-check', Duration.minutes(5)),
        check(stack, 'certificate-check', Duration.hours(1)),
        ...(isSmallest ? [] : [check(stack, 'line-check', Duration.minutes(1))]),
      ],
      dailySummary: { interval: Duration.days(1), function: lambda(stack, 'daily-summary') },
      ...starts(stack, 'checks'),
      changeRule: Rule.fromEventRuleArn(stack, 'Rule', arn(stack, 'events', 'rule/the-changes')),
    },
    actions: {
      failOverWriter: { interval: Duration.minutes(1), function: lambda(stack, 'fail-over-writer') },
      evacuateWriter: lambda(stack, 'evacuate-writer'),
      drill: isSmallest ? undefined : lambda(stack, 'drill'),
      ...starts(stack, 'actions'),
    },
    logGroups: [
      { id: 'flow-logs', logGroupName: `/${name}/network/flows` },
      { id: 'dns-queries', logGroupName: `/aws/vendedlogs/${name}-dns-queries`, silentMinutes: 60 },
    ],
    certificate:
      domain === undefined
        ? undefined
        : Certificate.fromCertificateArn(stack, 'Certificate', arn(stack, 'acm', 'certificate/origin')),
  };
}

/** Everything of a site's edge, made elsewhere: `others` is a stack of us-east-1 that holds the web ACL. */
export function edgeResources(stack: Stack, others: Stack, site: Site): EdgeResources {
  const logKey = Key.fromKeyArn(others, 'Key', arn(others, 'kms', 'key/logs'));
  return {
    distributionId: 'E0123456789ABC',
    webAcl: new WebAcl(others, 'WebAcl', { site, logKey }),
    webAclLogGroupName: `aws-waf-logs-${site.name}-edge`,
    certificate:
      site.domain === undefined
        ? undefined
        : Certificate.fromCertificateArn(stack, 'Certificate', arn(stack, 'acm', 'certificate/edge')),
  };
}

function tier(stack: Stack, name: TierName): MonitoredTier {
  const loadBalancerArn = arn(stack, 'elasticloadbalancing', `loadbalancer/app/${name}/1111`);
  const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, `${name}LoadBalancer`, {
    loadBalancerArn,
    securityGroupId: 'sg-1',
  });
  const targetGroup = ApplicationTargetGroup.fromTargetGroupAttributes(stack, `${name}Targets`, {
    targetGroupArn: arn(stack, 'elasticloadbalancing', `targetgroup/${name}/2222`),
    loadBalancerArns: loadBalancerArn,
  });
  return { name, metrics: new TierMetrics({ loadBalancer, targetGroup, groupName: `the-${name}-group` }) };
}

/** Everything of the Region from which the primary one is watched. */
export function watchResources(stack: Stack, ownTopic?: boolean): WatchResources {
  const heartbeatCheck = { interval: Duration.minutes(5), function: lambda(stack, 'heartbeat-check') };
  const siteCheck = { interval: Duration.minutes(1), function: lambda(stack, 'site-check') };
  return { heartbeatCheck, siteCheck, ...starts(stack, 'watch'), ownTopic };
}

function check(stack: Stack, name: CheckName, interval: Duration): MonitoredCheck {
  return { name, interval, function: lambda(stack, name) };
}

function lambda(stack: Stack, name: FunctionLabel): IFunction {
  return LambdaFunction.fromFunctionArn(stack, name, arn(stack, 'lambda', `function:the-${name}`));
}

function starts(stack: Stack, group: string): MonitoredStarts {
  const ofScheduler = (metricName: string) =>
    new Metric({ namespace: 'AWS/Scheduler', metricName, dimensionsMap: { ScheduleGroup: `the-${group}` } });
  return {
    droppedStarts: ofScheduler('InvocationDroppedCount'),
    startErrors: ofScheduler('TargetErrorCount'),
    deadLetterQueue: Queue.fromQueueArn(stack, `${group}Queue`, arn(stack, 'sqs', `dead-${group}`)),
  };
}

function arn(stack: Stack, service: string, rest: string): string {
  return `arn:aws:${service}:${stack.region}:${ACCOUNT}:${rest}`;
}
