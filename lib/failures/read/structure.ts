import { type TemplateResource, type Value } from '../../template';
import type { Subnet } from '../../verify';
import type { ReadContext } from './context';

type Path = readonly string[];

/**
 * Properties that name what a resource stands and falls with: changed badly, it takes the resource along (FM-22). What a
 * request needs besides, such as keys, is a need of its own; what other properties name is told in findings.
 */
const STANDS_ON: Readonly<Record<string, readonly Path[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': [
    ['LaunchTemplate'],
    ['LaunchConfigurationName'],
    ['MixedInstancesPolicy', 'LaunchTemplate'],
    ['PlacementGroup'],
    ['TargetGroupARNs'],
  ],
  'AWS::AutoScaling::LaunchConfiguration': [['SecurityGroups'], ['ImageId']],
  'AWS::CloudFront::Distribution': [
    ['DistributionConfig', 'DefaultCacheBehavior'],
    ['DistributionConfig', 'CacheBehaviors'],
  ],
  'AWS::CloudFront::VpcOrigin': [],
  'AWS::EC2::Instance': [['LaunchTemplate'], ['SecurityGroupIds'], ['NetworkInterfaces'], ['ImageId']],
  'AWS::EC2::LaunchTemplate': [
    ['LaunchTemplateData', 'ImageId'],
    ['LaunchTemplateData', 'NetworkInterfaces'],
    ['LaunchTemplateData', 'Placement'],
    ['LaunchTemplateData', 'SecurityGroupIds'],
  ],
  'AWS::EC2::NatGateway': [['AllocationId']],
  'AWS::EC2::SecurityGroup': [['VpcId']],
  'AWS::EC2::TransitGatewayAttachment': [['TransitGatewayId']],
  'AWS::EC2::TransitGatewayVpcAttachment': [['TransitGatewayId']],
  'AWS::EC2::VPCEndpoint': [['SecurityGroupIds'], ['VpcId']],
  'AWS::EC2::VPNConnection': [['CustomerGatewayId'], ['TransitGatewayId'], ['VpnGatewayId']],
  'AWS::ECS::Service': [['Cluster'], ['TaskDefinition'], ['NetworkConfiguration']],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [['SecurityGroups']],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [['VpcId']],
  'AWS::IAM::InstanceProfile': [['Roles']],
  'AWS::IAM::Role': [['ManagedPolicyArns'], ['PermissionsBoundary']],
  'AWS::NetworkFirewall::Firewall': [['FirewallPolicyArn']],
  'AWS::NetworkFirewall::FirewallPolicy': [['FirewallPolicy']],
  'AWS::RDS::DBCluster': [['DBClusterParameterGroupName'], ['DBSubnetGroupName'], ['VpcSecurityGroupIds']],
  'AWS::RDS::DBInstance': [
    ['DBClusterIdentifier'],
    ['DBParameterGroupName'],
    ['DBSubnetGroupName'],
    ['OptionGroupName'],
    ['VPCSecurityGroups'],
  ],
};

/** A resource with everything that it stands on, directly or not. */
export function standsOn(ctx: ReadContext, ...resources: readonly TemplateResource[]): readonly TemplateResource[] {
  const found = new Set<TemplateResource>();
  const visit = (resource: TemplateResource): void => {
    if (!found.has(resource)) {
      found.add(resource);
      for (const path of STANDS_ON[resource.type] ?? []) {
        resourcesIn(ctx.property(resource, ...path)).forEach(visit);
      }
    }
  };
  resources.forEach(visit);
  return [...found];
}

/** What something in a subnet stands on: the subnet, which fails as a whole, its network, its route table and its network ACL. */
export function standsIn(ctx: ReadContext, subnet: Subnet): readonly TemplateResource[] {
  if (subnet.origin.resource !== undefined) {
    ctx.draft.groupOf(subnet.origin.resource, 'part');
  }
  const origins = [
    subnet.origin,
    subnet.vpc.origin,
    ...subnet.table.options.map(({ origin }) => origin),
    ...subnet.acl.options.map(({ origin }) => origin),
  ];
  return [...new Set(origins.flatMap(({ resource }) => resource ?? []))];
}

/** Every resource that stands anywhere in a value. */
export function resourcesIn(value: Value): readonly TemplateResource[] {
  const found = new Set<TemplateResource>();
  const visit = (each: Value): void => {
    switch (each.kind) {
      case 'reference':
        found.add(each.resource);
        return;
      case 'text':
        each.parts.forEach(visit);
        return;
      case 'list':
        each.items.forEach(visit);
        return;
      case 'object':
        Object.values(each.entries).forEach(visit);
        return;
      case 'one-of':
        each.alternatives.forEach((alternative) => visit(alternative.value));
        return;
      case 'known':
      case 'symbol':
      case 'absent':
      case 'unknown':
    }
  };
  visit(value);
  return [...found];
}

/** The properties by which a type stands on others; `undefined` when it is no part of a model. */
export function followedProperties(type: string): readonly Path[] | undefined {
  return STANDS_ON[type];
}
