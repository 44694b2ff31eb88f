import { describeValue, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Route, RouteTable, Target } from '../types';
import { originOf, type BuildContext, type Draft } from './context';
import { gatewayService } from './interfaces/endpoints';
import { prefixListOf } from './prefix-lists';
import { matchesOf } from './read-blocks';
import { both, listed, resourcesOf } from './read-values';

/** Properties of a route of which one names its target. */
export const ROUTE_TARGETS = [
  'CarrierGatewayId',
  'CoreNetworkArn',
  'EgressOnlyInternetGatewayId',
  'GatewayId',
  'InstanceId',
  'LocalGatewayId',
  'NatGatewayId',
  'NetworkInterfaceId',
  'TransitGatewayId',
  'VpcEndpointId',
  'VpcPeeringConnectionId',
] as const;

/** Routes that are resources of their own, and those of gateway endpoints. */
export function buildRoutes(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::Route')) {
    const tableValue = ctx.property(resource, 'RouteTableId');
    const tables = resourcesOf(tableValue, 'AWS::EC2::RouteTable');
    const isCertain = tables.options.length === 1 && tables.open === undefined;
    const routes = routesOf(ctx, resource).map((route) =>
      isCertain ? route : { ...route, exists: both(route.exists, 'unknown') },
    );
    for (const table of tables.options.flatMap((each) => ctx.tables.get(each) ?? [])) {
      table.routes.push(...routes);
    }
    if (tables.open !== undefined) {
      addToEveryTable(ctx, routes);
    }
  }
  buildEndpointRoutes(ctx);
}

/** A route of a table that only the deployment tells may be of any. */
function addToEveryTable(ctx: BuildContext, routes: readonly Route[]): void {
  const mains = [...ctx.vpcs.values()].map(({ mainTable }) => mainTable as Draft<RouteTable>);
  for (const table of [...ctx.tables.values(), ...mains]) {
    table.routes.push(...routes);
  }
}

function buildEndpointRoutes(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::VPCEndpoint')) {
    const service = endpointService(ctx, resource);
    if (service === undefined) {
      continue;
    }
    const tables = listed(ctx.property(resource, 'RouteTableIds'));
    for (const { value, exists } of tables.items) {
      const target = targetOf(value);
      const table = target === undefined ? undefined : ctx.tables.get(target);
      const route: Route = {
        kind: 'prefix-list',
        match: { kind: 'list', list: service.list },
        target: { kind: 'gateway-endpoint', service },
        exists: both(exists, ctx.exists(resource)),
        origin: originOf(resource),
      };
      if (table === undefined) {
        addToEveryTable(ctx, [{ ...route, exists: 'unknown' }]);
      } else {
        table.routes.push(route);
      }
    }
    if (tables.open !== undefined) {
      ctx.cloud(resource, `its route tables: ${tables.open}`);
    }
  }
}

function routesOf(ctx: BuildContext, resource: TemplateResource): Route[] {
  const [ipv4, ipv6, list] = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'].map(
    (name) => ctx.property(resource, name),
  );
  const matches =
    list !== undefined && list.kind !== 'absent'
      ? [{ kind: 'list' as const, list: prefixListOf(ctx, list) }]
      : ipv6 !== undefined && ipv6.kind !== 'absent'
        ? matchesOf(ctx, ipv6, 6)
        : matchesOf(ctx, ipv4 ?? { kind: 'absent' }, 4);
  const targets = ROUTE_TARGETS.flatMap((name) => {
    const value = ctx.property(resource, name);
    return value.kind === 'absent' ? [] : targetsOf(ctx, name, value, resource);
  });
  const isOne =
    matches.length === 1 && ROUTE_TARGETS.filter((name) => ctx.property(resource, name).kind !== 'absent').length === 1;
  const exists = isOne ? ctx.exists(resource) : 'unknown';
  return matches.flatMap((match) =>
    targets.map((target): Route => ({
      kind: match.kind === 'list' ? 'prefix-list' : 'static',
      match,
      target,
      exists,
      origin: originOf(resource),
      ...(isOne && targets.length > 1 ? { oneOf: originOf(resource).id } : {}),
    })),
  );
}

function targetsOf(
  ctx: BuildContext,
  name: (typeof ROUTE_TARGETS)[number],
  value: Value,
  route: TemplateResource,
): Target[] {
  if (value.kind === 'one-of') {
    return value.alternatives.flatMap((alternative) => targetsOf(ctx, name, alternative.value, route));
  }
  if (value.kind === 'known' && value.value === 'local') {
    return [{ kind: 'local' }];
  }
  const target = targetOf(value);
  return [
    (target === undefined ? undefined : targetFrom(ctx, name, value, target, route)) ?? {
      kind: 'unknown',
      reason: describeValue(value),
    },
  ];
}

function targetFrom(
  ctx: BuildContext,
  name: (typeof ROUTE_TARGETS)[number],
  value: Value,
  target: TemplateResource,
  route: TemplateResource,
): Target | undefined {
  const own = ctx.byOwner.get(target) ?? [];
  const [first] = own;
  switch (target.type) {
    case 'AWS::EC2::InternetGateway':
      return isElsewhere(ctx, target, route)
        ? { kind: 'blackhole', reason: `${originOf(target).label} is not attached to the VPC` }
        : { kind: 'internet-gateway' };
    case 'AWS::EC2::VPCGatewayAttachment':
      return { kind: 'internet-gateway' };
    case 'AWS::EC2::EgressOnlyInternetGateway': {
      const [vpc, its] = [vpcOfRoute(ctx, route), targetOf(ctx.property(target, 'VpcId'))];
      return vpc !== undefined && its !== undefined && vpc !== its
        ? { kind: 'blackhole', reason: `${originOf(target).label} is of another VPC` }
        : { kind: 'egress-only-gateway' };
    }
    case 'AWS::EC2::NatGateway':
      return own.length === 0 ? undefined : { kind: 'nat', interfaces: own };
    case 'AWS::EC2::Instance':
    case 'AWS::EC2::NetworkInterface':
      return first === undefined ? undefined : { kind: 'appliance', interface: first };
    case 'AWS::EC2::VPCPeeringConnection': {
      const peering = ctx.peerings.get(target);
      return peering === undefined ? undefined : { kind: 'peering', peering };
    }
    case 'AWS::EC2::TransitGateway': {
      const gateway = ctx.transitGateways.get(target);
      return gateway === undefined ? undefined : { kind: 'transit-gateway', gateway };
    }
    case 'AWS::EC2::VPNGateway': {
      const gateway = ctx.virtualGateways.get(target);
      return gateway === undefined ? undefined : { kind: 'virtual-private-gateway', gateway };
    }
    case 'AWS::NetworkFirewall::Firewall':
    case 'AWS::NetworkFirewall::VpcEndpointAssociation':
      return firewallTarget(ctx, value, target);
    case 'AWS::EC2::VPCEndpoint':
      return first?.kind === 'gateway-load-balancer-endpoint'
        ? { kind: 'appliance', interface: first }
        : gatewayTarget(ctx, target);
    default:
      return name === 'GatewayId' && target.type === 'AWS::EC2::VPC'
        ? { kind: 'unknown', reason: route.logicalId }
        : undefined;
  }
}

/** A running network lists the routes that gateway endpoints make. */
function gatewayTarget(ctx: BuildContext, endpoint: TemplateResource): Target | undefined {
  const service = endpointService(ctx, endpoint);
  return service === undefined ? undefined : { kind: 'gateway-endpoint', service };
}

/** What is behind an endpoint, if it is a gateway endpoint. */
function endpointService(ctx: BuildContext, endpoint: TemplateResource) {
  const kind = ctx.property(endpoint, 'VpcEndpointType');
  return kind.kind === 'absent' || describeValue(kind) === 'Gateway' ? gatewayService(ctx, endpoint) : undefined;
}

function vpcOfRoute(ctx: BuildContext, route: TemplateResource): TemplateResource | undefined {
  const table = targetOf(ctx.property(route, 'RouteTableId'));
  return table === undefined ? undefined : targetOf(ctx.property(table, 'VpcId'));
}

/** Whether an internet gateway is surely not attached to the VPC of a route's table. */
function isElsewhere(ctx: BuildContext, gateway: TemplateResource, route: TemplateResource): boolean {
  const vpc = vpcOfRoute(ctx, route);
  const attachments = ctx.resources('AWS::EC2::VPCGatewayAttachment').map((each) => ({
    gateway: ctx.property(each, 'InternetGatewayId'),
    vpc: targetOf(ctx.property(each, 'VpcId')),
  }));
  return (
    vpc !== undefined &&
    attachments.every(
      (each) =>
        each.gateway.kind === 'absent' ||
        (targetOf(each.gateway) !== undefined && targetOf(each.gateway) !== gateway) ||
        (each.vpc !== undefined && each.vpc !== vpc),
    )
  );
}

function firewallTarget(ctx: BuildContext, value: Value, target: TemplateResource): Target | undefined {
  const firewall = ctx.firewalls.get(target);
  const item = value.kind === 'reference' ? value.item : undefined;
  const endpoint = firewall?.endpoints[item ?? (firewall.endpoints.length === 1 ? 0 : -1)];
  return endpoint === undefined ? undefined : { kind: 'firewall', endpoint };
}
