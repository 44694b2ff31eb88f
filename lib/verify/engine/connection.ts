import { hasBit, type Bits } from '../address';
import { chosenAtom, hopsOf, packetOf } from './explain';
import type { Graph } from './graph';
import { isOutOfSight } from './hops';
import { answersTo } from './leg/answers';
import { edgeStages } from './leg/edge-leg';
import { forEachCell, type Cell } from './leg/leg';
import type { Stage } from './leg/stage';
import { wayStages } from './leg/way-stages';
import type { Path, Weighed } from './path';
import type { Sender } from './sender';
import type { Hop, Party } from './types';

interface Try {
  readonly cell: Cell;
  readonly stages: readonly Stage[];
  readonly answer: readonly Stage[];
  readonly cost: number;
}

/** What a missing route weighs, and a rule that stops a packet; what only the deployment tells weighs least. */
const COST = { route: 100, rule: 10, unknown: 1, nowhere: 1000 } as const;

/** One connection: of all its ways that on which least stops packet and answer. */
export function findConnection(graph: Graph, sender: Sender, to: Party, services: Bits): Weighed {
  const { env } = graph;
  const atom = chosenAtom(env, services) ?? 0;
  const from = sender.party;
  const hops = sender.hops?.filter((hop) => graph.leads(hop, from, to) !== 'no');
  if (to.kind === 'edge' || (hops !== undefined && hops.every(isOutOfSight))) {
    return unseen(graph, sender, to, services);
  }
  if (hops?.some(({ viaVpcOrigin }) => viaVpcOrigin === true) === true) {
    return overStages(graph, from, to, edgeStages(env, to), atom);
  }
  const port = env.spaces.ports.findIndex((range) => range.from <= 50000 && 50000 <= range.to);
  const keeps = hops?.some(({ keepsClientAddress }) => keepsClientAddress === 'yes') === true;
  const client = keeps ? sender.client : undefined;
  let best: Try | undefined;
  const options = { relation: 'delivers', allowForged: false, ...(client === undefined ? {} : { client }) } as const;
  forEachCell(env, from, to, options, (cell) => {
    const tryOn = ({ door, ways }: Pick<Cell, 'door' | 'ways'>): Try | undefined =>
      leastOf(
        ways.ways.map((way): Try => {
          const { stages, state } = wayStages(env, from, to, door, cell.source, cell.destination, way, port);
          const isOver = way.stop !== undefined || way.isGuess !== undefined || client !== undefined;
          const [answer] = isOver ? [] : answersTo(env, from, to, door, state, cell.source.address, port);
          const lost = answer !== undefined && !hasBit(answer.pass.may, atom);
          const cost = costOf(stages, atom) + (lost ? COST.rule : 0) + (cell.source.has === 'yes' ? 0 : COST.unknown);
          return { cell, stages, answer: answer?.stages ?? [], cost };
        }),
      );
    const placed = cell.placings.flatMap((each) => tryOn(each) ?? []);
    // Where it matters where an address lies that nobody tells, it is shown as open.
    const isAlike = new Set(placed.map(({ cost }) => cost >= COST.rule)).size < 2;
    best = leastOf([best, isAlike ? leastOf(placed) : tryOn(cell)].flatMap((each) => each ?? []));
    return best?.cost === 0;
  });
  return best === undefined ? nowhere(from, to) : told(graph, from, to, best, atom, port);
}

function leastOf(tries: readonly Try[]): Try | undefined {
  return tries.reduce<Try | undefined>(
    (best, each) => (best === undefined || each.cost < best.cost ? each : best),
    undefined,
  );
}

function costOf(stages: readonly Stage[], atom: number): number {
  return stages.reduce(
    (sum, { pass, layer }) =>
      sum +
      (hasBit(pass.must, atom)
        ? 0
        : hasBit(pass.may, atom)
          ? COST.unknown
          : layer === 'no-route'
            ? COST.route
            : COST.rule),
    0,
  );
}

function told(
  graph: Graph,
  from: Party,
  to: Party,
  { cell, stages, answer, cost }: Try,
  atom: number,
  port: number,
): Weighed {
  const { env } = graph;
  const forward = hopsOf(env, stages, atom);
  const answers = env.spaces.services.atoms.find(({ index }) =>
    hasBit(
      env.spaces.answered(
        env.spaces.services.collect((each) => each.index === index),
        port,
      ),
      atom,
    ),
  );
  const back = hopsOf(env, answer, answers?.index ?? atom);
  const hops = [...forward, ...back];
  const blocking = hops.filter(({ decision }) => decision === 'blocks');
  const isSure = hops.every(({ decision }) => decision === 'passes') && cell.ways.open === undefined;
  const packet = packetOf(env, from, cell.source, cell.destination, cell.door.written, atom, port);
  const works = blocking.length > 0 ? 'no' : isSure ? 'yes' : 'unknown';
  return { path: { from, to, works, packet, forward, back, blocking }, cost };
}

function overStages(graph: Graph, from: Party, to: Party, stages: readonly Stage[], atom: number): Weighed {
  const forward = hopsOf(graph.env, stages, atom);
  const blocking = forward.filter(({ decision }) => decision === 'blocks');
  const works = blocking.length > 0 ? 'no' : forward.every(({ decision }) => decision === 'passes') ? 'yes' : 'unknown';
  return { path: { from, to, works, forward, back: [], blocking }, cost: costOf(stages, atom) };
}

/** A connection of which the templates show only that it can, or cannot, be made. */
function unseen(graph: Graph, sender: Sender, to: Party, services: Bits): Weighed {
  const { may, must } = graph.reach(sender, to, 'delivers');
  const atom = chosenAtom(graph.env, services) ?? 0;
  const decision = hasBit(must, atom) ? 'passes' : hasBit(may, atom) ? 'unknown' : 'blocks';
  const hop: Hop = {
    kind: 'gateway',
    origin: { id: sender.party.id, label: sender.party.label },
    says: `from ${sender.party.label} to ${to.label}`,
    decision,
    rules: ['LB-02'],
  };
  const path: Path = {
    from: sender.party,
    to,
    works: decision === 'passes' ? 'yes' : decision === 'blocks' ? 'no' : 'unknown',
    forward: [hop],
    back: [],
    blocking: decision === 'blocks' ? [hop] : [],
  };
  return { path, cost: decision === 'passes' ? 0 : decision === 'unknown' ? COST.unknown : COST.nowhere };
}

function nowhere(from: Party, to: Party): Weighed {
  const hop: Hop = {
    kind: 'route',
    origin: { id: to.id, label: to.label },
    says: `${to.label} has no address that ${from.label} could write`,
    decision: 'blocks',
    rules: ['IGW-01'],
  };
  return { path: { from, to, works: 'no', forward: [hop], back: [], blocking: [hop] }, cost: COST.nowhere };
}
