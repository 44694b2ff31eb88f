import { asList, asObject, asString, isObject, type JsonObject, type JsonValue } from '../../../template';
import type { Origin } from '../../../verify';

const PROTOCOLS: Readonly<Record<string, string>> = {
  '-1': 'any',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

const PEERS = [
  'CidrIp',
  'CidrIpv6',
  'SourcePrefixListId',
  'DestinationPrefixListId',
  'SourceSecurityGroupId',
  'SourceSecurityGroupName',
  'DestinationSecurityGroupId',
];
const DESTINATIONS = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'];
const TARGETS = [
  'GatewayId',
  'NatGatewayId',
  'TransitGatewayId',
  'TransitGatewayAttachmentId',
  'VpcEndpointId',
  'VpcPeeringConnectionId',
  'NetworkInterfaceId',
  'InstanceId',
  'EgressOnlyInternetGatewayId',
];

/**
 * What a rule of a template says, in the notation of services: `tcp/443 0.0.0.0/0`, `100 allow any 10.0.0.0/8`,
 * `0.0.0.0/0 -> Nat`; nothing when it is no such rule.
 */
export function ruleText({ resource, property, id }: Origin): string | undefined {
  if (resource === undefined) {
    return undefined;
  }
  const isImplied = property === undefined && id.includes('#');
  const [line] = /line (\d+)$/.exec(property ?? '')?.slice(1) ?? [];
  if (line !== undefined) {
    return linesOf(resource.properties)[Number(line) - 1]?.trim();
  }
  const value = property === undefined ? resource.properties : valueAt(resource.properties, property);
  return isImplied || !isObject(value) ? undefined : (groupRule(value) ?? aclEntry(value) ?? route(value));
}

function linesOf(properties: JsonObject): readonly string[] {
  const group = asObject(properties['RuleGroup']);
  const source = asObject(group['RulesSource']);
  return (asString(source['RulesString']) ?? '').split('\n');
}

/** The value at `SecurityGroupIngress[0]`. */
function valueAt(properties: JsonObject, property: string): JsonValue | undefined {
  let value: JsonValue | undefined = properties;
  for (const step of property.split(/[.[\]]+/).filter((part) => part !== '')) {
    value = /^\d+$/.test(step) ? asList(value)[Number(step)] : asObject(value)[step];
  }
  return value;
}

function groupRule(value: JsonObject): string | undefined {
  const peer = PEERS.find((name) => value[name] !== undefined);
  return value['IpProtocol'] === undefined || peer === undefined
    ? undefined
    : `${serviceText(value['IpProtocol'], value['FromPort'], value['ToPort'])} ${short(value[peer])}`;
}

function aclEntry(value: JsonObject): string | undefined {
  if (value['RuleNumber'] === undefined || value['RuleAction'] === undefined) {
    return undefined;
  }
  const ports = asObject(value['PortRange']);
  const peer = value['CidrBlock'] ?? value['Ipv6CidrBlock'];
  const service = serviceText(value['Protocol'], ports['From'], ports['To']);
  return `${short(value['RuleNumber'])} ${short(value['RuleAction'])} ${service} ${short(peer)}`;
}

function route(value: JsonObject): string | undefined {
  const destination = DESTINATIONS.find((name) => value[name] !== undefined);
  const target = TARGETS.find((name) => value[name] !== undefined);
  return destination === undefined || target === undefined
    ? undefined
    : `${short(value[destination])} -> ${short(value[target])}`;
}

function serviceText(protocol: JsonValue | undefined, from: JsonValue | undefined, to: JsonValue | undefined): string {
  const text = short(protocol);
  const name = PROTOCOLS[text] ?? text;
  if (from === undefined || name === 'any' || name.startsWith('icmp')) {
    return name;
  }
  const [first, last] = [short(from), short(to ?? from)];
  return first === '0' && last === '65535' ? name : `${name}/${first === last ? first : `${first}-${last}`}`;
}

/** A value as short as it can be named. */
function short(value: JsonValue | undefined): string {
  if (value === undefined || value === null) {
    return '?';
  }
  if (!isObject(value)) {
    return Array.isArray(value) ? '…' : String(value as boolean | number | string);
  }
  const reference = asString(value['Ref']);
  const attribute = value['Fn::GetAtt'];
  const named =
    asString(attribute) ??
    asList(attribute)
      .map((part) => asString(part) ?? '…')
      .join('.');
  return reference ?? (named === '' ? '…' : named);
}
