import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { routingOf, type Route, type Routing } from '../support';

/** A route to a firewall endpoint stays within its zone. */
export const firewallRoutesSameZone: Rule = {
  id: 'FirewallRoutesSameZone',
  description:
    'Traffic of a subnet is inspected in its own zone: an endpoint of another zone doubles what a lost zone takes along, and pays for traffic between zones.',
  check: (model) => {
    const routing = routingOf(model);
    return routing.routes
      .filter(({ target }) => target.kind === 'endpoint')
      .map((route) => judge(route.resource, zoneFaults(routing, route)));
  },
};

function zoneFaults(routing: Routing, { table, target }: Route): readonly RuleFault[] {
  const endpoint = target.kind === 'endpoint' ? target.endpoint : undefined;
  if (endpoint?.kind !== 'by-zone') {
    return [undetermined('the zone of the endpoint cannot be found; name it in the expression that picks it')];
  }
  if (table === undefined) {
    return [undetermined('the route table cannot be found', 'Properties.RouteTableId')];
  }
  return (routing.subnetsOf.get(table) ?? [])
    .filter(({ zone }) => zone !== endpoint.zone)
    .map(({ resource, zone }) => ({
      message: `sends ${resource.logicalId} in ${zone} through the firewall endpoint in ${endpoint.zone}`,
      property: 'Properties.VpcEndpointId',
    }));
}
