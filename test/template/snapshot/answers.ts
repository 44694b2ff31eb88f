import type { JsonObject } from '../../../lib/template';
import { EC2_ANSWERS } from './ec2-answers';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111';
const NFW = 'arn:aws:network-firewall:eu-west-1:111111111111';

/** Answers of `describe-*` calls about one small network, by the name of the file they are kept in. */
export const ANSWERS: Readonly<Record<string, JsonObject>> = {
  ...EC2_ANSWERS,
  LoadBalancers: {
    LoadBalancers: [
      {
        LoadBalancerArn: `${ARN}:loadbalancer/app/web/1`,
        LoadBalancerName: 'web',
        Type: 'application',
        Scheme: 'internet-facing',
        State: { Code: 'active' },
        SecurityGroups: ['sg-web'],
        AvailabilityZones: [{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-b' }],
      },
    ],
  },
  TargetGroups: {
    TargetGroups: [
      {
        TargetGroupArn: `${ARN}:targetgroup/web/1`,
        TargetGroupName: 'web',
        Protocol: 'HTTP',
        Port: 80,
        VpcId: 'vpc-1',
        TargetType: 'instance',
      },
    ],
  },
  TargetHealth: {
    LoadBalancerTargetHealth: [
      { TargetGroupArn: `${ARN}:targetgroup/web/1`, TargetHealthDescriptions: [{ Target: { Id: 'i-1', Port: 80 } }] },
    ],
  },
  Listeners: {
    Listeners: [
      {
        ListenerArn: `${ARN}:listener/app/web/1/2`,
        LoadBalancerArn: `${ARN}:loadbalancer/app/web/1`,
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: `${ARN}:targetgroup/web/1` }],
      },
    ],
  },
  Rules: {
    Rules: [
      { RuleArn: `${ARN}:listener-rule/app/web/1/2/3`, Priority: '1', IsDefault: false, Actions: [], Conditions: [] },
      {
        RuleArn: `${ARN}:listener-rule/app/web/1/2/4`,
        Priority: 'default',
        IsDefault: true,
        Actions: [],
        Conditions: [],
      },
    ],
  },
  DBClusters: {
    DBClusters: [
      {
        DBClusterIdentifier: 'main',
        DBClusterArn: 'arn:aws:rds:x:cluster:main',
        Engine: 'aurora-mysql',
        Port: 3306,
        DBSubnetGroup: 'data',
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-web' }],
      },
    ],
  },
  DBInstances: {
    DBInstances: [
      {
        DBInstanceIdentifier: 'main-1',
        DBClusterIdentifier: 'main',
        Engine: 'aurora-mysql',
        Endpoint: { Port: 3306 },
        PubliclyAccessible: false,
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-web' }],
        DBSubnetGroup: {
          DBSubnetGroupName: 'data',
          Subnets: [{ SubnetIdentifier: 'subnet-a' }, { SubnetIdentifier: 'subnet-b' }],
        },
      },
    ],
  },
  firewall: {
    UpdateToken: 't',
    Firewall: {
      FirewallArn: `${NFW}:firewall/fw`,
      FirewallName: 'fw',
      FirewallPolicyArn: `${NFW}:firewall-policy/p`,
      VpcId: 'vpc-1',
      SubnetMappings: [{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-b' }],
    },
    FirewallStatus: {
      SyncStates: {
        'eu-west-1b': { Attachment: { SubnetId: 'subnet-b', EndpointId: 'vpce-fw-b' } },
        'eu-west-1a': { Attachment: { SubnetId: 'subnet-a', EndpointId: 'vpce-fw-a' } },
      },
    },
  },
  policy: {
    FirewallPolicyResponse: { FirewallPolicyArn: `${NFW}:firewall-policy/p`, FirewallPolicyName: 'p' },
    FirewallPolicy: { StatelessDefaultActions: ['aws:drop'] },
  },
};
