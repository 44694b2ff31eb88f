import type { JsonObject } from '../../../../lib/template';
import { attribute, groupIds, join, ref, resource, zoneName, type Resources } from './template';

/** Where a route leads. */
export type Target = JsonObject;

/** Destination and target; a destination is a range, or the logical ID of a prefix list after `list:`. */
export type Route = readonly [destination: string, target: Target];

export const toGateway = (id: string): Target => ({ GatewayId: ref(id) });
export const toNat = (id: string): Target => ({ NatGatewayId: ref(id) });
export const toPeer = (id: string): Target => ({ VpcPeeringConnectionId: ref(id) });
export const toTransit = (id: string): Target => ({ TransitGatewayId: ref(id) });
export const toInterface = (id: string): Target => ({ NetworkInterfaceId: ref(id) });
export const toEgressOnly = (id: string): Target => ({ EgressOnlyInternetGatewayId: ref(id) });

/** A VPC, and its IPv6 range if one is given. */
export function vpc(id: string, cidr = '10.0.0.0/16', ipv6?: string): Resources {
  const block =
    ipv6 === undefined
      ? {}
      : resource(`${id}Ipv6`, 'AWS::EC2::VPCCidrBlock', {
          VpcId: ref(id),
          Ipv6CidrBlock: ipv6,
          Ipv6Pool: 'ipv6pool-ec2-012345abc',
        });
  return join(resource(id, 'AWS::EC2::VPC', { CidrBlock: cidr }), block);
}

export function subnet(
  id: string,
  vpcId: string,
  cidr: string,
  { zone = 'a', ...extra }: { readonly zone?: string } & JsonObject = {},
): Resources {
  return resource(id, 'AWS::EC2::Subnet', {
    VpcId: ref(vpcId),
    CidrBlock: cidr,
    AvailabilityZone: zoneName(zone),
    ...extra,
  });
}

/** An internet gateway `Igw` attached to a VPC. */
export function internetGateway(vpcId: string, id = 'Igw'): Resources {
  return join(
    resource(id, 'AWS::EC2::InternetGateway', {}),
    resource(`${id}Attachment`, 'AWS::EC2::VPCGatewayAttachment', { VpcId: ref(vpcId), InternetGatewayId: ref(id) }),
  );
}

/** A route table of subnets. */
export function table(id: string, vpcId: string, subnets: readonly string[], routes: readonly Route[] = []): Resources {
  return join(
    resource(id, 'AWS::EC2::RouteTable', { VpcId: ref(vpcId) }),
    ...subnets.map((name) =>
      resource(`${id}Of${name}`, 'AWS::EC2::SubnetRouteTableAssociation', {
        SubnetId: ref(name),
        RouteTableId: ref(id),
      }),
    ),
    ...routes.map(([destination, target], index) =>
      resource(`${id}Route${String(index + 1)}`, 'AWS::EC2::Route', {
        RouteTableId: ref(id),
        ...destinationOf(destination),
        ...target,
      }),
    ),
  );
}

/** A route table of an internet gateway: where traffic goes that enters through it. */
export function gatewayTable(id: string, vpcId: string, gateway: string, routes: readonly Route[]): Resources {
  return join(
    table(id, vpcId, [], routes),
    resource(`${id}Of${gateway}`, 'AWS::EC2::GatewayRouteTableAssociation', {
      GatewayId: ref(gateway),
      RouteTableId: ref(id),
    }),
  );
}

/** A VPC `Vpc` with `Public` (10.0.0.0/24, routed to `Igw`) and `Private` (10.0.1.0/24, local routes only). */
export function stage(): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('Public', 'Vpc', '10.0.0.0/24'),
    subnet('Private', 'Vpc', '10.0.1.0/24'),
    table('PublicTable', 'Vpc', ['Public'], [['0.0.0.0/0', toGateway('Igw')]]),
  );
}

/** An instance; without groups it gets the default group of its VPC. */
export function instance(
  id: string,
  subnetId: string,
  groups: readonly string[] = [],
  extra: JsonObject = {},
): Resources {
  return resource(id, 'AWS::EC2::Instance', {
    SubnetId: ref(subnetId),
    SecurityGroupIds: groupIds(groups),
    ...extra,
  });
}

/** An Elastic IP address of an instance. */
export function elasticAddress(instanceId: string): Resources {
  return resource(`${instanceId}Address`, 'AWS::EC2::EIP', { Domain: 'vpc', InstanceId: ref(instanceId) });
}

/** An Elastic IP address of a network interface. */
export function interfaceAddress(interfaceId: string): Resources {
  return join(
    resource(`${interfaceId}Address`, 'AWS::EC2::EIP', { Domain: 'vpc' }),
    resource(`${interfaceId}AddressOf`, 'AWS::EC2::EIPAssociation', {
      AllocationId: attribute(`${interfaceId}Address`, 'AllocationId'),
      NetworkInterfaceId: ref(interfaceId),
    }),
  );
}

/** A network interface of an appliance that runs on an instance of its own. */
export function appliance(id: string, subnetId: string, groups: readonly string[], checked: boolean): Resources {
  return join(
    resource(id, 'AWS::EC2::NetworkInterface', {
      SubnetId: ref(subnetId),
      GroupSet: groupIds(groups),
      SourceDestCheck: checked,
    }),
    resource(`${id}Host`, 'AWS::EC2::Instance', {
      NetworkInterfaces: [{ DeviceIndex: '0', NetworkInterfaceId: ref(id) }],
    }),
  );
}

/** A public NAT gateway with its address. */
export function natGateway(id: string, subnetId: string): Resources {
  return join(
    resource(`${id}Address`, 'AWS::EC2::EIP', { Domain: 'vpc' }),
    resource(id, 'AWS::EC2::NatGateway', {
      SubnetId: ref(subnetId),
      AllocationId: attribute(`${id}Address`, 'AllocationId'),
    }),
  );
}

export function peering(id: string, requester: string, accepter: string): Resources {
  return resource(id, 'AWS::EC2::VPCPeeringConnection', { VpcId: ref(requester), PeerVpcId: ref(accepter) });
}

export function prefixList(id: string, ...ranges: readonly string[]): Resources {
  return resource(id, 'AWS::EC2::PrefixList', {
    PrefixListName: id,
    AddressFamily: 'IPv4',
    MaxEntries: ranges.length,
    Entries: ranges.map((Cidr) => ({ Cidr })),
  });
}

function destinationOf(destination: string): JsonObject {
  if (destination.startsWith('list:')) {
    return { DestinationPrefixListId: attribute(destination.slice('list:'.length), 'PrefixListId') };
  }
  return destination.includes(':') ? { DestinationIpv6CidrBlock: destination } : { DestinationCidrBlock: destination };
}
