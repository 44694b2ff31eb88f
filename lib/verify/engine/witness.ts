import { and, andNot, hasBit, intersects, isEmpty, type Bits, type PortRange } from '../address';
import type { NextHop } from '../network/types';
import { chosenAtom, hopsOf, packetOf, usualPort } from './explain';
import type { Graph } from './graph';
import { isOutOfSight } from './hops';
import type { Sender } from './sender';
import { answersTo } from './leg/answers';
import { edgeStages } from './leg/edge-leg';
import type { Env } from './leg/env';
import { forEachCell, type Cell } from './leg/leg';
import type { Stage } from './leg/stage';
import { wayStages } from './leg/way-stages';
import type { Blame, Party, Relation, Witness } from './types';

/** What a cell is looked for. */
type Wanted = 'passes' | 'may-pass' | 'fails' | 'may-fail';

/** A packet between two parties for which something holds, with its hops. */
export function findWitness(
  graph: Graph,
  sender: Sender,
  to: Party,
  relation: Relation,
  wanted: Wanted,
  services: Bits,
  ports?: PortRange,
):
  | {
      readonly witness: Witness;
      readonly cell: Cell | undefined;
      readonly atom: number;
      readonly stages: readonly Stage[];
    }
  | undefined {
  const { env } = graph;
  const from = sender.party;
  if (from.kind === 'edge' && sender.hops?.some(({ viaVpcOrigin }) => viaVpcOrigin === true) === true) {
    return edgeWitness(graph, sender, to, services);
  }
  const over = sender.hops?.find((hop) => isOutOfSight(hop) && graph.leads(hop, from, to) !== 'no');
  if (over !== undefined && wanted !== 'fails' && wanted !== 'may-fail') {
    return unseenWitness(graph, sender, to, services, over);
  }
  let found: { cell: Cell; atom: number } | undefined;
  const options = {
    relation,
    allowForged: graph.allowForged && wanted !== 'fails',
    ...(sender.client === undefined || sender.hops === undefined ? {} : clientOf(sender)),
    ...(ports === undefined ? {} : { ports }),
  };
  forEachCell(env, from, to, options, (cell) => {
    if (wanted === 'fails' && (cell.source.isExtra || cell.destination.isExtra)) {
      return false;
    }
    const bits = bitsOf(cell, wanted, services);
    const atom = isEmpty(bits) ? undefined : chosenAtom(env, bits);
    if (atom !== undefined) {
      found = { cell, atom };
    }
    return found !== undefined;
  });
  return found === undefined ? undefined : describe(graph, sender, to, relation, found.cell, found.atom);
}

/** A connection of which no template shows the way, only that a proxy makes it. */
function unseenWitness(graph: Graph, sender: Sender, to: Party, services: Bits, hop: NextHop) {
  const atom = chosenAtom(graph.env, services) ?? 0;
  const { protocol, ports } = graph.env.spaces.services.atoms[atom] ?? {};
  const witness: Witness = {
    from: sender.party,
    to,
    packet: {
      source: sender.party.label,
      destination: to.label,
      protocol: protocol ?? 0,
      ...(ports === undefined ? {} : { destinationPort: usualPort(ports) }),
    },
    forward: [
      {
        kind: 'gateway',
        origin: hop.origin,
        says: `${sender.party.label} leads to ${to.label}`,
        decision: hop.exists === 'yes' ? 'passes' : 'unknown',
        rules: [sender.party.kind === 'service' ? 'EP-03' : 'LB-02'],
      },
    ],
    ...beforeOf(graph, sender),
  };
  return { witness, cell: undefined, atom, stages: [] };
}

function clientOf(sender: Sender): { readonly client?: Party } {
  const keeps = sender.hops?.some(({ keepsClientAddress }) => keepsClientAddress !== 'no') === true;
  return keeps && sender.client !== undefined ? { client: sender.client } : {};
}

function bitsOf(cell: Cell, wanted: Wanted, services: Bits): Bits {
  switch (wanted) {
    case 'passes':
      return and(cell.pass.must, services);
    case 'may-pass':
      return and(cell.pass.may, services);
    case 'fails':
      return andNot(services, cell.pass.may);
    case 'may-fail':
      return andNot(services, cell.pass.must);
  }
}

function describe(graph: Graph, sender: Sender, to: Party, relation: Relation, cell: Cell, atom: number) {
  const { env } = graph;
  const from = sender.party;
  const port = cell.port ?? env.spaces.ports.findIndex((range) => range.from <= 50000 && 50000 <= range.to);
  const { source, destination } = cell;
  const tries = ({ door, ways }: Pick<Cell, 'door' | 'ways'>) =>
    ways.ways.map((way) => ({ door, ...wayStages(env, from, to, door, source, destination, way, cell.port) }));
  const tried = tries(cell);
  // What is sure wherever the addresses lie may be open where nobody says where they do.
  const placed = hasBit(cell.pass.must, atom) || !hasBit(cell.pass.may, atom) ? cell.placings.flatMap(tries) : [];
  const best =
    [...tried, ...placed].find(({ stages }) => stages.every(({ pass }) => hasBit(pass.must, atom))) ??
    (placed.length > 0 ? undefined : tried.find(({ stages }) => stages.every(({ pass }) => hasBit(pass.may, atom)))) ??
    placed[0] ??
    tried[0];
  const stages = best?.stages ?? [];
  const back =
    relation === 'session' && best !== undefined
      ? answersTo(env, from, to, best.door, best.state, cell.source.address, port)[0]
      : undefined;
  const witness: Witness = {
    from,
    to,
    packet: packetOf(env, from, cell.source, cell.destination, cell.door.written, atom, cell.port),
    forward: hopsOf(env, stages, atom),
    ...(back === undefined ? {} : { back: backHops(env, back.stages, atom, port) }),
    ...beforeOf(graph, sender),
  };
  return { witness, cell, atom, stages: [...stages, ...(back?.stages ?? [])] };
}

/** Hops of an answer, which goes to the port from which the packet came. */
function backHops(env: Env, stages: readonly Stage[], atom: number, port: number): Witness['forward'] {
  const answers = env.spaces.services.atoms.filter(({ index }) =>
    hasBit(
      env.spaces.answered(
        env.spaces.services.collect((each) => each.index === index),
        port,
      ),
      atom,
    ),
  );
  return hopsOf(env, stages, answers[0]?.index ?? atom);
}

function edgeWitness(graph: Graph, sender: Sender, to: Party, services: Bits) {
  const { env } = graph;
  const stages = edgeStages(env, to);
  const may = stages.reduce((bits, { pass }) => and(bits, pass.may), services);
  const atom = chosenAtom(env, may) ?? 0;
  const source = env.network.blocks.find(
    (block) => block.kind === 'abstract' && block.id === 'aws:cloudfront-origin-facing',
  );
  const end = {
    address: source === undefined ? 0 : (env.spaces.addresses.classesOf(source)[0]?.index ?? 0),
    family: 4,
    has: 'yes',
    isExtra: false,
  } as const;
  const address = to.kind === 'interface' ? to.interface.addresses[0] : undefined;
  const destination = {
    ...end,
    address:
      address === undefined ? end.address : (env.spaces.addresses.classesOf(address.block)[0]?.index ?? end.address),
  };
  const witness: Witness = {
    from: sender.party,
    to,
    packet: packetOf(env, sender.party, end, destination, undefined, atom, undefined),
    forward: hopsOf(env, stages, atom),
    ...beforeOf(graph, sender),
  };
  return intersects(may, services) ? { witness, cell: undefined, atom, stages } : undefined;
}

/** Connections that brought the sender into the position to send. */
export function beforeOf(graph: Graph, { through, party }: Sender): { readonly before?: readonly Witness[] } {
  if (through === undefined) {
    return {};
  }
  const { services } = graph.env.spaces;
  const first = through.isLeg
    ? findWitness(graph, through.sender, party, 'delivers', 'may-pass', services.all)?.witness
    : undefined;
  const told: Witness = {
    from: through.sender.party,
    to: party,
    packet: first?.packet ?? { source: through.sender.party.label, destination: party.label, protocol: 6 },
    forward: first?.forward ?? [
      {
        kind: 'gateway',
        origin: { id: party.id, label: party.label },
        says: through.says,
        decision: 'passes',
        rules: ['LVL-01'],
      },
    ],
  };
  return { before: [...(first?.before ?? beforeOf(graph, through.sender).before ?? []), told] };
}

/** What would have to be known for a cell to be decided. */
export function blamesOf(
  env: Env,
  sender: Sender,
  to: Party,
  cell: Cell | undefined,
  atom: number,
  stages: readonly Stage[],
): readonly Blame[] {
  const blames: Blame[] = [];
  const open = cell?.ways.open;
  if (open !== undefined) {
    blames.push({ what: open, rules: ['UNK-01'] });
  }
  for (const stage of stages.filter(({ pass }) => hasBit(pass.may, atom) && !hasBit(pass.must, atom))) {
    blames.push({ what: stage.says, origin: stage.origin, rules: stage.rules });
  }
  if (cell?.source.isExtra === true) {
    blames.push({
      what: `whether a source address of ${env.spaces.addresses.at(cell.source.address).representative} is forged and arrives`,
      rules: ['INT-02'],
    });
  }
  for (const party of [sender.party, to]) {
    if (party.kind === 'interface' && party.interface.exists !== 'yes') {
      blames.push({ what: `whether ${party.label} exists`, origin: party.interface.origin, rules: ['UNK-02'] });
    }
  }
  if (cell?.destination.has === 'unknown' || cell?.source.has === 'unknown') {
    blames.push({ what: `which addresses ${to.label} has`, rules: ['IF-01'] });
  }
  if (!sender.isSure && sender.through !== undefined) {
    blames.push({ what: sender.through.says, rules: ['LVL-01'] });
  }
  return blames;
}
