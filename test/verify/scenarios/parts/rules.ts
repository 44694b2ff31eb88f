import type { JsonObject } from '../../../../lib/template';
import { attribute, join, ref, resource, type Resources } from './template';

/** A port, a range of ports, or all of them. */
export type Ports = number | readonly [number, number] | 'all';

/** Protocol, ports and peer: an IPv4 or IPv6 range, `pl-…`, or `group:<LogicalId>`. */
export type Rule = readonly [protocol: string, ports: Ports, peer: string];

/** Number, action, protocol, ports and range of an entry of a network ACL. */
export type Entry = readonly [number: number, action: 'allow' | 'deny', protocol: string, ports: Ports, cidr: string];

/** Everything to anywhere over IPv4. */
export const ALL: Rule = ['-1', 'all', '0.0.0.0/0'];

/** A security group; without `out` it keeps the rule that AWS adds by default. */
export function group(
  id: string,
  vpc: string,
  rules: { readonly in?: readonly Rule[]; readonly out?: readonly Rule[] } = {},
): Resources {
  return resource(id, 'AWS::EC2::SecurityGroup', {
    GroupDescription: id,
    VpcId: ref(vpc),
    SecurityGroupIngress: rules.in?.map((rule) => inlineRule(rule, 'Source')),
    SecurityGroupEgress: rules.out?.map((rule) => inlineRule(rule, 'Destination')),
  });
}

/** A rule beside its group, for groups that name each other or themselves. */
export function ingress(id: string, groupId: string, rule: Rule): Resources {
  return resource(id, 'AWS::EC2::SecurityGroupIngress', {
    GroupId: attribute(groupId, 'GroupId'),
    ...inlineRule(rule, 'Source'),
  });
}

export function egress(id: string, groupId: string, rule: Rule): Resources {
  return resource(id, 'AWS::EC2::SecurityGroupEgress', {
    GroupId: attribute(groupId, 'GroupId'),
    ...inlineRule(rule, 'Destination'),
  });
}

/** A network ACL of subnets; what no entry names is denied. */
export function acl(
  id: string,
  vpc: string,
  subnets: readonly string[],
  entries: { readonly in?: readonly Entry[]; readonly out?: readonly Entry[] } = {},
): Resources {
  return join(
    resource(id, 'AWS::EC2::NetworkAcl', { VpcId: ref(vpc) }),
    ...subnets.map((subnet) =>
      resource(`${id}Of${subnet}`, 'AWS::EC2::SubnetNetworkAclAssociation', {
        SubnetId: ref(subnet),
        NetworkAclId: ref(id),
      }),
    ),
    ...(entries.in ?? []).map((entry) => aclEntry(id, entry, false)),
    ...(entries.out ?? []).map((entry) => aclEntry(id, entry, true)),
  );
}

const ACL_PROTOCOLS: Readonly<Record<string, number>> = { '-1': -1, icmp: 1, tcp: 6, udp: 17 };

function aclEntry(acl: string, [number, action, protocol, ports, cidr]: Entry, outbound: boolean): Resources {
  const range = portRange(ports);
  return resource(`${acl}${outbound ? 'Out' : 'In'}${String(number)}`, 'AWS::EC2::NetworkAclEntry', {
    NetworkAclId: ref(acl),
    RuleNumber: number,
    RuleAction: action,
    Egress: outbound,
    Protocol: ACL_PROTOCOLS[protocol] ?? Number(protocol),
    [cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: cidr,
    PortRange: range && { From: range[0], To: range[1] },
    Icmp: protocol === 'icmp' ? { Type: -1, Code: -1 } : undefined,
  });
}

function inlineRule([protocol, ports, peer]: Rule, side: 'Source' | 'Destination'): JsonObject {
  const range = portRange(ports) ?? (protocol === 'icmp' ? ([-1, -1] as const) : undefined);
  return {
    IpProtocol: protocol,
    ...(range === undefined ? {} : { FromPort: range[0], ToPort: range[1] }),
    ...peerOf(peer, side),
  };
}

function peerOf(peer: string, side: 'Source' | 'Destination'): JsonObject {
  if (peer.startsWith('group:')) {
    return { [`${side}SecurityGroupId`]: attribute(peer.slice('group:'.length), 'GroupId') };
  }
  if (peer.startsWith('pl-')) {
    return { [`${side}PrefixListId`]: peer };
  }
  return peer.includes(':') ? { CidrIpv6: peer } : { CidrIp: peer };
}

function portRange(ports: Ports): readonly [number, number] | undefined {
  if (ports === 'all') {
    return undefined;
  }
  return typeof ports === 'number' ? [ports, ports] : ports;
}
