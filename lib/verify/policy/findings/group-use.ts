import { and, andNot, isEmpty, or, type Bits } from '../../address';
import { matchesRemote } from '../../engine/guards/match';
import { edgeStages } from '../../engine/leg/edge-leg';
import { passOf } from '../../engine/leg/forward';
import { forEachCell } from '../../engine/leg/leg';
import type { Stage } from '../../engine/leg/stage';
import { wayStages } from '../../engine/leg/way-stages';
import { INTERNET } from '../../engine/parties';
import type { Sender } from '../../engine/sender';
import type { Party } from '../../engine/types';
import type { WorldView } from '../../engine/world-view';
import type { GroupRule } from '../../network/types';

/** What became of the rules of groups when every pair of parties was looked at. */
export interface GroupUse {
  /** Ids of rules that some packet that arrives needs: without them it would not arrive. */
  readonly needed: ReadonlySet<string>;
  /** Ids of rules that some packet that arrives matches. */
  readonly used: ReadonlySet<string>;
}

/**
 * Which of some rules of security groups matter to what arrives anywhere, directly or through proxies, without forged addresses.
 *
 * A rule that is not needed could be taken away alone, and everything would arrive that arrives now.
 */
export function groupUse({ judge, parties }: WorldView, asked: ReadonlySet<string>): GroupUse {
  const use = new Uses(judge.graph, asked);
  const receivers = [INTERNET, ...parties.all];
  for (const sender of distinctSenders(judge.graph, receivers)) {
    for (const to of receivers.filter(({ id }) => id !== sender.party.id)) {
      use.add(sender, to);
    }
  }
  return use;
}

type Graph = WorldView['judge']['graph'];

function distinctSenders(graph: Graph, parties: readonly Party[]): readonly Sender[] {
  const found = new Map<string, Sender>();
  for (const party of parties) {
    for (const sender of graph.sendersFor(party, 'via-proxies')) {
      const key = `${sender.party.id} ${sender.client?.id ?? ''} ${sender.hops === undefined ? '' : 'proxy'}`;
      found.set(key, found.get(key) ?? sender);
    }
  }
  return [...found.values()];
}

class Uses implements GroupUse {
  readonly needed = new Set<string>();
  readonly used = new Set<string>();
  private readonly graph: Graph;
  private readonly asked: ReadonlySet<string>;

  constructor(graph: Graph, asked: ReadonlySet<string>) {
    this.graph = graph;
    this.asked = asked;
  }

  add(sender: Sender, to: Party): void {
    const { env } = this.graph;
    if (!this.isOpen(sender.party, 'egress') && !this.isOpen(to, 'ingress')) {
      return;
    }
    const arriving = this.graph.reach(sender, to, 'delivers').may;
    if (isEmpty(arriving)) {
      return;
    }
    if (sender.party.kind === 'edge') {
      this.addStages(edgeStages(env, to), arriving, []);
      return;
    }
    const options = {
      relation: 'delivers',
      allowForged: false,
      ...(sender.client === undefined ? {} : { client: sender.client }),
    } as const;
    forEachCell(env, sender.party, to, options, ({ source, destination, port, ways, placings, pass }) => {
      if (isEmpty(and(pass.may, arriving))) {
        return false;
      }
      for (const { door, ways: placed } of placings) {
        for (const way of placed.ways.filter(({ stop }) => stop === undefined)) {
          const { stages, state } = wayStages(env, sender.party, to, door, source, destination, way, port);
          this.addStages(stages, arriving, state.sources);
        }
      }
      if (ways.open !== undefined) {
        this.addEverything(sender.party);
        this.addEverything(to);
      }
      return false;
    });
  }

  /** Whether there is still a rule of a party of which it is not known that it is needed. */
  private isOpen(party: Party, direction: 'ingress' | 'egress'): boolean {
    if (party.kind !== 'interface') {
      return false;
    }
    const { surely, perhaps } = party.interface.groups;
    return [...surely, ...perhaps].some((group) =>
      group[direction].some(({ origin }) => this.asked.has(origin.id) && !this.needed.has(origin.id)),
    );
  }

  /** Notes what the rules of groups on one way did for the packets that passed all of it. */
  private addStages(stages: readonly Stage[], arriving: Bits, sources: readonly number[]): void {
    const passed = and(passOf(this.graph.env, stages).may, arriving);
    if (isEmpty(passed)) {
      return;
    }
    for (const { asked } of stages) {
      if (asked?.kind === 'group') {
        const { groups } = asked.of;
        const rules = [...groups.surely, ...groups.perhaps].flatMap((group) =>
          asked.direction === 'in' ? group.ingress : group.egress,
        );
        const addresses = asked.direction === 'in' && sources.length > 0 ? sources : [asked.remote.address];
        for (const address of addresses) {
          this.addRules(rules, { ...asked.remote, address }, passed);
        }
      }
    }
  }

  private addRules(rules: readonly GroupRule[], remote: Parameters<typeof matchesRemote>[2], passed: Bits): void {
    const { addresses, services } = this.graph.env.spaces;
    const matching = rules
      .filter(({ peer, exists }) => exists !== 'no' && matchesRemote(addresses, peer, remote) !== 'no')
      .map((rule) => ({ rule, bits: and(services.union(rule.services.may), passed) }));
    for (const { rule, bits } of matching) {
      if (isEmpty(bits)) {
        continue;
      }
      this.used.add(rule.origin.id);
      const others = matching
        .filter((other) => other.rule.origin.id !== rule.origin.id)
        .reduce<Bits>((joined, other) => or(joined, other.bits), services.none());
      if (!isEmpty(andNot(bits, others))) {
        this.needed.add(rule.origin.id);
      }
    }
  }

  /** Where only the deployment tells the way, any rule may be needed. */
  private addEverything(party: Party): void {
    if (party.kind === 'interface') {
      for (const group of [...party.interface.groups.surely, ...party.interface.groups.perhaps]) {
        for (const { origin } of [...group.ingress, ...group.egress]) {
          this.used.add(origin.id);
          this.needed.add(origin.id);
        }
      }
    }
  }
}
