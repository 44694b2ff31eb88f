import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AuroraCluster } from '../../lib/database';
import { LogKey, NotificationTopic } from '../../lib/foundation';
import type { Site } from '../../lib/site/site';
import { stackIn } from '../foundation/synth';

/** The cluster of a site with what it stands on, in one stack. */
export interface SynthesizedDatabase {
  readonly stack: Stack;
  readonly database: AuroraCluster;
  /** Synthesizes the stack. */
  readonly template: () => Template;
}

/** Builds the cluster of a site in a plain VPC with one subnet per zone. */
export function buildDatabase(site: Site): SynthesizedDatabase {
  const { region, availabilityZones } = site.regions.primary;
  const stack = stackIn(region);
  const vpc = new Vpc(stack, 'Vpc', {
    availabilityZones: [...availabilityZones],
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
  const group = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false });
  const database = new AuroraCluster(stack, 'Database', {
    site,
    vpc,
    subnets: vpc.isolatedSubnets,
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Immutable', group.securityGroupId, { mutable: false }),
    notificationTopic: new NotificationTopic(stack, 'Notifications', { site }).topic,
    logKey: new LogKey(stack, 'Logs', { site }).key,
  });
  return { stack, database, template: () => Template.fromStack(stack) };
}
