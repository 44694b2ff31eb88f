import { knownNumber, knownText, resourceKey, type TemplateResource } from '../../template';
import { type Attachment, entry, listed, type Subnet, type VpnConnection } from '../../verify';
import type { DeclaredPartner } from '../declared';
import type { Member, Need, Pool, Reaction } from '../model/types';
import { SOURCES } from '../register';
import type { ReadContext } from './context';
import { labelOf } from './draft';
import { unreadAt } from './findings';
import { standsIn, standsOn } from './structure';
import type { Walk } from './walk';

export const VPN_TYPE = 'AWS::EC2::VPNConnection';
const TUNNELS = 2;
const DPD_SECONDS = 40;
const HOLD_SECONDS = 90;

type Line = DeclaredPartner['lines'][number];

/**
 * What a server in a subnet needs to get to a partner: the attachment of its zone, where a transit gateway lies between,
 * and one of the lines.
 *
 * @throws UnreadError at a gateway that is not modelled
 */
export function needsOfPartner(walk: Walk, name: string, subnet: Subnet): readonly Need[] {
  const { ctx, service } = walk;
  const partner = ctx.declared.partners?.find((each) => each.name === name);
  const lines = (partner?.lines ?? []).flatMap((line) =>
    ctx.selection
      .find(line.connection, [VPN_TYPE])
      .map((resource) => ({ line, vpn: requireVpn(ctx, resource), resource })),
  );
  const moves = lines.map(({ vpn, resource }) => withdrawal(ctx, vpn, resource));
  const [move] = moves.sort((a, b) => seconds(b) - seconds(a));
  const pool = ctx.draft.pool(linesTo(name), service.id, {
    label: `lines to ${name}`,
    choice: 'prefer',
    members: lines.map(({ line, resource }) => connection(walk, line, resource)),
    ...(move === undefined || lines.length < 2 ? {} : { move }),
  });
  const gateways = [...new Set(lines.map(({ vpn, resource }) => gatewayNeed(walk, vpn, resource, subnet)))];
  return [...new Map(gateways.map((need) => [JSON.stringify(need), need])).values(), { kind: 'pool', pool }];
}

/** The pool of the lines to a partner. */
export function linesTo(partner: string): string {
  return `partner ${partner}`;
}

/** A VPN connection as a member of the lines to a partner. */
function connection(walk: Walk, line: Line, resource: TemplateResource): Member {
  const pool = walk.ctx.draft.pool(`${resourceKey(resource)}#tunnels`, walk.service.id, tunnelPool(walk.ctx, resource));
  walk.ctx.draft.know('tunnels', resource, pool);
  return {
    id: resource.logicalId,
    part: connectionPart(walk.ctx, resource, line),
    needs: [{ kind: 'pool', pool }],
    checks: [0],
  };
}

/** A VPN connection, on the line and with the devices that carry it. */
export function connectionPart(
  ctx: ReadContext,
  resource: TemplateResource,
  { line, gateway }: Pick<Line, 'line' | 'gateway'> = {},
): string {
  const device = ctx.target(resource, 'CustomerGatewayId');
  const fate = [
    ...(line === undefined ? [] : [ctx.draft.addGroup({ id: `line ${line}`, kind: 'line', label: `line ${line}` })]),
    ...(gateway === undefined
      ? []
      : [ctx.draft.addGroup({ id: `gateway ${gateway}`, kind: 'gateway', label: `gateway ${gateway}` })]),
    ...(device === undefined ? [] : [ctx.draft.groupOf(device, 'gateway')]),
  ];
  return ctx.draft.part({
    id: resourceKey(resource),
    label: labelOf(resource),
    kind: 'line',
    region: resource.stack.region,
    fate,
    standsOn: standsOn(ctx, resource),
  });
}

/** The two tunnels of a connection, of which one carries it (FM-13). */
export function tunnelPool(ctx: ReadContext, resource: TemplateResource): Omit<Pool, 'id'> {
  const dpd = Array.from({ length: TUNNELS }, (_, index) => dpdSeconds(ctx, resource, index));
  return {
    label: `${labelOf(resource)} tunnels`,
    choice: 'prefer',
    members: dpd.map((_, index) => ({
      id: `tunnel ${String(index + 1)}`,
      part: ctx.draft.part({
        id: `${resourceKey(resource)}#tunnel ${String(index + 1)}`,
        label: `${labelOf(resource)} tunnel ${String(index + 1)}`,
        region: resource.stack.region,
      }),
      needs: [],
    })),
    move: {
      rule: 'FM-13',
      delay: [{ name: 'dead peer detection', seconds: Math.max(...dpd), basis: 'bound', source: SOURCES.vpnTunnels }],
    },
  };
}

/** Until the routes of a connection that is lost are gone, and the next one carries (FM-14). */
function withdrawal(ctx: ReadContext, vpn: VpnConnection, resource: TemplateResource): Reaction {
  const isHeld = Array.from({ length: TUNNELS }, (_, index) =>
    tunnelOption(ctx, resource, index, 'DPDTimeoutAction'),
  ).some((value) => knownText(value) === 'none');
  if (vpn.usesBgp !== 'no' && isHeld) {
    return {
      rule: 'FM-14',
      delay: [{ name: 'hold time of BGP', seconds: HOLD_SECONDS, basis: 'unverified', source: SOURCES.none }],
    };
  }
  const longest = Math.max(...Array.from({ length: TUNNELS }, (_, index) => dpdSeconds(ctx, resource, index)));
  return {
    rule: 'FM-14',
    delay: [
      { name: 'dead peer detection, then its routes go', seconds: longest, basis: 'bound', source: SOURCES.deadPeer },
    ],
  };
}

function seconds({ delay }: Reaction): number {
  return delay.reduce((sum, part) => sum + part.seconds, 0);
}

function dpdSeconds(ctx: ReadContext, resource: TemplateResource, tunnel: number): number {
  return knownNumber(tunnelOption(ctx, resource, tunnel, 'DPDTimeoutSeconds')) ?? DPD_SECONDS;
}

function tunnelOption(
  ctx: ReadContext,
  resource: TemplateResource,
  tunnel: number,
  name: string,
): ReturnType<typeof entry> {
  const options = listed(ctx.property(resource, 'VpnTunnelOptionsSpecifications')).items[tunnel];
  return options === undefined ? { kind: 'absent' } : entry(options.value, name);
}

/** What lies between a subnet and a connection: the transit gateway's attachment in the zone, or the gateway of the VPC. */
function gatewayNeed(walk: Walk, vpn: VpnConnection, resource: TemplateResource, subnet: Subnet): Need {
  const { ctx } = walk;
  switch (vpn.gateway.kind) {
    case 'virtual-private': {
      const gateway = vpn.gateway.gateway.origin.resource;
      const part = ctx.draft.part({
        id: gateway === undefined ? vpn.gateway.gateway.id : resourceKey(gateway),
        label: gateway === undefined ? vpn.gateway.gateway.origin.label : labelOf(gateway),
        region: resource.stack.region,
        ...(gateway === undefined ? {} : { standsOn: [gateway] }),
      });
      return { kind: 'parts', parts: [part], atLeast: 1 };
    }
    case 'transit': {
      const { id } = vpn.gateway;
      const attachment = ctx.network.attachments.find(
        (each) => each.kind === 'vpc' && each.vpc === subnet.vpc && isOn(ctx, each, id),
      );
      if (attachment?.origin.resource === undefined) {
        throw unreadAt(resource, vpn.id, `its transit gateway has no attachment to ${subnet.vpc.origin.label}`);
      }
      return { kind: 'pool', pool: attachmentPool(walk, attachment, attachment.origin.resource) };
    }
    case 'unknown':
      throw unreadAt(resource, vpn.id, 'its gateway is not in the templates');
  }
}

function isOn(ctx: ReadContext, attachment: Attachment, gateway: string): boolean {
  return ctx.network.transitGateways.some(({ id, attachments }) => id === gateway && attachments.includes(attachment));
}

/** Interfaces of an attachment: those who stand in a zone leave by the one of that zone (FM-17). */
function attachmentPool(walk: Walk, { subnets }: Attachment, resource: TemplateResource): string {
  const { ctx } = walk;
  return ctx.draft.pool(resourceKey(resource), walk.service.id, {
    label: labelOf(resource),
    choice: 'spread',
    reach: 'own-zone',
    members: subnets.map((subnet) => ({
      id: ctx.zoneOf(subnet),
      part: attachmentPart(ctx, resource, subnet),
      needs: [],
    })),
  });
}

/** The interface of an attachment in one zone. */
export function attachmentPart(ctx: ReadContext, resource: TemplateResource, subnet: Subnet): string {
  const zone = ctx.zoneOf(subnet);
  return ctx.draft.part({
    id: `${resourceKey(resource)}#${zone}`,
    label: `${labelOf(resource)} in ${zone}`,
    zone,
    standsOn: [...standsOn(ctx, resource), ...standsIn(ctx, subnet)],
  });
}

function requireVpn(ctx: ReadContext, resource: TemplateResource): VpnConnection {
  const found = ctx.network.vpns.find(({ origin }) => origin.resource === resource);
  if (found === undefined) {
    throw unreadAt(resource, resourceKey(resource), 'the network does not hold it');
  }
  return found;
}
