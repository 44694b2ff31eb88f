import {
  contains,
  intrinsicOf,
  isList,
  isObject,
  resolve,
  resourceKey,
  type JsonObject,
  type JsonValue,
  type Resolved,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, type Rule } from '../rule';
import { routingOf, subnetsOf, type Subnet } from '../support';

/** Resources that name a subnet without placing an interface in it. */
const PLACES_NOTHING = new Set([
  'AWS::EC2::NatGateway',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetCidrBlock',
  'AWS::EC2::FlowLog',
  'AWS::SSM::Parameter',
]);

/** A return route catches everything its subnet sends. */
export const firewallReturnSubnetHoldsOnlyNat: Rule = {
  id: 'FirewallReturnSubnetHoldsOnlyNat',
  description:
    'A subnet whose table leads to other subnets through a firewall endpoint holds NAT gateways only: the route also catches what anything else there sends to those subnets, while the replies return directly and are dropped.',
  check: (model) => {
    const routing = routingOf(model);
    const all = subnetsOf(model);
    const holders = holdersBySubnet(model);
    const tables = new Set(
      routing.routes
        .filter(({ target, destination }) => target.kind === 'endpoint' && coversSubnet(all, destination))
        .map(({ table }) => table),
    );
    return all
      .filter(({ resource }) => tables.has(routing.tableOf.get(resourceKey(resource))))
      .map(({ resource }) =>
        judge(
          resource,
          (holders.get(resource) ?? []).map(
            (holder) => `holds ${holder.logicalId} (${holder.type}) beside the NAT gateway`,
          ),
        ),
      );
  },
};

/** A default route to an endpoint is the way out of a subnet, not a return route. */
function coversSubnet(all: readonly Subnet[], destination: Subnet['range']): boolean {
  return (
    destination !== undefined &&
    destination.first !== 0 &&
    all.some(({ range }) => range !== undefined && contains(destination, range))
  );
}

/** Resources by the subnet they name, the subnet itself and not merely its CIDR or zone. */
function holdersBySubnet(model: TemplateModel): ReadonlyMap<TemplateResource, readonly TemplateResource[]> {
  const holders = new Map<TemplateResource, TemplateResource[]>();
  for (const resource of model.resources.filter(({ type }) => !PLACES_NOTHING.has(type))) {
    const named = new Set<TemplateResource>();
    forEachValue(resource.properties, (value) => {
      subnetsIn(resolve(model, resource.stack, value)).forEach((subnet) => named.add(subnet));
    });
    for (const subnet of named) {
      holders.set(subnet, [...(holders.get(subnet) ?? []), resource]);
    }
  }
  return holders;
}

function subnetsIn(resolved: Resolved): readonly TemplateResource[] {
  if (resolved.kind === 'list') {
    return resolved.items.flatMap(subnetsIn);
  }
  return resolved.kind === 'reference' &&
    resolved.resource.type === 'AWS::EC2::Subnet' &&
    ['Ref', 'SubnetId'].includes(resolved.attribute)
    ? [resolved.resource]
    : [];
}

/** Visits whole values: a subnet that is part of a text, such as the input of a function, holds nothing there. */
function forEachValue(value: JsonValue | undefined, visit: (value: JsonObject) => void): void {
  if (isList(value)) {
    value.forEach((item) => {
      forEachValue(item, visit);
    });
  } else if (isObject(value)) {
    if (intrinsicOf(value) !== undefined) {
      visit(value);
    } else {
      Object.values(value).forEach((item) => {
        forEachValue(item, visit);
      });
    }
  }
}
