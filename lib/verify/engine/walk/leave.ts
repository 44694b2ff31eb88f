import { addressText, standsForIpv4 } from '../../address';
import type { Interface, Route } from '../../network/types';
import { hopInto, into, out, sentFrom, type Leaving, type Walking } from './steps';
import { toSiteOnGateway } from './gateway-walk';
import { fromVpcOnTransit } from './transit-walk';
import {
  after,
  anyOf,
  arrived,
  behindNat,
  blurGroups,
  guessed,
  hideGroups,
  noRoute,
  passedOn,
  stopped,
  type Goal,
  type Step,
  type Ways,
} from './way';

/** Marks a packet that came by a firewall endpoint. */
const INSPECTED = 'inspected';

/** Marks a packet that came in through an internet gateway. */
export const CAME_IN = 'came in';

/** Where a packet goes that a route takes. */
export function leaveFor(
  walker: Walking,
  from: Leaving,
  route: Route,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  const { target } = route;
  switch (target.kind) {
    case 'local':
      return goal.kind === 'subnet' && goal.subnet.vpc.id === from.vpc.id
        ? after([...out(from), into(goal.subnet)], arrived())
        : stopped(
            noRoute(route.origin, `${route.origin.label} keeps the packet in ${from.vpc.origin.label}`, ['RT-02']),
          );
    case 'internet-gateway':
      return toInternet(from, route, goal);
    case 'egress-only-gateway':
      return goal.kind === 'internet'
        ? after(
            [...out(from), { kind: 'internet-gateway', vpc: from.vpc, direction: 'out', isEgressOnly: true }],
            arrived(hideGroups()),
          )
        : stopped(noRoute(route.origin, 'the egress-only internet gateway leads to the internet only', ['IGW-04']));
    case 'nat':
      return anyOf(target.interfaces.map((nat) => throughNat(walker, from, nat, address, goal, seen)));
    case 'firewall':
      return after(
        [...hopInto(from, target.endpoint.interface.subnet, true), { kind: 'firewall', endpoint: target.endpoint }],
        orMissing(
          walker.leaveSubnet(target.endpoint.interface.subnet, address, goal, [...seen, INSPECTED], 'firewall'),
          target.endpoint.interface,
        ),
        blurGroups,
      );
    case 'appliance':
      if (
        goal.kind === 'subnet' &&
        goal.subnet.id === target.interface.subnet.id &&
        isOwn(walker, target.interface, address)
      ) {
        return after(hopInto(from, goal.subnet, false), arrived());
      }
      return target.interface.forwards === 'no' && target.interface.kind !== 'gateway-load-balancer-endpoint'
        ? stopped(noRoute(route.origin, `${target.interface.origin.label} checks that packets are its own`, ['RT-07']))
        : after(hopInto(from, target.interface.subnet, false), passedOn(target.interface));
    case 'gateway-endpoint':
      return goal.kind === 'service' &&
        goal.service.list.id === target.service.list.id &&
        seen.includes(sentFrom(from.vpc))
        ? after(
            [
              ...out(from),
              { kind: 'gateway', origin: target.service.origin, says: 'into the gateway endpoint', rules: ['EP-01'] },
            ],
            arrived(hideGroups()),
          )
        : stopped(noRoute(route.origin, `${target.service.origin.label} leads to its service only`, ['EP-01']));
    case 'peering':
      return throughPeering(from, target.peering, route, goal, seen);
    case 'transit-gateway':
      return after(out(from), fromVpcOnTransit(walker, from, target.gateway, route, address, goal, seen));
    case 'virtual-private-gateway':
      return after(out(from), toSiteOnGateway(walker, from, target.gateway, route, address, goal, seen));
    case 'blackhole':
      return stopped(noRoute(route.origin, target.reason, ['RT-05']));
    case 'unknown':
      return guessed(`where ${route.origin.label} leads: ${target.reason}`);
  }
}

function toInternet(from: Leaving, route: Route, goal: Goal): Ways {
  const { vpc } = from;
  if (vpc.internetGateway === 'no') {
    return stopped(noRoute(route.origin, `no internet gateway is attached to ${vpc.origin.label}`, ['RT-05']));
  }
  if (goal.kind !== 'internet' && goal.kind !== 'service') {
    return stopped(noRoute(route.origin, `${route.origin.label} leads to the internet`, ['IGW-01']));
  }
  const ways = after([...out(from), { kind: 'internet-gateway', vpc, direction: 'out' }], arrived(hideGroups()));
  return vpc.internetGateway === 'yes'
    ? ways
    : { ...ways, open: `whether ${vpc.origin.label} has an internet gateway` };
}

function throughNat(
  walker: Walking,
  from: Leaving,
  nat: Interface,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  if (goal.kind === 'subnet' && goal.nat?.id === nat.id) {
    return after(hopInto(from, nat.subnet, false), arrived());
  }
  if (from.subnet?.id === nat.subnet.id) {
    // What comes out of it is routed by the table that led into it.
    return stopped(
      noRoute(nat.origin, `${nat.origin.label} sends packets of its own subnet back to itself`, ['RT-06']),
    );
  }
  if (seen.includes(CAME_IN)) {
    return stopped(noRoute(nat.origin, `${nat.origin.label} takes no connections from the internet`, ['NAT-01']));
  }
  const { family } = walker.spaces.addresses.at(address);
  const becomes = family === 6 ? embedded(walker, address) : undefined;
  if (family === 6 && becomes === undefined) {
    return stopped(noRoute(nat.origin, `${nat.origin.label} translates IPv6 behind 64:ff9b::/96 only`, ['NAT-02']));
  }
  if (becomes === 'unknown') {
    return guessed(`which address behind 64:ff9b::/96 is meant`);
  }
  const step: Step = { kind: 'nat', nat, ...(becomes === undefined ? {} : { becomes }) };
  const onward = walker.leaveSubnet(nat.subnet, becomes ?? address, goal, [...seen, sentFrom(nat.subnet.vpc)]);
  return after([...hopInto(from, nat.subnet, false), step], orMissing(onward, nat), behindNat);
}

/** Whether an address is surely one of an interface. */
function isOwn({ spaces }: Walking, { addresses }: Interface, address: number): boolean {
  return addresses.some(({ block, has }) => {
    const [only, ...others] = spaces.addresses.classesOf(block);
    const isSingle = block.kind === 'literal' && block.interval.first === block.interval.last;
    return has === 'yes' && isSingle && others.length === 0 && only?.index === address;
  });
}

/**
 * The IPv4 address that an IPv6 address stands for.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html read 2026-11-26
 */
function embedded({ spaces }: Walking, address: number): number | 'unknown' | undefined {
  const { block } = spaces.addresses.at(address);
  if (block.kind !== 'literal' || !standsForIpv4(block.interval)) {
    return undefined;
  }
  const { first, last } = block.interval;
  const found = first === last ? spaces.addresses.classAt(addressText(4, first & 0xffffffffn)) : undefined;
  return found?.index ?? 'unknown';
}

function throughPeering(
  from: Leaving,
  peering: Extract<Route['target'], { kind: 'peering' }>['peering'],
  route: Route,
  goal: Goal,
  seen: readonly string[],
): Ways {
  const { requester, accepter } = peering;
  const other = requester?.id === from.vpc.id ? accepter : accepter?.id === from.vpc.id ? requester : undefined;
  if (goal.kind !== 'subnet' || (other !== undefined && other.id !== goal.subnet.vpc.id)) {
    return stopped(
      noRoute(route.origin, `${peering.origin.label} leads into ${other?.origin.label ?? 'another VPC'} only`, [
        'PCX-01',
      ]),
    );
  }
  if (other === undefined) {
    return guessed(`what ${peering.origin.label} joins`);
  }
  if (!seen.includes(sentFrom(from.vpc))) {
    return stopped(
      noRoute(
        route.origin,
        `${peering.origin.label} carries no packets that come from outside ${from.vpc.origin.label}`,
        ['PCX-01'],
      ),
    );
  }
  const step: Step = {
    kind: 'gateway',
    origin: peering.origin,
    says: `over the peering connection into ${other.origin.label}`,
    rules: ['PCX-01'],
  };
  const ways = after(
    [...out(from), step, into(goal.subnet)],
    arrived({ in: peering.sameRegion, out: peering.sameRegion }),
  );
  if (seen.includes(INSPECTED)) {
    return { ...ways, open: 'Network Firewall does not support traffic over peering connections' };
  }
  return peering.exists === 'yes' ? ways : { ...ways, open: `whether ${peering.origin.label} exists` };
}

/** The interface on the way may be missing. */
function orMissing(ways: Ways, on: Interface): Ways {
  return on.exists === 'yes' ? ways : { ...ways, open: ways.open ?? `whether ${on.origin.label} exists` };
}
