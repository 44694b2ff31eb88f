import { SERVER_PROPERTIES } from './server-properties';

/**
 * Properties of the types that the model reads, or that do not bear on the network. A property that is missing here
 * makes its resource an octopus.
 *
 * Reviewed 2026-11-25 against the "Properties" section of each type.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const NETWORK: Readonly<Record<string, string>> = {
  'AWS::EC2::VPC':
    'CidrBlock EnableDnsHostnames EnableDnsSupport InstanceTenancy Ipv4IpamPoolId Ipv4NetmaskLength Tags VpcEncryptionControl',
  'AWS::EC2::VPCCidrBlock':
    'AmazonProvidedIpv6CidrBlock CidrBlock Ipv4IpamPoolId Ipv4NetmaskLength Ipv6CidrBlock Ipv6CidrBlockNetworkBorderGroup Ipv6IpamPoolId Ipv6NetmaskLength Ipv6Pool VpcId',
  'AWS::EC2::Subnet':
    'AssignIpv6AddressOnCreation AvailabilityZone AvailabilityZoneId CidrBlock EnableDns64 Ipv4IpamPoolId Ipv4NetmaskLength Ipv6CidrBlock Ipv6IpamPoolId Ipv6Native Ipv6NetmaskLength MapPublicIpOnLaunch PrivateDnsNameOptionsOnLaunch Tags VpcId',
  'AWS::EC2::SubnetCidrBlock': 'Ipv6CidrBlock Ipv6IpamPoolId Ipv6NetmaskLength SubnetId',
  'AWS::EC2::RouteTable': 'Tags VpcId',
  'AWS::EC2::SubnetRouteTableAssociation': 'RouteTableId SubnetId',
  'AWS::EC2::GatewayRouteTableAssociation': 'GatewayId RouteTableId',
  'AWS::EC2::Route':
    'DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId EgressOnlyInternetGatewayId GatewayId InstanceId NatGatewayId NetworkInterfaceId RouteTableId TransitGatewayId VpcEndpointId VpcPeeringConnectionId CarrierGatewayId CoreNetworkArn LocalGatewayId',
  'AWS::EC2::NetworkAcl': 'Tags VpcId',
  'AWS::EC2::NetworkAclEntry':
    'CidrBlock Egress Icmp Ipv6CidrBlock NetworkAclId PortRange Protocol RuleAction RuleNumber',
  'AWS::EC2::SubnetNetworkAclAssociation': 'NetworkAclId SubnetId',
  'AWS::EC2::SecurityGroup': 'GroupDescription GroupName SecurityGroupEgress SecurityGroupIngress Tags VpcId',
  'AWS::EC2::SecurityGroupIngress':
    'CidrIp CidrIpv6 Description FromPort GroupId GroupName IpProtocol SourcePrefixListId SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId ToPort',
  'AWS::EC2::SecurityGroupEgress':
    'CidrIp CidrIpv6 Description DestinationPrefixListId DestinationSecurityGroupId FromPort GroupId IpProtocol ToPort',
  'AWS::EC2::PrefixList': 'AddressFamily Entries MaxEntries PrefixListName Tags',
  'AWS::EC2::InternetGateway': 'Tags',
  'AWS::EC2::EgressOnlyInternetGateway': 'Tags VpcId',
  'AWS::EC2::VPCGatewayAttachment': 'InternetGatewayId VpcId VpnGatewayId',
  'AWS::EC2::EIP': 'Domain InstanceId NetworkBorderGroup Tags Address IpamPoolId PublicIpv4Pool TransferAddress',
  'AWS::EC2::EIPAssociation': 'AllocationId EIP InstanceId NetworkInterfaceId PrivateIpAddress',
  'AWS::EC2::NatGateway':
    'AllocationId ConnectivityType MaxDrainDurationSeconds PrivateIpAddress SecondaryAllocationIds SecondaryPrivateIpAddressCount SecondaryPrivateIpAddresses SubnetId Tags VpcId AvailabilityMode AvailabilityZoneAddresses',
  'AWS::EC2::VPCPeeringConnection': 'AssumeRoleRegion PeerOwnerId PeerRegion PeerRoleArn PeerVpcId Tags VpcId',
  'AWS::EC2::VPCEndpoint':
    'DnsOptions IpAddressType PolicyDocument PrivateDnsEnabled RouteTableIds SecurityGroupIds ServiceName ServiceRegion SubnetIds Tags VpcEndpointType VpcId',
  'AWS::EC2::InstanceConnectEndpoint': 'ClientToken PreserveClientIp SecurityGroupIds SubnetId Tags',
  'AWS::EC2::VPCEndpointServicePermissions': 'AllowedPrincipals ServiceId',
  'AWS::EC2::VPCEndpointService':
    'AcceptanceRequired ContributorInsightsEnabled NetworkLoadBalancerArns PayerResponsibility SupportedIpAddressTypes SupportedRegions Tags',
  'AWS::EC2::Instance':
    'Affinity AvailabilityZone BlockDeviceMappings CpuOptions CreditSpecification DisableApiTermination EbsOptimized EnclaveOptions HibernationOptions IamInstanceProfile ImageId InstanceInitiatedShutdownBehavior InstanceType Ipv6AddressCount Ipv6Addresses KernelId KeyName LaunchTemplate LicenseSpecifications MetadataOptions Monitoring NetworkInterfaces PlacementGroupName PrivateDnsNameOptions PrivateIpAddress PropagateTagsToVolumeOnCreation RamdiskId SecurityGroupIds SecurityGroups SourceDestCheck SsmAssociations SubnetId Tags Tenancy UserData Volumes HostId HostResourceGroupArn AdditionalInfo ElasticGpuSpecifications ElasticInferenceAccelerators',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData LaunchTemplateName TagSpecifications VersionDescription',
  'AWS::EC2::NetworkInterface':
    'Description GroupSet InterfaceType Ipv6AddressCount Ipv6Addresses PrivateIpAddress PrivateIpAddresses SecondaryPrivateIpAddressCount SourceDestCheck SubnetId Tags EnablePrimaryIpv6 ConnectionTrackingSpecification Ipv4PrefixCount Ipv4Prefixes Ipv6PrefixCount Ipv6Prefixes PublicIpDnsHostnameTypeSpecification',
  'AWS::EC2::NetworkInterfaceAttachment':
    'DeleteOnTermination DeviceIndex EnaSrdSpecification InstanceId NetworkInterfaceId',
  'AWS::EC2::VPNGateway': 'AmazonSideAsn Tags Type',
  'AWS::EC2::VPNConnection':
    'CustomerGatewayId EnableAcceleration LocalIpv4NetworkCidr OutsideIpAddressType PreSharedKeyStorage RemoteIpv4NetworkCidr StaticRoutesOnly Tags TransitGatewayId TransportTransitGatewayAttachmentId TunnelInsideIpVersion Type VpnGatewayId VpnTunnelOptionsSpecifications LocalIpv6NetworkCidr RemoteIpv6NetworkCidr TunnelBandwidth',
  'AWS::EC2::VPNConnectionRoute': 'DestinationCidrBlock VpnConnectionId',
  'AWS::EC2::VPNGatewayRoutePropagation': 'RouteTableIds VpnGatewayId',
  'AWS::EC2::CustomerGateway': 'BgpAsn BgpAsnExtended CertificateArn DeviceName IpAddress Tags Type',
  'AWS::EC2::TransitGateway':
    'AmazonSideAsn AssociationDefaultRouteTableId AutoAcceptSharedAttachments DefaultRouteTableAssociation DefaultRouteTablePropagation Description DnsSupport EncryptionSupport MulticastSupport PropagationDefaultRouteTableId SecurityGroupReferencingSupport Tags TransitGatewayCidrBlocks VpnEcmpSupport',
  'AWS::EC2::TransitGatewayAttachment': 'Options SubnetIds Tags TransitGatewayId VpcId',
  'AWS::EC2::TransitGatewayVpcAttachment': 'AddSubnetIds Options RemoveSubnetIds SubnetIds Tags TransitGatewayId VpcId',
  'AWS::EC2::TransitGatewayRouteTable': 'Tags TransitGatewayId',
  'AWS::EC2::TransitGatewayRouteTableAssociation': 'TransitGatewayAttachmentId TransitGatewayRouteTableId',
  'AWS::EC2::TransitGatewayRouteTablePropagation': 'TransitGatewayAttachmentId TransitGatewayRouteTableId',
  'AWS::EC2::TransitGatewayRoute':
    'Blackhole DestinationCidrBlock TransitGatewayAttachmentId TransitGatewayRouteTableId',
};

const SERVERS: Readonly<Record<string, string>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer':
    'EnablePrefixForIpv6SourceNat EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic IpAddressType Ipv4IpamPoolId LoadBalancerAttributes MinimumLoadBalancerCapacity Name Scheme SecurityGroups SubnetMappings Subnets Tags Type EnableCapacityReservationProvisionStabilize',
  'AWS::ElasticLoadBalancingV2::Listener':
    'AlpnPolicy Certificates DefaultActions ListenerAttributes LoadBalancerArn MutualAuthentication Port Protocol SslPolicy Tags',
  'AWS::ElasticLoadBalancingV2::ListenerRule': 'Actions Conditions ListenerArn Priority Tags Transforms',
  'AWS::ECS::Service':
    'AvailabilityZoneRebalancing CapacityProviderStrategy Cluster DeploymentConfiguration DeploymentController DesiredCount EnableECSManagedTags EnableExecuteCommand HealthCheckGracePeriodSeconds LaunchType LoadBalancers NetworkConfiguration PlacementConstraints PlacementStrategies PlatformVersion PropagateTags Role SchedulingStrategy ServiceName ServiceRegistries Tags TaskDefinition VolumeConfigurations ForceNewDeployment ServiceConnectConfiguration GatewayConnectors Monitoring VpcLatticeConfigurations',
  'AWS::NetworkFirewall::Firewall':
    'AvailabilityZoneChangeProtection DeleteProtection Description EnabledAnalysisTypes FirewallName FirewallPolicyArn FirewallPolicyChangeProtection SubnetChangeProtection SubnetMappings Tags VpcId',
  'AWS::NetworkFirewall::FirewallPolicy': 'Description FirewallPolicy FirewallPolicyName Tags',
  'AWS::NetworkFirewall::RuleGroup': 'Capacity Description RuleGroup RuleGroupName SummaryConfiguration Tags Type',
  'AWS::NetworkFirewall::VpcEndpointAssociation': 'Description FirewallArn SubnetMapping Tags VpcId',
  'Custom::VpcRestrictDefaultSG': '*',
};

/** Properties by type; `undefined` when every property was reviewed as read or without bearing. */
export const MODELLED_TYPES: ReadonlyMap<string, ReadonlySet<string> | undefined> = new Map(
  [...Object.entries(NETWORK), ...Object.entries(SERVERS), ...Object.entries(SERVER_PROPERTIES)].map(
    ([type, properties]) => [type, properties === '*' ? undefined : new Set(properties.split(' '))],
  ),
);

/** Properties that are known and not modelled, by type: they make their resource an octopus. */
export const NOT_MODELLED: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Route': ['CarrierGatewayId', 'CoreNetworkArn', 'LocalGatewayId'],
  'AWS::EC2::VPNConnection': ['TransportTransitGatewayAttachmentId'],
  'AWS::EC2::TransitGateway': ['AssociationDefaultRouteTableId', 'PropagationDefaultRouteTableId'],
  'AWS::ECS::Service': ['GatewayConnectors', 'ServiceConnectConfiguration', 'VpcLatticeConfigurations'],
  'AWS::AutoScaling::AutoScalingGroup': ['TrafficSources'],
  'AWS::AutoScaling::LaunchConfiguration': ['ClassicLinkVPCId', 'ClassicLinkVPCSecurityGroups'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['TargetControlPort'],
  'AWS::ElastiCache::CacheCluster': ['CacheSecurityGroupNames'],
  'AWS::Lambda::Function': ['CapacityProviderConfig'],
  'AWS::RDS::DBInstance': ['DBSecurityGroups'],
};
