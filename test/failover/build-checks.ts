import { CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { BackupPlan } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { FailoverChecks, Watch } from '../../lib/failover';
import type { Site } from '../../lib/site';
import { expectation } from '../lambda/topology-check/expectation';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

/** ARN of the certificate viewers see. */
export const VIEWER_CERTIFICATE = 'arn:aws:acm:us-east-1:111111111111:certificate/1';

/** ARN of the topic that hears of changes. */
export const TOPIC = 'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications';

/** ARN of the target groups, without their names. */
export const TARGET_GROUP = 'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup';

/** ARN of the load balancer of a tier. */
export function loadBalancerArn(name: string): string {
  return `arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/${name}/1`;
}

/** ARN of the group of a tier, with the identifier AWS gave it. */
export function groupArn(name: string): string {
  return `arn:aws:autoscaling:ap-northeast-1:111111111111:autoScalingGroup:1:autoScalingGroupName/test-site-${name}`;
}

/** The checks of the test site in a stack of their own. */
export function buildChecks(site: Site = testSite()): { readonly stack: Stack; readonly checks: FailoverChecks } {
  const app = testApp();
  const otherRegion = new Stack(app, 'Elsewhere', { env: { region: 'ap-northeast-3', account: '111111111111' } });
  const stack = new Stack(app, 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  // As the stack that only watches does.
  CrossStackReferences.of(stack).consume(ReferenceStrength.WEAK);
  const tier = (name: string) => ({
    autoScalingGroup: AutoScalingGroup.fromAutoScalingGroupName(stack, `${name}Group`, `test-site-${name}`),
    autoScalingGroupArn: groupArn(name),
    loadBalancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, `${name}LoadBalancer`, {
      loadBalancerArn: loadBalancerArn(name),
      securityGroupId: 'sg-1',
    }),
    targetGroup: ApplicationTargetGroup.fromTargetGroupAttributes(stack, `${name}Targets`, {
      targetGroupArn: `${TARGET_GROUP}/${name}/1`,
    }),
  });
  const plan = (name: string, schedules: readonly string[]) => ({
    plan: BackupPlan.fromBackupPlanId(stack, `${name}Plan`, `plan-of-${name}`),
    schedules,
  });
  const logKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1');
  const edgeLogKey = Key.fromKeyArn(stack, 'EdgeKey', 'arn:aws:kms:us-east-1:111111111111:key/2');
  const topicKey = Key.fromKeyArn(stack, 'TopicKey', 'arn:aws:kms:ap-northeast-1:111111111111:key/3');
  const checks = new FailoverChecks(stack, 'Checks', {
    site,
    logKey,
    logBucket: Bucket.fromBucketName(stack, 'Logs', 'test-site-logs'),
    notificationTopic: Topic.fromTopicAttributes(stack, 'Topic', { topicArn: TOPIC, keyArn: topicKey.keyArn }),
    parameterGroupNames: { cluster: 'test-site-parameters', instance: 'default.aurora-postgresql17' },
    restoreTest: {
      planName: 'test_site_restore_drill',
      planArn: 'arn:aws:backup:ap-northeast-1:111111111111:restore-testing-plan:test_site_restore_drill-1',
    },
    certificates: [
      {
        purpose: 'viewers',
        certificate: Certificate.fromCertificateArn(stack, 'Viewers', VIEWER_CERTIFICATE),
        region: 'us-east-1',
        domainName: 'tickets.example.jp',
      },
    ],
    watch: { region: 'ap-northeast-3', ...watchIn(otherRegion, site) },
    audited: {
      flowLog: {
        vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['ap-northeast-1a'] }),
        logGroup: LogGroup.fromLogGroupName(stack, 'Flows', '/test-site/network/flows'),
      },
      logGroups: [
        { id: 'flow-logs', logGroupName: '/test-site/network/flows', key: logKey, silentMinutes: 8 },
        { id: 'web-acl', region: 'us-east-1', logGroupName: 'aws-waf-logs-test-site-edge', key: edgeLogKey },
      ],
      edge: {
        distribution: Distribution.fromDistributionAttributes(stack, 'Distribution', {
          distributionId: 'E1',
          domainName: 'e1.cloudfront.net',
        }),
        webAclArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/test-site-edge/1',
        rules: [
          { name: 'Core', enforces: true },
          { name: 'AntiDdos', enforces: false },
        ],
      },
      topics: [{ region: 'ap-northeast-1', key: topicKey }],
    },
    tiers: { web: tier('web'), app: tier('app') },
    network: expectation.network,
    cluster: DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', {
      clusterIdentifier: 'test-site-database',
    }),
    systemResources: [Bucket.fromBucketName(stack, 'Releases', 'test-site-releases')],
    plans: {
      database: plan('database', ['cron(45 17 * * ? *)', 'cron(0 3 * * ? *)', 'cron(0 15 * * ? *)']),
      system: plan('system', ['cron(0 1 * * ? *)', 'cron(0 13 * * ? *)']),
    },
  });
  return { stack, checks };
}

/** What watches the checks from another Region: its records and functions. */
function watchIn(stack: Stack, site: Site) {
  const { records, all } = new Watch(stack, 'Watch', {
    site,
    region: 'ap-northeast-1',
    hostName: 'tickets.example.jp',
    logKey: Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${stack.region}:111111111111:key/4`),
    logBucket: Bucket.fromBucketName(stack, 'Logs', 'test-site-logs-elsewhere'),
    notificationTopic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${stack.region}:111111111111:other`),
  });
  return { records, checks: all };
}
