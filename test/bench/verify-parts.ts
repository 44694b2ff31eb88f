import type { JsonObject, JsonValue } from '../../lib/template';

export type Resources = Record<string, JsonObject>;

/** A network that was made up. */
export interface Generated {
  readonly template: JsonObject;
  /** Logical ids by segment, for the matrix. */
  readonly segments: Readonly<Record<string, readonly string[]>>;
  /** Logical id of a security group of which one rule may be changed. */
  readonly changed: string;
}

/** The same numbers in every run: mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number below a limit. */
export function below(next: () => number, limit: number): number {
  return Math.floor(next() * limit);
}

export function choose<T>(next: () => number, from: readonly T[]): T {
  const chosen = from[below(next, from.length)];
  if (chosen === undefined) {
    throw new Error('nothing to choose from');
  }
  return chosen;
}

export const ref = (name: string): JsonObject => ({ Ref: name });
export const group = (name: string): JsonObject => ({ 'Fn::GetAtt': [name, 'GroupId'] });

export function resource(type: string, properties: JsonObject): JsonObject {
  return { Type: type, Properties: properties };
}

/** A block of IPv4 by its number. */
export function block(first: number, length: number): string {
  const octets = [24, 16, 8, 0].map((shift) => (first >>> shift) & 255);
  return `${octets.join('.')}/${length}`;
}

export function addVpc(into: Resources, id: string, cidr: string, hasGateway: boolean): void {
  into[id] = resource('AWS::EC2::VPC', { CidrBlock: cidr });
  if (hasGateway) {
    into[`${id}Igw`] = resource('AWS::EC2::InternetGateway', {});
    into[`${id}Attachment`] = resource('AWS::EC2::VPCGatewayAttachment', {
      VpcId: ref(id),
      InternetGatewayId: ref(`${id}Igw`),
    });
  }
}

/** A subnet with a table of its own, and routes by destination. */
export function addSubnet(
  into: Resources,
  id: string,
  { vpc, cidr, zone, routes = {} }: { vpc: string; cidr: string; zone: string; routes?: Record<string, JsonObject> },
): void {
  into[id] = resource('AWS::EC2::Subnet', { VpcId: ref(vpc), CidrBlock: cidr, AvailabilityZone: zone });
  into[`${id}Table`] = resource('AWS::EC2::RouteTable', { VpcId: ref(vpc) });
  into[`${id}Of`] = resource('AWS::EC2::SubnetRouteTableAssociation', {
    SubnetId: ref(id),
    RouteTableId: ref(`${id}Table`),
  });
  Object.entries(routes).forEach(([destination, target], index) => {
    into[`${id}Route${index}`] = resource('AWS::EC2::Route', {
      RouteTableId: ref(`${id}Table`),
      DestinationCidrBlock: destination,
      ...target,
    });
  });
}

export function rule(from: number, to: number, peer: JsonObject): JsonObject {
  return { IpProtocol: 'tcp', FromPort: from, ToPort: to, ...peer };
}

export const anyone: JsonObject = { CidrIp: '0.0.0.0/0' };

export function addGroup(
  into: Resources,
  id: string,
  vpc: string,
  ingress: readonly JsonObject[],
  egress?: readonly JsonObject[],
): void {
  into[id] = resource('AWS::EC2::SecurityGroup', {
    VpcId: ref(vpc),
    GroupDescription: id,
    SecurityGroupIngress: ingress,
    ...(egress === undefined ? {} : { SecurityGroupEgress: egress }),
  });
}

export interface Entry {
  readonly egress: boolean;
  readonly action: 'allow' | 'deny';
  readonly cidr: string;
  /** All ports and protocols when left out; TCP otherwise. */
  readonly ports?: readonly [number, number];
}

/** A network ACL on some subnets; entries in their order. */
export function addAcl(
  into: Resources,
  id: string,
  vpc: string,
  subnets: readonly string[],
  entries: readonly Entry[],
): void {
  into[id] = resource('AWS::EC2::NetworkAcl', { VpcId: ref(vpc) });
  for (const subnet of subnets) {
    into[`${id}${subnet}`] = resource('AWS::EC2::SubnetNetworkAclAssociation', {
      SubnetId: ref(subnet),
      NetworkAclId: ref(id),
    });
  }
  entries.forEach(({ egress, action, cidr, ports }, index) => {
    into[`${id}Entry${index}`] = resource('AWS::EC2::NetworkAclEntry', {
      NetworkAclId: ref(id),
      RuleNumber: 10 + index,
      Egress: egress,
      RuleAction: action,
      CidrBlock: cidr,
      Protocol: ports === undefined ? -1 : 6,
      ...(ports === undefined ? {} : { PortRange: { From: ports[0], To: ports[1] } }),
    });
  });
}

/** One server with one interface. */
export function addServer(
  into: Resources,
  id: string,
  subnet: string,
  groups: readonly string[],
  isPublic: boolean,
  address?: string,
): void {
  const card: Record<string, JsonValue> = { DeviceIndex: '0', SubnetId: ref(subnet), GroupSet: groups.map(group) };
  if (isPublic) {
    card['AssociatePublicIpAddress'] = true;
  }
  if (address !== undefined) {
    card['PrivateIpAddress'] = address;
  }
  into[id] = resource('AWS::EC2::Instance', { ImageId: 'ami-1', NetworkInterfaces: [card] });
}
