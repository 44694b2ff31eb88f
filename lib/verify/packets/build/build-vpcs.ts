import { keyOf, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Block } from '../net/address';
import type { AccessList, SecurityGroup } from '../net/filters';
import type { Subnet, Vpc } from '../net/network';
import type { RouteTable } from '../net/routes';
import { entry } from './reader';
import type { Draft } from './draft';

const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** Makes the VPCs with what AWS makes along with each. */
export function buildVpcs(draft: Draft): void {
  for (const resource of draft.reader.all('AWS::EC2::VPC')) {
    const vpc = makeVpc(draft, draft.reader.name(resource), resource, resource.stack.region ?? '-');
    addBlock(draft, vpc, resource, 'CidrBlock', 4, 16);
    draft.vpcs.set(keyOf({ kind: 'reference', resource, attribute: 'Ref' }), vpc);
  }
  for (const resource of draft.reader.all('AWS::EC2::VPCCidrBlock')) {
    const vpc = findVpc(draft, draft.reader.value(resource, 'VpcId'));
    if (vpc === undefined) {
      continue;
    }
    addBlock(draft, vpc, resource, 'CidrBlock', 4, 16);
    addBlock(draft, vpc, resource, 'Ipv6CidrBlock', 6, 56);
    if (draft.reader.truth(resource, ['AmazonProvidedIpv6CidrBlock'], 'no') !== 'no' || hasPool(draft, resource)) {
      addProvidedIpv6(draft, vpc);
    }
  }
  for (const resource of draft.reader.all('AWS::EC2::VPCGatewayAttachment')) {
    const vpc = findVpc(draft, draft.reader.value(resource, 'VpcId'));
    const gateway = draft.reader.target(resource, 'InternetGatewayId');
    if (vpc !== undefined && gateway !== undefined) {
      vpc.internetGateway = gateway;
    } else if (vpc !== undefined && draft.reader.value(resource, 'InternetGatewayId').kind !== 'absent') {
      draft.openEnds.push(`the internet gateway that ${resource.logicalId} attaches is not known`);
    }
  }
}

/** The VPC that a value names; one that the assembly only names is made up, with a doubt. */
export function findVpc(draft: Draft, value: Value): Vpc | undefined {
  const key = keyOf(value);
  const found = draft.vpcs.get(key);
  if (found !== undefined || value.kind === 'absent') {
    return found;
  }
  if (draft.vpcs.size > 0) {
    draft.openEnds.push(`${key} may be any VPC`);
  }
  const vpc = makeVpc(draft, key, undefined, '-');
  vpc.doubt = `the assembly does not hold the VPC ${key}`;
  vpc.mainTable.doubt = vpc.doubt;
  vpc.defaultList.doubt = vpc.doubt;
  vpc.defaultGroup.doubt = vpc.doubt;
  draft.vpcs.set(key, vpc);
  return vpc;
}

/** Makes the subnets. */
export function buildSubnets(draft: Draft): void {
  const { reader } = draft;
  for (const resource of reader.all('AWS::EC2::Subnet')) {
    const vpc = findVpc(draft, reader.value(resource, 'VpcId'));
    if (vpc === undefined) {
      continue;
    }
    const zone = reader.evaluator.attribute(resource, 'AvailabilityZone');
    const v4 = ipv4Of(draft, resource);
    const v6 = ipv6Of(draft, resource);
    const subnet: Subnet = {
      name: reader.name(resource),
      resource,
      vpc,
      zone: { key: keyOf(zone), value: zone },
      ...(v4 === undefined ? {} : { v4 }),
      ...(v6 === undefined ? {} : { v6 }),
      mapsPublic: reader.truth(resource, ['MapPublicIpOnLaunch'], 'no'),
      assignsIpv6: reader.truth(resource, ['AssignIpv6AddressOnCreation'], 'no'),
      table: vpc.mainTable,
      list: vpc.defaultList,
      interfaces: [],
    };
    vpc.subnets.push(subnet);
    draft.subnets.set(resource, subnet);
  }
}

function ipv4Of(draft: Draft, resource: TemplateResource): Block | undefined {
  const value = draft.reader.value(resource, 'CidrBlock');
  const hasNone = draft.reader.truth(resource, ['Ipv6Native'], 'no') === 'yes';
  return hasNone
    ? undefined
    : (draft.blocks.of(value, 4, 24, true) ?? draft.blocks.choose(`IPv4 of ${resource.logicalId}`, 4, 24, true));
}

function ipv6Of(draft: Draft, resource: TemplateResource): Block | undefined {
  const separate = draft.reader
    .all('AWS::EC2::SubnetCidrBlock')
    .find((block) => draft.reader.target(block, 'SubnetId') === resource);
  const value = draft.reader.value(separate ?? resource, 'Ipv6CidrBlock');
  if (value.kind === 'absent') {
    return undefined;
  }
  // Each subnet has a block of its own, whatever the template tells of it.
  return draft.blocks.of(value, 6, 64, true) ?? draft.blocks.choose(`IPv6 of ${resource.logicalId}`, 6, 64, true);
}

function makeVpc(draft: Draft, name: string, resource: TemplateResource | undefined, region: string): Vpc {
  const mainTable: RouteTable = { name: `main route table of ${name}`, vpc: () => vpc, routes: [] };
  const defaultList = openList(draft, `default network ACL of ${name}`);
  const vpc: Vpc = {
    name,
    resource,
    region,
    blocks: [],
    subnets: [],
    mainTable,
    defaultList,
    defaultGroup: { name: `default group of ${name}`, resource: undefined, vpc: undefined, ingress: [], egress: [] },
    gatewayTables: {},
    byAddress: new Map(),
    transit: [],
    neighbours: [],
  };
  fillDefaultGroup(draft, vpc.defaultGroup);
  return vpc;
}

/**
 * A network ACL that lets everything through, as each VPC has by default.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html read 2026-11-25
 */
export function openList(draft: Draft, name: string): AccessList {
  const open = (direction: string): AccessList['ingress'] =>
    ANYWHERE.map((text, index) => ({
      number: 100 + index,
      allows: true,
      protocol: -1,
      ports: { from: 0, to: 65535 },
      icmp: { type: -1, code: -1 },
      block: draft.block(text),
      name: `${direction} ${100 + index}`,
    }));
  return { name, ingress: open('in'), egress: open('out') };
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html read 2026-11-25 */
function fillDefaultGroup(draft: Draft, group: SecurityGroup): void {
  const all = { protocol: -1, ports: { from: 0, to: 65535 }, icmp: { type: -1, code: -1 } };
  group.ingress.push({ ...all, peer: { kind: 'group', group }, name: `${group.name}: all from itself` });
  group.egress.push(allOut(draft, group.name));
}

/** The rule that lets everything out. */
export function allOut(draft: Draft, name: string): SecurityGroup['egress'][number] {
  return {
    protocol: -1,
    ports: { from: 0, to: 65535 },
    icmp: { type: -1, code: -1 },
    peer: { kind: 'blocks', blocks: ANYWHERE.map((text) => draft.block(text)) },
    name: `${name}: all out (default)`,
    isDefault: true,
  };
}

function addBlock(
  draft: Draft,
  vpc: Vpc,
  resource: TemplateResource,
  property: string,
  family: 4 | 6,
  bits: number,
): void {
  const value = draft.reader.value(resource, property);
  const given = draft.blocks.of(value, family, bits, true);
  if (given !== undefined) {
    vpc.blocks.push({ ...given, isOwn: true });
  } else if (value.kind !== 'absent' || (property === 'CidrBlock' && resource.type === 'AWS::EC2::VPC')) {
    const key = keyOf({ kind: 'reference', resource, attribute: property });
    vpc.blocks.push(draft.blocks.choose(key, family, bits, true));
  }
}

function addProvidedIpv6(draft: Draft, vpc: Vpc): void {
  if (vpc.resource !== undefined) {
    const own: Value = { kind: 'reference', resource: vpc.resource, attribute: 'Ipv6CidrBlocks', item: 0 };
    vpc.blocks.push(draft.blocks.choose(keyOf(own), 6, 56, true));
  }
}

function hasPool(draft: Draft, resource: TemplateResource): boolean {
  const value = draft.reader.value(resource);
  return entry(value, 'Ipv6IpamPoolId').kind !== 'absent' && entry(value, 'Ipv6CidrBlock').kind === 'absent';
}

/** The subnets that a list names. */
export function subnetsOf(draft: Draft, values: readonly Value[] | undefined): readonly Subnet[] | undefined {
  const found = values?.map((value) => {
    const target = targetOf(value);
    return target === undefined ? undefined : draft.subnets.get(target);
  });
  return found?.every((subnet) => subnet !== undefined) === true ? found : undefined;
}
