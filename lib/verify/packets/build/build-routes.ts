import { describeValue, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Block } from '../net/address';
import type { Vpc } from '../net/network';
import type { Origin, Route, RouteTable, Target } from '../net/routes';
import { prefixListOf } from './build-groups';
import { gatewayServiceOf } from './build-gateways';
import { findVpc } from './build-vpcs';
import type { Draft } from './draft';
import { targetOfRoute } from './route-target';

/**
 * Makes route tables, their routes, and what they are associated with.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html read 2026-11-25
 */
export function buildRoutes(draft: Draft): void {
  const { reader } = draft;
  for (const vpc of draft.vpcs.values()) {
    vpc.mainTable.routes.push(...localRoutes(vpc));
  }
  for (const resource of reader.all('AWS::EC2::RouteTable')) {
    const vpc = findVpc(draft, reader.value(resource, 'VpcId'));
    if (vpc !== undefined) {
      const table: RouteTable = { name: reader.name(resource), vpc: () => vpc, routes: localRoutes(vpc) };
      draft.tables.set(resource, table);
      // A running network lists the main route tables as well.
      if (resource.metadata['Main'] === true) {
        vpc.mainTable = table;
        vpc.subnets.forEach((subnet) => (subnet.table = table));
      }
    }
  }
  reader.all('AWS::EC2::VPCPeeringConnection').forEach((resource) => addPeering(draft, resource));
  reader.all('AWS::EC2::Route').forEach((resource) => addRoute(draft, resource));
  addGatewayEndpoints(draft);
  addPropagated(draft);
  associateSubnets(draft);
  associateGateways(draft);
}

function localRoutes(vpc: Vpc): Route[] {
  return vpc.blocks.map((block) => ({
    block,
    origin: 'static',
    target: { kind: 'local' },
    name: `local route of ${vpc.name}`,
  }));
}

function addPeering(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const own = findVpc(draft, reader.value(resource, 'VpcId'));
  const peer = targetOf(reader.value(resource, 'PeerVpcId'));
  const other = peer === undefined ? undefined : findVpc(draft, reader.value(resource, 'PeerVpcId'));
  if (own !== undefined && other !== undefined) {
    own.neighbours.push(other);
    other.neighbours.push(own);
  }
  draft.peerings.set(resource, {
    name: reader.name(resource),
    vpcs: [own, other],
    sameRegion: own !== undefined && other !== undefined && own.region === other.region,
  });
}

/** A local route may get another target. */
function addRoute(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const target = reader.target(resource, 'RouteTableId');
  const table = target === undefined ? undefined : draft.tables.get(target);
  const name = reader.name(resource);
  if (table === undefined) {
    draft.tables.forEach((any) => (any.doubt = `${name} belongs to a route table that is not known`));
    return;
  }
  const to = targetOfRoute(draft, resource, table.vpc());
  for (const written of destinationsOf(draft, resource, to)) {
    // A prefix list comes after whatever is written as a block, the local route too.
    const same =
      written.origin === 'static'
        ? table.routes.findIndex((route) => route.target.kind === 'local' && equal(route.block, written.block))
        : -1;
    const route: Route = { ...written, target: to, name };
    if (same >= 0) {
      table.routes[same] = route;
    } else {
      table.routes.push(route);
    }
  }
}

type Destination = Pick<Route, 'block' | 'service' | 'origin'>;

function destinationsOf(draft: Draft, resource: TemplateResource, to: Target): readonly Destination[] {
  const { reader } = draft;
  const list = reader.value(resource, 'DestinationPrefixListId');
  if (list.kind !== 'absent' && to.kind === 'gateway-endpoint') {
    return [{ block: undefined, service: gatewayServiceOf(draft, to.endpoint), origin: 'prefix-list' }];
  }
  if (list.kind !== 'absent') {
    const peer = prefixListOf(draft, list);
    switch (peer.kind) {
      case 'blocks':
        return peer.blocks.map((block) => ({ block, origin: 'prefix-list' }));
      case 'service':
        return [{ block: undefined, service: peer.service, origin: 'prefix-list' }];
      case 'group':
      case 'unknown':
        return [{ block: undefined, origin: 'prefix-list' }];
    }
  }
  const v4 = reader.value(resource, 'DestinationCidrBlock');
  const v6 = reader.value(resource, 'DestinationIpv6CidrBlock');
  const block = v4.kind === 'absent' ? draft.blocks.of(v6, 6, 64) : draft.blocks.of(v4, 4, 24);
  return [{ block, origin: 'static' }];
}

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html read 2026-11-25 */
function addGatewayEndpoints(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::VPCEndpoint')) {
    const kind = reader.word(resource, ['VpcEndpointType'], 'Gateway');
    const named = reader.targets(resource, 'RouteTableIds');
    if (kind === '?' || (kind === 'Gateway' && named.doubt !== undefined)) {
      draft.openEnds.push(`the kind or the route tables of ${resource.logicalId} are not known`);
    }
    if (kind !== 'Gateway') {
      continue;
    }
    for (const value of reader.items(resource, 'RouteTableIds') ?? []) {
      const target = targetOf(value);
      const table = target === undefined ? undefined : draft.tables.get(target);
      table?.routes.push({
        block: undefined,
        service: gatewayServiceOf(draft, resource),
        origin: 'prefix-list',
        target: { kind: 'gateway-endpoint', endpoint: resource },
        name: reader.name(resource),
      });
    }
  }
}

/** Routes that VPN connections bring into the tables of a VPC. */
function addPropagated(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::VPNGatewayRoutePropagation')) {
    const owner = reader.target(resource, 'VpnGatewayId');
    const gateway = owner === undefined ? undefined : draft.vpnGateways.get(owner);
    const tables = (reader.items(resource, 'RouteTableIds') ?? []).map(targetOf);
    if (gateway === undefined || reader.targets(resource, 'RouteTableIds').doubt !== undefined) {
      draft.openEnds.push(`the gateway or the tables of ${resource.logicalId} are not known`);
    }
    for (const connection of gateway?.connections ?? []) {
      const origin: Origin = connection.isStatic === 'yes' ? 'vpn-static' : 'vpn-bgp';
      const learned: readonly (Block | undefined)[] =
        connection.isStatic === 'yes' ? connection.routes : (connection.site.prefixes ?? [undefined]);
      const target: Target = gateway === undefined ? { kind: 'unknown', because: 'gateway' } : { kind: 'vpn', gateway };
      for (const table of tables.map((found) => (found === undefined ? undefined : draft.tables.get(found)))) {
        table?.routes.push(
          ...learned.map((block) => ({ block, origin, target, name: `propagated from ${connection.name}` })),
        );
      }
    }
  }
}

function associateSubnets(draft: Draft): void {
  for (const resource of draft.reader.all('AWS::EC2::SubnetRouteTableAssociation')) {
    const subnetTarget = draft.reader.target(resource, 'SubnetId');
    const subnet = subnetTarget === undefined ? undefined : draft.subnets.get(subnetTarget);
    if (subnet === undefined) {
      draft.openEnds.push(`the subnet of ${resource.logicalId} is not known`);
    } else {
      subnet.table = tableNamed(draft, draft.reader.value(resource, 'RouteTableId'), subnet.vpc);
    }
  }
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html read 2026-11-25 */
function associateGateways(draft: Draft): void {
  for (const resource of draft.reader.all('AWS::EC2::GatewayRouteTableAssociation')) {
    const gateway = draft.reader.target(resource, 'GatewayId');
    if (gateway === undefined) {
      draft.openEnds.push(`the gateway of ${resource.logicalId} is not known`);
    }
    for (const vpc of draft.vpcs.values()) {
      if (gateway !== undefined && vpc.internetGateway === gateway) {
        vpc.gatewayTables.internet = tableNamed(draft, draft.reader.value(resource, 'RouteTableId'), vpc);
      } else if (gateway !== undefined && vpc.vpnGateway?.resource === gateway) {
        vpc.gatewayTables.vpn = tableNamed(draft, draft.reader.value(resource, 'RouteTableId'), vpc);
      }
    }
  }
}

function tableNamed(draft: Draft, value: Value, vpc: Vpc): RouteTable {
  const target = targetOf(value);
  const found = target === undefined ? undefined : draft.tables.get(target);
  const doubt = `the route table ${describeValue(value)} is not known`;
  return found ?? { name: describeValue(value), vpc: () => vpc, routes: localRoutes(vpc), doubt };
}

function equal(a: Block | undefined, b: Block | undefined): boolean {
  return a !== undefined && b !== undefined && a.symbol === b.symbol && a.first === b.first && a.last === b.last;
}
