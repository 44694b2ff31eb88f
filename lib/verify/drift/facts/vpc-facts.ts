import type { Certainty } from '../../address';
import type { AclRule, Network, NetworkAcl, Origin, Route, RouteTable, Vpc } from '../../network/types';
import type { Names } from '../names';
import { blockTold, certain, listed, matchTold, servicesTold, targetTold, type Told } from '../texts';
import type { Facts } from './facts';

/** VPCs, subnets, route tables and network ACLs. */
export function addVpcFacts(network: Network, vpcs: readonly Vpc[], names: Names, facts: Facts): void {
  for (const vpc of vpcs) {
    facts
      .about(names.of(vpc.origin), vpc.origin)
      .say('address blocks', listed(vpc.blocks.map(blockTold)))
      .say('internet gateway', certain(vpc.internetGateway, 'what is attached'))
      .say('virtual private gateway', {
        text: vpc.virtualPrivateGateway === undefined ? 'none' : names.of(vpc.virtualPrivateGateway.origin),
      })
      .say('table of the internet gateway', tableTold(vpc.edgeTables.internet, names))
      .say('table of the virtual private gateway', tableTold(vpc.edgeTables.virtualPrivate, names));
  }
  const subnets = network.subnets.filter(({ vpc }) => vpcs.includes(vpc));
  for (const subnet of subnets) {
    facts
      .about(names.of(subnet.origin), subnet.origin)
      .say('VPC', { text: names.of(subnet.vpc.origin) })
      .say('address blocks', listed(subnet.blocks.map(blockTold)))
      .say(
        'Availability Zone',
        subnet.zoneName === undefined
          ? { text: subnet.zone, open: 'its Availability Zone' }
          : { text: subnet.zoneName },
      )
      .say('route table', choiceTold(subnet.table, names))
      .say('network ACL', choiceTold(subnet.acl, names))
      .say('public addresses on launch', certain(subnet.mapsPublicAddress, 'MapPublicIpOnLaunch'))
      .say('IPv6 addresses on creation', certain(subnet.assignsIpv6, 'AssignIpv6AddressOnCreation'));
  }
  const edges = vpcs.flatMap(({ edgeTables: { internet, virtualPrivate } }) => [internet, virtualPrivate]);
  const tables = [
    ...vpcs.map(({ mainTable }) => mainTable),
    ...edges.flatMap((table) => table ?? []),
    ...subnets.flatMap(({ table }) => table.options),
  ];
  new Set(tables).forEach((table) => {
    addRoutes(table, names, facts);
  });
  const acls = new Map<NetworkAcl, Vpc>([
    ...vpcs.map((vpc) => [vpc.defaultAcl, vpc] as const),
    ...subnets.flatMap(({ acl, vpc }) => acl.options.map((each) => [each, vpc] as const)),
  ]);
  acls.forEach((vpc, acl) => {
    addEntries(acl, vpc, names, facts);
  });
}

function tableTold(table: RouteTable | undefined, names: Names): Told {
  return { text: table === undefined ? 'none' : names.of(table.origin) };
}

function choiceTold(
  choice: { readonly options: readonly { readonly origin: Origin }[]; readonly open?: string },
  names: Names,
): Told {
  const { text, open = choice.open } = listed(choice.options.map(({ origin }) => ({ text: names.of(origin) })));
  const several = choice.options.length > 1 ? 'which of them' : open;
  return several === undefined ? { text } : { text, open: several };
}

function addRoutes(table: RouteTable, names: Names, facts: Facts): void {
  const speaker = facts.about(names.of(table.origin), table.origin).mayHoldMore('routes', table.open);
  for (const route of table.routes.filter(({ kind }) => kind !== 'local')) {
    const match = matchTold(route.match, names);
    if (match.open !== undefined) {
      speaker.mayHoldMore('routes', match.open);
      continue;
    }
    const kind = route.kind === 'propagated' ? 'propagated route' : 'route';
    speaker.say(`${kind} ${match.text}`, routeTold(route, names), route.origin, 'routes');
  }
}

function routeTold(route: Route, names: Names): Told {
  const target = targetTold(route.target, names);
  return { ...target, ...doubt(route.exists, route.origin) };
}

/** Why something that is said may not be there. */
export function doubt(exists: Certainty, by: Origin): { readonly open?: string } {
  return exists === 'unknown' ? { open: `whether ${by.label} is there` } : {};
}

function addEntries(acl: NetworkAcl, vpc: Vpc, names: Names, facts: Facts): void {
  const speaker = facts.about(names.of(acl.origin), acl.origin);
  for (const [direction, rules] of [
    ['in', acl.ingress],
    ['out', acl.egress],
  ] as const) {
    speaker.mayHoldMore(direction, acl.open);
    for (const rule of rules.filter((each) => each.exists !== 'no' && isHeard(each, acl, vpc))) {
      if (rule.number === undefined) {
        speaker.mayHoldMore(direction, `the number of ${rule.origin.label}`);
      } else {
        speaker.say(`${direction} ${String(rule.number)}`, entryTold(rule, names), rule.origin, direction);
      }
    }
  }
}

/** AWS adds the entry for IPv6 to a default ACL once its VPC has a block of it; without one it matches nothing. */
function isHeard(rule: AclRule, acl: NetworkAcl, vpc: Vpc): boolean {
  return rule.origin !== acl.origin || isOfFamilies(rule.match, vpc);
}

/** Whether a VPC has addresses of the family that a rule is about. */
export function isOfFamilies(match: AclRule['match'], vpc: Vpc): boolean {
  const family = (block: (typeof vpc.blocks)[number]) =>
    block.kind === 'literal' ? block.interval.family : block.family;
  return match.kind !== 'block' || vpc.blocks.some((block) => family(block) === family(match.block));
}

function entryTold(rule: AclRule, names: Names): Told {
  const [services, match] = [servicesTold(rule.services), matchTold(rule.match, names)];
  const action = rule.action === 'unknown' ? 'either allow or deny' : rule.action;
  const open =
    services.open ??
    match.open ??
    doubt(rule.exists, rule.origin).open ??
    (rule.action === 'unknown' ? action : undefined);
  const text = `${action} ${services.text} ${match.text}`;
  return open === undefined ? { text } : { text, open };
}
