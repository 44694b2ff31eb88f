import { ICMP } from '../../address';
import type { GroupRule, Network, SecurityGroup, Vpc } from '../../network/types';
import type { Names } from '../names';
import { matchTold, servicesTold } from '../texts';
import type { Facts } from './facts';
import { doubt, isOfFamilies } from './vpc-facts';

/** Security groups of VPCs, rule by rule. */
export function addGroupFacts(network: Network, vpcs: readonly Vpc[], names: Names, facts: Facts): void {
  for (const group of network.groups) {
    if (group.vpc !== undefined && vpcs.includes(group.vpc)) {
      addGroup(group, group.vpc, names, facts);
    }
  }
}

function addGroup(group: SecurityGroup, vpc: Vpc, names: Names, facts: Facts): void {
  const speaker = facts.about(names.of(group.origin), group.origin).say('VPC', { text: names.of(vpc.origin) });
  for (const [direction, preposition, rules] of [
    ['in', 'from', group.ingress],
    ['out', 'to', group.egress],
  ] as const) {
    speaker.mayHoldMore(direction, group.open);
    for (const rule of rules.filter((each) => each.exists !== 'no' && isHeard(each, group, vpc))) {
      const [services, peer] = [servicesTold(rule.services), matchTold(rule.peer, names)];
      const open = services.open ?? peer.open ?? doubt(rule.exists, rule.origin).open;
      if (open === undefined) {
        speaker.say(
          `${direction}: ${services.text} ${preposition} ${peer.text}`,
          { text: 'allowed' },
          rule.origin,
          direction,
        );
      } else {
        speaker.mayHoldMore(direction, open);
      }
    }
  }
}

/**
 * What matches nothing is not said: the rule that CDK writes for a group without rules, and the one for IPv6 that AWS adds to a
 * group once its VPC has a block of it.
 */
function isHeard(rule: GroupRule, group: SecurityGroup, vpc: Vpc): boolean {
  const isImplied = rule.origin.property === undefined && rule.origin.resource === group.origin.resource;
  return !isSentinel(rule) && (!isImplied || isOfFamilies(rule.peer, vpc));
}

/** ICMP of a type and code that nobody sends, to an address that nobody has. */
function isSentinel({ peer, services: { may } }: GroupRule): boolean {
  const [only] = may;
  const isNobody = peer.kind === 'block' && peer.block.kind === 'literal' && peer.block.interval.first === NOBODY;
  return isNobody && may.length === 1 && only?.protocol === ICMP && only.icmp?.type === 252 && only.icmp.code === 86;
}

/** 255.255.255.255 */
const NOBODY = 0xffffffffn;
