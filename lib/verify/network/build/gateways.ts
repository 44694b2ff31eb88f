import { targetOf, type TemplateResource } from '../../../template';
import type { Certainty } from '../../address';
import type { Peering, VirtualPrivateGateway } from '../types';
import { originOf, type BuildContext, type Draft } from './context';
import { both, either, listed, resourcesOf } from './read-values';
import { regionOf, vpcOf } from './vpcs';

/** What joins VPCs to something: internet and virtual private gateways, and peering connections. */
export function buildGateways(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::VPNGateway')) {
    ctx.virtualGateways.set(resource, { id: originOf(resource).id, origin: originOf(resource), vpns: [] });
  }
  for (const resource of ctx.resources('AWS::EC2::VPCGatewayAttachment')) {
    attach(ctx, resource);
  }
  for (const resource of ctx.resources('AWS::EC2::VPCPeeringConnection')) {
    ctx.peerings.set(resource, peering(ctx, resource));
  }
}

function attach(ctx: BuildContext, resource: TemplateResource): void {
  const vpcs = resourcesOf(ctx.property(resource, 'VpcId'), 'AWS::EC2::VPC');
  const exists: Certainty = vpcs.options.length === 1 && vpcs.open === undefined ? ctx.exists(resource) : 'unknown';
  const attached = vpcs.options.flatMap((each) => ctx.vpcs.get(each) ?? []);
  const concerned = vpcs.open === undefined ? attached : [...ctx.vpcs.values()];
  const isInternet = ctx.property(resource, 'InternetGatewayId').kind !== 'absent';
  const gateways = resourcesOf(ctx.property(resource, 'VpnGatewayId'), 'AWS::EC2::VPNGateway');
  for (const vpc of concerned) {
    if (isInternet) {
      vpc.internetGateway = either(vpc.internetGateway, exists);
    }
    const gateway = gateways.options.flatMap((each) => ctx.virtualGateways.get(each) ?? [])[0];
    if (gateway !== undefined) {
      vpc.virtualPrivateGateway = gateway;
    } else if (!isInternet) {
      vpc.virtualPrivateGateway = unknownGateway(resource);
    }
  }
}

function unknownGateway(resource: TemplateResource): VirtualPrivateGateway {
  const origin = originOf(resource);
  return { id: origin.id, origin, vpns: [], open: 'the gateway is not in the templates' };
}

function peering(ctx: BuildContext, resource: TemplateResource): Peering {
  const own = targetOf(ctx.property(resource, 'VpcId'));
  const other = targetOf(ctx.property(resource, 'PeerVpcId'));
  const region = regionOf(resource, ctx.property(resource, 'PeerRegion'));
  const accepter = other === undefined ? undefined : ctx.vpcs.get(other);
  const requester = own === undefined ? undefined : ctx.vpcs.get(own);
  const regions = [requester?.region ?? resource.stack.region, accepter === undefined ? region : accepter.region];
  const draft: Draft<Peering> = {
    id: originOf(resource).id,
    origin: originOf(resource),
    requester,
    accepter,
    sameRegion: regions[0] === regions[1] ? 'yes' : regions.includes(undefined) ? 'unknown' : 'no',
    exists: ctx.exists(resource),
  };
  if (requester === undefined || accepter === undefined) {
    draft.open = 'one of its VPCs is not in the templates';
    ctx.cloud(resource, draft.open);
  }
  return draft;
}

/** Edge tables: what routes packets that arrive through a gateway. */
export function buildEdgeTables(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::GatewayRouteTableAssociation')) {
    const table = resourcesOf(ctx.property(resource, 'RouteTableId'), 'AWS::EC2::RouteTable').options.flatMap(
      (each) => ctx.tables.get(each) ?? [],
    )[0];
    const gateway = targetOf(ctx.property(resource, 'GatewayId'));
    const vpc = table === undefined ? undefined : vpcOfTable(ctx, table.origin.resource);
    if (table === undefined || vpc === undefined || gateway === undefined || ctx.exists(resource) !== 'yes') {
      ctx.cloud(resource, 'its gateway or table is not known');
      continue;
    }
    vpc.edgeTables =
      gateway.type === 'AWS::EC2::VPNGateway'
        ? { ...vpc.edgeTables, virtualPrivate: table }
        : { ...vpc.edgeTables, internet: table };
  }
}

function vpcOfTable(ctx: BuildContext, table: TemplateResource | undefined) {
  return table === undefined ? undefined : vpcOf(ctx, ctx.property(table, 'VpcId'), table);
}

/** Propagation of the routes of a virtual private gateway into tables. */
export function buildPropagation(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::VPNGatewayRoutePropagation')) {
    const gateway = resourcesOf(ctx.property(resource, 'VpnGatewayId'), 'AWS::EC2::VPNGateway').options.flatMap(
      (each) => ctx.virtualGateways.get(each) ?? [],
    )[0];
    for (const { value } of listed(ctx.property(resource, 'RouteTableIds')).items) {
      const target = targetOf(value);
      const table = target === undefined ? undefined : ctx.tables.get(target);
      if (table === undefined || gateway === undefined) {
        ctx.cloud(resource, 'its gateway or one of its tables is not known');
        continue;
      }
      for (const vpn of gateway.vpns) {
        for (const block of vpn.staticRoutes) {
          table.routes.push({
            kind: 'propagated',
            match: { kind: 'block', block },
            target: { kind: 'virtual-private-gateway', gateway },
            exists: ctx.exists(resource),
            origin: originOf(resource),
          });
        }
        const learnt = vpn.usesBgp === 'no' ? [] : (vpn.site.prefixes ?? undefined);
        for (const block of learnt ?? []) {
          table.routes.push({
            kind: 'propagated',
            match: { kind: 'block', block },
            target: { kind: 'virtual-private-gateway', gateway },
            exists: both(ctx.exists(resource), vpn.usesBgp),
            origin: originOf(resource),
          });
        }
        if (learnt === undefined && vpn.usesBgp !== 'no') {
          table.routes.push({
            kind: 'propagated',
            match: { kind: 'unknown', reason: `what ${vpn.site.origin.label} advertises` },
            target: { kind: 'virtual-private-gateway', gateway },
            exists: 'unknown',
            origin: originOf(resource),
          });
        }
      }
    }
  }
}
