import { describeValue, keyOf, knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import { abstractBlock, blockKey, type Block } from '../../address';
import type { AclRule, NetworkAcl, RouteTable, Subnet, Vpc } from '../types';
import { impliedOrigin, isObserved, originOf, type BuildContext, type Draft } from './context';
import { matchesOf, subnetBlock } from './read-blocks';
import { aclServices } from './read-services';
import { mapChoice, resourcesOf, textIs, truth } from './read-values';
import { vpcOfItsGroups } from './vpc-of-groups';
import { localRoutes, vpcOf } from './vpcs';

/** Route tables with their local routes; other routes come later, when their targets are known. */
export function buildTables(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::RouteTable')) {
    const origin = originOf(resource);
    const vpc = vpcOf(ctx, ctx.property(resource, 'VpcId'), resource);
    const table: Draft<RouteTable> = { id: origin.id, origin, routes: localRoutes(origin, vpc.blocks) };
    ctx.tables.set(resource, table);
    if (isObserved(resource, 'Main')) {
      vpc.mainTable = table;
    }
  }
}

/** Network ACLs with their entries. */
export function buildAcls(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EC2::NetworkAcl')) {
    const origin = originOf(resource);
    const acl: Draft<NetworkAcl> = { id: origin.id, origin, ingress: [], egress: [] };
    ctx.acls.set(resource, acl);
    if (isObserved(resource, 'Default')) {
      vpcOf(ctx, ctx.property(resource, 'VpcId'), resource).defaultAcl = acl;
    }
  }
  for (const resource of ctx.resources('AWS::EC2::NetworkAclEntry')) {
    const acls = resourcesOf(ctx.property(resource, 'NetworkAclId'), 'AWS::EC2::NetworkAcl');
    const { rule, isEgress } = aclRule(ctx, resource, acls.options.length === 1 && acls.open === undefined);
    for (const acl of acls.options.flatMap((option) => ctx.acls.get(option) ?? [])) {
      if (isEgress !== 'yes') {
        acl.ingress.push(isEgress === 'no' ? rule : { ...rule, exists: 'unknown' });
      }
      if (isEgress !== 'no') {
        acl.egress.push(isEgress === 'yes' ? rule : { ...rule, exists: 'unknown' });
      }
    }
    if (acls.open !== undefined) {
      addElsewhere(ctx, ctx.property(resource, 'NetworkAclId'), resource, rule, isEgress);
    }
  }
  for (const acl of ctx.acls.values()) {
    for (const rules of [acl.ingress, acl.egress]) {
      rules.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    }
  }
}

/** An entry of the default ACL of a VPC changes that; one of an ACL that only the deployment tells may be of any. */
function addElsewhere(
  ctx: BuildContext,
  value: Value,
  entryResource: TemplateResource,
  rule: AclRule,
  isEgress: AclRule['exists'],
): void {
  const target = value.kind === 'reference' && value.attribute === 'DefaultNetworkAcl' ? value.resource : undefined;
  for (const [key, vpc] of ctx.vpcs) {
    if (target === undefined || key === target) {
      vpc.defaultAcl = { ...vpc.defaultAcl, open: `${originOf(entryResource).label} changes it` };
    }
  }
  const others = target === undefined ? [...ctx.acls.values()] : [];
  for (const acl of others) {
    const perhaps: AclRule = { ...rule, exists: 'unknown' };
    acl.ingress.push(...(isEgress === 'yes' ? [] : [perhaps]));
    acl.egress.push(...(isEgress === 'no' ? [] : [perhaps]));
  }
}

function aclRule(
  ctx: BuildContext,
  resource: TemplateResource,
  isCertain: boolean,
): { readonly rule: AclRule; readonly isEgress: AclRule['exists'] } {
  const property = (...path: readonly string[]) => ctx.property(resource, ...path);
  const ipv6 = property('Ipv6CidrBlock');
  const matches = ipv6.kind === 'absent' ? matchesOf(ctx, property('CidrBlock'), 4) : matchesOf(ctx, ipv6, 6);
  const [only] = matches;
  const number = knownText(property('RuleNumber'));
  const isAllow = textIs(property('RuleAction'), (text) => text.toLowerCase() === 'allow', false);
  const rule: AclRule = {
    number: number === undefined || !/^\d+$/.test(number) ? undefined : Number(number),
    action: isAllow === 'yes' ? 'allow' : isAllow === 'no' ? 'deny' : 'unknown',
    match:
      matches.length === 1 && only !== undefined
        ? only
        : { kind: 'unknown', reason: describeValue(property('CidrBlock')) },
    services: aclServices(
      property('Protocol'),
      [property('PortRange', 'From'), property('PortRange', 'To')],
      [property('Icmp', 'Type'), property('Icmp', 'Code')],
    ),
    exists: isCertain ? ctx.exists(resource) : 'unknown',
    origin: originOf(resource),
  };
  return { rule, isEgress: truth(property('Egress'), false) };
}

/** Subnets with their table and ACL: those associated, or those of the VPC. */
export function buildSubnets(ctx: BuildContext): void {
  const tables = associationsOf(
    ctx,
    'AWS::EC2::SubnetRouteTableAssociation',
    'RouteTableId',
    'AWS::EC2::RouteTable',
    (found) => ctx.tables.get(found),
  );
  const acls = associationsOf(
    ctx,
    'AWS::EC2::SubnetNetworkAclAssociation',
    'NetworkAclId',
    'AWS::EC2::NetworkAcl',
    (found) => ctx.acls.get(found),
  );
  for (const resource of ctx.resources('AWS::EC2::Subnet')) {
    const vpc = vpcOf(ctx, ctx.property(resource, 'VpcId'), resource);
    const origin = originOf(resource);
    const zone = ctx.property(resource, 'AvailabilityZone');
    const zoneId = ctx.property(resource, 'AvailabilityZoneId');
    const zoneName = knownText(zone);
    ctx.subnets.set(resource, {
      id: origin.id,
      origin,
      vpc,
      zone:
        zone.kind !== 'absent' && zone.kind !== 'reference'
          ? keyOf(zone)
          : zoneId.kind !== 'absent'
            ? keyOf(zoneId)
            : `?${origin.id}`,
      ...(zoneName === undefined ? {} : { zoneName }),
      blocks: blocksOf(ctx, resource, vpc),
      table: tables(resource) ?? { options: [vpc.mainTable] },
      acl: acls(resource) ?? { options: [vpc.defaultAcl] },
      mapsPublicAddress: truth(ctx.property(resource, 'MapPublicIpOnLaunch'), false),
      assignsIpv6: truth(ctx.property(resource, 'AssignIpv6AddressOnCreation'), false),
    });
  }
}

/** The subnet that a value names; one of which nothing is known when no template makes it. */
export function subnetOf(ctx: BuildContext, value: Value, near: TemplateResource, vpcValue?: Value): Subnet {
  const target = targetOf(value);
  const own = target === undefined ? undefined : ctx.subnets.get(target);
  if (own !== undefined) {
    return own;
  }
  const key = keyOf(value);
  const found = ctx.subnets.get(key);
  if (found !== undefined) {
    return found;
  }
  const label = value.kind === 'absent' ? 'a default subnet' : describeValue(value);
  const unknownVpc: Value = { kind: 'unknown', reason: `VPC of ${label}` };
  const told = vpcValue === undefined || vpcValue.kind === 'absent' ? vpcOfItsGroups(ctx, near) : vpcValue;
  const vpc = vpcOf(ctx, told ?? unknownVpc, near);
  const open = `what no template says about ${label}`;
  const subnet: Draft<Subnet> = {
    id: `subnet:${key}`,
    origin: { id: `subnet:${key}`, label },
    vpc,
    zone: `?${key}`,
    blocks: ([4, 6] as const).map((family) => ownBlock(ctx, family, key, label, vpc)),
    table: { options: [vpc.mainTable], open },
    acl: { options: [vpc.defaultAcl], open },
    mapsPublicAddress: 'unknown',
    assignsIpv6: 'unknown',
  };
  ctx.subnets.set(key, subnet);
  return subnet;
}

function ownBlock(ctx: BuildContext, family: 4 | 6, key: string, label: string, vpc: Vpc): Block {
  const within = vpc.blocks.find(
    (block) => (block.kind === 'literal' ? block.interval.family : block.family) === family,
  );
  const block = abstractBlock(family, `subnet:${key}`, `addresses of ${label}`, within === undefined ? {} : { within });
  ctx.blocks.set(blockKey(block), block);
  return block;
}

function blocksOf(ctx: BuildContext, resource: TemplateResource, vpc: Vpc): Block[] {
  const ipv4 = ctx.property(resource, 'CidrBlock');
  const ipv6 = [ctx.property(resource, 'Ipv6CidrBlock')];
  const isNative = truth(ctx.property(resource, 'Ipv6Native'), false);
  const id = originOf(resource).label;
  for (const more of ctx.resources('AWS::EC2::SubnetCidrBlock')) {
    if (targetOf(ctx.property(more, 'SubnetId')) === resource) {
      ipv6.push(ctx.property(more, 'Ipv6CidrBlock'));
    }
  }
  if (ctx.property(resource, 'Ipv6IpamPoolId').kind !== 'absent') {
    ipv6.push({ kind: 'unknown', reason: 'IPv6 block from a pool' });
  }
  return [
    ...(ipv4.kind === 'absent' && isNative === 'yes' ? [] : [subnetBlock(ctx, ipv4, 4, vpc, id)]),
    ...ipv6.filter(({ kind }) => kind !== 'absent').map((value) => subnetBlock(ctx, value, 6, vpc, id)),
  ];
}

/** What is associated with a subnet; `undefined` when nothing is. */
function associationsOf<T extends RouteTable | NetworkAcl>(
  ctx: BuildContext,
  type: string,
  property: string,
  targetType: string,
  find: (resource: TemplateResource) => T | undefined,
): (subnet: TemplateResource) => { readonly options: readonly T[]; readonly open?: string } | undefined {
  const associations = ctx.resources(type).map((resource) => ({
    resource,
    subnets: resourcesOf(ctx.property(resource, 'SubnetId'), 'AWS::EC2::Subnet'),
    targets: mapChoice(
      resourcesOf(ctx.property(resource, property), targetType),
      find,
      `${property} of ${originOf(resource).label}`,
    ),
  }));
  return (subnet) => {
    const own = associations.filter(({ subnets }) => subnets.options.includes(subnet));
    const [first] = own;
    if (first === undefined) {
      // An association of a subnet that only the deployment tells may be of this one.
      const stray = associations.find(({ subnets }) => subnets.open !== undefined);
      return stray === undefined
        ? undefined
        : { options: [...stray.targets.options], open: `of which subnet ${originOf(stray.resource).label} is` };
    }
    const isCertain =
      own.length === 1 &&
      first.subnets.options.length === 1 &&
      first.subnets.open === undefined &&
      ctx.exists(first.resource) === 'yes';
    const options = own.flatMap(({ targets }) => targets.options);
    const open =
      own.find(({ targets }) => targets.open !== undefined)?.targets.open ??
      (isCertain ? undefined : `${impliedOrigin(originOf(first.resource), property).label} depends on conditions`);
    return open === undefined ? { options } : { options, open };
  };
}
