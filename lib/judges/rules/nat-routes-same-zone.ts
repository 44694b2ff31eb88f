import { judge, undetermined, type Rule } from '../rule';
import { natSubnet, routingOf } from '../support';

/** The loss of a zone takes no other zone's way out along. */
export const natRoutesSameZone: Rule = {
  id: 'NatRoutesSameZone',
  description:
    'A subnet leaves through the NAT gateway of its own zone: otherwise the loss of one zone takes the way out of another along.',
  check: (model) => {
    const routing = routingOf(model);
    return routing.routes.flatMap(({ resource, table, target }) => {
      const zone = target.kind === 'nat' ? natSubnet(model, target.nat)?.zone : undefined;
      if (target.kind !== 'nat' || zone === undefined) {
        return [];
      }
      if (table === undefined) {
        return [judge(resource, [undetermined('the route table cannot be found', 'Properties.RouteTableId')])];
      }
      const far = (routing.subnetsOf.get(table) ?? []).filter((subnet) => subnet.zone !== zone);
      return [
        judge(
          resource,
          far.map((subnet) => ({
            message: `sends ${subnet.resource.logicalId} in ${subnet.zone} out through the NAT gateway in ${zone}`,
            property: 'Properties.NatGatewayId',
          })),
        ),
      ];
    });
  },
};
