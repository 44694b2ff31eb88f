/** How a dimension names a resource. */
export interface NamedBy {
  readonly types: readonly string[];
  /** What refers to it: attributes whose value the dimension has, `Ref` among them. */
  readonly attributes: readonly string[];
  /** Property that holds the same text, when it is given. */
  readonly property?: string;
}

/** Dimensions of the metrics of a namespace. */
export interface Namespace {
  /** Sets of dimensions with which metrics are sent. A text behind `=` is the only value. */
  readonly sets: readonly (readonly string[])[];
  readonly names: Readonly<Record<string, NamedBy>>;
  /** Region in which all of its metrics are, wherever the resource is. */
  readonly region?: string;
}

const LOAD_BALANCER: NamedBy = {
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  attributes: ['LoadBalancerFullName'],
};
const TARGET_GROUP: NamedBy = {
  types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  attributes: ['TargetGroupFullName'],
};
const GROUP: NamedBy = {
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  attributes: ['Ref'],
  property: 'AutoScalingGroupName',
};

const BALANCED: readonly (readonly string[])[] = [
  ['LoadBalancer'],
  ['AvailabilityZone', 'LoadBalancer'],
  ['LoadBalancer', 'TargetGroup'],
  ['AvailabilityZone', 'LoadBalancer', 'TargetGroup'],
];

/**
 * Namespaces of which it is known with which dimensions their metrics are sent; of others nothing is said. An alarm must name
 * exactly the dimensions of a metric: with fewer, more, or another value it looks at a metric that nobody sends.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html read 2026-11-26:
 * the Region of the metrics is us-east-1
 * @see aws-cdk-lib 2.276.0, `*-canned-metrics.generated.d.ts`, read 2026-11-26, for the sets of load balancers, EC2, NAT gateways
 * and CloudFront
 */
export const NAMESPACES: Readonly<Record<string, Namespace>> = {
  'AWS/ApplicationELB': {
    sets: BALANCED,
    names: { LoadBalancer: LOAD_BALANCER, TargetGroup: TARGET_GROUP },
  },
  'AWS/NetworkELB': {
    sets: BALANCED,
    names: { LoadBalancer: LOAD_BALANCER, TargetGroup: TARGET_GROUP },
  },
  'AWS/AutoScaling': { sets: [['AutoScalingGroupName']], names: { AutoScalingGroupName: GROUP } },
  'AWS/CloudFront': {
    sets: [['DistributionId', 'Region=Global']],
    names: { DistributionId: { types: ['AWS::CloudFront::Distribution'], attributes: ['Ref', 'Id'] } },
    region: 'us-east-1',
  },
  'AWS/EC2': {
    sets: [['InstanceId'], ['AutoScalingGroupName'], ['ImageId'], ['InstanceType'], []],
    names: {
      InstanceId: { types: ['AWS::EC2::Instance'], attributes: ['Ref', 'InstanceId'] },
      AutoScalingGroupName: GROUP,
    },
  },
  'AWS/NATGateway': {
    sets: [['NatGatewayId']],
    names: { NatGatewayId: { types: ['AWS::EC2::NatGateway'], attributes: ['Ref', 'NatGatewayId'] } },
  },
  'AWS/RDS': {
    sets: [
      ['DBInstanceIdentifier'],
      ['DBClusterIdentifier'],
      ['DBClusterIdentifier', 'Role'],
      ['DBClusterIdentifier', 'EngineName'],
      ['DatabaseClass'],
      ['EngineName'],
      ['SourceRegion'],
      ['DBClusterIdentifier', 'SourceRegion'],
      [],
    ],
    names: {
      DBClusterIdentifier: {
        types: ['AWS::RDS::DBCluster'],
        attributes: ['Ref'],
        property: 'DBClusterIdentifier',
      },
      DBInstanceIdentifier: {
        types: ['AWS::RDS::DBInstance'],
        attributes: ['Ref'],
        property: 'DBInstanceIdentifier',
      },
    },
  },
  'AWS/VPN': {
    sets: [['VpnId'], ['TunnelIpAddress'], ['TunnelIpAddress', 'VpnId']],
    names: { VpnId: { types: ['AWS::EC2::VPNConnection'], attributes: ['Ref', 'VpnConnectionId'] } },
  },
};

/** Metrics that are sent also by target group alone. */
export const BY_TARGET_GROUP = ['RequestCountPerTarget', 'LambdaInternalError', 'LambdaUserError'];
