import { keyOf, knownText, resourceKey, targetOf, type TemplateResource } from '../../../template';
import { abstractBlock, blockKey, literalBlock, type Block } from '../../address';
import type { Site, VpnConnection } from '../types';
import { originOf, type BuildContext, type Draft, type SiteContract } from './context';
import { blockOf } from './read-blocks';
import { truth } from './read-values';

/** VPN connections and the networks at their other ends. */
export function buildVpns(ctx: BuildContext): void {
  const routes = ctx.resources('AWS::EC2::VPNConnectionRoute');
  for (const resource of ctx.resources('AWS::EC2::VPNConnection')) {
    const isStatic = truth(ctx.property(resource, 'StaticRoutesOnly'), false);
    const own = routes.filter((route) => targetOf(ctx.property(route, 'VpnConnectionId')) === resource);
    const staticRoutes = own.flatMap((route) => blockOf(ctx, ctx.property(route, 'DestinationCidrBlock'), 4) ?? []);
    const virtual = targetOf(ctx.property(resource, 'VpnGatewayId'));
    const transit = targetOf(ctx.property(resource, 'TransitGatewayId'));
    const gateway = virtual === undefined ? undefined : ctx.virtualGateways.get(virtual);
    const onTransit = transit === undefined ? undefined : ctx.transitGateways.get(transit);
    const vpn: VpnConnection = {
      id: originOf(resource).id,
      origin: originOf(resource),
      site: siteOf(ctx, resource, staticRoutes),
      gateway:
        gateway !== undefined
          ? { kind: 'virtual-private', gateway }
          : onTransit !== undefined
            ? { kind: 'transit', id: onTransit.id }
            : { kind: 'unknown' },
      usesBgp: isStatic === 'yes' ? 'no' : isStatic === 'no' ? 'yes' : 'unknown',
      staticRoutes,
    };
    gateway?.vpns.push(vpn);
    ctx.vpns.set(resource, vpn);
    if (gateway === undefined && onTransit === undefined) {
      ctx.cloud(resource, 'its gateway is not in the templates');
    }
  }
}

function siteOf(ctx: BuildContext, vpn: TemplateResource, staticRoutes: readonly Block[]): Site {
  const value = ctx.property(vpn, 'CustomerGatewayId');
  const resource = targetOf(value);
  const key = resource ?? keyOf(value);
  const found = ctx.sites.get(key);
  if (found !== undefined) {
    if (found.prefixes === undefined) {
      (found as Draft<Site>).addresses.push(...staticRoutes);
    }
    return found;
  }
  const contract = resource === undefined ? undefined : contractOf(ctx, resource);
  const origin = resource === undefined ? originOf(vpn, 'CustomerGatewayId') : originOf(resource);
  const asn = resource === undefined ? undefined : asnOf(ctx, resource);
  const prefixes = contract?.prefixes?.flatMap((text) => literalBlock(text) ?? []);
  const site: Draft<Site> = {
    id: `site:${origin.id}`,
    origin: contract?.name === undefined ? origin : { ...origin, label: contract.name },
    addresses: [...(prefixes ?? staticRoutes)],
    prefixes,
    relaysTo: contract?.relaysTo?.flatMap((name) => siteId(ctx, name) ?? []),
    ...(asn === undefined ? {} : { asn }),
  };
  if (prefixes === undefined) {
    // Without a contract the site may use other addresses than those that static routes name.
    const own = abstractBlock(4, site.id, `addresses of ${site.origin.label}`);
    ctx.blocks.set(blockKey(own), own);
    site.addresses.push(own);
  }
  ctx.sites.set(key, site);
  return site;
}

function asnOf(ctx: BuildContext, resource: TemplateResource): string | undefined {
  const own = ctx.property(resource, 'BgpAsn');
  return knownText(own.kind === 'absent' ? ctx.property(resource, 'BgpAsnExtended') : own);
}

function contractOf(ctx: BuildContext, resource: TemplateResource): SiteContract | undefined {
  return ctx.options.sites?.find(({ customerGateway }) => isNamed(resource, customerGateway));
}

function siteId(ctx: BuildContext, name: string): string | undefined {
  const resource = ctx.resources('AWS::EC2::CustomerGateway').find((each) => isNamed(each, name));
  return resource === undefined ? undefined : `site:${originOf(resource).id}`;
}

function isNamed(resource: TemplateResource, name: string): boolean {
  return name === resource.logicalId || name === resourceKey(resource) || name === resource.constructPath;
}
