import { findTarget, resourceKey, resourcesOfType, type TemplateModel, type TemplateResource } from '../../template';
import type { Routing } from './routes';
import { subnetOf, type Subnet } from './subnets';

const NAT_GATEWAY = 'AWS::EC2::NatGateway';

/** Subnet a NAT gateway is in; a regional one is in none. */
export function natSubnet(model: TemplateModel, nat: TemplateResource): Subnet | undefined {
  const subnet = findTarget(model, nat.stack, nat.properties['SubnetId']);
  return subnet === undefined ? undefined : subnetOf(model, subnet);
}

/** NAT gateway in a subnet. */
export function natIn(model: TemplateModel, subnet: Subnet): TemplateResource | undefined {
  return resourcesOfType(model, NAT_GATEWAY).find((nat) => natSubnet(model, nat)?.resource === subnet.resource);
}

/** Key of the table by which replies leave a NAT gateway: of its subnet, or its own when it is regional. */
export function natTable(model: TemplateModel, routing: Routing, nat: TemplateResource): string | undefined {
  const subnet = natSubnet(model, nat);
  return subnet === undefined ? resourceKey(nat) : routing.tableOf.get(resourceKey(subnet.resource));
}
