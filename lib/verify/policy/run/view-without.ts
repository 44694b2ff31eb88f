import type { PortRange } from '../../address';
import { Graph, type Reached } from '../../engine/graph';
import { Judge } from '../../engine/judge';
import { Env } from '../../engine/leg/env';
import { Parties } from '../../engine/parties';
import type { Sender } from '../../engine/sender';
import type { Party, Relation } from '../../engine/types';
import type { WorldView } from '../../engine/world-view';
import type { Interface, Network, Target } from '../../network/types';

/** One world, without some parties. */
export type RestView = Pick<WorldView, 'judge' | 'parties'>;

/** One world, in which some parties neither receive nor send, and routes to them lead nowhere. */
export function viewWithout({ network, judge }: WorldView, ids: ReadonlySet<string>): RestView {
  const rest = networkWithout(network, ids);
  const parties = new Parties(rest);
  return { parties, judge: new Judge(new GraphWithout(new Env(rest), parties, judge.graph.allowForged, ids)) };
}

/** A graph in which some parties neither receive nor send. */
class GraphWithout extends Graph {
  private readonly removed: ReadonlySet<string>;

  constructor(env: Env, parties: Parties, allowForged: boolean, removed: ReadonlySet<string>) {
    super(env, parties, allowForged);
    this.removed = removed;
  }

  override reach(sender: Sender, to: Party, relation: Relation, ports?: PortRange): Reached {
    return this.isRemoved(sender, to) ? this.nothing() : super.reach(sender, to, relation, ports);
  }

  override reachEdge(sender: Sender, to: Party): Reached {
    return this.isRemoved(sender, to) ? this.nothing() : super.reachEdge(sender, to);
  }

  private isRemoved(sender: Sender, to: Party): boolean {
    return this.removed.has(to.id) || this.removed.has(sender.party.id);
  }

  private nothing(): Reached {
    const none = this.env.spaces.services.none();
    return { may: none, must: none, mayAll: none, mustAll: none };
  }
}

/** A copy of a network whose routes to some parties lead nowhere. What is shared in it is shared in the copy. */
function networkWithout(network: Network, ids: ReadonlySet<string>): Network {
  const copies = new Map<object, object>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const found = copies.get(value);
    if (found !== undefined) {
      return found;
    }
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      list.push(...value.map(copy));
      return list;
    }
    const made: Record<string, unknown> = {};
    copies.set(value, made);
    for (const [key, inner] of Object.entries(value)) {
      made[key] = KEPT.has(key) ? inner : copy(key === 'target' ? withoutTarget(inner as Target, ids) : inner);
    }
    return made;
  };
  return copy(network) as Network;
}

/** What a copy shares with its original: the templates, addresses, and what only reports read. */
const KEPT: ReadonlySet<string> = new Set([
  'origin',
  'resource',
  'interval',
  'coverage',
  'findings',
  'ranges',
  'services',
]);

function withoutTarget(target: Target, ids: ReadonlySet<string>): Target {
  const isRemoved = (each: Interface) => ids.has(each.id);
  const lost: Target = { kind: 'blackhole', reason: 'what it leads to is taken away' };
  switch (target.kind) {
    case 'firewall':
      return isRemoved(target.endpoint.interface) ? lost : target;
    case 'appliance':
      return isRemoved(target.interface) ? lost : target;
    case 'nat': {
      const interfaces = target.interfaces.filter((each) => !isRemoved(each));
      return interfaces.length === 0
        ? lost
        : interfaces.length < target.interfaces.length
          ? { ...target, interfaces }
          : target;
    }
    case 'gateway-endpoint':
      return ids.has(target.service.id) ? lost : target;
    case 'blackhole':
    case 'egress-only-gateway':
    case 'internet-gateway':
    case 'local':
    case 'peering':
    case 'transit-gateway':
    case 'unknown':
    case 'virtual-private-gateway':
      return target;
  }
}
