import { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { BackupPlan } from 'aws-cdk-lib/aws-backup';
import { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { FailoverChecks } from '../../lib/failover';
import { expectation } from '../lambda/topology-check/expectation';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

/** ARN of the target groups, without their names. */
export const TARGET_GROUP = 'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup';

/** The checks of the test site in a stack of their own. */
export function buildChecks(): { readonly stack: Stack; readonly checks: FailoverChecks } {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  const tier = (name: string) => ({
    autoScalingGroup: AutoScalingGroup.fromAutoScalingGroupName(stack, `${name}Group`, `test-site-${name}`),
    targetGroup: ApplicationTargetGroup.fromTargetGroupAttributes(stack, `${name}Targets`, {
      targetGroupArn: `${TARGET_GROUP}/${name}/1`,
    }),
  });
  const plan = (name: string, schedules: readonly string[]) => ({
    plan: BackupPlan.fromBackupPlanId(stack, `${name}Plan`, `plan-of-${name}`),
    schedules,
  });
  const checks = new FailoverChecks(stack, 'Checks', {
    site: testSite(),
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
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
