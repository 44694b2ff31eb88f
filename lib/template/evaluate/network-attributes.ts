/**
 * What an attribute of a resource tells.
 *
 * - `identity`: the same identifier as `Ref` gives;
 * - `property`: the value of a property, where the template gives it;
 * - `port`: the property `Port`, or the default port of the engine;
 * - `endpoints`: the unordered `zone:endpoint` list of a firewall;
 * - `object`: identity of something made along with the resource;
 * - `told`: one value that only the deployment tells;
 * - `list`: several values that only the deployment tells.
 */
export type AttributeRule =
  | { readonly rule: 'identity' | 'port' | 'endpoints' | 'object' | 'told' | 'list' }
  | { readonly rule: 'property'; readonly property: readonly string[] };

const identity = { rule: 'identity' } as const;
const told = { rule: 'told' } as const;
const list = { rule: 'list' } as const;
const object = { rule: 'object' } as const;
const port = { rule: 'port' } as const;
const property = (...path: readonly string[]) => ({ rule: 'property', property: path }) as const;

/**
 * Attributes of the resources that make networks, by type.
 *
 * Whatever is not listed is a reference to an attribute of which nothing is known.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ "Return values" of each type
 */
export const NETWORK_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, AttributeRule>>>> = {
  'AWS::EC2::VPC': {
    VpcId: identity,
    CidrBlock: property('CidrBlock'),
    CidrBlockAssociations: list,
    Ipv6CidrBlocks: list,
    DefaultSecurityGroup: object,
    DefaultNetworkAcl: object,
  },
  'AWS::EC2::Subnet': {
    SubnetId: identity,
    AvailabilityZone: property('AvailabilityZone'),
    CidrBlock: property('CidrBlock'),
    VpcId: property('VpcId'),
    Ipv6CidrBlocks: list,
    NetworkAclAssociationId: told,
  },
  'AWS::EC2::VPCCidrBlock': {
    Id: identity,
    CidrBlock: property('CidrBlock'),
    Ipv6CidrBlock: property('Ipv6CidrBlock'),
  },
  'AWS::EC2::SubnetCidrBlock': { Id: identity, Ipv6CidrBlock: property('Ipv6CidrBlock') },
  'AWS::EC2::SecurityGroup': { GroupId: identity, Id: identity, VpcId: property('VpcId') },
  'AWS::EC2::RouteTable': { RouteTableId: identity },
  'AWS::EC2::NetworkAcl': { Id: identity },
  'AWS::EC2::InternetGateway': { InternetGatewayId: identity },
  'AWS::EC2::EgressOnlyInternetGateway': { Id: identity },
  'AWS::EC2::NatGateway': { NatGatewayId: identity },
  'AWS::EC2::EIP': { AllocationId: told, PublicIp: identity },
  'AWS::EC2::NetworkInterface': {
    Id: identity,
    PrimaryPrivateIpAddress: property('PrivateIpAddress'),
    SecondaryPrivateIpAddresses: list,
    VpcId: told,
  },
  'AWS::EC2::Instance': {
    InstanceId: identity,
    AvailabilityZone: property('AvailabilityZone'),
    PrivateIp: property('PrivateIpAddress'),
    PublicIp: told,
    PrivateDnsName: told,
    PublicDnsName: told,
    VpcId: told,
  },
  'AWS::EC2::LaunchTemplate': { LaunchTemplateId: identity, DefaultVersionNumber: told, LatestVersionNumber: told },
  'AWS::EC2::PrefixList': { PrefixListId: identity, Arn: told, OwnerId: told },
  'AWS::EC2::VPCEndpoint': { Id: identity, NetworkInterfaceIds: list, DnsEntries: list },
  'AWS::EC2::VPCEndpointService': { ServiceId: identity },
  'AWS::EC2::VPCPeeringConnection': { Id: identity },
  'AWS::EC2::VPNGateway': { VPNGatewayId: identity },
  'AWS::EC2::CustomerGateway': { CustomerGatewayId: identity },
  'AWS::EC2::VPNConnection': { VpnConnectionId: identity, TransitGatewayAttachmentId: object },
  'AWS::EC2::TransitGateway': { Id: identity, TransitGatewayArn: told },
  'AWS::EC2::TransitGatewayAttachment': { Id: identity },
  'AWS::EC2::TransitGatewayVpcAttachment': { Id: identity },
  'AWS::EC2::TransitGatewayPeeringAttachment': { TransitGatewayAttachmentId: identity },
  'AWS::EC2::TransitGatewayConnect': { TransitGatewayAttachmentId: identity },
  'AWS::EC2::TransitGatewayRouteTable': { TransitGatewayRouteTableId: identity },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    LoadBalancerArn: identity,
    DNSName: told,
    SecurityGroups: property('SecurityGroups'),
    CanonicalHostedZoneID: told,
    LoadBalancerFullName: told,
    LoadBalancerName: property('Name'),
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    TargetGroupArn: identity,
    LoadBalancerArns: list,
    TargetGroupFullName: told,
    TargetGroupName: property('Name'),
  },
  'AWS::ElasticLoadBalancingV2::Listener': { ListenerArn: identity },
  'AWS::ElasticLoadBalancing::LoadBalancer': {
    DNSName: told,
    'SourceSecurityGroup.GroupName': told,
    'SourceSecurityGroup.OwnerAlias': told,
  },
  'AWS::RDS::DBCluster': {
    'Endpoint.Port': port,
    'Endpoint.Address': told,
    'ReadEndpoint.Address': told,
    DBClusterArn: told,
    DBClusterResourceId: told,
  },
  'AWS::RDS::DBInstance': { 'Endpoint.Port': port, 'Endpoint.Address': told, DBInstanceArn: told },
  'AWS::RDS::DBProxy': { Endpoint: told, DBProxyArn: told, VpcId: told },
  'AWS::NetworkFirewall::Firewall': { FirewallArn: identity, FirewallId: told, EndpointIds: { rule: 'endpoints' } },
  'AWS::NetworkFirewall::FirewallPolicy': { FirewallPolicyArn: identity },
  'AWS::NetworkFirewall::RuleGroup': { RuleGroupArn: identity },
  'AWS::NetworkFirewall::VpcEndpointAssociation': { VpcEndpointAssociationArn: identity, EndpointId: object },
  'AWS::EFS::FileSystem': { FileSystemId: identity, Arn: told },
  'AWS::EFS::MountTarget': { Id: identity, IpAddress: property('IpAddress') },
  'AWS::CloudFront::VpcOrigin': { Id: identity, Arn: told },
  'AWS::CloudFront::Distribution': { Id: identity, DomainName: told },
  'AWS::GlobalAccelerator::Accelerator': { AcceleratorArn: identity, Ipv4Addresses: list, DnsName: told },
};

/** What is told of an attribute of a type; `undefined` when the table does not list it. */
export function findAttributeRule(type: string, attribute: string): AttributeRule | undefined {
  return NETWORK_ATTRIBUTES[type]?.[attribute];
}

/**
 * Ports on which database engines listen when the template names none.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and API_CreateDBCluster.html,
 * parameter `Port`, read 2026-11-25
 */
export const ENGINE_PORTS: readonly (readonly [engine: RegExp, ports: readonly number[]])[] = [
  // CloudFormation made such clusters with port 3306 and the API documents 5432, so it may be either.
  // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/281 read 2026-11-25
  [/^aurora-postgresql$/, [5432, 3306]],
  [/^(aurora|aurora-mysql|mysql|mariadb)$/, [3306]],
  [/^postgres$/, [5432]],
  [/^(custom-)?oracle-/, [1521]],
  [/^(custom-)?sqlserver-/, [1433]],
  [/^db2-/, [50000]],
];
