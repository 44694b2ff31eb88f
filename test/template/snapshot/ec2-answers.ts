import type { JsonObject } from '../../../lib/template';

/** Answers of EC2 about one small network, by the name of the file they are kept in. */
export const EC2_ANSWERS: Readonly<Record<string, JsonObject>> = {
  Vpcs: {
    Vpcs: [
      {
        VpcId: 'vpc-1',
        CidrBlock: '10.0.0.0/16',
        OwnerId: '111111111111',
        CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '10.1.0.0/16' }],
        Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
      },
    ],
  },
  Subnets: {
    Subnets: [
      {
        SubnetId: 'subnet-a',
        VpcId: 'vpc-1',
        CidrBlock: '10.0.0.0/24',
        AvailabilityZone: 'eu-west-1a',
        MapPublicIpOnLaunch: true,
      },
      { SubnetId: 'subnet-b', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-west-1b' },
    ],
  },
  RouteTables: {
    RouteTables: [
      {
        RouteTableId: 'rtb-main',
        VpcId: 'vpc-1',
        Associations: [{ Main: true, RouteTableAssociationId: 'rtbassoc-0' }],
        Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' }],
      },
      {
        RouteTableId: 'rtb-a',
        VpcId: 'vpc-1',
        Associations: [
          { Main: false, RouteTableAssociationId: 'rtbassoc-1', SubnetId: 'subnet-a' },
          { Main: false, RouteTableAssociationId: 'rtbassoc-2', GatewayId: 'igw-1' },
        ],
        PropagatingVgws: [{ GatewayId: 'vgw-1' }],
        Routes: [
          { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' },
          { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', Origin: 'CreateRoute', State: 'active' },
          { DestinationCidrBlock: '10.9.0.0/16', GatewayId: 'vpce-fw-b', State: 'blackhole' },
          { DestinationCidrBlock: '10.8.0.0/16', NatGatewayId: 'nat-1' },
        ],
      },
    ],
  },
  SecurityGroups: {
    SecurityGroups: [
      {
        GroupId: 'sg-default',
        GroupName: 'default',
        Description: 'd',
        VpcId: 'vpc-1',
        IpPermissions: [],
        IpPermissionsEgress: [],
      },
      {
        GroupId: 'sg-web',
        GroupName: 'web',
        Description: 'web',
        VpcId: 'vpc-1',
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: '0.0.0.0/0' }, { CidrIp: '10.0.0.0/8' }],
            Ipv6Ranges: [{ CidrIpv6: '::/0' }],
            PrefixListIds: [{ PrefixListId: 'pl-1' }],
            UserIdGroupPairs: [{ GroupId: 'sg-default' }],
          },
        ],
        IpPermissionsEgress: [
          { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], UserIdGroupPairs: [{ GroupId: 'sg-web' }] },
        ],
      },
    ],
  },
  NetworkAcls: {
    NetworkAcls: [
      {
        NetworkAclId: 'acl-1',
        VpcId: 'vpc-1',
        IsDefault: true,
        Associations: [{ NetworkAclAssociationId: 'aclassoc-1', SubnetId: 'subnet-a' }],
        Entries: [
          {
            RuleNumber: 100,
            Egress: false,
            Protocol: '6',
            RuleAction: 'allow',
            CidrBlock: '0.0.0.0/0',
            PortRange: { From: 443, To: 443 },
          },
          {
            RuleNumber: 110,
            Egress: true,
            Protocol: '1',
            RuleAction: 'allow',
            CidrBlock: '0.0.0.0/0',
            IcmpTypeCode: { Type: 8, Code: -1 },
          },
          { RuleNumber: 32767, Egress: false, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' },
          { RuleNumber: 32768, Egress: false, Protocol: '-1', RuleAction: 'deny', Ipv6CidrBlock: '::/0' },
        ],
      },
    ],
  },
  InternetGateways: {
    InternetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'available' }] }],
  },
  VpnGateways: { VpnGateways: [{ VpnGatewayId: 'vgw-1', VpcAttachments: [{ VpcId: 'vpc-1', State: 'detached' }] }] },
  NatGateways: {
    NatGateways: [
      {
        NatGatewayId: 'nat-1',
        SubnetId: 'subnet-a',
        State: 'available',
        NatGatewayAddresses: [{ AllocationId: 'eipalloc-1', PublicIp: '192.0.2.1' }],
      },
      { NatGatewayId: 'nat-0', SubnetId: 'subnet-a', State: 'deleted' },
    ],
  },
  Addresses: {
    Addresses: [
      { AllocationId: 'eipalloc-1', PublicIp: '192.0.2.1', NetworkInterfaceId: 'eni-nat' },
      { AllocationId: 'eipalloc-2', PublicIp: '192.0.2.2' },
    ],
  },
  VpcEndpoints: {
    VpcEndpoints: [
      {
        VpcEndpointId: 'vpce-s3',
        VpcId: 'vpc-1',
        ServiceName: 'com.amazonaws.eu-west-1.s3',
        VpcEndpointType: 'Gateway',
        State: 'available',
        RouteTableIds: ['rtb-a'],
        SubnetIds: [],
        Groups: [],
        PolicyDocument: '{"Statement":[]}',
      },
    ],
  },
  NetworkInterfaces: {
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-1',
        SubnetId: 'subnet-a',
        VpcId: 'vpc-1',
        PrivateIpAddress: '10.0.0.10',
        SourceDestCheck: true,
        InterfaceType: 'interface',
        Groups: [{ GroupId: 'sg-web' }],
        PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.0.10' }],
        Attachment: { InstanceId: 'i-1', DeviceIndex: 0 },
        Association: { PublicIp: '192.0.2.9' },
      },
    ],
  },
  Reservations: {
    Reservations: [
      {
        Instances: [
          {
            InstanceId: 'i-1',
            SubnetId: 'subnet-a',
            State: { Name: 'running' },
            Placement: { AvailabilityZone: 'eu-west-1a' },
            NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', Attachment: { DeviceIndex: 0 } }],
          },
          { InstanceId: 'i-0', State: { Name: 'terminated' } },
        ],
      },
    ],
  },
};
