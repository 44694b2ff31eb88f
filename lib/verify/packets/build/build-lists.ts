import { keyOf, type TemplateResource } from '../../../template';
import type { AccessList, AccessRule } from '../net/filters';
import type { Draft } from './draft';
import { matchOf } from './match-of';
import { entry } from './reader';

/**
 * Makes the network ACLs, their entries and their associations.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html read 2026-11-25
 */
export function buildLists(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::NetworkAcl')) {
    const list: AccessList = { name: reader.name(resource), ingress: [], egress: [] };
    draft.lists.set(resource, list);
    if (resource.metadata['Default'] === true) {
      takeAsDefault(draft, resource, list);
    }
  }
  for (const resource of reader.all('AWS::EC2::NetworkAclEntry')) {
    addEntry(draft, resource);
  }
  for (const resource of reader.all('AWS::EC2::SubnetNetworkAclAssociation')) {
    const target = reader.target(resource, 'SubnetId');
    const subnet = target === undefined ? undefined : draft.subnets.get(target);
    const list = findList(draft, resource);
    if (subnet === undefined) {
      draft.openEnds.push(`the subnet of ${resource.logicalId} is not known`);
    } else {
      subnet.list = list ?? unknownList(`the network ACL of ${subnet.name} is not known`);
    }
  }
  for (const list of listsOf(draft)) {
    list.ingress.sort((a, b) => a.number - b.number);
    list.egress.sort((a, b) => a.number - b.number);
  }
}

/** A running network lists the default network ACLs as well. */
function takeAsDefault(draft: Draft, resource: TemplateResource, list: AccessList): void {
  const vpc = draft.vpcs.get(keyOf(draft.reader.value(resource, 'VpcId')));
  if (vpc !== undefined) {
    vpc.defaultList = list;
    vpc.subnets.forEach((subnet) => (subnet.list = list));
  }
}

function listsOf(draft: Draft): readonly AccessList[] {
  return [...draft.lists.values(), ...[...draft.vpcs.values()].map((vpc) => vpc.defaultList)];
}

function findList(draft: Draft, resource: TemplateResource): AccessList | undefined {
  const value = draft.reader.value(resource, 'NetworkAclId');
  const target = draft.reader.target(resource, 'NetworkAclId');
  if (target?.type === 'AWS::EC2::VPC' && value.kind === 'reference' && value.attribute === 'DefaultNetworkAcl') {
    return draft.vpcs.get(keyOf({ kind: 'reference', resource: target, attribute: 'Ref' }))?.defaultList;
  }
  return target === undefined ? undefined : draft.lists.get(target);
}

function unknownList(doubt: string): AccessList {
  return { name: 'unknown network ACL', ingress: [], egress: [], doubt };
}

function addEntry(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const list = findList(draft, resource);
  const name = reader.name(resource);
  const number = reader.number(resource, 'RuleNumber');
  const action = reader.text(resource, 'RuleAction')?.toLowerCase();
  const egress = reader.truth(resource, ['Egress'], 'no');
  if (list === undefined || number === undefined || action === undefined || egress === 'unknown') {
    const lists = list === undefined ? listsOf(draft) : [list];
    lists.forEach((any) => (any.doubt = `${name} is not known in full`));
    return;
  }
  const value = reader.value(resource);
  const rule: AccessRule = {
    ...matchOf(
      entry(value, 'Protocol'),
      { from: reader.value(resource, 'PortRange', 'From'), to: reader.value(resource, 'PortRange', 'To') },
      { type: reader.value(resource, 'Icmp', 'Type'), code: reader.value(resource, 'Icmp', 'Code') },
    ),
    number,
    allows: action === 'allow',
    block: draft.blocks.of(entry(value, 'CidrBlock'), 4, 24) ?? draft.blocks.of(entry(value, 'Ipv6CidrBlock'), 6, 64),
    name: `${name} (${number} ${action})`,
  };
  list[egress === 'yes' ? 'egress' : 'ingress'].push(rule);
}
