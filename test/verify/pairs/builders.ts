/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A resource of a template. */
export interface Resource extends JsonObject {
  readonly Type: string;
  readonly Properties: JsonObject;
}

/** Resources by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

/** A CloudFormation template. */
export interface Template extends JsonObject {
  readonly Resources: Resources;
}

/** The two zones of every template. */
export const ZONE_A = 'ap-northeast-1a';
export const ZONE_C = 'ap-northeast-1c';

/** Everything of IPv4, everything of IPv6, and everything private of the class of ten. */
export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE_6 = '::/0';
export const TEN = '10.0.0.0/8';

/**
 * Puts parts together.
 *
 * @throws Error when two parts define the same resource
 */
export function template(parts: readonly Resources[], rest: JsonObject = {}): Template {
  const all: Record<string, Resource> = {};
  for (const [id, part] of parts.flatMap((resources) => Object.entries(resources))) {
    if (id in all) {
      throw new Error(`two resources are called ${id}`);
    }
    all[id] = part;
  }
  return { AWSTemplateFormatVersion: '2010-09-09', ...rest, Resources: all };
}

/** A resource. */
export function resource(id: string, type: string, properties: JsonObject, rest: JsonObject = {}): Resources {
  return { [id]: { Type: type, Properties: properties, ...rest } };
}

export function ref(id: string): JsonObject {
  return { Ref: id };
}

export function att(id: string, attribute: string): JsonObject {
  return { 'Fn::GetAtt': [id, attribute] };
}

/** VPC. */
export function vpc(id: string, cidr: string): Resources {
  return resource(id, 'AWS::EC2::VPC', { CidrBlock: cidr });
}

/** Subnet with, where a table is given, its association. Without one it uses the main table, which knows the VPC alone. */
export function subnet(id: string, vpcId: string, cidr: string, zone = ZONE_A, tableId?: string): Resources {
  return {
    ...resource(id, 'AWS::EC2::Subnet', { VpcId: ref(vpcId), CidrBlock: cidr, AvailabilityZone: zone }),
    ...(tableId === undefined
      ? {}
      : resource(`${id}Association`, 'AWS::EC2::SubnetRouteTableAssociation', {
          SubnetId: ref(id),
          RouteTableId: ref(tableId),
        })),
  };
}

/** Route table with its routes: destination and target, `['0.0.0.0/0', { GatewayId: … }]`. */
export function table(id: string, vpcId: string, routes: readonly (readonly [string, JsonObject])[] = []): Resources {
  return Object.assign(
    resource(id, 'AWS::EC2::RouteTable', { VpcId: ref(vpcId) }),
    ...routes.map(([destination, target], index) => route(`${id}Route${String(index + 1)}`, id, destination, target)),
  ) as Resources;
}

/** Route of IPv4 or IPv6. */
export function route(id: string, tableId: string, destination: string, target: JsonObject): Resources {
  const key = destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  return resource(id, 'AWS::EC2::Route', { RouteTableId: ref(tableId), [key]: destination, ...target });
}

/** Internet gateway `Igw`, attached. */
export function internetGateway(vpcId: string, id = 'Igw'): Resources {
  return {
    ...resource(id, 'AWS::EC2::InternetGateway', {}),
    ...resource(`${id}Attachment`, 'AWS::EC2::VPCGatewayAttachment', { VpcId: ref(vpcId), InternetGatewayId: ref(id) }),
  };
}

/** Public NAT gateway. */
export function natGateway(id: string, subnetId: string): Resources {
  return {
    ...resource(`${id}Address`, 'AWS::EC2::EIP', { Domain: 'vpc' }),
    ...resource(id, 'AWS::EC2::NatGateway', {
      SubnetId: ref(subnetId),
      AllocationId: att(`${id}Address`, 'AllocationId'),
    }),
  };
}

/** What a group admits from or to: a range of addresses, or a member such as `{ SourceSecurityGroupId: … }`. */
export type Peer = string | JsonObject;

/** Rule of a group: a protocol with ports `tcp/443`, `tcp/1-1023`, `udp`, or `-1` for everything. */
export function rule(service: string, peer: Peer): JsonObject {
  return { ...protocolOf(service), ...(typeof peer === 'string' ? cidr(peer) : peer) };
}

/** Security group. Without `egress` EC2 lets everything out, without `ingress` nothing in. */
export function group(
  id: string,
  vpcId: string,
  ingress: readonly JsonObject[] = [],
  egress?: readonly JsonObject[],
): Resources {
  return resource(id, 'AWS::EC2::SecurityGroup', {
    GroupDescription: id,
    VpcId: ref(vpcId),
    SecurityGroupIngress: ingress,
    ...(egress === undefined ? {} : { SecurityGroupEgress: egress }),
  });
}

/** Rule for a group as a source. */
export function fromGroup(id: string): JsonObject {
  return { SourceSecurityGroupId: att(id, 'GroupId') };
}

/** Instance with private addresses alone. */
export function instance(id: string, subnetId: string, groupIds: readonly string[], more: JsonObject = {}): Resources {
  return resource(id, 'AWS::EC2::Instance', {
    ...IMAGE,
    SubnetId: ref(subnetId),
    ...(groupIds.length === 0 ? {} : { SecurityGroupIds: groupIds.map((groupId) => att(groupId, 'GroupId')) }),
    ...more,
  });
}

/** Instance with a public address. */
export function publicInstance(id: string, subnetId: string, groupId: string, more: JsonObject = {}): Resources {
  return resource(id, 'AWS::EC2::Instance', {
    ...IMAGE,
    NetworkInterfaces: [
      {
        DeviceIndex: '0',
        SubnetId: ref(subnetId),
        GroupSet: [att(groupId, 'GroupId')],
        AssociatePublicIpAddress: true,
      },
    ],
    ...more,
  });
}

/** Row of a network ACL. */
export interface AclRow {
  readonly direction: 'in' | 'out';
  readonly number: number;
  readonly action: 'allow' | 'deny';
  /** As in `rule`. */
  readonly service: string;
  readonly cidr: string;
}

/** Network ACL of some subnets. */
export function acl(id: string, vpcId: string, subnetIds: readonly string[], rows: readonly AclRow[]): Resources {
  return Object.assign(
    resource(id, 'AWS::EC2::NetworkAcl', { VpcId: ref(vpcId) }),
    ...subnetIds.map((subnetId) =>
      resource(`${id}On${subnetId}`, 'AWS::EC2::SubnetNetworkAclAssociation', {
        NetworkAclId: ref(id),
        SubnetId: ref(subnetId),
      }),
    ),
    ...rows.map((row) =>
      resource(`${id}${row.direction === 'in' ? 'In' : 'Out'}${String(row.number)}`, 'AWS::EC2::NetworkAclEntry', {
        NetworkAclId: ref(id),
        RuleNumber: row.number,
        RuleAction: row.action,
        Egress: row.direction === 'out',
        ...aclProtocol(row.service),
        CidrBlock: row.cidr,
      }),
    ),
  ) as Resources;
}

const IMAGE: JsonObject = { ImageId: 'ami-0123456789abcdef0', InstanceType: 't4g.small' };

function protocolOf(service: string): JsonObject {
  const [protocol = '', ports] = service.split('/');
  const [from, to = from] = (ports ?? '').split('-');
  return ports === undefined
    ? { IpProtocol: protocol, ...(protocol === '-1' ? {} : { FromPort: 0, ToPort: 65535 }) }
    : { IpProtocol: protocol, FromPort: Number(from), ToPort: Number(to) };
}

function aclProtocol(service: string): JsonObject {
  const { IpProtocol, FromPort, ToPort } = protocolOf(service);
  const number = { tcp: 6, udp: 17, '-1': -1 }[String(IpProtocol)];
  if (number === undefined) {
    throw new Error(`'${service}' is nothing for an ACL`);
  }
  return number === -1
    ? { Protocol: -1 }
    : { Protocol: number, PortRange: { From: FromPort ?? 0, To: ToPort ?? 65535 } };
}

function cidr(range: string): JsonObject {
  return range.includes(':') ? { CidrIpv6: range } : { CidrIp: range };
}
