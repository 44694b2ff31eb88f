import type { Interface, Subnet, Vpc } from '../net/network';
import { listeningVerdict } from '../listeners';
import type { Verdict } from '../net/truth';
import type { PacketRule } from '../rules';
import { throughAppliance } from './appliance';
import { groupsVerdict, isOwn } from './groups';
import { listVerdict } from './match';
import { lookup } from './lookup';
import { backThroughNat, throughNat } from './nat';
import { arrived, note, passes, stop, stopped, type Next } from './next';
import type { Walk } from './state';

/**
 * A packet leaves an interface: directly to another one in the subnet, else past the network ACL and by the route table.
 *
 * Routes look at the destination alone, so a packet that leaves an interface twice goes round in circles.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html read 2026-11-25
 */
export function leave(walk: Walk, from: Interface): Next {
  const { subnet } = from;
  if (walk.left.includes(from)) {
    return stop(walk, 'no', from.label, 'loop', 'the packet goes round in circles');
  }
  walk.left.push(from);
  const beside = subnet.vpc.byAddress.get(walk.packet.destination.value);
  if (beside?.subnet === subnet) {
    note(walk, subnet.name, 'acl-within-subnet', 'stays in its subnet');
    return arrive(walk, beside);
  }
  if (!passes(walk, subnet.name, borderVerdict(walk, from, 'egress'))) {
    return stopped(walk);
  }
  const found = lookup(walk.world, subnet.table, walk.packet.destination);
  return { step: 'follow', found, vpc: subnet.vpc, from: subnet };
}

/**
 * What the network ACL of a subnet says of a packet on its way to or from an interface in it. Whether it looks at what goes
 * through a firewall endpoint is not documented.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config.html read 2026-11-26
 */
function borderVerdict(walk: Walk, at: Interface, direction: 'ingress' | 'egress'): Verdict {
  const verdict = listVerdict(at.subnet.list, direction, walk.packet, aclRule(walk, at));
  return at.device.kind === 'firewall' && verdict.truth === 'no'
    ? { ...verdict, truth: 'unknown', rule: `${verdict.rule}, if it looks at it` }
    : verdict;
}

/** The rule for which a network ACL is asked, where that is more than its entries. */
function aclRule(walk: Walk, { device, subnet }: Interface): PacketRule | undefined {
  const { kind } = device;
  if (kind === 'firewall' || kind === 'transit') {
    return kind === 'firewall' ? 'acl-firewall' : 'acl-transit';
  }
  if (walk.reply === undefined) {
    return undefined;
  }
  return walk.reply.gatewayEndpoint === subnet.vpc ? 'acl-endpoint-answer' : 'acl-answer';
}

/** A packet goes to whatever has its destination address in a VPC. */
export function deliverLocally(walk: Walk, vpc: Vpc, from: Subnet | undefined): Next {
  const to = vpc.byAddress.get(walk.packet.destination.value);
  if (to === undefined) {
    return vpc.doubt === undefined
      ? stop(walk, 'no', vpc.name, 'address-taken', 'no interface has the destination address')
      : stop(walk, 'unknown', vpc.name, 'unknown-network', vpc.doubt);
  }
  note(walk, vpc.name, 'address-taken', `${to.label} has the destination address`);
  return entersSubnet(walk, to, from) ? arrive(walk, to) : stopped(walk);
}

/** Whether the network ACL lets a packet into a subnet that it was not in before. */
export function entersSubnet(walk: Walk, at: Interface, from: Subnet | undefined): boolean {
  return at.subnet === from || passes(walk, at.subnet.name, borderVerdict(walk, at, 'ingress'));
}

/** A packet reaches the interface that has its destination address. */
export function arrive(walk: Walk, at: Interface): Next {
  const { device } = at;
  if (device.kind === 'nat') {
    return backThroughNat(walk, at);
  }
  if (walk.reply?.tracked.includes(at) === true) {
    note(walk, at.label, 'group-tracking', 'an answer to what was let through');
  } else if (!passes(walk, at.label, asAnswer(walk, groupsVerdict(walk, at, 'ingress')))) {
    return stopped(walk);
  }
  walk.flow.tracked.push(at);
  if (walk.reply !== undefined) {
    return arrived(walk, { kind: 'interface', interface: at });
  }
  return passes(walk, at.label, listeningVerdict(at, walk.packet)) && stillReferred(walk)
    ? arrived(walk, { kind: 'interface', interface: at })
    : stopped(walk);
}

/** What answers nothing that was let through needs a rule of its own. */
export function asAnswer(walk: Walk, verdict: Verdict): Verdict {
  return walk.reply !== undefined && verdict.truth === 'no' ? { ...verdict, by: 'group-tracking' } : verdict;
}

/** Outbound rules that name groups are looked at again, now that the way is known. */
function stillReferred(walk: Walk): boolean {
  const { recheck } = walk;
  return recheck === undefined || passes(walk, recheck.label, groupsVerdict(walk, recheck, 'egress'));
}

/** A packet is handed to an interface that is not its destination. */
export function handTo(walk: Walk, to: Interface, from: Subnet | undefined): Next {
  if (!entersSubnet(walk, to, from)) {
    return stopped(walk);
  }
  const { device } = to;
  if (isOwn(to, walk.packet.destination)) {
    return arrive(walk, to);
  }
  switch (device.kind) {
    case 'nat':
      return throughNat(walk, to, device.nat.name);
    case 'firewall':
      return { step: 'firewall', at: to, endpoint: device.endpoint };
    case 'appliance-endpoint':
      return stop(walk, 'unknown', to.label, 'appliance', 'what the appliances behind the endpoint do is not known');
    case 'host':
    case 'balancer':
    case 'client':
    case 'connect':
    case 'endpoint':
    case 'service':
    case 'transit':
      return throughAppliance(walk, to);
  }
}
