import { and, intersects, isEmpty, type Bits, type ServiceRange } from '../address';
import type { FunctionNode, NextHop, Proxy } from '../network/types';
import { mergeHops } from './hops';
import type { Env } from './leg/env';
import { INTERNET, type Parties } from './parties';
import type { Sender } from './sender';
import type { Level, Party, Relation } from './types';

interface Reached {
  readonly may: Bits;
  readonly must: Bits;
  readonly mustAll: Bits;
}

/** What the closure asks about who gets where. */
export interface Closing {
  readonly env: Env;
  readonly parties: Parties;
  sender(party: Party): Sender;
  reach(sender: Sender, to: Party, relation: Relation): Reached;
  reachEdge(sender: Sender, to: Party): Reached;
  union(ranges: readonly ServiceRange[]): Bits;
}

/** Everyone who may send on behalf of a party, at a level; the first is the party itself. */
export function closeOver(graph: Closing, from: Party, level: Level): readonly Sender[] {
  const found = new Map<string, Sender>();
  const queue: Sender[] = [];
  const add = (sender: Sender) => {
    const key = `${sender.party.id} ${sender.hops === undefined ? '' : 'proxy'} ${sender.client?.id ?? ''}`;
    const known = found.get(key);
    const hops = mergeHops(known?.hops, sender.hops);
    if (known === undefined || (!known.isSure && sender.isSure) || hops?.length !== known.hops?.length) {
      const better = known?.isSure === true && !sender.isSure ? known : sender;
      const merged: Sender = hops === undefined ? better : { ...better, hops };
      found.set(key, merged);
      queue.push(merged);
    }
  };
  add(graph.sender(from));
  for (let sender = queue.shift(); sender !== undefined; sender = queue.shift()) {
    followCalls(graph, sender, add);
    followOctopuses(graph, sender, add);
    followForwarders(graph, sender, add);
    followProxies(graph, sender, level, add);
    if (level !== 'direct') {
      followServices(graph, sender, add);
      followRelays(graph, sender, add);
    }
    if (level === 'via-compute') {
      followComputers(graph, sender, add);
    }
  }
  return [...found.values()];
}

/** Functions that outsiders call send from wherever they have an interface. */
function followCalls(graph: Closing, sender: Sender, add: (sender: Sender) => void): void {
  if (sender.party.kind !== 'internet') {
    return;
  }
  for (const call of graph.env.network.invocations) {
    addFunction(
      graph,
      call.function,
      {
        party: sender.party,
        isSure: sender.isSure && call.exists === 'yes',
        through: { sender, says: `calls ${call.function.origin.label}`, isLeg: false },
      },
      add,
    );
  }
}

function addFunction(graph: Closing, node: FunctionNode, as: Sender, add: (sender: Sender) => void): void {
  for (const each of node.interfaces) {
    add({ ...as, party: graph.parties.ofInterface(each) });
  }
}

/** What is not modelled sends for the internet, and for whoever reaches it. */
function followOctopuses(graph: Closing, sender: Sender, add: (sender: Sender) => void): void {
  for (const octopus of graph.env.network.octopuses) {
    const tentacles = octopus.reaches.map((each) => graph.parties.ofInterface(each));
    const isJoined =
      sender.party.kind === 'internet' ||
      sender.party.kind === 'edge' ||
      tentacles.some(
        (tentacle) => tentacle.id === sender.party.id || !isEmpty(graph.reach(sender, tentacle, 'delivers').may),
      );
    if (isJoined && tentacles.length > 0) {
      const through = { sender, says: `through ${octopus.origin.label}: ${octopus.reason}`, isLeg: false };
      tentacles.forEach((party) => {
        add({ party, isSure: false, through });
      });
      add({ party: INTERNET, isSure: false, through });
    }
  }
}

/** Servers that take packets which are not for them may translate them and send them anywhere. */
function followForwarders(graph: Closing, sender: Sender, add: (sender: Sender) => void): void {
  for (const party of graph.parties.forwarding) {
    if (party.id !== sender.party.id && !isEmpty(graph.reach(sender, party, 'delivers').may)) {
      add({ party, isSure: false, through: { sender, says: `passed on by ${party.label}`, isLeg: true } });
    }
  }
}

/** What proxies pass on; a network load balancer that keeps addresses is part of the connection itself. */
function followProxies(graph: Closing, sender: Sender, level: Level, add: (sender: Sender) => void): void {
  for (const proxy of graph.env.network.proxies) {
    const isOpen = proxy.open !== undefined && level !== 'direct';
    const passesOn = proxy.nextHops.some(
      ({ exists, keepsClientAddress }) => exists !== 'no' && (level !== 'direct' || keepsClientAddress !== 'no'),
    );
    if (!isOpen && !passesOn) {
      continue;
    }
    for (const entrance of entrances(graph, sender, proxy)) {
      const hops = proxy.nextHops.filter(
        (hop) =>
          hop.exists !== 'no' &&
          intersects(graph.union(hop.from.may), entrance.may) &&
          (level !== 'direct' || hop.keepsClientAddress !== 'no'),
      );
      const isSure = !isEmpty(entrance.must);
      const isSureForAll =
        isSure &&
        sender.isSureForAll !== false &&
        hops.every((hop) => intersects(graph.union(hop.from.must), entrance.mustAll));
      const through = { sender, says: `through ${proxy.origin.label}`, isLeg: true };
      const client = sender.hops === undefined ? sender.party : sender.client;
      const sure = hops.map((hop) =>
        intersects(graph.union(hop.from.must), entrance.must) ? hop : { ...hop, exists: 'unknown' as const },
      );
      add({
        party: entrance.party,
        isSure,
        isSureForAll,
        hops: sure,
        through,
        ...(client === undefined ? {} : { client }),
      });
      for (const { to, exists } of sure) {
        if (to.kind === 'function') {
          addFunction(graph, to.function, { party: entrance.party, isSure: isSure && exists === 'yes', through }, add);
        }
      }
      if (isOpen) {
        add({ party: INTERNET, isSure: false, through });
      }
    }
  }
}

/** Where a sender gets into a proxy. */
function entrances(graph: Closing, sender: Sender, proxy: Proxy): readonly (Reached & { readonly party: Party })[] {
  const [may, must] = [
    graph.union(proxy.entries.flatMap((each) => each.may)),
    graph.union(proxy.entries.flatMap((each) => each.must)),
  ];
  if (proxy.kind === 'cloudfront') {
    const party = graph.parties.all.find(({ id, kind }) => kind === 'edge' && id === proxy.id);
    const own = party === undefined ? undefined : graph.reachEdge(sender, party);
    return party === undefined || own === undefined || isEmpty(own.may) ? [] : [{ party, ...own }];
  }
  return proxy.interfaces.flatMap((each) => {
    const party = graph.parties.ofInterface(each);
    if (party.id === sender.party.id) {
      return [];
    }
    const delivered = and(graph.reach(sender, party, 'delivers').may, may);
    if (isEmpty(delivered)) {
      return [];
    }
    const answered = graph.reach(sender, party, 'session');
    return [{ party, may: delivered, must: and(answered.must, must), mustAll: and(answered.mustAll, must) }];
  });
}

/** Behind an endpoint that anyone may use for anything stands everyone's storage. */
function followServices(graph: Closing, sender: Sender, add: (sender: Sender) => void): void {
  for (const party of graph.parties.all) {
    if (party.kind !== 'service' || party.service.isUnrestricted === 'no') {
      continue;
    }
    const { may, must, mustAll } = graph.reach(sender, party, 'delivers');
    if (!isEmpty(may)) {
      const everything = { may: [{ protocol: 'any' as const }], must: [{ protocol: 'any' as const }] };
      const hop: NextHop = {
        origin: party.service.origin,
        to: { kind: 'internet' },
        services: everything,
        from: everything,
        keepsClientAddress: 'no',
        exists: party.service.isUnrestricted,
      };
      add({
        party,
        isSure: !isEmpty(must),
        isSureForAll: !isEmpty(mustAll),
        hops: [hop],
        through: { sender, says: `through ${party.label}, whose policy binds nobody`, isLeg: true },
      });
    }
  }
}

/** Partners that may pass packets on. */
function followRelays(graph: Closing, sender: Sender, add: (sender: Sender) => void): void {
  const { sites } = graph.env.network;
  for (const party of graph.parties.all) {
    if (party.kind !== 'site' || party.id === sender.party.id || isEmpty(graph.reach(sender, party, 'delivers').may)) {
      continue;
    }
    const relays = party.site.relaysTo ?? sites.filter(({ id }) => id !== party.id).map(({ id }) => id);
    if (relays.length > 0) {
      add({ party, isSure: false, through: { sender, says: `relayed by ${party.label}`, isLeg: true } });
    }
  }
}

function followComputers(graph: Closing, sender: Sender, add: (sender: Sender) => void): void {
  for (const party of graph.parties.all) {
    if (party.kind !== 'interface' || !party.interface.sends || party.id === sender.party.id) {
      continue;
    }
    const own = graph.sender(party);
    const reached = own.hops === undefined ? graph.reach(sender, party, 'delivers').may : undefined;
    if (reached !== undefined && !isEmpty(reached)) {
      const answered = graph.reach(sender, party, 'session');
      const isSureForAll = sender.isSureForAll !== false && !isEmpty(answered.mustAll);
      add({
        party,
        isSure: !isEmpty(answered.must),
        isSureForAll,
        through: { sender, says: `from ${party.label}`, isLeg: true },
      });
    }
  }
}
