import { judge, type Rule } from '../rule';
import { findPositional, nameOf } from '../support';

/** An endpoint picked by position may be the one of another zone. */
export const firewallEndpointByZone: Rule = {
  id: 'FirewallEndpointByZone',
  description:
    'An endpoint of a Network Firewall is picked by the name of its zone: the order of EndpointIds is not guaranteed, so a position may lead through another zone.',
  check: (model) =>
    model.resources.flatMap((resource) => {
      if (resource.type === 'AWS::NetworkFirewall::Firewall') {
        return [judge(resource, [])];
      }
      const firewall = findPositional(model, resource.stack, resource.properties);
      return firewall === undefined
        ? []
        : [
            judge(resource, [
              `picks an endpoint of ${nameOf(firewall, resource.stack)} by its position; pick it by zone: Select(0, Split(',', Select(1, Split('<zone>:', Join(',', EndpointIds)))))`,
            ]),
          ];
    }),
};
