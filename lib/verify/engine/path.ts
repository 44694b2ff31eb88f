import { and, isEmpty, type Bits } from '../address';
import type { NextHop, Proxy } from '../network/types';
import type { Graph } from './graph';
import { findConnection } from './connection';
import type { Hop, Level, Packet, Party } from './types';

/** The way of a packet that comes farthest, and of its answer; with the connections before it when proxies pass it on. */
export interface Path {
  readonly from: Party;
  readonly to: Party;
  /** `yes`: packet and answer surely get through; `no`: something stops them; `unknown`: only the deployment tells. */
  readonly works: 'yes' | 'no' | 'unknown';
  readonly packet?: Packet;
  readonly forward: readonly Hop[];
  readonly back: readonly Hop[];
  /** Everything that stops it, in earlier connections too: all of it would have to change. */
  readonly blocking: readonly Hop[];
  /** Connections before this one, first to last. */
  readonly before?: readonly Path[];
}

/** A path, and how much stands in its way. */
export interface Weighed {
  readonly path: Path;
  readonly cost: number;
}

const MOST_PROXIES = 5;

/** Looks at every way, through proxies too, and tells of the one on which least stands in the way. */
export function findPath(graph: Graph, from: Party, to: Party, services: Bits, level: Level): Path {
  return search(graph, from, to, services, level === 'direct' ? 0 : MOST_PROXIES, []).path;
}

function search(
  graph: Graph,
  from: Party,
  to: Party,
  services: Bits,
  depth: number,
  passed: readonly Proxy[],
): Weighed {
  let best = findConnection(graph, graph.sender(from), to, services);
  if (best.cost === 0 || depth === 0) {
    return best;
  }
  for (const proxy of graph.env.network.proxies.filter((each) => !passed.includes(each))) {
    for (const hop of proxy.nextHops.filter((each) => each.exists !== 'no')) {
      const last = and(services, graph.union(hop.services.may));
      const first = graph.union(hop.from.may);
      if (isEmpty(last) || isEmpty(first)) {
        continue;
      }
      for (const node of nodesOf(graph, proxy).filter(({ id }) => id !== from.id && id !== to.id)) {
        if (graph.leads(hop, node, to) === 'no') {
          continue;
        }
        const found = chained(graph, from, node, hop, to, first, last, depth, [...passed, proxy], best.cost);
        if (found !== undefined && found.cost < best.cost) {
          best = found;
        }
      }
    }
  }
  return best;
}

function chained(
  graph: Graph,
  from: Party,
  node: Party,
  hop: NextHop,
  to: Party,
  first: Bits,
  last: Bits,
  depth: number,
  passed: readonly Proxy[],
  most: number,
): Weighed | undefined {
  const sender = { party: node, isSure: true, hops: [hop], client: from };
  const onward = findConnection(graph, sender, to, last);
  if (onward.cost >= most) {
    return undefined;
  }
  const inward = search(graph, from, node, first, depth - 1, passed);
  const before = [...(inward.path.before ?? []), withoutBefore(inward.path)];
  const blocking = [...inward.path.blocking, ...onward.path.blocking];
  const all = [inward.path.works, onward.path.works];
  const works = blocking.length > 0 || all.includes('no') ? 'no' : all.includes('unknown') ? 'unknown' : 'yes';
  return { path: { ...onward.path, works, blocking, before }, cost: inward.cost + onward.cost };
}

function withoutBefore({ before: _, ...path }: Path): Path {
  return path;
}

/** Where a proxy takes connections. */
function nodesOf(graph: Graph, proxy: Proxy): readonly Party[] {
  return proxy.kind === 'cloudfront'
    ? graph.parties.all.filter(({ id, kind }) => kind === 'edge' && id === proxy.id)
    : proxy.interfaces.map((each) => graph.parties.ofInterface(each));
}
