import type { Address } from '../net/address';
import { addressOf, type Interface } from '../net/network';
import { groupsVerdict } from './groups';
import { fork, passes, stop, stopped, type Next } from './next';
import type { Walk } from './state';

/** Most instances that may send a packet on, one after the other, before nothing is said of it any more. */
const MOST_APPLIANCES = 3;

/**
 * An instance only takes what is not addressed to it when its source/destination check is off. Whether it sends it on then,
 * and from which address, is its own affair: from its own, or from any other.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html#EIP_Disable_SrcDestCheck
 * read 2026-11-25
 */
export function throughAppliance(walk: Walk, to: Interface): Next {
  if (to.checksAddresses === 'yes' || to.device.kind !== 'host') {
    return stop(walk, 'no', to.label, 'address-check', 'the source/destination check drops what is for others');
  }
  if (walk.reply?.tracked.includes(to) !== true && !passes(walk, to.label, groupsVerdict(walk, to, 'ingress'))) {
    return stopped(walk);
  }
  if (walk.flow.appliances.includes(to)) {
    return stop(walk, 'no', to.label, 'loop', 'the packet goes round in circles');
  }
  const rule = 'whether the instance sends it on is not known';
  walk.flow.appliances.push(to);
  if (walk.reply !== undefined || walk.flow.appliances.length > MOST_APPLIANCES) {
    return stop(walk, 'unknown', to.label, 'appliance', rule);
  }
  passes(walk, to.label, { truth: 'unknown', rule, by: 'appliance' });
  const { family } = walk.packet.source;
  const own = addressOf(to, family);
  const any: Address = { family, value: walk.packet.source.value, pickedIn: [] };
  const sources = own === undefined ? [any] : [own, any];
  return fork(walk, sources, (way, source) => {
    way.packet = { ...way.packet, source };
    way.sender = source === own ? to : undefined;
    return passes(way, to.label, groupsVerdict(way, to, 'egress', false)) ? { step: 'leave', from: to } : stopped(way);
  });
}
