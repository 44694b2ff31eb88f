import { contains, resourceKey, type Ipv4Range, type TemplateModel } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import {
  ANYWHERE,
  cidrText,
  findRoute,
  natIn,
  natSubnet,
  natTable,
  rangeOf,
  routingOf,
  type FirewallEndpoint,
  type Route,
  type Routing,
  type Subnet,
} from '../support';

type Endpoint = Extract<FirewallEndpoint, { readonly kind: 'by-zone' }>;

/** What goes through a firewall endpoint comes back through the same one. */
export const firewallRoutesSymmetric: Rule = {
  id: 'FirewallRoutesSymmetric',
  description:
    'Requests and replies cross the same firewall endpoint: the stateful engine drops a connection of which it sees one direction.',
  check: (model) => {
    const routing = routingOf(model);
    const edgeTables = new Set(routing.edgeTableOf.values());
    return routing.routes
      .filter(({ target }) => target.kind === 'endpoint')
      .map((route) => judge(route.resource, symmetryFaults(model, routing, edgeTables, route)));
  },
};

function symmetryFaults(
  model: TemplateModel,
  routing: Routing,
  edgeTables: ReadonlySet<string>,
  route: Route,
): readonly RuleFault[] {
  const endpoint = route.target.kind === 'endpoint' ? route.target.endpoint : undefined;
  if (endpoint?.kind !== 'by-zone' || route.table === undefined || route.destination === undefined) {
    return [undetermined('the endpoint, the table or the destination of the route cannot be found')];
  }
  const sources = routing.subnetsOf.get(route.table) ?? [];
  const inside = subnetsWithin(routing, route.destination);
  if (edgeTables.has(route.table)) {
    return inside.flatMap((subnet) => wayFault(routing, subnet, ANYWHERE, endpoint));
  }
  if (sources.length === 0) {
    return [undetermined('no subnet uses the table of the route', 'Properties.RouteTableId')];
  }
  if (!withinVpc(model, sources, route.destination)) {
    return returnFaults(model, routing, sources, route.destination, endpoint);
  }
  if (inside.length === 0) {
    return [{ message: `no subnet lies within ${cidrText(route.destination)}` }];
  }
  // Through a NAT gateway the other end is the internet; otherwise it is the subnets that use this table.
  const ends = sources.some((subnet) => natIn(model, subnet) !== undefined)
    ? [ANYWHERE]
    : sources.flatMap(({ range }) => (range === undefined ? [] : [range]));
  return inside.flatMap((subnet) => ends.flatMap((end) => wayFault(routing, subnet, end, endpoint)));
}

/** Follows traffic that leaves the VPC behind the firewall, and looks for the way its replies take back. */
function returnFaults(
  model: TemplateModel,
  routing: Routing,
  sources: readonly Subnet[],
  destination: Ipv4Range,
  endpoint: Endpoint,
): readonly RuleFault[] {
  const { subnet } = endpoint;
  if (subnet === undefined) {
    return [{ message: `the firewall has no endpoint in ${endpoint.zone}`, property: 'Properties.VpcEndpointId' }];
  }
  const onward = findRoute(routing, routing.tableOf.get(resourceKey(subnet.resource)), destination)?.target;
  const back =
    onward?.kind === 'nat'
      ? natTable(model, routing, onward.nat)
      : onward?.kind === 'gateway'
        ? routing.edgeTableOf.get(resourceKey(onward.gateway))
        : undefined;
  if (onward === undefined || (onward.kind !== 'nat' && onward.kind !== 'gateway')) {
    return [
      { message: `${subnet.resource.logicalId}, where the endpoint is, has no way on to ${cidrText(destination)}` },
    ];
  }
  const otherZone = onward.kind === 'nat' ? natZoneFault(model, onward.nat, endpoint) : [];
  return [...otherZone, ...sources.flatMap((source) => replyFault(routing, source, back, endpoint))];
}

function natZoneFault(model: TemplateModel, nat: Route['resource'], endpoint: Endpoint): readonly RuleFault[] {
  const zone = natSubnet(model, nat)?.zone;
  return zone === undefined || zone === endpoint.zone
    ? []
    : [{ message: `behind the endpoint in ${endpoint.zone} traffic goes on to ${nat.logicalId} in ${zone}` }];
}

function replyFault(
  routing: Routing,
  source: Subnet,
  table: string | undefined,
  endpoint: Endpoint,
): readonly RuleFault[] {
  if (source.range === undefined) {
    return [undetermined(`the range of ${source.resource.logicalId} cannot be found`)];
  }
  const reply = findRoute(routing, table, source.range);
  return leadsTo(reply, endpoint)
    ? []
    : [
        {
          message: `replies to ${source.resource.logicalId} (${cidrText(source.range)}) do not come back through the endpoint in ${endpoint.zone}`,
        },
      ];
}

function wayFault(routing: Routing, subnet: Subnet, to: Ipv4Range, endpoint: Endpoint): readonly RuleFault[] {
  const way = findRoute(routing, routing.tableOf.get(resourceKey(subnet.resource)), to);
  return leadsTo(way, endpoint)
    ? []
    : [
        {
          message: `${subnet.resource.logicalId} receives through the endpoint in ${endpoint.zone} but sends to ${cidrText(to)} another way`,
        },
      ];
}

function leadsTo(route: Route | undefined, endpoint: Endpoint): boolean {
  return (
    route?.target.kind === 'endpoint' &&
    route.target.endpoint.kind === 'by-zone' &&
    route.target.endpoint.key === endpoint.key
  );
}

function subnetsWithin(routing: Routing, range: Ipv4Range): readonly Subnet[] {
  return [...routing.subnetsOf.values()]
    .flat()
    .filter((subnet) => subnet.range !== undefined && contains(range, subnet.range));
}

function withinVpc(model: TemplateModel, sources: readonly Subnet[], destination: Ipv4Range): boolean {
  return sources.some(({ vpc }) => {
    const range = vpc === undefined ? undefined : rangeOf(model, vpc.stack, vpc.properties['CidrBlock']);
    return range !== undefined && contains(range, destination);
  });
}
