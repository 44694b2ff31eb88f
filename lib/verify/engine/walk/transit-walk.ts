import type { Certainty } from '../../address';
import type { Attachment, Route, Subnet, TransitGateway, TransitRoute, TransitTable } from '../../network/types';
import { chooseRoute } from './choose-route';
import { into, type Leaving, type Walking } from './steps';
import {
  after,
  anyOf,
  arrived,
  guessed,
  hideGroups,
  noRoute,
  stopped,
  weaker,
  type Goal,
  type Step,
  type Ways,
} from './way';
import { sameZone } from '../../network/zones';

/** A packet of a VPC goes onto a transit gateway, through an attachment in its own zone. */
export function fromVpcOnTransit(
  walker: Walking,
  from: Leaving,
  gateway: TransitGateway,
  route: Route,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  const own = gateway.attachments.filter(({ vpc }) => vpc?.id === from.vpc.id);
  if (own.length === 0) {
    return gateway.open === undefined
      ? stopped(noRoute(route.origin, `${from.vpc.origin.label} is not attached to ${gateway.origin.label}`, ['RT-05']))
      : guessed(gateway.open);
  }
  const all = own.map((attachment): Ways => {
    const { subnet, certainty } = entrance(attachment, from.zone);
    if (subnet === undefined) {
      return stopped(
        noRoute(attachment.origin, `${attachment.origin.label} has no subnet in the zone of the sender`, ['TGW-03']),
      );
    }
    // An instance in the attachment's own subnet passes its ACL both ways; others enter the attachment's subnet.
    const steps: Step[] = [into(subnet, false, ['TGW-05'])];
    const onward = carrying(
      walker,
      attachment,
      address,
      after(steps, fromTransit(walker, attachment, subnet.zone, address, goal, seen)),
    );
    return certainty === 'yes' && attachment.exists === 'yes'
      ? onward
      : { ...onward, open: onward.open ?? `zone of ${attachment.origin.label}` };
  });
  return gateway.open === undefined ? anyOf(all) : anyOf([...all, guessed(gateway.open)], gateway.open);
}

function entrance(
  attachment: Attachment,
  zone: string | undefined,
): { readonly subnet: Subnet | undefined; readonly certainty: Certainty } {
  const rated = attachment.subnets.map((subnet) => ({ subnet, certainty: sameZone(subnet.zone, zone) }));
  return (
    rated.find(({ certainty }) => certainty === 'yes') ??
    rated.find(({ certainty }) => certainty === 'unknown') ?? { subnet: undefined, certainty: 'no' }
  );
}

/** What the tables of a transit gateway do with a packet that an attachment brings. */
export function fromTransit(
  walker: Walking,
  attachment: Attachment,
  zone: string | undefined,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  const gateway = walker.network.transitGateways.find((each) => each.attachments.includes(attachment));
  if (gateway === undefined) {
    return guessed(`transit gateway of ${attachment.origin.label}`);
  }
  const key = `${gateway.id} ${attachment.id}`;
  if (seen.includes(key)) {
    return stopped(noRoute(gateway.origin, 'the packet goes round in circles', ['RT-06']));
  }
  const { table } = attachment;
  const all = table.options.map((each) =>
    throughTable(walker, gateway, attachment, each, zone, address, goal, [...seen, key]),
  );
  if (all.length === 0 && table.open === undefined) {
    return stopped(
      noRoute(attachment.origin, `${attachment.origin.label} is associated with no route table`, ['TGW-01']),
    );
  }
  const open = table.open ?? gateway.open;
  return open === undefined ? anyOf(all) : anyOf([...all, guessed(open)], open);
}

function throughTable(
  walker: Walking,
  gateway: TransitGateway,
  from: Attachment,
  table: TransitTable,
  zone: string | undefined,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  const chosen = chooseRoute(walker.spaces.addresses, table.routes, address);
  const all = chosen.routes.map((route) => {
    const learnt = route.match.kind === 'unknown' && route.kind === 'propagated' ? ['VPN-02'] : [];
    const step: Step = {
      kind: 'transit-route',
      route,
      rules: [route.kind === 'static' ? 'TGW-01' : 'TGW-02', ...learnt],
    };
    return after([step], toTarget(walker, gateway, from, route, zone, address, goal, seen));
  });
  if (chosen.none) {
    const { representative } = walker.spaces.addresses.at(address);
    all.push(
      stopped(noRoute(table.origin, `no route of ${table.origin.label} leads to ${representative}`, ['TGW-01'])),
    );
  }
  return table.open === undefined ? anyOf(all) : anyOf([...all, guessed(table.open)], table.open);
}

function toTarget(
  walker: Walking,
  gateway: TransitGateway,
  from: Attachment,
  route: TransitRoute,
  zone: string | undefined,
  address: number,
  goal: Goal,
  seen: readonly string[],
): Ways {
  if (route.target.kind !== 'attachment') {
    return route.target.kind === 'blackhole'
      ? stopped(noRoute(route.origin, `${route.origin.label} drops the packet`, ['TGW-04']))
      : guessed(route.target.reason);
  }
  const { id } = route.target;
  const to = gateway.attachments.find((each) => each.id === id);
  if (to === undefined || to.kind === 'unknown' || to.kind === 'peering') {
    return guessed(`what is behind ${to?.origin.label ?? id}`);
  }
  if (to.kind === 'vpn') {
    return goal.kind === 'site' && goal.site.id === to.site?.id
      ? after(
          [
            {
              kind: 'gateway',
              origin: to.origin,
              says: `over the VPN to ${goal.site.origin.label}`,
              rules: ['VPN-01'],
            },
          ],
          arrived(hideGroups()),
        )
      : stopped(
          noRoute(route.origin, `${route.origin.label} leads to ${to.site?.origin.label ?? to.origin.label}`, [
            'TGW-01',
          ]),
        );
  }
  const says = [gateway, from, to].map(({ groupReferences }) => groupReferences);
  const references: Certainty =
    says.includes('no') || from.kind !== 'vpc' ? 'no' : says.includes('unknown') ? 'unknown' : 'yes';
  const ways = exits(to, zone).map((subnet) => {
    const isHere = goal.kind === 'subnet' && goal.subnet.id === subnet.id;
    const inside = walker.leaveSubnet(subnet, address, goal, seen, 'transit');
    const step: Step = {
      kind: 'gateway',
      origin: to.origin,
      says: `off the transit gateway into ${subnet.origin.label}`,
      rules: [isHere ? 'TGW-05' : 'TGW-03', ...(from.kind === 'vpc' ? ['TGW-06'] : [])],
      ...(to.applianceMode === 'yes' ? { choice: { of: to.id, is: subnet.id } } : {}),
    };
    return after([step], inside, (groups) => ({ in: weaker(groups.in, references), out: 'no' }));
  });
  const all = carrying(walker, to, address, anyOf(ways));
  return to.exists === 'yes' ? all : anyOf([all], `whether ${to.origin.label} exists`);
}

/** What an attachment without support of IPv6 does with it is not said. */
function carrying(walker: Walking, { ipv6, origin }: Attachment, address: number, ways: Ways): Ways {
  return ipv6 === 'yes' || walker.spaces.addresses.at(address).family === 4 || ways.open !== undefined
    ? ways
    : { ...ways, open: `whether ${origin.label} carries IPv6` };
}

/** Subnets through which packets come off a transit gateway: that of their zone, unless appliance mode spreads them. */
function exits(to: Attachment, zone: string | undefined): readonly Subnet[] {
  const same = to.subnets.filter((subnet) => sameZone(subnet.zone, zone) === 'yes');
  return same.length > 0 && to.applianceMode === 'no' ? same : to.subnets;
}
