import {
  contains,
  findTarget,
  resolve,
  resourceKey,
  resourcesOfType,
  sizeOf,
  type Ipv4Range,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { endpointOf, type FirewallEndpoint } from './firewall-endpoints';
import { rangeOf, subnetOf, type Subnet } from './subnets';

/** Where a route leads. */
export type RouteTarget =
  | { readonly kind: 'endpoint'; readonly endpoint: FirewallEndpoint }
  | { readonly kind: 'nat'; readonly nat: TemplateResource }
  | { readonly kind: 'gateway'; readonly gateway: TemplateResource }
  | { readonly kind: 'other'; readonly property: string };

/** One route with an IPv4 destination. */
export interface Route {
  readonly resource: TemplateResource;
  /** Key of its table. */
  readonly table: string | undefined;
  readonly destination: Ipv4Range | undefined;
  readonly target: RouteTarget;
}

/** Route tables of the model with what hangs on them. */
export interface Routing {
  readonly routes: readonly Route[];
  /** Subnets by the key of their table. */
  readonly subnetsOf: ReadonlyMap<string, readonly Subnet[]>;
  /** Key of the table, by the key of the subnet. */
  readonly tableOf: ReadonlyMap<string, string>;
  /** Key of the table at the edge of the VPC, by the key of the gateway. */
  readonly edgeTableOf: ReadonlyMap<string, string>;
}

/** Every IPv4 address. */
export const ANYWHERE: Ipv4Range = { first: 0, last: 2 ** 32 - 1 };

const TARGETS = ['VpcEndpointId', 'NatGatewayId', 'GatewayId'] as const;

/** Reads the routing of every VPC. */
export function routingOf(model: TemplateModel): Routing {
  const subnets = new Map<string, Subnet[]>();
  const tableOf = new Map<string, string>();
  for (const association of resourcesOfType(model, 'AWS::EC2::SubnetRouteTableAssociation')) {
    const subnet = findTarget(model, association.stack, association.properties['SubnetId']);
    const table = tableKey(model, association);
    if (subnet !== undefined && table !== undefined) {
      subnets.set(table, [...(subnets.get(table) ?? []), subnetOf(model, subnet)]);
      tableOf.set(resourceKey(subnet), table);
    }
  }
  const edgeTableOf = new Map<string, string>();
  for (const association of resourcesOfType(model, 'AWS::EC2::GatewayRouteTableAssociation')) {
    const gateway = findTarget(model, association.stack, association.properties['GatewayId']);
    const table = tableKey(model, association);
    if (gateway !== undefined && table !== undefined) {
      edgeTableOf.set(resourceKey(gateway), table);
    }
  }
  const routes = resourcesOfType(model, 'AWS::EC2::Route').map((resource) => routeOf(model, resource));
  return { routes, subnetsOf: subnets, tableOf, edgeTableOf };
}

/** The route of a table that takes a whole range: the one with the longest prefix. */
export function findRoute(routing: Routing, table: string | undefined, range: Ipv4Range): Route | undefined {
  return routing.routes
    .filter((route) => route.table === table && route.destination !== undefined && contains(route.destination, range))
    .sort((a, b) => sizeOf(a.destination ?? ANYWHERE) - sizeOf(b.destination ?? ANYWHERE))[0];
}

/** Key of the table a resource names: of a route table, or of a regional NAT gateway that has its own. */
export function tableKey(model: TemplateModel, resource: TemplateResource): string | undefined {
  const table = findTarget(model, resource.stack, resource.properties['RouteTableId']);
  return table === undefined ? undefined : resourceKey(table);
}

/** The CIDR a range is, for messages. */
export function cidrText({ first, last }: Ipv4Range): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${String(32 - Math.log2(last - first + 1))}`;
}

function routeOf(model: TemplateModel, resource: TemplateResource): Route {
  const { properties, stack } = resource;
  const destination = rangeOf(model, stack, properties['DestinationCidrBlock']);
  return { resource, table: tableKey(model, resource), destination, target: targetOf(model, resource) };
}

function targetOf(model: TemplateModel, resource: TemplateResource): RouteTarget {
  const { properties, stack } = resource;
  const property = TARGETS.find((name) => properties[name] !== undefined);
  if (property === 'VpcEndpointId') {
    return { kind: 'endpoint', endpoint: endpointOf(model, stack, properties[property]) };
  }
  const target = property === undefined ? undefined : resolve(model, stack, properties[property]);
  if (target?.kind !== 'reference') {
    return { kind: 'other', property: property ?? 'target' };
  }
  return property === 'NatGatewayId'
    ? { kind: 'nat', nat: target.resource }
    : { kind: 'gateway', gateway: target.resource };
}
