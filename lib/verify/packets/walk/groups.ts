import { isPrivate, type Address } from '../net/address';
import type { GroupRule, SecurityGroup } from '../net/filters';
import type { Interface, Vpc } from '../net/network';
import { both, type Truth, type Verdict } from '../net/truth';
import type { PacketRule } from '../rules';
import { inSome } from './in-some';
import { matches } from './match';
import type { Walk } from './state';

/** What the security groups of an interface say: one rule that allows is enough. */
export function groupsVerdict(walk: Walk, at: Interface, direction: 'ingress' | 'egress', wayKnown = true): Verdict {
  const way = direction === 'ingress' ? 'in' : 'out';
  if (at.groups === undefined) {
    return { truth: 'yes', rule: `no security group filters ${way}`, by: 'no-group' };
  }
  const address = direction === 'ingress' ? walk.packet.source : walk.packet.destination;
  const other = direction === 'ingress' ? walk.sender : ownerNear(at.subnet.vpc, address);
  let open: string | undefined = at.groupsDoubt;
  let missed: PacketRule | undefined;
  for (const group of at.groups) {
    if (group.doubt !== undefined) {
      open ??= `${group.name}: ${group.doubt}`;
      continue;
    }
    for (const rule of group[direction]) {
      const match = matches(rule, walk.packet);
      if (match === 'no') {
        continue;
      }
      const truth = both(match, peerTruth(walk, { at, direction, rule, address, other, wayKnown }));
      if (truth === 'yes') {
        return { truth, rule: `security group ${way}: ${rule.name}`, by: nameOf(walk, rule, direction) };
      }
      if (truth === 'unknown') {
        open ??= rule.peer.kind === 'unknown' ? rule.peer.because : `whether ${rule.name} matches is not known`;
      } else {
        missed ??= rule.peer.kind === 'blocks' ? undefined : nameOf(walk, rule, direction);
      }
    }
    missed ??= group.isEmptied === true ? 'group-emptied' : undefined;
  }
  if (open !== undefined) {
    return { truth: 'unknown', rule: `security group ${way}: ${open}`, by: 'group-unknown' };
  }
  const names = at.groups.map(({ name }) => name).join(', ');
  const rule = `security group ${way}: no rule of ${names} allows it`;
  const usual = direction === 'egress' ? 'group-written-egress' : 'group-rule';
  return { truth: 'no', rule, by: isOfClient(walk, direction) ? 'balancer-keeps-client' : (missed ?? usual) };
}

/** Whether rules are held against the client of a load balancer, and not against the load balancer. */
function isOfClient(walk: Walk, direction: 'ingress' | 'egress'): boolean {
  return walk.isKept && direction === 'ingress';
}

/** The name under which a rule decides. */
function nameOf(walk: Walk, rule: GroupRule, direction: 'ingress' | 'egress'): PacketRule {
  if (isOfClient(walk, direction)) {
    return 'balancer-keeps-client';
  }
  switch (rule.peer.kind) {
    case 'group':
      return walk.flow.attachments.length > 0 ? 'group-reference-transit' : 'group-reference';
    case 'service':
      return 'group-service-list';
    case 'unknown':
      return 'group-unknown';
    case 'blocks':
      return rule.isDefault === true ? 'group-default-egress' : 'group-rule';
  }
}

/** One rule held against the other end. */
interface Held {
  readonly at: Interface;
  readonly direction: 'ingress' | 'egress';
  readonly rule: GroupRule;
  readonly address: Address;
  readonly other: Interface | undefined;
  readonly wayKnown: boolean;
}

function peerTruth(walk: Walk, held: Held): Truth {
  const { peer } = held.rule;
  switch (peer.kind) {
    case 'blocks':
      return inSome(peer.blocks, held.address);
    case 'service':
      return serviceTruth(held.address, peer.service);
    case 'unknown':
      return 'unknown';
    case 'group':
      return memberTruth(walk, held, peer.group);
  }
}

/**
 * A host of the internet of which nothing else is known may belong to any service. The public address of an interface does
 * not: a list of AWS holds the addresses of the servers of its service.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html read 2026-11-26
 */
function serviceTruth(address: Address, service: string): Truth {
  if (address.service !== undefined) {
    return address.service === service ? 'yes' : 'no';
  }
  const isAnyHost = address.isOutside === true && address.publicOnly === true;
  return isAnyHost && !isPrivate(address) ? 'unknown' : 'no';
}

/**
 * A rule that names a group means the private addresses of its interfaces.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 * read 2026-11-25
 */
function memberTruth(walk: Walk, held: Held, group: SecurityGroup): Truth {
  const { other, direction } = held;
  const lent = direction === 'ingress' && walk.senderGroups.includes(group);
  if (other === undefined) {
    const [lender] = walk.left;
    return lent && lender !== undefined ? referenceReaches(walk, held, lender) : 'no';
  }
  const own = other.groups?.includes(group) === true;
  const isMember: Truth = own || lent ? 'yes' : other.groupsDoubt === undefined ? 'no' : 'unknown';
  return isMember === 'no' || !held.wayKnown ? isMember : both(isMember, referenceReaches(walk, held, other));
}

/**
 * A group may be named across a peering connection of one Region; across a transit gateway that supports it, in inbound
 * rules only; and never when a middlebox stands between the two. Whether a NAT gateway is one, no page says: outbound rules
 * are about private addresses of receivers, and it leaves these as they are.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing (limitation)
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html read 2026-11-26
 */
function referenceReaches(walk: Walk, held: Held, other: Interface): Truth {
  const { flow } = walk;
  const unboxed: Truth = flow.inspections.length > 0 ? 'no' : flow.translations.length > 0 ? 'unknown' : 'yes';
  if (flow.attachments.length > 0) {
    const supported = flow.attachments
      .map(({ gateway, ends }) => both(gateway.refersToGroups, ends.kind === 'vpc' ? ends.refersToGroups : 'no'))
      .reduce(both, 'yes');
    return held.direction === 'egress' ? 'no' : both(supported, unboxed);
  }
  if (flow.peering !== undefined) {
    return both(flow.peering.sameRegion ? 'yes' : 'no', unboxed);
  }
  return other.subnet.vpc === held.at.subnet.vpc ? unboxed : 'no';
}

/** The interface that has a private address, as seen from a VPC: its own, or that of a neighbour. */
export function ownerNear(vpc: Vpc, address: Address): Interface | undefined {
  const own = vpc.byAddress.get(address.value);
  if (own !== undefined || vpc.neighbours.length === 0) {
    return own;
  }
  return vpc.neighbours.map((other) => other.byAddress.get(address.value)).find((found) => found !== undefined);
}

/** Whether an address is one of an interface. */
export function isOwn(at: Interface, address: Address): boolean {
  return at.v4?.value === address.value || at.v6?.value === address.value;
}
