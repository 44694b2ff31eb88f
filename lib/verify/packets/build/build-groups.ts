import {
  describeValue,
  itemsOf,
  keyOf,
  knownText,
  targetOf,
  type TemplateResource,
  type Value,
} from '../../../template';
import type { GroupRule, Match, Peer, SecurityGroup } from '../net/filters';
import { allOut, findVpc } from './build-vpcs';
import type { Draft } from './draft';
import { matchOf } from './match-of';
import { entry } from './reader';

/**
 * Makes the security groups and their rules.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html read 2026-11-25
 */
export function buildGroups(draft: Draft): void {
  const { reader } = draft;
  const resources = reader.all('AWS::EC2::SecurityGroup');
  for (const resource of resources) {
    const vpc = findVpc(draft, reader.value(resource, 'VpcId'));
    const group: SecurityGroup = { name: reader.name(resource), resource, vpc, ingress: [], egress: [] };
    draft.groups.set(resource, group);
    // A running network lists the default groups as well.
    if (vpc !== undefined && resource.metadata['Default'] === true) {
      vpc.defaultGroup = group;
    }
  }
  for (const [resource, group] of draft.groups) {
    group.ingress.push(...inlineRules(draft, resource, group, 'SecurityGroupIngress', 'Source'));
    group.egress.push(...inlineRules(draft, resource, group, 'SecurityGroupEgress', 'Destination'));
  }
  addSeparateRules(draft, 'AWS::EC2::SecurityGroupIngress', 'ingress', 'Source');
  const withEgress = addSeparateRules(draft, 'AWS::EC2::SecurityGroupEgress', 'egress', 'Destination');
  for (const [resource, group] of draft.groups) {
    addDefaultEgress(draft, resource, group, withEgress.has(group));
  }
}

/** The group that a value names. */
export function findGroup(draft: Draft, value: Value): SecurityGroup | undefined {
  const target = targetOf(value);
  if (target === undefined) {
    return undefined;
  }
  return (
    draft.groups.get(target) ??
    (target.type === 'AWS::EC2::VPC' && value.kind === 'reference' && value.attribute === 'DefaultSecurityGroup'
      ? draft.vpcs.get(keyOf({ kind: 'reference', resource: target, attribute: 'Ref' }))?.defaultGroup
      : undefined)
  );
}

/**
 * A group made without outbound rules lets everything out. Rules of separate resources come later, and whether they take
 * that away is not said, so it is open.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
 * read 2026-11-25
 */
function addDefaultEgress(draft: Draft, resource: TemplateResource, group: SecurityGroup, hasSeparate: boolean): void {
  const inline = draft.reader.value(resource, 'SecurityGroupEgress');
  const items = itemsOf(inline);
  if (resource.stack.observed === true || (items !== undefined && items.length > 0)) {
    return;
  }
  const rule = allOut(draft, group.name);
  const open: Peer = { kind: 'unknown', because: 'whether the default outbound rule stays is not known' };
  group.egress.push(hasSeparate || items === undefined ? { ...rule, peer: open } : rule);
}

function inlineRules(
  draft: Draft,
  resource: TemplateResource,
  group: SecurityGroup,
  property: string,
  side: 'Source' | 'Destination',
): readonly GroupRule[] {
  const value = draft.reader.value(resource, property);
  const items = itemsOf(value);
  if (items === undefined) {
    group.doubt = `${property} of ${group.name} is not known`;
    return [];
  }
  return items.map((item, index) => ruleOf(draft, item, side, `${group.name}.${property}[${index}]`));
}

function addSeparateRules(
  draft: Draft,
  type: string,
  direction: 'ingress' | 'egress',
  side: 'Source' | 'Destination',
): ReadonlySet<SecurityGroup> {
  const touched = new Set<SecurityGroup>();
  for (const resource of draft.reader.all(type)) {
    const groupId = draft.reader.value(resource, 'GroupId');
    const group = findGroup(draft, groupId);
    const name = draft.reader.name(resource);
    if (group !== undefined) {
      group[direction].push(ruleOf(draft, draft.reader.value(resource), side, name));
      touched.add(group);
    } else if (targetOf(groupId) === undefined) {
      // The rule may be of any group.
      draft.groups.forEach((any) => (any.doubt = `${name} belongs to the group ${describeValue(groupId)}`));
    }
  }
  return touched;
}

function ruleOf(draft: Draft, value: Value, side: 'Source' | 'Destination', name: string): GroupRule {
  const match: Match = matchOf(
    entry(value, 'IpProtocol'),
    { from: entry(value, 'FromPort'), to: entry(value, 'ToPort') },
    { type: entry(value, 'FromPort'), code: entry(value, 'ToPort') },
  );
  return { ...match, peer: peerOf(draft, value, side), name };
}

function peerOf(draft: Draft, value: Value, side: 'Source' | 'Destination'): Peer {
  const groupId = entry(value, `${side}SecurityGroupId`);
  const listId = entry(value, `${side}PrefixListId`);
  const blocks = [
    [entry(value, 'CidrIp'), 4],
    [entry(value, 'CidrIpv6'), 6],
  ] as const;
  if (groupId.kind !== 'absent') {
    const group = findGroup(draft, groupId);
    return group === undefined
      ? { kind: 'unknown', because: `the group ${describeValue(groupId)} is not known` }
      : { kind: 'group', group };
  }
  if (listId.kind !== 'absent') {
    return prefixListOf(draft, listId);
  }
  for (const [written, family] of blocks) {
    const block = draft.blocks.of(written, family, family === 4 ? 24 : 64);
    if (block !== undefined) {
      return { kind: 'blocks', blocks: [block] };
    }
  }
  return { kind: 'unknown', because: 'the other end of the rule is not known' };
}

/** Addresses of a prefix list: one of the assembly, or one that is told. */
export function prefixListOf(draft: Draft, value: Value): Peer {
  const target = targetOf(value);
  if (target?.type === 'AWS::EC2::PrefixList') {
    const entries = draft.reader.items(target, 'Entries');
    const blocks = entries?.map((item) => draft.blocks.of(entry(item, 'Cidr'), 4, 24));
    if (blocks?.every((block) => block !== undefined) === true) {
      return { kind: 'blocks', blocks };
    }
  }
  const id = knownText(value);
  const told = id === undefined ? undefined : draft.options.prefixLists?.[id];
  if (typeof told === 'string') {
    return { kind: 'service', service: told };
  }
  const blocks = draft.toldBlocks(told);
  return blocks === undefined
    ? { kind: 'unknown', because: `the prefix list ${describeValue(value)} is not known` }
    : { kind: 'blocks', blocks };
}
