import { targetOf, type TemplateResource, type Value } from '../../../template';
import { type Certainty } from '../../address';
import type { Attachment, AddressMatch, Choice, TransitGateway, TransitRoute, TransitTable } from '../types';
import { impliedOrigin, originOf, type BuildContext, type Draft } from './context';
import { matchesOf } from './read-blocks';
import { both, entry, listed, mapChoice, resourcesOf, textIs, truth } from './read-values';
import { subnetOf } from './subnets';
import { vpcOf } from './vpcs';

const TABLE = 'AWS::EC2::TransitGatewayRouteTable';
const VPC_ATTACHMENTS = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];
const OTHERS = ['AWS::EC2::TransitGatewayPeeringAttachment', 'AWS::EC2::TransitGatewayConnect'];

/** Transit gateways with their tables; attachments come when VPCs and VPNs are there. */
export function buildTransitGateways(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::TransitGateway')) {
    ctx.transitGateways.set(resource, {
      id: originOf(resource).id,
      origin: originOf(resource),
      tables: [],
      attachments: [],
      groupReferences: textIs(
        ctx.property(resource, 'SecurityGroupReferencingSupport'),
        (text) => text === 'enable',
        false,
      ),
    });
  }
  for (const resource of ctx.resources(TABLE)) {
    const gateway = ctx.transitGateways.get(targetOf(ctx.property(resource, 'TransitGatewayId')) ?? '');
    const table: Draft<TransitTable> = { id: originOf(resource).id, origin: originOf(resource), routes: [] };
    ctx.transitTables.set(resource, table);
    gateway?.tables.push(table);
    if (gateway === undefined) {
      ctx.cloud(resource, 'its transit gateway is not in the templates');
    }
  }
}

/** Attachments, the tables that they use, and the routes in these. */
export function buildAttachments(ctx: BuildContext): void {
  const defaults = new Map<
    Draft<TransitGateway>,
    { readonly table: Draft<TransitTable>; readonly associates: Certainty; readonly propagates: Certainty }
  >();
  for (const [resource, gateway] of ctx.transitGateways) {
    if (typeof resource !== 'string') {
      const origin = impliedOrigin(gateway.origin, 'default route table');
      const table: Draft<TransitTable> = { id: origin.id, origin, routes: [] };
      const isOn = (name: string) => textIs(ctx.property(resource, name), (text) => text === 'enable', true);
      defaults.set(gateway, {
        table,
        associates: isOn('DefaultRouteTableAssociation'),
        propagates: isOn('DefaultRouteTablePropagation'),
      });
      gateway.tables.push(table);
    }
  }
  for (const resource of [...ctx.resources(...VPC_ATTACHMENTS, ...OTHERS), ...ctx.vpns.keys()]) {
    addAttachment(ctx, resource);
  }
  const associations = ctx.resources('AWS::EC2::TransitGatewayRouteTableAssociation');
  const propagations = ctx.resources('AWS::EC2::TransitGatewayRouteTablePropagation');
  for (const [resource, attachment] of ctx.attachments) {
    const gateway = gatewayOf(ctx, resource);
    const standard = gateway === undefined ? undefined : defaults.get(gateway);
    const own = associations.filter((each) => names(ctx, each, resource));
    attachment.table = tableOf(ctx, own, standard);
    const propagated = propagations.filter((each) => names(ctx, each, resource));
    const into = propagated.flatMap((each) =>
      tablesNamed(ctx, each).options.map((table) => ({ table, exists: ctx.exists(each), origin: originOf(each) })),
    );
    // CloudFormation has no way to say whether a default table takes part besides: it does when it is switched on.
    if (standard !== undefined && standard.propagates !== 'no') {
      into.push({ table: standard.table, exists: standard.propagates, origin: standard.table.origin });
    }
    for (const { table, exists, origin } of into) {
      (table as Draft<TransitTable>).routes.push(
        ...propagatedRoutes(attachment, both(exists, attachment.exists), origin),
      );
    }
  }
  buildTransitRoutes(ctx);
  for (const [gateway, { associates, propagates }] of defaults) {
    if (associates !== 'no' && propagates !== 'no' && gateway.attachments.length > 1) {
      ctx.findings.push({
        code: 'TGW_DEFAULT_TABLE',
        origin: gateway.origin,
        means:
          'whatever is attached joins the default route table, and so reaches everything else attached; switch default association and propagation off',
      });
    }
  }
}

function addAttachment(ctx: BuildContext, resource: TemplateResource): void {
  const gateway = gatewayOf(ctx, resource);
  const vpn = ctx.vpns.get(resource);
  if (vpn !== undefined && vpn.gateway.kind !== 'transit') {
    return;
  }
  const isVpc = VPC_ATTACHMENTS.includes(resource.type);
  const origin = originOf(resource);
  const attachment: Draft<Attachment> = {
    id: origin.id,
    origin,
    kind: isVpc ? 'vpc' : vpn === undefined ? 'unknown' : 'vpn',
    subnets: [],
    table: { options: [] },
    ipv6: isVpc ? textIs(ctx.property(resource, 'Options', 'Ipv6Support'), (text) => text === 'enable', false) : 'yes',
    applianceMode: textIs(
      entry(ctx.property(resource, 'Options'), 'ApplianceModeSupport'),
      (text) => text === 'enable',
      false,
    ),
    // An attachment that does not say does as its gateway.
    groupReferences: textIs(
      entry(ctx.property(resource, 'Options'), 'SecurityGroupReferencingSupport'),
      (text) => text !== 'disable',
      true,
    ),
    exists: ctx.exists(resource),
  };
  if (isVpc) {
    const vpc = vpcOf(ctx, ctx.property(resource, 'VpcId'), resource);
    attachment.vpc = vpc;
    const subnets = listed(ctx.property(resource, 'SubnetIds'));
    attachment.subnets.push(
      ...subnets.items.map(({ value }) => subnetOf(ctx, value, resource, ctx.property(resource, 'VpcId'))),
    );
    if (subnets.open !== undefined) {
      ctx.cloud(resource, `its subnets: ${subnets.open}`);
    }
  }
  if (vpn !== undefined) {
    attachment.site = vpn.site;
    attachment.vpn = vpn;
  }
  ctx.attachments.set(resource, attachment);
  if (gateway === undefined) {
    ctx.cloud(resource, 'its transit gateway is not in the templates');
  } else {
    gateway.attachments.push(attachment);
    if (!isVpc && vpn === undefined) {
      ctx.cloud(resource, 'what is on its other side is not in the templates');
    }
  }
}

/** The transit gateway of an attachment. */
export function gatewayOf(ctx: BuildContext, attachment: TemplateResource): Draft<TransitGateway> | undefined {
  const target = targetOf(ctx.property(attachment, 'TransitGatewayId'));
  return target === undefined ? undefined : ctx.transitGateways.get(target);
}

function names(ctx: BuildContext, by: TemplateResource, attachment: TemplateResource): boolean {
  return targetOf(ctx.property(by, 'TransitGatewayAttachmentId')) === attachment;
}

function tablesNamed(ctx: BuildContext, by: TemplateResource): Choice<TransitTable> {
  const value: Value = ctx.property(by, 'TransitGatewayRouteTableId');
  const found = mapChoice(
    resourcesOf(value, TABLE),
    (each) => ctx.transitTables.get(each),
    'a table that is not in the templates',
  );
  if (found.open !== undefined) {
    ctx.cloud(by, `its table: ${found.open}`);
  }
  return found;
}

function tableOf(
  ctx: BuildContext,
  associations: readonly TemplateResource[],
  standard: { readonly table: TransitTable; readonly associates: Certainty } | undefined,
): Choice<TransitTable> {
  const choices = associations.map((each) => tablesNamed(ctx, each));
  const options = choices.flatMap((choice) => choice.options);
  const unsure = associations.find((each) => ctx.exists(each) !== 'yes');
  const open =
    choices.find((choice) => choice.open !== undefined)?.open ??
    (unsure === undefined ? undefined : `condition of ${originOf(unsure).label}`);
  if (associations.length > 0) {
    return open === undefined ? { options } : { options, open };
  }
  if (standard === undefined) {
    return { options: [], open: 'the transit gateway is not in the templates' };
  }
  return standard.associates === 'no'
    ? { options: [] }
    : standard.associates === 'yes'
      ? { options: [standard.table] }
      : { options: [standard.table], open: 'whether the default table is used' };
}

function propagatedRoutes(
  attachment: Attachment,
  exists: Certainty,
  origin: TransitRoute['origin'],
): readonly TransitRoute[] {
  const { vpc, vpn } = attachment;
  const learnt: readonly AddressMatch[] =
    vpc !== undefined
      ? vpc.blocks.map((block) => ({ kind: 'block', block }))
      : vpn !== undefined && vpn.usesBgp === 'no'
        ? vpn.staticRoutes.map((block) => ({ kind: 'block', block }))
        : (attachment.site?.prefixes?.map((block) => ({ kind: 'block' as const, block })) ?? [
            { kind: 'unknown', reason: `what ${attachment.site?.origin.label ?? attachment.origin.label} advertises` },
          ]);
  return learnt.map((match) => ({
    kind: 'propagated',
    match,
    target: { kind: 'attachment', id: attachment.id },
    exists: match.kind === 'unknown' || vpn?.usesBgp === 'unknown' ? 'unknown' : exists,
    origin,
  }));
}

function buildTransitRoutes(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::TransitGatewayRoute')) {
    const tables = tablesNamed(ctx, resource);
    const attachment = targetOf(ctx.property(resource, 'TransitGatewayAttachmentId'));
    const found = attachment === undefined ? undefined : ctx.attachments.get(attachment);
    const isHole = truth(ctx.property(resource, 'Blackhole'), false);
    const target: TransitRoute['target'] =
      isHole === 'yes'
        ? { kind: 'blackhole' }
        : found === undefined || isHole === 'unknown'
          ? { kind: 'unknown', reason: originOf(resource).label }
          : { kind: 'attachment', id: found.id };
    const value = ctx.property(resource, 'DestinationCidrBlock');
    const text = value.kind === 'known' ? String(value.value) : '';
    for (const match of matchesOf(ctx, value, text.includes(':') ? 6 : 4)) {
      for (const table of tables.options) {
        (table as Draft<TransitTable>).routes.push({
          kind: 'static',
          match,
          target,
          exists: tables.options.length === 1 && tables.open === undefined ? ctx.exists(resource) : 'unknown',
          origin: originOf(resource),
        });
      }
    }
  }
}
