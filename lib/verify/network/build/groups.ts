import { describeValue, keyOf, targetOf, type TemplateResource, type Value } from '../../../template';
import type { AddressMatch, GroupRule, GroupSet, SecurityGroup, Vpc } from '../types';
import { isObserved, originOf, type BuildContext, type Draft } from './context';
import { prefixListOf } from './prefix-lists';
import { matchesOf } from './read-blocks';
import { groupServices } from './read-services';
import { both, entry, listed } from './read-values';
import { sendAnywhere, vpcOf } from './vpcs';

const GROUP = 'AWS::EC2::SecurityGroup';

/** Nothing filters packets at the interface. */
export const UNFILTERED: GroupSet = { surely: [], perhaps: [], isUnfiltered: 'yes' };

/** Security groups with their rules, written in them or apart. */
export function buildGroups(ctx: BuildContext): void {
  for (const resource of ctx.resources(GROUP)) {
    const origin = originOf(resource);
    const vpc = vpcOf(ctx, ctx.property(resource, 'VpcId'), resource);
    const group: Draft<SecurityGroup> = { id: origin.id, origin, vpc, ingress: [], egress: [] };
    ctx.groups.set(resource, group);
    if (isObserved(resource, 'Default')) {
      vpc.defaultGroup = group;
    }
  }
  restrictDefaultGroups(ctx);
  const sends = addSeparateRules(ctx);
  for (const resource of ctx.resources(GROUP)) {
    const group = ctx.groups.get(resource);
    if (group !== undefined) {
      addOwnRules(ctx, resource, group, sends.has(group.id));
      // Lists that have grown keep room for more, and of groups there are very many.
      group.ingress = group.ingress.slice();
      group.egress = group.egress.slice();
    }
  }
}

function addOwnRules(
  ctx: BuildContext,
  resource: TemplateResource,
  group: Draft<SecurityGroup>,
  hasSeparate: boolean,
): void {
  for (const [property, rules] of [
    ['SecurityGroupIngress', group.ingress],
    ['SecurityGroupEgress', group.egress],
  ] as const) {
    const own = listed(ctx.property(resource, property));
    for (const { value, exists, index } of own.items) {
      rules.push(...rulesOf(ctx, value, originOf(resource, `${property}[${index}]`), exists));
    }
    if (own.open !== undefined) {
      group.open ??= `${property} of ${group.origin.label}: ${own.open}`;
    }
  }
  const egress = ctx.property(resource, 'SecurityGroupEgress');
  if (egress.kind === 'absent') {
    // CloudFormation is said to take the default rule away when another one comes apart from the group: not documented.
    group.egress.push(...sendAnywhere(group.origin, hasSeparate ? 'unknown' : 'yes'));
  } else if (listed(egress).items.every(({ exists }) => exists !== 'yes')) {
    group.egress.push(...sendAnywhere(group.origin, 'unknown'));
  }
}

/** Rules that are resources of their own; returns ids of groups that have rules to send. */
function addSeparateRules(ctx: BuildContext): ReadonlySet<string> {
  const sends = new Set<string>();
  for (const resource of ctx.resources('AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress')) {
    const isEgress = resource.type.endsWith('Egress');
    const value = ctx.property(resource, 'GroupId');
    const groups = groupsOf(ctx, value.kind === 'absent' ? ctx.property(resource, 'GroupName') : value, resource);
    const isCertain = groups.length === 1;
    if (groups.some(({ isExternal }) => isExternal === true)) {
      addToEveryGroup(ctx, resource, isEgress);
    }
    for (const group of groups) {
      const exists = isCertain ? ctx.exists(resource) : 'unknown';
      const rules = rulesOf(ctx, ctx.property(resource), originOf(resource), exists);
      const draft = group as Draft<SecurityGroup>;
      (isEgress ? draft.egress : draft.ingress).push(...rules);
      if (isEgress) {
        sends.add(group.id);
      }
    }
  }
  return sends;
}

/** A rule of a group that only the deployment tells may be of any. */
function addToEveryGroup(ctx: BuildContext, resource: TemplateResource, isEgress: boolean): void {
  const rules = rulesOf(ctx, ctx.property(resource), originOf(resource), 'unknown');
  const defaults = [...ctx.vpcs.values()].map(({ defaultGroup }) => defaultGroup as Draft<SecurityGroup>);
  for (const group of [...ctx.groups.values(), ...defaults]) {
    (isEgress ? group.egress : group.ingress).push(...rules);
  }
}

/** CDK's custom resource that takes the rules of the default group away. */
function restrictDefaultGroups(ctx: BuildContext): void {
  for (const resource of ctx.resources('Custom::VpcRestrictDefaultSG')) {
    const value = ctx.property(resource, 'DefaultSecurityGroupId');
    const vpc = value.kind === 'reference' ? ctx.vpcs.get(value.resource) : undefined;
    if (vpc !== undefined && ctx.exists(resource) === 'yes') {
      (vpc.defaultGroup as Draft<SecurityGroup>).ingress.splice(0);
      (vpc.defaultGroup as Draft<SecurityGroup>).egress.splice(0);
    }
  }
}

function rulesOf(
  ctx: BuildContext,
  rule: Value,
  origin: GroupRule['origin'],
  exists: GroupRule['exists'],
): GroupRule[] {
  const services = groupServices(entry(rule, 'IpProtocol'), entry(rule, 'FromPort'), entry(rule, 'ToPort'));
  const peers = peersOf(ctx, rule, origin);
  return peers.map((peer) => ({
    peer,
    services,
    exists: peers.length === 1 ? exists : both(exists, 'unknown'),
    origin,
  }));
}

function peersOf(ctx: BuildContext, rule: Value, origin: GroupRule['origin']): readonly AddressMatch[] {
  const given = (name: string) => entry(rule, name);
  for (const [name, family] of [
    ['CidrIp', 4],
    ['CidrIpv6', 6],
  ] as const) {
    if (given(name).kind !== 'absent') {
      return matchesOf(ctx, given(name), family);
    }
  }
  for (const name of ['SourcePrefixListId', 'DestinationPrefixListId']) {
    if (given(name).kind !== 'absent') {
      return [{ kind: 'list', list: prefixListOf(ctx, given(name)) }];
    }
  }
  for (const name of ['SourceSecurityGroupId', 'DestinationSecurityGroupId', 'SourceSecurityGroupName']) {
    const value = given(name);
    if (value.kind !== 'absent' && origin.resource !== undefined) {
      return groupsOf(ctx, value, origin.resource).map((group) => ({ kind: 'group', group }));
    }
  }
  return [{ kind: 'unknown', reason: `the other side of ${origin.label}` }];
}

/** Every group that a value can name; at least one. */
export function groupsOf(ctx: BuildContext, value: Value, near: TemplateResource): readonly SecurityGroup[] {
  if (value.kind === 'one-of') {
    return value.alternatives.flatMap((alternative) =>
      alternative.value.kind === 'absent' ? [] : groupsOf(ctx, alternative.value, near),
    );
  }
  const target = targetOf(value);
  const own = target === undefined ? undefined : ctx.groups.get(target);
  if (own !== undefined) {
    return [own];
  }
  if (value.kind === 'reference' && value.attribute === 'DefaultSecurityGroup') {
    const vpc = ctx.vpcs.get(value.resource);
    if (vpc !== undefined) {
      return [vpc.defaultGroup];
    }
  }
  return [externalGroup(ctx, value, near)];
}

function externalGroup(ctx: BuildContext, value: Value, near: TemplateResource): SecurityGroup {
  const key = value.kind === 'unknown' ? `${keyOf(value)} of ${originOf(near).id}` : keyOf(value);
  const found = ctx.groups.get(key);
  if (found !== undefined) {
    return found;
  }
  const label = describeValue(value);
  const made: Draft<SecurityGroup> = {
    id: `sg:${key}`,
    origin: { id: `sg:${key}`, label },
    vpc: undefined,
    ingress: [],
    egress: [],
    open: `what no template says about ${label}`,
    isExternal: true,
  };
  ctx.groups.set(key, made);
  return made;
}

/** Groups that a list names; without any the default group of the VPC. */
export function groupSet(ctx: BuildContext, value: Value, near: TemplateResource, vpc: Vpc): GroupSet {
  const items = listed(value);
  if (items.items.length === 0 && items.open === undefined) {
    return { surely: [vpc.defaultGroup], perhaps: [], isUnfiltered: 'no' };
  }
  const surely: SecurityGroup[] = [];
  const perhaps: SecurityGroup[] = [];
  for (const { value: item, exists } of items.items) {
    const groups = groupsOf(ctx, item, near);
    (exists === 'yes' && groups.length === 1 ? surely : perhaps).push(...groups);
  }
  const any = items.open;
  const named = { surely: surely.slice(), perhaps: perhaps.slice(), isUnfiltered: 'no' as const };
  return any === undefined ? named : { any: `groups of ${originOf(near).label}: ${any}`, ...named };
}
