import {
  asBoolean,
  asNumber,
  at,
  findTarget,
  overlaps,
  resourceKey,
  resourcesOfType,
  subtract,
  type Ipv4Range,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { rangeOf } from './subnets';

/** One inbound rule of a network ACL. */
export interface AclEntry {
  readonly resource: TemplateResource;
  readonly number: number;
  readonly allows: boolean;
  /** Protocol number, -1 for all. */
  readonly protocol: number;
  /** Ports for TCP and UDP; every port when the rule names none. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Source, or `undefined` when it cannot be found. */
  readonly range: Ipv4Range | undefined;
}

/** What of a source gets in. */
export interface Admission {
  readonly entry: AclEntry;
  readonly protocol: number;
  readonly port: number;
}

const ALL_PROTOCOLS = -1;
const ALL_PORTS = { from: 0, to: 65535 } as const;
/** TCP, UDP, ICMP, and a protocol nobody names, which stands for every other. */
const PROTOCOLS = [6, 17, 1, 255] as const;

/** ACL of each subnet, by the key of the subnet; a subnet without one has the default ACL, which admits everything. */
export function aclBySubnet(model: TemplateModel): ReadonlyMap<string, TemplateResource> {
  const acls = new Map<string, TemplateResource>();
  for (const { properties, stack } of resourcesOfType(model, 'AWS::EC2::SubnetNetworkAclAssociation')) {
    const subnet = findTarget(model, stack, properties['SubnetId']);
    const acl = findTarget(model, stack, properties['NetworkAclId']);
    if (subnet !== undefined && acl !== undefined) {
      acls.set(resourceKey(subnet), acl);
    }
  }
  return acls;
}

/** Inbound IPv4 rules of an ACL in the order in which they are tried. */
export function inboundEntries(model: TemplateModel, acl: TemplateResource): readonly AclEntry[] {
  return resourcesOfType(model, 'AWS::EC2::NetworkAclEntry')
    .filter(
      ({ properties, stack }) =>
        asBoolean(properties['Egress']) !== true &&
        properties['Ipv6CidrBlock'] === undefined &&
        findTarget(model, stack, properties['NetworkAclId']) === acl,
    )
    .map((resource) => entryOf(model, resource))
    .sort((a, b) => a.number - b.number);
}

/** Something the entries let in from a range, or `undefined` when they keep all of it out. */
export function findAdmission(entries: readonly AclEntry[], source: Ipv4Range): Admission | undefined {
  for (const protocol of PROTOCOLS) {
    for (const port of elementaryPorts(entries, protocol)) {
      const entry = findAdmitting(entries, source, protocol, port);
      if (entry !== undefined) {
        return { entry, protocol, port };
      }
    }
  }
  return undefined;
}

/** Rules cannot tell ports between two of their bounds apart, so one port of each interval stands for all. */
function elementaryPorts(entries: readonly AclEntry[], protocol: number): readonly number[] {
  if (protocol !== 6 && protocol !== 17) {
    return [0];
  }
  const bounds = entries
    .filter((entry) => entry.protocol === protocol)
    .flatMap(({ ports }) => [ports.from, ports.to + 1])
    .filter((port) => port <= ALL_PORTS.to);
  return [...new Set([0, ...bounds])].sort((a, b) => a - b);
}

function findAdmitting(
  entries: readonly AclEntry[],
  source: Ipv4Range,
  protocol: number,
  port: number,
): AclEntry | undefined {
  let left: readonly Ipv4Range[] = [source];
  for (const entry of entries) {
    const { range, ports } = entry;
    const applies =
      entry.protocol === ALL_PROTOCOLS ||
      (entry.protocol === protocol &&
        ((protocol !== 6 && protocol !== 17) || (ports.from <= port && port <= ports.to)));
    // A rule whose source is unknown may admit anyone, and can be relied on to deny nobody.
    if (!applies || (range !== undefined && !left.some((part) => overlaps(part, range)))) {
      continue;
    }
    if (entry.allows) {
      return entry;
    }
    left = range === undefined ? left : left.flatMap((part) => subtract(part, range));
    if (left.length === 0) {
      return undefined;
    }
  }
  return undefined;
}

function entryOf(model: TemplateModel, resource: TemplateResource): AclEntry {
  const { properties, stack } = resource;
  const from = asNumber(at(properties['PortRange'], 'From'));
  const to = asNumber(at(properties['PortRange'], 'To'));
  return {
    resource,
    number: asNumber(properties['RuleNumber']) ?? 0,
    allows: properties['RuleAction'] !== 'deny',
    protocol: asNumber(properties['Protocol']) ?? ALL_PROTOCOLS,
    ports: from === undefined || to === undefined ? ALL_PORTS : { from, to },
    range: rangeOf(model, stack, properties['CidrBlock']),
  };
}
