import { and, or, type Bits, type Certainty, type PortRange } from '../address';
import type { NextHop, Proxy, ServiceMatch } from '../network/types';
import { closeOver } from './close-over';
import { leadsTo, openHop } from './hops';
import { edgeSummary } from './leg/edge-leg';
import { sourcePorts } from './leg/ends';
import type { Env } from './leg/env';
import { summarize, type Summary } from './leg/summary';
import type { Parties } from './parties';
import { INTERNET } from './parties';
import type { Sender } from './sender';
import type { Level, Party, Relation } from './types';

/** What a sender gets to a party: perhaps and surely, from some address and from every address. */
export interface Reached {
  readonly may: Bits;
  readonly must: Bits;
  readonly mayAll: Bits;
  readonly mustAll: Bits;
}

/** Finds who may send on behalf of someone, at a level, and what they get where. */
export class Graph {
  readonly env: Env;
  readonly parties: Parties;
  readonly allowForged: boolean;
  /** By whoever sends how, and by the receiver. */
  private readonly summaries = new Map<string, Map<string, Summary>>();
  private readonly senders = new Map<string, readonly Sender[]>();
  private readonly edges = new Map<string, Summary>();
  private readonly proxyOf = new Map<string, Proxy>();

  constructor(env: Env, parties: Parties, allowForged: boolean) {
    this.env = env;
    this.parties = parties;
    this.allowForged = allowForged;
    for (const proxy of env.network.proxies) {
      this.proxyOf.set(proxy.id, proxy);
      proxy.interfaces.forEach(({ id }) => this.proxyOf.set(id, proxy));
    }
  }

  /** What passes between two parties directly. */
  summary(from: Party, to: Party, relation: Relation, client?: Party, ports?: PortRange): Summary {
    const { twins } = this.parties;
    const [sender, receiver] = [twins.of(from), twins.of(to)];
    const key = `${sender.id} ${relation} ${client?.id ?? ''} ${ports?.from ?? ''}-${ports?.to ?? ''}`;
    const byReceiver = this.summaries.get(key) ?? new Map<string, Summary>();
    this.summaries.set(key, byReceiver);
    const found = byReceiver.get(receiver.id) ?? this.makeSummary(sender, receiver, relation, client, ports);
    byReceiver.set(receiver.id, found);
    return found;
  }

  /** What is found about two parties; whoever knows a part of it need not find it again. */
  ofPair<T>(_topic: string, _from: Party, _to: Party, find: () => T): T {
    return find();
  }

  /** Everyone who may send on behalf of a party; the first is the party itself. */
  sendersFor(from: Party, level: Level): readonly Sender[] {
    const key = `${from.id} ${level}`;
    const found = this.senders.get(key) ?? closeOver(this, from, level);
    this.senders.set(key, found);
    return found;
  }

  /** A party that sends of its own accord: load balancers, distributions and database proxies only where they forward. */
  sender(party: Party): Sender {
    const proxy = this.proxyOf.get(party.id);
    if (proxy === undefined || proxy.kind === 'endpoint-service' || proxy.kind === 'relay') {
      return { party, isSure: true };
    }
    return {
      party,
      isSure: true,
      hops: proxy.open === undefined ? proxy.nextHops : [...proxy.nextHops, openHop(proxy)],
    };
  }

  /** What a sender gets to a party. */
  reach(sender: Sender, to: Party, relation: Relation, ports?: PortRange): Reached {
    if (to.kind === 'edge') {
      return this.reachEdge(sender, to);
    }
    if (sender.hops === undefined) {
      return this.shared(
        sender,
        to,
        this.weigh(sender, this.summary(sender.party, to, relation, sender.client, ports)),
      );
    }
    const none = this.env.spaces.services.none();
    let found: Reached = { may: none, must: none, mayAll: none, mustAll: none };
    for (const hop of sender.hops) {
      const leads = this.leads(hop, sender.party, to);
      if (leads === 'no' || hop.exists === 'no') {
        continue;
      }
      const [may, must] = [this.union(hop.services.may), this.union(hop.services.must)];
      const own = this.weigh(sender, this.hopSummary(sender, to, relation, hop));
      const isSure = leads === 'yes' && hop.exists === 'yes';
      found = {
        may: or(found.may, and(own.may, may)),
        mayAll: or(found.mayAll, and(own.mayAll, may)),
        must: isSure ? or(found.must, and(own.must, must)) : found.must,
        mustAll: isSure ? or(found.mustAll, and(own.mustAll, must)) : found.mustAll,
      };
    }
    return this.shared(sender, to, found);
  }

  /** Whether a hop leads from a node of a proxy to a party. */
  leads(hop: NextHop, node: Party, to: Party): Certainty {
    return leadsTo(hop, node, to);
  }

  /** With what endpoints of other accounts bring to a load balancer that they may use. */
  private shared({ party }: Sender, to: Party, found: Reached): Reached {
    const proxy = party.kind === 'internet' && party.address === undefined ? this.proxyOf.get(to.id) : undefined;
    return proxy === undefined || proxy.isPublicEntry === 'no'
      ? found
      : { ...found, may: or(found.may, this.union(proxy.entries.flatMap(({ may }) => may))) };
  }

  private weigh({ isSure, isSureForAll = true }: Sender, { mayAny, mustAny, mayAll, mustAll }: Summary): Reached {
    const none = this.env.spaces.services.none();
    return {
      may: mayAny,
      mayAll,
      must: isSure ? mustAny : none,
      mustAll: isSure && isSureForAll ? mustAll : none,
    };
  }

  private hopSummary(sender: Sender, to: Party, relation: Relation, hop: NextHop): Summary {
    const { all } = this.env.spaces.services;
    const none = this.env.spaces.services.none();
    if (hop.viaVpcOrigin === true) {
      return this.fromEdge(to, relation);
    }
    if (hop.to.kind === 'internet') {
      return { mayAny: all, mustAny: all, mayAll: all, mustAll: all };
    }
    if (hop.viaPrivateLink === true || hop.to.kind === 'unknown') {
      return { mayAny: all, mustAny: none, mayAll: all, mustAll: none };
    }
    const own = this.summary(sender.party, to, relation);
    if (hop.keepsClientAddress === 'no' || sender.client === undefined) {
      return own;
    }
    const kept = this.summary(sender.party, to, relation, sender.client);
    return hop.keepsClientAddress === 'yes'
      ? kept
      : {
          mayAny: or(kept.mayAny, own.mayAny),
          mustAny: and(kept.mustAny, own.mustAny),
          mayAll: or(kept.mayAll, own.mayAll),
          mustAll: and(kept.mustAll, own.mustAll),
        };
  }

  /** What CloudFront gets to a party through a VPC origin. */
  protected fromEdge(to: Party, relation: Relation): Summary {
    const key = `${to.id} ${relation}`;
    const found = this.edges.get(key) ?? edgeSummary(this.env, to, relation);
    this.edges.set(key, found);
    return found;
  }

  /** The internet gets to a distribution on its ports; so does who gets to the internet. */
  reachEdge(sender: Sender, to: Party): Reached {
    const entries = this.proxyOf.get(to.id)?.entries ?? [];
    const [may, must] = [
      this.union(entries.flatMap((each) => each.may)),
      this.union(entries.flatMap((each) => each.must)),
    ];
    const { all } = this.env.spaces.services;
    const own =
      sender.party.kind === 'internet'
        ? this.weigh(sender, { mayAny: all, mustAny: all, mayAll: all, mustAll: all })
        : this.reach(sender, INTERNET, 'delivers');
    return {
      may: and(own.may, may),
      must: and(own.must, must),
      mayAll: and(own.mayAll, may),
      mustAll: and(own.mustAll, must),
    };
  }

  private makeSummary(
    from: Party,
    to: Party,
    relation: Relation,
    client: Party | undefined,
    ports: PortRange | undefined,
  ): Summary {
    // Some interfaces send with the address of whoever uses them.
    const isForClients = from.kind === 'interface' && from.interface.sendsForClients === true;
    const seen = client ?? (isForClients ? INTERNET : undefined);
    const usual = sourcePorts(seen ?? from);
    const own = ports === undefined ? usual : { may: ports, must: ports };
    const { spaces } = this.env;
    const options = {
      relation,
      allowForged: this.allowForged && !isForClients,
      ...(seen === undefined ? {} : { client: seen }),
      ...(ports === undefined ? {} : { ports }),
    };
    return summarize(this.env, from, to, options, { may: spaces.portsIn(own.may), must: spaces.portsIn(own.must) });
  }

  /** Packets of some ranges. */
  union(ranges: ServiceMatch['may']): Bits {
    return this.env.spaces.services.union(ranges);
  }
}
