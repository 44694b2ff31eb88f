import { lies, type Address, type Block } from '../net/address';
import type { AddressTest, FirewallPolicy, PortTest, StatefulRule, StatelessRule } from '../net/firewall';
import { hasPorts, isIcmp, portLies, TCP, type Packet, type Ports } from '../net/packet';
import { both, either, truthOf, type Truth, type Verdict } from '../net/truth';

/** Which packet of a connection is looked at. */
export type Turn = 'opening' | 'answer';

/** What the stateless engine does with a packet. */
export interface Stateless {
  readonly action: 'pass' | 'drop' | 'forward' | 'unknown';
  readonly rule: string;
}

/**
 * What the stateless rules may do, in the order of the priorities of groups and rules: the first that matches decides, and
 * before it any of which only the deployment tells whether it does; a packet that matches none gets the default.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-processing.html read 2026-11-25
 */
export function statelessActions(policy: FirewallPolicy, packet: Packet): readonly Stateless[] {
  const found = new Map<Stateless['action'], Stateless>();
  const add = (action: StatelessRule['action'], name: string): void => {
    const known = action ?? 'unknown';
    found.set(known, found.get(known) ?? { action: known, rule: `stateless: ${name}` });
  };
  for (const rule of policy.stateless) {
    const truth = statelessMatches(rule, packet);
    if (truth !== 'no') {
      add(rule.action, rule.name);
    }
    if (truth === 'yes') {
      return [...found.values()];
    }
  }
  add(policy.statelessDefault, 'default action');
  return [...found.values()];
}

function statelessMatches(rule: StatelessRule, packet: Packet): Truth {
  const protocol: Truth = rule.protocols.length === 0 || rule.protocols.includes(packet.protocol) ? 'yes' : 'no';
  const ports = hasPorts(packet.protocol)
    ? both(inRanges(rule.sourcePorts, packet.sourcePort), inRanges(rule.ports, packet.port))
    : 'yes';
  const flags = rule.flags.length === 0 || packet.protocol !== TCP ? 'yes' : flagsMatch(rule, packet.flags);
  const header = both(both(protocol, ports), flags);
  const from = header === 'no' ? 'no' : both(header, inBlocks(rule.sources, packet.source));
  return from === 'no' ? 'no' : both(from, inBlocks(rule.destinations, packet.destination));
}

const ALL_FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];

/**
 * Of the flags in the mask, or of all without one, exactly those that are named must be set.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_TCPFlagField.html read 2026-11-26
 */
function flagsMatch(rule: StatelessRule, set: Packet['flags']): Truth {
  if (set === undefined || rule.flags.some(({ flags, masks }) => flags.includes('?') || masks.includes('?'))) {
    return 'unknown';
  }
  const isMet = rule.flags.some(({ flags, masks }) =>
    (masks.length === 0 ? ALL_FLAGS : masks).every((flag) => flags.includes(flag) === set.includes(flag)),
  );
  return truthOf(isMet);
}

function inRanges(ranges: StatelessRule['ports'], ports: Ports | undefined): Truth {
  return ranges.length === 0 ? 'yes' : inRange(ranges, ports);
}

function inBlocks(blocks: readonly (Block | undefined)[], address: Address): Truth {
  return blocks.length === 0 ? 'yes' : inAny(blocks, address);
}

/** What the stateful engine does with a packet. */
export interface Stateful {
  /** What becomes of the packet that opens the connection. */
  readonly opening: Verdict;
  /** What becomes of the answer to it. */
  readonly answer: Verdict;
  readonly byRule: boolean;
}

/**
 * The stateful rules: in strict order as they are written, else passes first; alerts decide nothing.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 * read 2026-11-25
 */
export function statefulAction(policy: FirewallPolicy, packet: Packet, turn: Turn): Stateful {
  let open: StatefulRule | undefined;
  for (const rule of policy.stateful) {
    const match = rule.action === 'alert' ? 'no' : statefulMatches(rule, packet, turn);
    if (match === 'no') {
      continue;
    }
    if (open !== undefined && isPass(open) !== isPass(rule)) {
      return same(notKnown(open), false);
    }
    if (match === 'yes') {
      const truth = isPass(rule) ? 'yes' : 'no';
      return same({ truth, rule: `stateful: ${rule.name}`, by: 'firewall-stateful' }, isPass(rule));
    }
    open ??= rule;
  }
  const otherwise = defaultAction(policy, packet);
  if (open === undefined) {
    return { ...otherwise, byRule: false };
  }
  const unsure = notKnown(open);
  const blur = (verdict: Verdict): Verdict => ((verdict.truth === 'yes') === isPass(open) ? verdict : unsure);
  return { opening: blur(otherwise.opening), answer: blur(otherwise.answer), byRule: false };
}

/**
 * Without a default action what matches no rule passes. `drop_strict` drops everything. `drop_established` lets the
 * handshake of TCP through and drops what the client sends after it, and everything of protocols without connections; of
 * those the page says nothing for its kin that look at applications.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 * #suricata-strict-rule-evaluation-order read 2026-11-26
 */
function defaultAction(policy: FirewallPolicy, packet: Packet): Omit<Stateful, 'byRule'> {
  const rule = `stateful: default ${policy.defaults.join(', ')}`;
  const drop: Verdict = { truth: 'no', rule, by: 'firewall-stateful' };
  const pass: Verdict = { truth: 'yes', rule: 'stateful: no rule matches', by: 'firewall-stateful' };
  const other = policy.defaults.find(
    (action) => !/^aws:(drop_strict|drop_established(_app_layer(_to_server)?)?|alert_\w+)$/.test(action),
  );
  if (other !== undefined) {
    return same({ truth: 'unknown', rule: `stateful: the default ${other} is not understood`, by: 'firewall-unknown' });
  }
  if (!policy.strict || !policy.defaults.some((action) => action.startsWith('aws:drop_'))) {
    return { opening: pass, answer: pass };
  }
  if (policy.defaults.includes('aws:drop_strict')) {
    return { opening: drop, answer: drop };
  }
  const by = 'firewall-established';
  return packet.protocol === TCP
    ? { opening: { truth: 'yes', rule, by }, answer: { truth: 'unknown', rule: `${rule}: no data follows`, by } }
    : same({ truth: policy.defaults.includes('aws:drop_established') ? 'no' : 'unknown', rule, by });
}

function same(verdict: Verdict, byRule = false): Stateful {
  return { opening: verdict, answer: verdict, byRule };
}

function notKnown(rule: StatefulRule): Verdict {
  return { truth: 'unknown', rule: `stateful: ${describeOpen(rule)}`, by: 'firewall-condition' };
}

function isPass(rule: StatefulRule): boolean {
  return rule.action === 'pass';
}

function describeOpen(rule: StatefulRule): string {
  return `whether ${rule.name} matches depends on ${rule.condition ?? 'values that are not known'}`;
}

function statefulMatches(rule: StatefulRule, packet: Packet, turn: Turn): Truth {
  if (rule.turn !== undefined && rule.turn !== turn) {
    return 'no';
  }
  const forward = headerMatches(rule, packet, false);
  const header = rule.anyDirection ? either(forward, headerMatches(rule, packet, true)) : forward;
  return rule.condition === undefined ? header : both(header, nameTruth(rule, packet));
}

/** Whether a client asks for one of the names of a rule, as far as it is told for which. */
function nameTruth({ names }: StatefulRule, { name }: Packet): Truth {
  if (names === undefined || name === undefined) {
    return 'unknown';
  }
  const found = names.among.some((one) => (one.startsWith('.') ? `.${name}`.endsWith(one) : name === one));
  return truthOf(found === names.isOne);
}

function headerMatches(rule: StatefulRule, packet: Packet, turned: boolean): Truth {
  const isSame =
    rule.protocol === -1 || rule.protocol === packet.protocol || (isIcmp(rule.protocol) && isIcmp(packet.protocol));
  if (!isSame) {
    return 'no';
  }
  const [sourcePort, port] = turned ? [packet.port, packet.sourcePort] : [packet.sourcePort, packet.port];
  const ports = hasPorts(packet.protocol)
    ? both(portTest(rule.sourcePort, sourcePort), portTest(rule.port, port))
    : 'yes';
  if (ports === 'no') {
    return 'no';
  }
  const [source, destination] = turned ? [packet.destination, packet.source] : [packet.source, packet.destination];
  const from = addressTest(rule.source, source);
  return from === 'no' ? 'no' : both(ports, both(from, addressTest(rule.destination, destination)));
}

function addressTest(test: AddressTest, address: Address): Truth {
  const inside = test.any ? 'yes' : inAny(test.blocks, address);
  return inside === 'no' || test.except.length === 0 ? inside : both(inside, not(inAny(test.except, address)));
}

/** Whether some block holds an address; a block that is not known may. */
function inAny(blocks: readonly (Block | undefined)[], address: Address): Truth {
  let found: Truth = 'no';
  for (const block of blocks) {
    found = either(found, block === undefined ? 'unknown' : lies(address, block));
    if (found === 'yes') {
      return 'yes';
    }
  }
  return found;
}

function portTest(test: PortTest, ports: Ports | undefined): Truth {
  const inside = test.any ? 'yes' : inRange(test.ranges, ports);
  return inside === 'no' || test.except.length === 0 ? inside : both(inside, not(inRange(test.except, ports)));
}

function inRange(ranges: PortTest['ranges'], ports: Ports | undefined): Truth {
  let found: Truth = 'no';
  for (const { from, to } of ranges) {
    found = either(found, portLies(ports, from, to));
  }
  return found;
}

function not(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown';
}
