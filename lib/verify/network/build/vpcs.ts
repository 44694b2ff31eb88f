import { describeValue, keyOf, knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import { abstractBlock, anyBlock, blockKey, type Block } from '../../address';
import type { GroupRule, NetworkAcl, Origin, RouteTable, SecurityGroup, Vpc } from '../types';
import { impliedOrigin, originOf, type BuildContext, type Draft } from './context';
import { blockOf } from './read-blocks';
import { EVERY_SERVICE } from './read-services';
import { truth } from './read-values';

export const VPC = 'AWS::EC2::VPC';

/** VPCs with what AWS makes along with them: main table, default group, default ACL. */
export function buildVpcs(ctx: BuildContext): void {
  for (const resource of ctx.resources(VPC)) {
    const blocks = [primaryBlock(ctx, resource)];
    for (const more of ctx.resources('AWS::EC2::VPCCidrBlock')) {
      if (targetOf(ctx.property(more, 'VpcId')) === resource) {
        blocks.push(...additionalBlocks(ctx, more));
      }
    }
    const vpc = emptyVpc(originOf(resource), resource.stack, blocks);
    vpc.dnsSupport = truth(ctx.property(resource, 'EnableDnsSupport'), true);
    ctx.vpcs.set(resource, vpc);
  }
}

/** The VPC that a value names; one of which nothing is known when no template makes it. */
export function vpcOf(ctx: BuildContext, value: Value, near: TemplateResource): Draft<Vpc> {
  const target = targetOf(value);
  const own = target === undefined ? undefined : ctx.vpcs.get(target);
  if (own !== undefined) {
    return own;
  }
  const key = value.kind === 'absent' ? `default VPC of ${near.stack.constructPath}` : keyOf(value);
  const found = ctx.vpcs.get(key);
  if (found !== undefined) {
    return found;
  }
  const label = value.kind === 'absent' ? 'the default VPC' : describeValue(value);
  const origin: Origin = { id: `vpc:${key}`, label };
  const block = abstractBlock(4, `vpc:${key}`, `addresses of ${label}`);
  const block6 = abstractBlock(6, `vpc6:${key}`, `IPv6 addresses of ${label}`);
  ctx.blocks.set(blockKey(block), block).set(blockKey(block6), block6);
  const vpc = emptyVpc(origin, near.stack, [block, block6]);
  const open = `what no template says about ${label}`;
  vpc.internetGateway = 'unknown';
  vpc.dnsSupport = 'unknown';
  vpc.mainTable = { ...vpc.mainTable, open };
  vpc.defaultGroup = { ...vpc.defaultGroup, open };
  vpc.defaultAcl = { ...vpc.defaultAcl, open };
  ctx.vpcs.set(key, vpc);
  return vpc;
}

function primaryBlock(ctx: BuildContext, resource: TemplateResource): Block {
  const value = ctx.property(resource, 'CidrBlock');
  return blockOf(ctx, value, 4) ?? ownBlock(ctx, resource, 4);
}

function ownBlock(ctx: BuildContext, resource: TemplateResource, family: 4 | 6): Block {
  const origin = originOf(resource);
  const key = `${family}@${origin.id}`;
  const block = abstractBlock(family, key, `block of ${origin.label}`, { isPublic: family === 6 });
  ctx.blocks.set(key, block);
  return block;
}

function additionalBlocks(ctx: BuildContext, resource: TemplateResource): readonly Block[] {
  const [ipv4, ipv6] = [ctx.property(resource, 'CidrBlock'), ctx.property(resource, 'Ipv6CidrBlock')];
  const isIpv4 = ipv4.kind !== 'absent' || ctx.property(resource, 'Ipv4IpamPoolId').kind !== 'absent';
  return isIpv4
    ? [blockOf(ctx, ipv4, 4) ?? ownBlock(ctx, resource, 4)]
    : [blockOf(ctx, ipv6, 6) ?? ownBlock(ctx, resource, 6)];
}

function emptyVpc(origin: Origin, stack: TemplateResource['stack'], blocks: Block[]): Draft<Vpc> {
  const unset = {} as Draft<Vpc>;
  const vpc: Draft<Vpc> = Object.assign(unset, {
    id: origin.id,
    origin,
    region: stack.region,
    account: stack.account,
    blocks,
    internetGateway: 'no' as const,
    edgeTables: {},
    mainTable: mainTable(origin, blocks),
    defaultGroup: defaultGroup(origin, unset),
    defaultAcl: defaultAcl(origin),
    dnsSupport: 'yes' as const,
  });
  return vpc;
}

function mainTable(of: Origin, blocks: readonly Block[]): RouteTable {
  const origin = impliedOrigin(of, 'main route table');
  return { id: origin.id, origin, routes: localRoutes(origin, blocks) };
}

/** Every table reaches the blocks of its VPC. */
export function localRoutes(origin: Origin, blocks: readonly Block[]): RouteTable['routes'][number][] {
  return blocks.map((block) => ({
    kind: 'local',
    match: { kind: 'block', block },
    target: { kind: 'local' },
    exists: 'yes',
    origin: impliedOrigin(origin, 'local route'),
  }));
}

/**
 * The default group lets its members talk to each other and send anywhere.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html read 2026-11-25
 */
function defaultGroup(of: Origin, vpc: Vpc): SecurityGroup {
  const origin = impliedOrigin(of, 'default security group');
  const group: Draft<SecurityGroup> = { id: origin.id, origin, vpc, ingress: [], egress: sendAnywhere(origin) };
  group.ingress.push({ peer: { kind: 'group', group }, services: EVERY_SERVICE, exists: 'yes', origin });
  return group;
}

/** Every address, IPv4 and IPv6; rules of very many groups name it. */
const ANYWHERE = ([4, 6] as const).map((family) => ({ kind: 'block' as const, block: anyBlock(family) }));

/** The rule that lets a group send anywhere. */
export function sendAnywhere(of: Origin, exists: GroupRule['exists'] = 'yes'): GroupRule[] {
  const origin = impliedOrigin(of, 'default egress rule');
  return ANYWHERE.map((peer) => ({ peer, services: EVERY_SERVICE, exists, origin }));
}

/**
 * The default ACL lets everything pass.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html read 2026-11-25
 */
function defaultAcl(of: Origin): NetworkAcl {
  const origin = impliedOrigin(of, 'default network ACL');
  const rules = ANYWHERE.map((match, index) => ({
    number: 100 + index,
    action: 'allow' as const,
    match,
    services: EVERY_SERVICE,
    exists: 'yes' as const,
    origin,
  }));
  return { id: origin.id, origin, ingress: rules, egress: rules };
}

/** Region of a stack as text, for comparisons. */
export function regionOf(resource: TemplateResource, value: Value): string | undefined {
  return value.kind === 'absent' ? resource.stack.region : knownText(value);
}
