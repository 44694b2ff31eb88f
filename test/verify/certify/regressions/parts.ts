import type { JsonObject } from '../../../../lib/template';

/** Resources of a small network, by their logical ids. */
export type Parts = Record<string, JsonObject>;

/** The resources without one. */
export function without(parts: Parts, id: string): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([each]) => each !== id));
}

export function part(Type: string, Properties: JsonObject, more: JsonObject = {}): JsonObject {
  return { Type, Properties, ...more };
}

export function ref(id: string): JsonObject {
  return { Ref: id };
}

export function att(id: string, name: string): JsonObject {
  return { 'Fn::GetAtt': [id, name] };
}

/** A VPC with a security group that lets everything in and out. */
export function vpc(id: string, cidr: string): Parts {
  const every = [
    { IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
    { IpProtocol: '-1', CidrIpv6: '::/0' },
  ];
  return {
    [id]: part('AWS::EC2::VPC', { CidrBlock: cidr }),
    [`${id}Open`]: part('AWS::EC2::SecurityGroup', {
      GroupDescription: id,
      VpcId: ref(id),
      SecurityGroupIngress: every,
      SecurityGroupEgress: every,
    }),
  };
}

/** A subnet with a route table and the routes of it. */
export function subnet(
  id: string,
  of: string,
  cidr: string,
  routes: readonly JsonObject[] = [],
  more: JsonObject = {},
): Parts {
  const own = Object.fromEntries(
    routes.map((route, index) => [
      `${id}Route${index}`,
      part('AWS::EC2::Route', { RouteTableId: ref(`${id}Table`), ...route }, { DependsOn: [] }),
    ]),
  );
  return {
    [id]: part('AWS::EC2::Subnet', { VpcId: ref(of), CidrBlock: cidr, AvailabilityZone: 'us-east-1a', ...more }),
    [`${id}Table`]: part('AWS::EC2::RouteTable', { VpcId: ref(of) }),
    [`${id}Uses`]: part('AWS::EC2::SubnetRouteTableAssociation', {
      SubnetId: ref(id),
      RouteTableId: ref(`${id}Table`),
    }),
    ...own,
  };
}

/** A server with a fixed address, in the open group of its VPC. */
export function server(id: string, of: string, at: string, address: string, more: JsonObject = {}): Parts {
  return {
    [id]: part('AWS::EC2::Instance', {
      SubnetId: ref(at),
      PrivateIpAddress: address,
      SecurityGroupIds: [att(`${of}Open`, 'GroupId')],
      ...more,
    }),
  };
}

/** A server with an interface that gets a public address. */
export function publicServer(id: string, of: string, at: string, address: string): Parts {
  return {
    [id]: part('AWS::EC2::Instance', {
      NetworkInterfaces: [
        {
          DeviceIndex: '0',
          SubnetId: ref(at),
          PrivateIpAddress: address,
          AssociatePublicIpAddress: true,
          GroupSet: [att(`${of}Open`, 'GroupId')],
        },
      ],
    }),
  };
}

/** An internet gateway that is attached to a VPC. */
export function internetGateway(of: string): Parts {
  return {
    Igw: part('AWS::EC2::InternetGateway', {}),
    IgwUses: part('AWS::EC2::VPCGatewayAttachment', { VpcId: ref(of), InternetGatewayId: ref('Igw') }),
  };
}

export function peering(id: string, one: string, other: string): Parts {
  return { [id]: part('AWS::EC2::VPCPeeringConnection', { VpcId: ref(one), PeerVpcId: ref(other) }) };
}

export function route(destination: string, to: JsonObject): JsonObject {
  return destination.includes(':')
    ? { DestinationIpv6CidrBlock: destination, ...to }
    : { DestinationCidrBlock: destination, ...to };
}

/** A transit gateway with VPCs attached to it, each by one subnet. */
export function transitGateway(...subnets: readonly (readonly [vpc: string, subnet: string])[]) {
  return {
    Tgw: part('AWS::EC2::TransitGateway', {}),
    ...Object.fromEntries(
      subnets.map(([vpcId, subnetId]) => [
        `Tgw${vpcId}`,
        part('AWS::EC2::TransitGatewayVpcAttachment', {
          TransitGatewayId: ref('Tgw'),
          VpcId: ref(vpcId),
          SubnetIds: [ref(subnetId)],
        }),
      ]),
    ),
  };
}
