import type { JsonObject } from '../../../lib/template';
import { walkPacket } from '../../../lib/verify/certify/answers';
import { EngineAnswers } from './engine-answers';
import { compareWalked, type Difference } from '../../../lib/verify/certify/compare';
import type { AskedPacket } from '../../../lib/verify/certify/packet';
import { Bench, type Sides } from '../../../lib/verify/certify/sides';
import type { Relation } from '../../../lib/verify/engine/types';
import type { Conversation } from '../../../lib/verify/packets';
import { Draw } from '../random/draw';
import { OUTSIDE, OUTSIDE_V6 } from '../random/pools';
import { drawNetwork, modelOf, type RandomNetwork } from '../random/network';
import { DecisionCounter } from './decisions';
import { drawPackets, type PacketPlan } from './draw-packets';

/** A packet on which the two implementations differ. */
export interface Disagreement extends Difference {
  readonly network: RandomNetwork;
  readonly packet: AskedPacket;
  /** What decided in the second implementation. */
  readonly because: string;
}

/** Disagreements of one sort, with the first of them. */
export interface DisagreementGroup {
  readonly sort: string;
  readonly example: Disagreement;
  count: number;
}

/** What a run found. */
export interface FuzzResult {
  networks: number;
  packets: number;
  delivered: number;
  answered: number;
  unknown: number;
  /** Disagreements by their sort. */
  readonly groups: Map<string, DisagreementGroup>;
  readonly counts: Map<string, number>;
  /** How often each rule of the register decided. */
  readonly decisions: DecisionCounter;
  readonly sourcePorts: Set<number>;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly packets: number;
  readonly plan?: PacketPlan;
  readonly progress?: (result: FuzzResult) => void;
}

const PLAN: PacketPlan = { pairs: 45, perPair: 36 };

/** Asks both implementations about random packets on random networks. */
export function fuzz(options: FuzzOptions): FuzzResult {
  const result = emptyResult();
  for (let index = 0; result.packets < options.packets; index += 1) {
    const network = drawNetwork(options.seed * 1_000_003 + index);
    fuzzNetwork(network, options, result);
    result.networks += 1;
    options.progress?.(result);
  }
  return result;
}

export function emptyResult(): FuzzResult {
  return {
    networks: 0,
    packets: 0,
    delivered: 0,
    answered: 0,
    unknown: 0,
    groups: new Map(),
    counts: new Map(),
    decisions: new DecisionCounter(),
    sourcePorts: new Set(),
  };
}

/** Makes the two sides of a network. */
export type SidesMaker = (network: RandomNetwork, template?: JsonObject) => Sides;

/** The two sides of a network; a template that is a part of the network's has fewer. */
export function sidesOf(network: RandomNetwork, template: JsonObject = network.template): Sides {
  return new Bench(modelOf(template), {
    sites: Object.entries(network.sites).map(([customerGateway, prefixes]) => ({ customerGateway, prefixes })),
    hosts: [...[...OUTSIDE, ...OUTSIDE_V6].map((block) => block.replace(/\/\d+$/, '')).map(insideOf), ...TRANSLATED],
  }).sides(0);
}

/** `203.0.113.5` and `198.51.100.5`, as hosts that have IPv6 alone write them to NAT gateways. */
const TRANSLATED = ['64:ff9b::cb00:7105', '64:ff9b::c633:6405'];

function insideOf(address: string): string {
  return address.endsWith('::') ? `${address}5` : address.replace(/\.0$/, '.5').replace(/\.(64|128)$/, '.200');
}

function fuzzNetwork(network: RandomNetwork, options: FuzzOptions, result: FuzzResult): void {
  const sides = sidesOf(network);
  const engine = new EngineAnswers(sides.graph);
  const draw = new Draw(network.seed ^ 0x5eed);
  for (const packet of drawPackets(draw, network, sides, engine, options.plan ?? PLAN)) {
    if (result.packets >= options.packets) {
      return;
    }
    const found = askBoth(sides, engine, packet);
    if (found === undefined) {
      continue;
    }
    result.packets += 1;
    result.delivered += found.delivers === 'yes' ? 1 : 0;
    result.answered += found.session === 'yes' ? 1 : 0;
    result.unknown += found.delivers === 'unknown' ? 1 : 0;
    if (packet.sourcePort !== undefined) {
      result.sourcePorts.add(packet.sourcePort >> 8);
    }
    result.decisions.count(sides.world, packet, found);
    for (const difference of found.differences) {
      result.counts.set(difference.kind, (result.counts.get(difference.kind) ?? 0) + 1);
      if (difference.kind !== 'explained') {
        const because = difference.relation === 'session' ? found.sessionBecause : found.because;
        addToGroup(result.groups, { ...difference, network, packet, because });
      }
    }
  }
}

function addToGroup(groups: FuzzResult['groups'], example: Disagreement): void {
  const { kind, relation, engine, walked, rules, because } = example;
  const open = rules.length === 0 ? '' : ` (${rules.join(', ')})`;
  const sort = `${kind} ${relation}: engine ${engine}${open}, packets ${walked}: ${kindOfRule(because)}`;
  const known = groups.get(sort);
  if (known === undefined) {
    groups.set(sort, { sort, example, count: 1 });
  } else {
    known.count += 1;
  }
}

/** A rule of the second implementation without the names in it. */
export function kindOfRule(rule: string): string {
  return rule
    .replace(/\([0-9a-f.:]+\)/g, '')
    .replace(/\b[0-9a-f]*[.:][0-9a-f.:/]+\b/g, '…')
    .replace(
      /\b(main route table of )?(Vpc[A-D]\w*|Acl\d+\w*|Firewall\d+|Nlb\d+|Alb\d+|Database\d+|Function\d+|Endpoint\d+|Scaling\d+|Mount\d+|Site[AB]\w*|Tgw\w+|Peering\w+|Stateful\d+|Stateless\d+|Policy\d+)(@\w+)?(#\d)?(\.\w+\[\d+\])?/g,
      '…',
    )
    .replace(/\(\d+ (allow|deny)\)/g, '($1)')
    .replace(/(…[, ]*)+/g, '… ')
    .replace(/\d+/g, '#')
    .trim();
}

/** What both say of one packet. */
export interface BothAnswers {
  readonly delivers: 'yes' | 'no' | 'unknown';
  readonly session: 'yes' | 'no' | 'unknown';
  readonly because: string;
  readonly sessionBecause: string;
  readonly conversation: Conversation;
  readonly differences: readonly Difference[];
  readonly agreed: readonly Relation[];
  readonly openRules: readonly string[];
}

/** Asks both about one packet; `undefined` when there is no such packet. */
export function askBoth(sides: Sides, engine: EngineAnswers, packet: AskedPacket): BothAnswers | undefined {
  const walked = walkPacket(sides.world, packet);
  if (walked === undefined) {
    return undefined;
  }
  const { delivers, session, conversation } = walked;
  const compare = (relation: Relation) =>
    compareWalked(sides, packet, relation, engine.truth(packet, relation), walked);
  const first = compare('delivers');
  // What is answered to a forged address never comes back to who forged it.
  const isAsked = first === undefined && packet.isForged !== true;
  const second = isAsked ? compare('session') : undefined;
  const differences = [first, second].filter((difference) => difference !== undefined);
  return {
    delivers,
    session,
    because: conversation.rule,
    sessionBecause: conversation.sessionRule,
    conversation,
    differences,
    agreed: first !== undefined ? [] : second !== undefined || !isAsked ? ['delivers'] : ['delivers', 'session'],
    openRules: differences.flatMap(({ kind, rules }) => (kind === 'explained' ? rules : [])),
  };
}
