import type { ReadContext } from './context';
import { zonalPart } from './egress';
import { attachmentPart, connectionPart, tunnelPool } from './lines';

/** Interfaces of which AWS makes one in each zone, and what they are called. */
const ZONAL = {
  'nat-gateway': 'NAT gateway',
  'firewall-endpoint': 'firewall endpoint',
  'interface-endpoint': 'interface endpoint',
  'gateway-load-balancer-endpoint': 'endpoint',
  'mount-target': 'mount target',
} as const;

/** Elements of the network that can fail, whether requests need them or not: each is a row of the matrix. */
export function addElements(ctx: ReadContext): void {
  for (const each of ctx.network.interfaces) {
    const what = each.kind in ZONAL ? ZONAL[each.kind as keyof typeof ZONAL] : undefined;
    if (what !== undefined && each.exists !== 'no') {
      zonalPart(ctx, each, what);
    }
  }
  for (const { kind, origin, subnets } of ctx.network.attachments) {
    const { resource } = origin;
    if (kind === 'vpc' && resource !== undefined) {
      subnets.forEach((subnet) => attachmentPart(ctx, resource, subnet));
    }
  }
  for (const { origin } of ctx.network.vpns) {
    if (origin.resource !== undefined) {
      connectionPart(ctx, origin.resource);
      tunnelPool(ctx, origin.resource);
    }
  }
}
