import { hasBit } from '../address';
import { answersTo } from '../engine/leg/answers';
import { edgeAnswerStages, edgeStages } from '../engine/leg/edge-leg';
import { forEachCell } from '../engine/leg/leg';
import type { Stage } from '../engine/leg/stage';
import { wayStages } from '../engine/leg/way-stages';
import type { Graph } from '../engine/graph';
import type { Relation } from '../engine/types';
import type { Truth, World } from '../packets';
import { RULES } from '../semantics';
import { walkPacket, type Walked } from './answers';
import { atomOf, receiverParty, senderParty, type AskedPacket } from './packet';
import type { Sides } from './sides';

/**
 * How two answers differ.
 *
 * - `unsound`: the one says yes, the other no;
 * - `bold`: the engine is sure of what the second implementation leaves open;
 * - `imprecise`: the engine leaves open what the second implementation is sure of, and no rule says why;
 * - `explained`: it does so by a rule of the register on which isolation and availability differ.
 */
export type DifferenceKind = 'unsound' | 'bold' | 'imprecise' | 'explained';

/** Two answers to one question that are not the same. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly relation: Relation;
  readonly engine: Truth;
  readonly walked: Truth;
  /** Rules of the register by which the engine left it open. */
  readonly rules: readonly string[];
}

/** What differs between the answers to one question; `undefined` when nothing does. */
export function compareWalked(
  { graph, world }: Pick<Sides, 'graph' | 'world'>,
  packet: AskedPacket,
  relation: Relation,
  engine: Truth,
  walked: Walked,
): Difference | undefined {
  const found = compareTruths(graph, packet, relation, engine, walked[relation]);
  const isByName = found?.kind === 'bold' && engine === 'yes' && packet.name === undefined;
  // Who opens a connection chooses the name for which it asks.
  return isByName && [...namesIn(world)].some((name) => walkPacket(world, { ...packet, name })?.[relation] === 'yes')
    ? undefined
    : found;
}

/** Names that rules of firewalls tell from others. */
function namesIn(world: World): ReadonlySet<string> {
  const rules = [...world.byId.values()].flatMap(({ device }) =>
    device.kind === 'firewall' ? device.endpoint.policy.stateful : [],
  );
  return new Set(rules.flatMap(({ names }) => names?.among ?? []).map((name) => name.replace(/^\./, 'www.')));
}

/** What differs between two answers. */
export function compareTruths(
  graph: Graph,
  packet: AskedPacket,
  relation: Relation,
  engine: Truth,
  walked: Truth,
): Difference | undefined {
  if (engine === walked) {
    return undefined;
  }
  if (engine !== 'unknown') {
    return { kind: walked === 'unknown' ? 'bold' : 'unsound', relation, engine, walked, rules: [] };
  }
  const rules = openRules(graph, packet, relation);
  const kind = rules.some(isOpenByRegister) ? 'explained' : 'imprecise';
  return { kind, relation, engine, walked, rules };
}

/** Whether the register lets isolation and availability take a rule differently. */
function isOpenByRegister(id: string): boolean {
  const rule = RULES.get(id);
  return rule !== undefined && id !== 'UNK-01' && rule.may !== rule.must;
}

/** Rules by which a packet has several ways of which only the deployment tells which is taken. */
const CHOICES = ['VPN-02', 'VPN-04'];

/** Rules of the stages at which the engine does not know whether a packet passes. */
export function openRules(graph: Graph, packet: AskedPacket, relation: Relation): readonly string[] {
  const atom = atomOf(graph.env.spaces.services, packet)?.index ?? 0;
  const found = new Set<string>();
  const all = stagesOf(graph, packet, relation);
  for (const { open, stages } of all) {
    if (open !== undefined) {
      found.add('UNK-01');
    }
    for (const stage of stages.filter(({ pass }) => hasBit(pass.may, atom) && !hasBit(pass.must, atom))) {
      stage.rules.forEach((rule) => found.add(rule));
    }
  }
  if (found.size === 0) {
    // Each way is decided, and they differ: by what makes them several.
    const passed = all.flatMap(({ stages }) => stages.filter(({ layer }) => layer === undefined));
    passed.flatMap(({ rules }) => rules.filter((rule) => CHOICES.includes(rule))).forEach((rule) => found.add(rule));
  }
  return [...found].sort();
}

/** The stages of every way of a packet, and of its answers when these are asked about. */
export function stagesOf(
  graph: Graph,
  packet: AskedPacket,
  relation: Relation,
): readonly { readonly open: string | undefined; readonly stages: readonly Stage[] }[] {
  const [from, to] = [senderParty(packet), receiverParty(packet)];
  if (from === undefined || to === undefined) {
    return [];
  }
  if (from.kind === 'edge' && packet.door === 'v4') {
    const back = relation === 'session' ? edgeAnswerStages(graph.env, to) : [];
    return [{ open: undefined, stages: [...edgeStages(graph.env, to), ...back] }];
  }
  const client = packet.client === undefined ? undefined : senderParty({ ...packet, from: packet.client });
  const { ports } = graph.env.spaces;
  const at = packet.sourcePort ?? 50000;
  const port = Math.max(
    0,
    ports.findIndex((range) => range.from <= at && at <= range.to),
  );
  const found: { open: string | undefined; stages: readonly Stage[] }[] = [];
  const options = { relation: 'delivers', allowForged: false, ...(client === undefined ? {} : { client }) } as const;
  forEachCell(graph.env, from, to, options, (cell) => {
    const isDoor =
      packet.door === 'public'
        ? cell.door.kind === 'public'
        : cell.door.kind !== 'public' && cell.destination.family === (packet.door === 'v6' ? 6 : 4);
    if (isDoor && (cell.port === undefined || cell.port === port)) {
      for (const way of cell.ways.ways) {
        const { door, source, destination } = cell;
        const isSession = relation === 'session';
        const forward = wayStages(graph.env, from, to, door, source, destination, way, port, isSession);
        const isAnswered =
          relation === 'session' && way.stop === undefined && way.isGuess === undefined && client === undefined;
        const back = isAnswered
          ? answersTo(graph.env, from, to, cell.door, forward.state, cell.source.address, port).flatMap(
              ({ stages }) => stages,
            )
          : [];
        found.push({ open: cell.ways.open, stages: [...forward.stages, ...back] });
      }
    }
    return false;
  });
  return found;
}
