import type { Network, Route, Subnet, Vpc } from '../../network/types';
import type { Spaces } from '../spaces';
import { chooseRoute } from './choose-route';
import { CAME_IN, leaveFor } from './leave';
import { sentFrom, type Leaving, type Through, type Walking } from './steps';
import { fromSiteOnGateway } from './gateway-walk';
import { fromTransit } from './transit-walk';
import { after, anyOf, arrived, goalKey, guessed, noRoute, stopped, type Goal, type Step, type Ways } from './way';

const DEPTH = 24;

/** Finds the ways of packets through route tables and gateways. */
export class Walker implements Walking {
  readonly network: Network;
  readonly spaces: Spaces;
  private readonly remembered = new Map<string, Ways>();

  constructor(network: Network, spaces: Spaces) {
    this.network = network;
    this.spaces = spaces;
  }

  /** Ways of a packet that an interface of a subnet sends, perhaps for someone outside of its VPC. */
  fromSubnet(subnet: Subnet, address: number, goal: Goal, isForeign = false): Ways {
    return this.remember(`subnet ${subnet.id} ${address} ${goalKey(goal)} ${isForeign}`, () =>
      this.leaveSubnet(subnet, address, goal, isForeign ? [] : [sentFrom(subnet.vpc)]),
    );
  }

  /** Ways of a packet that comes into a VPC through its internet gateway. */
  fromInternet(vpc: Vpc, address: number, goal: Goal): Ways {
    return this.remember(`internet ${vpc.id} ${address} ${goalKey(goal)}`, () => {
      if (vpc.internetGateway === 'no') {
        return stopped(noRoute(vpc.origin, `${vpc.origin.label} has no internet gateway`, ['IGW-01']));
      }
      const ways = after(
        [{ kind: 'internet-gateway', vpc, direction: 'in' }],
        this.enter(vpc, vpc.edgeTables.internet?.routes, address, goal, [CAME_IN]),
      );
      return vpc.internetGateway === 'yes'
        ? ways
        : { ...ways, open: ways.open ?? `whether ${vpc.origin.label} has an internet gateway` };
    });
  }

  /** Ways of a packet that a site sends, over every one of its connections. */
  fromSite(siteId: string, address: number, goal: Goal): Ways {
    return this.remember(`site ${siteId} ${address} ${goalKey(goal)}`, () => {
      const vpns = this.network.vpns.filter(({ site }) => site.id === siteId);
      const all = vpns.map((vpn): Ways => {
        switch (vpn.gateway.kind) {
          case 'virtual-private':
            return fromSiteOnGateway(this, vpn, vpn.gateway.gateway, address, goal);
          case 'transit': {
            const attachment = this.network.attachments.find((each) => each.vpn?.id === vpn.id);
            return attachment === undefined
              ? guessed(`attachment of ${vpn.origin.label}`)
              : fromTransit(this, attachment, undefined, address, goal, []);
          }
          case 'unknown':
            return guessed(`gateway of ${vpn.origin.label}`);
        }
      });
      const [first] = vpns;
      if (first === undefined) {
        return stopped(noRoute({ id: siteId, label: siteId }, 'no connection leads there'));
      }
      const { origin } = first.site;
      const choice: Step = { kind: 'gateway', origin, says: `into a connection of ${origin.label}`, rules: ['VPN-04'] };
      return all.length === 1 ? anyOf(all) : after([choice], anyOf(all));
    });
  }

  /** What a gateway does with a packet that comes into a VPC; without a table it delivers locally. */
  enter(vpc: Vpc, routes: readonly Route[] | undefined, address: number, goal: Goal, seen: readonly string[]): Ways {
    const from: Leaving = { vpc, subnet: undefined, zone: undefined };
    return routes === undefined
      ? leaveFor(this, from, localRoute(vpc), address, goal, seen)
      : this.choose(from, routes, undefined, address, goal, seen);
  }

  /** What the table of a subnet does with a packet that is in it. */
  leaveSubnet(subnet: Subnet, address: number, goal: Goal, seen: readonly string[], through?: Through): Ways {
    if (goal.kind === 'subnet' && goal.subnet.id === subnet.id) {
      return arrived();
    }
    // The table takes what goes to one address the same way each time.
    const key = `${subnet.id} ${address}`;
    if (seen.length > DEPTH || seen.includes(key)) {
      return stopped(noRoute(subnet.origin, `${subnet.origin.label}: the packet goes round in circles`, ['RT-06']));
    }
    const { table } = subnet;
    const from: Leaving = { vpc: subnet.vpc, subnet, zone: subnet.zone, ...(through === undefined ? {} : { through }) };
    const all = table.options.map((each) =>
      this.choose(from, each.routes, each.open, address, goal, [...seen, key], `${each.id} ${address} by `),
    );
    return table.open === undefined ? anyOf(all) : anyOf([...all, guessed(table.open)], table.open);
  }

  private choose(
    from: Leaving,
    routes: readonly Route[],
    open: string | undefined,
    address: number,
    goal: Goal,
    seen: readonly string[],
    mark = '',
  ): Ways {
    const chosen = chooseRoute(this.spaces.addresses, routes, address);
    const origin = from.subnet?.origin ?? from.vpc.origin;
    const isOpen = mark !== '' && (chosen.none || chosen.routes.length > 1);
    // A table takes what goes to one address the same way each time, also from another subnet.
    const taken = isOpen ? seen.find((each) => each.startsWith(mark)) : undefined;
    const possible = chosen.routes.filter((route) => taken === undefined || taken === nameOf(mark, route));
    const all = possible.map((route) => {
      const learnt = route.match.kind === 'unknown' && route.kind === 'propagated' ? ['VPN-02'] : [];
      const step: Step = { kind: 'route', route, rules: [ROUTE_RULES[route.kind], ...learnt] };
      const told = isOpen ? [...seen, nameOf(mark, route)] : seen;
      return after([step], leaveFor(this, from, route, address, goal, told));
    });
    if (chosen.none && taken === undefined) {
      const { representative } = this.spaces.addresses.at(address);
      all.push(stopped(noRoute(origin, `no route of ${origin.label} leads to ${representative}`)));
    }
    return open === undefined ? anyOf(all) : anyOf([...all, guessed(open)], open);
  }

  private remember(key: string, make: () => Ways): Ways {
    const found = this.remembered.get(key) ?? make();
    this.remembered.set(key, found);
    return found;
  }
}

function nameOf(mark: string, { origin, target }: Route): string {
  return `${mark}${origin.id} ${target.kind}`;
}

const ROUTE_RULES = { local: 'RT-02', static: 'RT-01', 'prefix-list': 'RT-03', propagated: 'RT-04' } as const;

function localRoute(vpc: Vpc): Route {
  return {
    kind: 'local',
    match: { kind: 'unknown', reason: '' },
    target: { kind: 'local' },
    exists: 'yes',
    origin: vpc.origin,
  };
}
