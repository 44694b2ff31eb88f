import { lies } from '../net/address';
import type { AccessList, Match } from '../net/filters';
import { hasPorts, isIcmp, portLies, type Packet } from '../net/packet';
import { both, type Truth, type Verdict } from '../net/truth';
import type { PacketRule } from '../rules';

/** Whether a rule is about the protocol and the ports of a packet. */
export function matches(rule: Match, packet: Packet): Truth {
  if (rule.protocol === undefined) {
    return 'unknown';
  }
  if (rule.protocol === -1) {
    return 'yes';
  }
  if (rule.protocol !== packet.protocol) {
    return 'no';
  }
  if (hasPorts(packet.protocol)) {
    return rule.ports === undefined ? 'unknown' : portLies(packet.port, rule.ports.from, rule.ports.to);
  }
  return isIcmp(packet.protocol) ? matchesIcmp(rule, packet) : 'yes';
}

function matchesIcmp(rule: Match, packet: Packet): Truth {
  if (rule.icmp === undefined || packet.icmp === undefined) {
    return 'unknown';
  }
  const { type, code } = rule.icmp;
  const isSame =
    (type === -1 || type === packet.icmp.type) && (type === -1 || code === -1 || code === packet.icmp.code);
  return isSame ? 'yes' : 'no';
}

/**
 * What a network ACL says: the first entry that matches, in the order of the numbers, or no.
 *
 * `by` names the rule for which it is asked, where that is more than the entries alone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html read 2026-11-25
 */
export function listVerdict(
  list: AccessList,
  direction: 'ingress' | 'egress',
  packet: Packet,
  by?: PacketRule,
): Verdict {
  const way = direction === 'ingress' ? 'in' : 'out';
  if (list.doubt !== undefined) {
    return { truth: 'unknown', rule: `network ACL ${list.name} ${way}: ${list.doubt}`, by: 'acl-unknown' };
  }
  const address = direction === 'ingress' ? packet.source : packet.destination;
  let open: { readonly allows: boolean; readonly name: string } | undefined;
  for (const rule of list[direction]) {
    const first = matches(rule, packet);
    if (first === 'no') {
      continue;
    }
    const match = both(first, rule.block === undefined ? 'unknown' : lies(address, rule.block));
    if (match === 'no') {
      continue;
    }
    if (open !== undefined && open.allows !== rule.allows) {
      return notKnown(list, way, open.name);
    }
    if (match === 'yes') {
      const truth = rule.allows ? 'yes' : 'no';
      return { truth, rule: `network ACL ${list.name} ${way}: ${rule.name}`, by: by ?? 'acl-entry' };
    }
    open ??= rule;
  }
  return open?.allows === true
    ? notKnown(list, way, open.name)
    : { truth: 'no', rule: `network ACL ${list.name} ${way}: no entry allows it`, by: by ?? 'acl-last' };
}

function notKnown(list: AccessList, way: string, name: string): Verdict {
  const rule = `network ACL ${list.name} ${way}: whether ${name} matches is not known`;
  return { truth: 'unknown', rule, by: 'acl-unknown' };
}
