import { blockAt, parseAddress, parseBlock, type Block } from '../net/address';
import type { AddressTest, PortTest, StatefulRule } from '../net/firewall';
import { ICMP, TCP, UDP } from '../net/packet';

/** Variables that rules may name with `$`. */
export interface Variables {
  readonly addresses: ReadonlyMap<string, AddressTest>;
  readonly ports: ReadonlyMap<string, PortTest>;
}

const RULE =
  /^(pass|drop|reject|alert)\s+(\S+)\s+(\[[^\]]*\]|\S+)\s+(\[[^\]]*\]|\S+)\s+(->|<>)\s+(\[[^\]]*\]|\S+)\s+(\[[^\]]*\]|\S+)\s*\((.*)\)\s*;?$/s;

/** Options that do not narrow what a rule matches. */
const INERT = new Set(['msg', 'sid', 'rev', 'classtype', 'metadata', 'priority', 'reference', 'gid', 'noalert']);

/**
 * Reads one Suricata rule; `undefined` when it is not understood.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html read 2026-11-25
 */
export function parseRule(line: string, variables: Variables, name: string): StatefulRule | undefined {
  const [, action, protocolText = '', from = '', fromPort = '', arrow, to = '', toPort = '', options = ''] =
    RULE.exec(line) ?? [];
  const protocol = readProtocol(protocolText);
  const source = readAddresses(from, variables);
  const sourcePort = readPorts(fromPort, variables);
  const destination = readAddresses(to, variables);
  const port = readPorts(toPort, variables);
  if (
    action === undefined ||
    protocol === undefined ||
    source === undefined ||
    sourcePort === undefined ||
    destination === undefined ||
    port === undefined
  ) {
    return undefined;
  }
  const asked = optionsIn(options);
  const condition = [...protocol.condition, ...asked.conditions].join(', ');
  return {
    action: action as StatefulRule['action'],
    protocol: protocol.number,
    source,
    sourcePort,
    destination,
    port,
    anyDirection: arrow === '<>',
    ...(asked.turn === undefined ? {} : { turn: asked.turn }),
    ...(condition === '' ? {} : { condition }),
    name,
  };
}

const NUMBERS: Readonly<Record<string, number>> = {
  ip: -1,
  tcp: TCP,
  udp: UDP,
  icmp: ICMP,
  pkthdr: -1,
  'tcp-pkt': TCP,
};

/** Protocols that are told from what the packets carry, with those under them. */
const CARRIED: Readonly<Record<string, number>> = {
  dns: -1,
  ntp: UDP,
  dhcp: UDP,
  tftp: UDP,
  snmp: UDP,
  quic: UDP,
  ikev2: UDP,
};

/** Number of a protocol, and what else must hold for those that are told from what packets carry. */
export function readProtocol(
  text: string,
): { readonly number: number; readonly condition: readonly string[] } | undefined {
  const name = text.toLowerCase();
  const number = NUMBERS[name];
  if (number !== undefined) {
    return { number, condition: [] };
  }
  return name === '?' || name === '' ? undefined : { number: CARRIED[name] ?? TCP, condition: [`it is ${name}`] };
}

/** Reads addresses: `any`, a block, a variable, their opposites, and lists of them. */
export function readAddresses(text: string, variables: Variables): AddressTest | undefined {
  const parts = listed(text);
  let any = false;
  const blocks: (Block | undefined)[] = [];
  const except: (Block | undefined)[] = [];
  for (const part of parts) {
    const isNot = part.startsWith('!');
    const test = oneAddress(isNot ? part.slice(1) : part, variables);
    if (test === undefined) {
      return undefined;
    }
    if (isNot && (test.any || test.except.length > 0)) {
      // The opposite of an opposite is what was excepted.
      blocks.push(...test.except);
    } else if (isNot) {
      except.push(...test.blocks);
    } else {
      any = any || test.any;
      blocks.push(...test.blocks);
      except.push(...test.except);
    }
  }
  return { any: any || (blocks.length === 0 && except.length > 0), blocks, except };
}

function oneAddress(text: string, variables: Variables): AddressTest | undefined {
  if (text.toLowerCase() === 'any') {
    return { any: true, blocks: [], except: [] };
  }
  if (text.startsWith('$') || text.startsWith('@')) {
    return variables.addresses.get(text.slice(1));
  }
  const single = parseAddress(text);
  const block =
    single === undefined ? parseBlock(text) : blockAt(single.family, single.value, single.family === 4 ? 32 : 128);
  return block === undefined ? undefined : { any: false, blocks: [block], except: [] };
}

/** Reads ports: `any`, a number, `1:1024`, a variable, their opposites, and lists of them. */
export function readPorts(text: string, variables: Variables): PortTest | undefined {
  const ranges: { from: number; to: number }[] = [];
  const except: { from: number; to: number }[] = [];
  let any = false;
  for (const part of listed(text)) {
    const isNot = part.startsWith('!');
    const plain = isNot ? part.slice(1) : part;
    const variable = plain.startsWith('$') ? variables.ports.get(plain.slice(1)) : undefined;
    const range = /^(\d*)(:?)(\d*)$/.exec(plain);
    if (plain.toLowerCase() === 'any') {
      any = true;
    } else if (variable !== undefined) {
      (isNot ? except : ranges).push(...variable.ranges);
      any = any || (!isNot && variable.any);
    } else if (range !== null && plain !== '') {
      const [, low = '', colon, high = ''] = range;
      const from = low === '' ? 0 : Number(low);
      (isNot ? except : ranges).push({ from, to: colon === '' ? from : high === '' ? 65535 : Number(high) });
    } else {
      return undefined;
    }
  }
  return { any: any || (ranges.length === 0 && except.length > 0), ranges, except };
}

function listed(text: string): readonly string[] {
  const inner = /^!?\[(.*)\]$/s.exec(text.trim())?.[1];
  const isNot = text.trim().startsWith('![');
  const parts = (inner ?? text).split(',').map((part) => part.trim());
  return isNot ? parts.map((part) => (part.startsWith('!') ? part.slice(1) : `!${part}`)) : parts;
}

const TURNS: Readonly<Record<string, StatefulRule['turn']>> = {
  to_server: 'opening',
  from_client: 'opening',
  to_client: 'answer',
  from_server: 'answer',
};

/** What the options of a rule ask beside the header. */
interface Options {
  readonly turn: StatefulRule['turn'];
  readonly conditions: readonly string[];
}

/**
 * Reads options; the direction of a flow is told by who opened the connection, and not by addresses.
 *
 * @see https://docs.suricata.io/en/latest/rules/flow-keywords.html
 */
export function optionsIn(options: string): Options {
  const written = options
    .split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((option) => option.trim())
    .filter((option) => option !== '')
    .map((option) => option.split(':').map((part) => part.trim()));
  const flow = written.filter(([keyword]) => keyword === 'flow').flatMap(([, setting = '']) => setting.split(','));
  const words = flow.map((word) => word.trim());
  const others = words.filter((word) => !(word in TURNS) && word !== 'stateless');
  return {
    turn: words.map((word) => TURNS[word]).find((turn) => turn !== undefined),
    conditions: [
      ...others.map((word) => `flow ${word}`),
      ...written.map(([keyword = '']) => keyword).filter((keyword) => keyword !== 'flow' && !INERT.has(keyword)),
    ],
  };
}
