import { and, isEmpty, orInto, type Bits } from '../address';
import type { Graph } from './graph';
import type { Sender } from './sender';
import { edgeStages } from './leg/edge-leg';
import { forEachCell, hasNoDoor } from './leg/leg';
import type { Stage } from './leg/stage';
import { wayStages } from './leg/way-stages';
import { doorsOf } from './leg/ends';
import { waysBetween } from './leg/ways-between';
import type { Certificate, CertificatePair, Layer, Party } from './types';

interface Seen {
  readonly layer: Layer;
  readonly may: Bits;
  count: number;
}

/** Why nothing of some services gets through: layers of which each alone stops everything, pair by pair. */
export function certify(graph: Graph, senders: readonly Sender[], to: readonly Party[], services: Bits): Certificate {
  const pairs = senders.flatMap((sender) =>
    to.filter((party) => party.id !== sender.party.id).map((party) => pairOf(graph, sender, party, services)),
  );
  return {
    pairs,
    depth: pairs.reduce(
      (least, { layers }) => Math.min(least, Math.max(1, layers.length)),
      pairs.length === 0 ? 0 : Number.POSITIVE_INFINITY,
    ),
  };
}

function pairOf(graph: Graph, sender: Sender, to: Party, services: Bits): CertificatePair {
  const { env } = graph;
  const seen = new Map<string, Seen>();
  let ways = 0;
  const look = (stages: readonly Stage[]) => {
    ways += 1;
    for (const key of new Set(stages.flatMap((stage) => (stage.layer === undefined ? [] : [keyOf(stage)])))) {
      const own = stages.filter((stage) => stage.layer !== undefined && keyOf(stage) === key);
      const [first] = own;
      if (first?.layer === undefined) {
        continue;
      }
      const found = seen.get(key) ?? {
        layer: { kind: first.layer, origin: first.origin, says: first.says, rules: first.rules },
        may: env.spaces.services.none(),
        count: 0,
      };
      seen.set(key, found);
      found.count += 1;
      orInto(
        found.may,
        own.reduce<Bits>((bits, { pass }) => and(bits, pass.may), services),
      );
    }
  };
  if (sender.hops === undefined) {
    forEachCell(env, sender.party, to, { relation: 'delivers', allowForged: graph.allowForged }, (cell) => {
      const { source, destination, port, placings } = cell;
      for (const { door, way } of placings.flatMap((each) =>
        each.ways.ways.map((own) => ({ door: each.door, way: own })),
      )) {
        look(wayStages(env, sender.party, to, door, source, destination, way, port).stages);
      }
      return false;
    });
  } else {
    look(edgeStages(env, to));
  }
  const layers = [...seen.values()]
    .filter(({ may, count }) => count === ways && isEmpty(may))
    .map(({ layer }) => layer);
  return {
    from: sender.party.id,
    to: to.id,
    layers: layers.length > 0 ? layers : [otherLayer(graph, sender, to, ways)],
  };
}

function keyOf(stage: Stage): string {
  // However many routes there are, that none leads there is one layer.
  return stage.layer === 'no-route' ? 'no-route' : `${stage.layer} ${stage.origin.id}`;
}

function otherLayer(graph: Graph, sender: Sender, to: Party, ways: number): Layer {
  const origin = to.kind === 'interface' ? to.interface.origin : { id: to.id, label: to.label };
  if (sender.hops !== undefined) {
    return {
      kind: 'no-listener',
      origin,
      says: `${sender.party.label} does not forward to ${to.label}`,
      rules: ['LB-02'],
    };
  }
  if (hasNoDoor(graph.env, sender.party, to)) {
    return {
      kind: 'no-address',
      origin,
      says: `${to.label} has no address that ${sender.party.label} could write`,
      rules: ['IGW-01'],
    };
  }
  const isUnrouted = doorsOf(graph.env, to, sender.party).every((door) =>
    door.ends.every((end) => waysBetween(graph.env, sender.party, to, door, end) === undefined),
  );
  return ways === 0 || isUnrouted
    ? { kind: 'no-route', origin, says: `nothing leads from ${sender.party.label} to ${to.label}`, rules: ['RT-01'] }
    : { kind: 'together', origin, says: 'several layers together', rules: [] };
}
