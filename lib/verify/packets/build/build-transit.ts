import { describeValue, targetOf, type TemplateResource, type Value } from '../../../template';
import type { TransitAttachment, TransitGateway, TransitTable } from '../net/transit';
import { addInterface } from './build-interfaces';
import { findVpc, subnetsOf } from './build-vpcs';
import type { Draft } from './draft';

const OTHERS = ['AWS::EC2::TransitGatewayPeeringAttachment', 'AWS::EC2::TransitGatewayConnect'];

/**
 * Makes transit gateways, their attachments and their tables. VPN connections are attached by `buildVpn`.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html read 2026-11-25
 */
export function buildTransit(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::TransitGateway')) {
    const gateway = makeGateway(
      reader.name(resource),
      resource,
      reader.truth(resource, ['SecurityGroupReferencingSupport'], 'no'),
    );
    draft.transit.set(resource, gateway);
  }
  for (const resource of reader.all('AWS::EC2::TransitGatewayRouteTable')) {
    const table: TransitTable = { name: reader.name(resource), routes: [], learnsFrom: [] };
    draft.transitTables.set(resource, table);
    findTransit(draft, reader.value(resource, 'TransitGatewayId'))?.tables.push(table);
  }
  for (const resource of reader.all('AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment')) {
    attachVpc(draft, resource);
  }
  for (const resource of reader.all(...OTHERS)) {
    const gateway = findTransit(draft, reader.value(resource, 'TransitGatewayId'));
    if (gateway !== undefined) {
      const because = `${resource.logicalId} leads to a network that is not known`;
      register(draft, resource, {
        name: reader.name(resource),
        gateway,
        ends: { kind: 'other', because },
        table: undefined,
      });
    }
  }
}

function makeGateway(
  name: string,
  resource: TemplateResource | undefined,
  refersToGroups: TransitGateway['refersToGroups'],
): TransitGateway {
  return { name, resource, attachments: [], tables: [], refersToGroups };
}

/** The transit gateway that a value names. */
export function findTransit(draft: Draft, value: Value): TransitGateway | undefined {
  const target = targetOf(value);
  return target === undefined ? undefined : draft.transit.get(target);
}

/** Adds an attachment to its gateway. */
export function register(draft: Draft, resource: TemplateResource, attachment: TransitAttachment): void {
  attachment.gateway.attachments.push(attachment);
  draft.attachments.set(resource, attachment);
}

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html read 2026-11-25 */
function attachVpc(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const gateway = findTransit(draft, reader.value(resource, 'TransitGatewayId'));
  const vpc = findVpc(draft, reader.value(resource, 'VpcId'));
  if (gateway === undefined && draft.transit.size > 0) {
    draft.openEnds.push(`the transit gateway of ${resource.logicalId} is not known`);
  }
  if (gateway === undefined || vpc === undefined) {
    return;
  }
  const subnets = subnetsOf(draft, reader.items(resource, 'SubnetIds'));
  const attachment: TransitAttachment = {
    name: reader.name(resource),
    gateway,
    ends: {
      kind: 'vpc',
      vpc,
      interfaces: [],
      appliance: reader.truth(resource, ['Options', 'ApplianceModeSupport'], 'no'),
      ipv6: reader.truth(resource, ['Options', 'Ipv6Support'], 'no'),
      refersToGroups: reader.truth(resource, ['Options', 'SecurityGroupReferencingSupport'], 'yes'),
    },
    table: undefined,
    ...(subnets === undefined ? { doubt: `the subnets of ${resource.logicalId} are not known` } : {}),
  };
  register(draft, resource, attachment);
  vpc.transit.push(attachment);
  for (const subnet of subnets ?? []) {
    const made = addInterface(draft, {
      owner: resource,
      subnet,
      groups: undefined,
      device: { kind: 'transit', attachment },
      listens: 'nothing',
      hasPublic: 'no',
      checksAddresses: 'no',
    });
    if (attachment.ends.kind === 'vpc') {
      attachment.ends.interfaces.push(made);
    }
  }
}

/** Associations, propagations and routes, once every attachment is there. */
export function connectTransit(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::TransitGatewayRouteTableAssociation')) {
    const table = tableOf(draft, resource);
    const attachment = attachmentOf(draft, resource);
    if (attachment !== undefined) {
      attachment.table = table;
    }
    doubtAll(draft, resource, table, attachment);
  }
  for (const resource of reader.all('AWS::EC2::TransitGatewayRouteTablePropagation')) {
    const table = tableOf(draft, resource);
    const attachment = attachmentOf(draft, resource);
    if (table !== undefined && attachment !== undefined) {
      table.learnsFrom.push(attachment);
    }
    doubtAll(draft, resource, table, attachment);
  }
  for (const resource of reader.all('AWS::EC2::TransitGatewayRoute')) {
    const table = tableOf(draft, resource);
    const isBlackhole = reader.truth(resource, ['Blackhole'], 'no') === 'yes';
    table?.routes.push({
      block: draft.blocks.of(reader.value(resource, 'DestinationCidrBlock'), 4, 24),
      to: isBlackhole ? 'blackhole' : attachmentOf(draft, resource),
      name: reader.name(resource),
    });
    doubtAll(draft, resource, table, isBlackhole ? undefined : attachmentOf(draft, resource), isBlackhole);
  }
  draft.transit.forEach((gateway) => addDefaults(draft, gateway));
  draft.transit.forEach(joinNeighbours);
}

function joinNeighbours(gateway: TransitGateway): void {
  const vpcs = gateway.attachments.flatMap(({ ends }) => (ends.kind === 'vpc' ? [ends.vpc] : []));
  vpcs.forEach((vpc) => vpc.neighbours.push(...vpcs.filter((other) => other !== vpc)));
}

/**
 * Unless it is told otherwise, a transit gateway puts every attachment into its default table and lets it propagate there.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html read 2026-11-25
 */
function addDefaults(draft: Draft, gateway: TransitGateway): void {
  const { resource } = gateway;
  if (resource === undefined) {
    return;
  }
  const { reader } = draft;
  const fresh: TransitTable = { name: `default table of ${gateway.name}`, routes: [], learnsFrom: [] };
  const named = (property: string): TransitTable => {
    const target = reader.target(resource, property);
    return (target === undefined ? undefined : draft.transitTables.get(target)) ?? fresh;
  };
  const associates = reader.truth(resource, ['DefaultRouteTableAssociation'], 'yes');
  const propagates = reader.truth(resource, ['DefaultRouteTablePropagation'], 'yes');
  const associated = named('AssociationDefaultRouteTableId');
  const propagated = named('PropagationDefaultRouteTableId');
  for (const attachment of gateway.attachments) {
    if (attachment.table === undefined && associates !== 'no') {
      attachment.table = associated;
    }
    if (propagates !== 'no' && !propagated.learnsFrom.includes(attachment)) {
      propagated.learnsFrom.push(attachment);
    }
  }
  if (associates === 'unknown' || propagates === 'unknown') {
    gateway.doubt = `whether ${gateway.name} uses its default tables is not known`;
  }
  gateway.tables.push(fresh);
}

function tableOf(draft: Draft, resource: TemplateResource): TransitTable | undefined {
  const target = draft.reader.target(resource, 'TransitGatewayRouteTableId');
  return target === undefined ? undefined : draft.transitTables.get(target);
}

function attachmentOf(draft: Draft, resource: TemplateResource): TransitAttachment | undefined {
  const target = draft.reader.target(resource, 'TransitGatewayAttachmentId');
  return target === undefined ? undefined : draft.attachments.get(target);
}

/** Something that names an unknown table or attachment makes every table doubtful. */
function doubtAll(
  draft: Draft,
  resource: TemplateResource,
  table: TransitTable | undefined,
  attachment: TransitAttachment | undefined,
  needsNone = false,
): void {
  if (table !== undefined && (attachment !== undefined || needsNone)) {
    return;
  }
  const named = describeValue(draft.reader.value(resource, 'TransitGatewayAttachmentId'));
  const because = `${resource.logicalId} is about ${named} or a table that is not known`;
  draft.transit.forEach((gateway) => (gateway.doubt = because));
}
