import type { TemplateResource } from '../../../template';
import type { Address, Block } from '../net/address';
import type { Site, TransitAttachment, VpnConnection, VpnGateway } from '../net/transit';
import { findTransit, register } from './build-transit';
import { findVpc } from './build-vpcs';
import type { Draft } from './draft';

/**
 * Makes virtual private gateways, VPN connections, and the sites behind customer gateways.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html read 2026-11-25
 */
export function buildVpn(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::VPNGateway')) {
    draft.vpnGateways.set(resource, { name: reader.name(resource), resource, connections: [] });
  }
  for (const resource of reader.all('AWS::EC2::VPCGatewayAttachment')) {
    const vpc = findVpc(draft, reader.value(resource, 'VpcId'));
    const target = reader.target(resource, 'VpnGatewayId');
    const gateway = target === undefined ? undefined : draft.vpnGateways.get(target);
    if (gateway === undefined && reader.value(resource, 'VpnGatewayId').kind !== 'absent') {
      draft.openEnds.push(`the gateway that ${resource.logicalId} attaches is not known`);
    }
    if (vpc !== undefined && gateway !== undefined) {
      vpc.vpnGateway = gateway;
    }
  }
  reader.all('AWS::EC2::CustomerGateway').forEach((resource) => addSite(draft, resource));
  reader.all('AWS::EC2::VPNConnection').forEach((resource) => addConnection(draft, resource));
  for (const resource of reader.all('AWS::EC2::VPNConnectionRoute')) {
    const target = reader.target(resource, 'VpnConnectionId');
    const block = draft.blocks.of(reader.value(resource, 'DestinationCidrBlock'), 4, 24);
    const connection = target === undefined ? undefined : draft.connections.get(target);
    if (connection === undefined || block === undefined) {
      draft.openEnds.push(`${resource.logicalId} is not known in full`);
    } else {
      connection.routes.push(block);
    }
  }
}

function addSite(draft: Draft, resource: TemplateResource): void {
  const name = draft.reader.name(resource);
  const told = draft.options.sites?.[resource.logicalId];
  draft.sites.set(resource, {
    name,
    resource,
    prefixes: draft.toldBlocks(told?.prefixes),
    connections: [],
    asn: draft.reader.number(resource, 'BgpAsn'),
    address: exampleIn(draft.blocks.choose(`site ${name}`, 4, 24)),
  });
}

function addConnection(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const target = reader.target(resource, 'CustomerGatewayId');
  const site = target === undefined ? undefined : draft.sites.get(target);
  if (site === undefined) {
    draft.openEnds.push(`the customer gateway of ${resource.logicalId} is not known`);
    return;
  }
  const gatewayTarget = reader.target(resource, 'VpnGatewayId');
  const gateway: VpnGateway | undefined =
    gatewayTarget === undefined ? undefined : draft.vpnGateways.get(gatewayTarget);
  const transit = findTransit(draft, reader.value(resource, 'TransitGatewayId'));
  const name = reader.name(resource);
  const base = { name, site, isStatic: reader.truth(resource, ['StaticRoutesOnly'], 'no'), routes: [] };
  if (transit === undefined && gateway === undefined) {
    draft.openEnds.push(`the gateway of ${resource.logicalId} is not known`);
  }
  if (transit === undefined) {
    finish(draft, resource, { ...base, ...(gateway === undefined ? {} : { gateway }) });
    return;
  }
  const connection: { attachment?: TransitAttachment } & VpnConnection = base;
  connection.attachment = { name, gateway: transit, ends: { kind: 'vpn', connection }, table: undefined };
  register(draft, resource, connection.attachment);
  finish(draft, resource, connection);
}

function finish(draft: Draft, resource: TemplateResource, connection: VpnConnection): void {
  connection.site.connections.push(connection);
  connection.gateway?.connections.push(connection);
  draft.connections.set(resource, connection);
}

/**
 * Chooses an address for each site: in what it is told to have, else in a static route that leads to it, else one of
 * which nothing is known.
 */
export function chooseSiteAddresses(draft: Draft): void {
  for (const site of draft.sites.values()) {
    const block = site.prefixes?.[0] ?? staticRoute(draft, site);
    if (block !== undefined) {
      site.address = exampleIn(block);
    }
  }
}

function staticRoute(draft: Draft, site: Site): Block | undefined {
  const own = site.connections.flatMap(({ routes }) => routes);
  const ofTransit = site.connections.flatMap(({ attachment }) =>
    attachment === undefined
      ? []
      : attachment.gateway.tables.flatMap((table) => table.routes.filter(({ to }) => to === attachment)),
  );
  const gateways = site.connections.map(({ gateway }) => gateway).filter((gateway) => gateway !== undefined);
  const isAlone = (gateway: VpnGateway): boolean => gateway.connections.every((other) => other.site === site);
  const ofTables = [...draft.tables.values()].flatMap(({ routes }) =>
    routes.filter(
      ({ target }) => target.kind === 'vpn' && gateways.includes(target.gateway) && isAlone(target.gateway),
    ),
  );
  const blocks = [...own, ...ofTransit.map(({ block }) => block), ...ofTables.map(({ block }) => block)];
  return blocks.filter((block) => block !== undefined).find((block) => block.bits > 0);
}

/** An address of a block; one of a block that is known counts as known. */
function exampleIn(block: Block): Address {
  const offset = block.last - block.first > 32n ? 20n : 1n;
  const value = block.first + (block.last > block.first ? offset : 0n);
  const plain: Address = { family: block.family, value };
  return block.symbol === undefined ? plain : { ...plain, pickedIn: [block], isOutside: true };
}
