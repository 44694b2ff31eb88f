import { Stack } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DecisionRecords, FailoverActions } from '../../lib/failover';
import type { Site } from '../../lib/site';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { loadBalancerArn } from './build-checks';

/** The functions that act of a site, in a stack of their own, with one zone after the other in no order. */
export function buildActions(site: Site = testSite()): { readonly stack: Stack; readonly actions: FailoverActions } {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  const zones = [...site.regions.primary.availabilityZones].reverse();
  const actions = new FailoverActions(stack, 'Actions', {
    site,
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
    records: new DecisionRecords(stack, 'Records', {
      site,
      logBucket: Bucket.fromBucketName(stack, 'Logs', 'test-site-logs'),
    }),
    cluster: DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', {
      clusterIdentifier: 'test-site-database',
      clusterResourceIdentifier: 'cluster-ABCDEFGHIJKL',
      clusterEndpointAddress: 'test-site-database.cluster-x.ap-northeast-1.rds.amazonaws.com',
      port: 5433,
    }),
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: zones }),
    probeSubnets: zones.map((availabilityZone) =>
      Subnet.fromSubnetAttributes(stack, `Subnet${availabilityZone}`, {
        subnetId: `subnet-${availabilityZone}`,
        availabilityZone,
        routeTableId: 'rtb-1',
      }),
    ),
    probeSecurityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-probe', { mutable: false }),
    loadBalancers: ['web', 'app'].map((tier) =>
      ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, `${tier}LoadBalancer`, {
        loadBalancerArn: loadBalancerArn(tier),
        securityGroupId: 'sg-1',
      }),
    ),
  });
  return { stack, actions };
}
