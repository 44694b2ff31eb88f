import {
  ask,
  buildWorld,
  type Answer,
  type Question,
  type World,
  type WorldOptions,
} from '../../../../lib/verify/packets';
import { modelOfTemplate, type JsonObject, type JsonValue } from '../../../../lib/template';

/** Resources by their logical ids. */
export type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: JsonObject }>>;

/** One resource. */
export function resource(type: string, properties: JsonObject = {}): Resources[string] {
  return { Type: `AWS::${type}`, Properties: properties };
}

export const ref = (name: string): JsonObject => ({ Ref: name });
export const att = (name: string, attribute: string): JsonObject => ({ 'Fn::GetAtt': [name, attribute] });

/** World of some resources. */
export function worldOf(resources: Resources, options: WorldOptions = {}, template: JsonObject = {}): World {
  const model = modelOfTemplate(
    { ...template, Resources: resources as unknown as JsonObject },
    { region: 'eu-west-1', account: '111122223333' },
  );
  return buildWorld(model, options);
}

/** `delivers/session` of a question: `from > to protocol/port`, for example `Web > Db tcp/5432`. */
export function answer(world: World, text: string): string {
  const { delivers, session } = asked(world, text);
  return `${delivers}/${session}`;
}

/** The whole answer of a question. */
export function asked(world: World, text: string): Answer {
  const match = /^(\S+) > (\S+) (\w+)(?:\/(\d+))?(?: from (\d+))?$/.exec(text);
  const [, from = '', to = '', protocol = '', port, sourcePort] = match ?? [];
  return ask(world, {
    from,
    to,
    protocol: /^\d+$/.test(protocol) ? Number(protocol) : (protocol as Question['protocol']),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(sourcePort === undefined ? {} : { sourcePort: Number(sourcePort) }),
  });
}

/** A VPC `<name>` of 10.<n>.0.0/16, with an internet gateway. */
export function vpc(name: string, n: number, withGateway = true): Resources {
  return {
    [name]: resource('EC2::VPC', { CidrBlock: `10.${n}.0.0/16` }),
    ...(withGateway
      ? {
          [`${name}Igw`]: resource('EC2::InternetGateway'),
          [`${name}IgwAttachment`]: resource('EC2::VPCGatewayAttachment', {
            VpcId: ref(name),
            InternetGatewayId: ref(`${name}Igw`),
          }),
        }
      : {}),
  };
}

/** A subnet with a route table of its own, `<name>Table`. */
export function subnet(name: string, vpcName: string, cidr: string, zone = 'a', more: JsonObject = {}): Resources {
  return {
    [name]: resource('EC2::Subnet', {
      VpcId: ref(vpcName),
      CidrBlock: cidr,
      AvailabilityZone: `eu-west-1${zone}`,
      ...more,
    }),
    [`${name}Table`]: resource('EC2::RouteTable', { VpcId: ref(vpcName) }),
    [`${name}TableAssociation`]: resource('EC2::SubnetRouteTableAssociation', {
      SubnetId: ref(name),
      RouteTableId: ref(`${name}Table`),
    }),
  };
}

/** A route of a table. */
export function route(name: string, table: string, cidr: string, target: JsonObject): Resources {
  const key = cidr.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  return { [name]: resource('EC2::Route', { RouteTableId: ref(table), [key]: cidr, ...target }) };
}

/** One rule of a group: `tcp/80`, `udp/53-60`, `icmp` or `all`, with the other end. */
export function rule(what: string, peer: string | JsonObject): JsonObject {
  const [protocol = '', ports = ''] = what.split('/');
  const [from = '-1', to = from] = ports === '' ? [] : ports.split('-');
  const key = typeof peer === 'string' && peer.includes(':') ? 'CidrIpv6' : 'CidrIp';
  return {
    IpProtocol: protocol === 'all' ? '-1' : protocol,
    ...(protocol === 'all' ? {} : { FromPort: Number(from), ToPort: Number(to) }),
    ...(typeof peer === 'string' ? { [key]: peer } : peer),
  };
}

/** A security group; without outbound rules it lets everything out. */
export function group(
  name: string,
  vpcName: string,
  ingress: readonly JsonValue[],
  egress?: readonly JsonValue[],
): Resources {
  return {
    [name]: resource('EC2::SecurityGroup', {
      GroupDescription: name,
      VpcId: ref(vpcName),
      SecurityGroupIngress: ingress,
      ...(egress === undefined ? {} : { SecurityGroupEgress: egress }),
    }),
  };
}

/** An instance in a subnet. */
export function instance(
  name: string,
  subnetName: string,
  groups: readonly string[],
  more: JsonObject = {},
): Resources {
  return {
    [name]: resource('EC2::Instance', { SubnetId: ref(subnetName), SecurityGroupIds: groups.map(ref), ...more }),
  };
}

/** A network ACL of a subnet; entries are `<number> <in|out> <allow|deny> <protocol> <cidr> [<from>-<to>]`. */
export function acl(name: string, vpcName: string, subnetName: string, entries: readonly string[]): Resources {
  const written = entries.map((text, index) => {
    const [number, way, action, protocol = '', cidr = '', ports = '0-65535'] = text.split(' ');
    const [from, to] = ports.split('-').map(Number);
    const key = cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock';
    return [
      `${name}Entry${index}`,
      resource('EC2::NetworkAclEntry', {
        NetworkAclId: ref(name),
        RuleNumber: Number(number),
        RuleAction: action ?? '',
        Egress: way === 'out',
        Protocol: { tcp: 6, udp: 17, icmp: 1, all: -1 }[protocol] ?? Number(protocol),
        [key]: cidr,
        ...(protocol === 'icmp'
          ? { Icmp: { Type: from ?? -1, Code: -1 } }
          : { PortRange: { From: from ?? 0, To: to ?? 65535 } }),
      }),
    ] as const;
  });
  return {
    [name]: resource('EC2::NetworkAcl', { VpcId: ref(vpcName) }),
    [`${name}Association`]: resource('EC2::SubnetNetworkAclAssociation', {
      SubnetId: ref(subnetName),
      NetworkAclId: ref(name),
    }),
    ...Object.fromEntries(written),
  };
}

/** A group that lets everything in and out. */
export function openGroup(name: string, vpcName: string): Resources {
  return group(name, vpcName, [rule('all', '0.0.0.0/0'), rule('all', '::/0')]);
}

/** A public instance: in a subnet with a route to the internet gateway, with a public address. */
export function publicSubnet(name: string, vpcName: string, cidr: string, zone = 'a'): Resources {
  return {
    ...subnet(name, vpcName, cidr, zone, { MapPublicIpOnLaunch: true }),
    ...route(`${name}Default`, `${name}Table`, '0.0.0.0/0', { GatewayId: ref(`${vpcName}Igw`) }),
  };
}
