import type { JsonObject, JsonValue } from '../../../lib/template';
import type { Draw } from './draw';
import { drawBlock, drawBlockV6, drawPorts } from './pools';
import { att, ref, type Plan, type Sheet, type SubnetPlan, type VpcPlan } from './sheet';

/** The prefix list of CloudFront in the Region of the templates. */
const ORIGIN_FACING = 'pl-3b927c52';

/** Customer-managed prefix lists. */
export function drawLists(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (let count = draw.int(0, 2); count > 0; count -= 1) {
    const blocks = new Set(Array.from({ length: draw.int(1, 4) }, () => drawBlock(draw, plan, draw.pick(plan.vpcs))));
    const id = sheet.add(sheet.name('List'), 'AWS::EC2::PrefixList', {
      PrefixListName: 'blocks',
      AddressFamily: 'IPv4',
      MaxEntries: 8,
      Entries: [...blocks].map((Cidr) => ({ Cidr })),
    });
    plan.lists.push(id);
    plan.listed[id] = [...blocks];
  }
}

/** Security groups; rules come when all of them have names. */
export function nameGroups(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (const vpc of plan.vpcs) {
    for (let count = draw.int(2, 4); count > 0; count -= 1) {
      vpc.groups.push(sheet.name(`${vpc.id}Group`));
    }
  }
}

export function drawGroups(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (const vpc of plan.vpcs) {
    for (const id of vpc.groups) {
      const isOpen = plan.focus !== 'nothing' && draw.chance(60);
      const ingress = isOpen ? openRules(vpc) : rules(draw, plan, vpc, 'Source', draw.int(1, 4));
      const hasOwnEgress = !isOpen && draw.chance(45);
      const egress = hasOwnEgress ? rules(draw, plan, vpc, 'Destination', draw.int(1, 3)) : undefined;
      const apart = ingress.length > 1 && draw.chance(25) ? ingress.splice(0, 1) : [];
      sheet.add(id, 'AWS::EC2::SecurityGroup', {
        GroupDescription: id,
        VpcId: ref(vpc.id),
        SecurityGroupIngress: ingress,
        SecurityGroupEgress: egress,
      });
      apart.forEach((rule) => {
        sheet.add(sheet.name(`${id}Ingress`), 'AWS::EC2::SecurityGroupIngress', {
          GroupId: att(id, 'GroupId'),
          ...rule,
        });
      });
      // Beside no rules of its own it is not documented whether the default one stays: so rarely.
      if (hasOwnEgress ? draw.chance(15) : draw.chance(4)) {
        sheet.add(sheet.name(`${id}Egress`), 'AWS::EC2::SecurityGroupEgress', {
          GroupId: att(id, 'GroupId'),
          ...rules(draw, plan, vpc, 'Destination', 1)[0],
        });
      }
    }
  }
}

/** Rules that let everything in. */
function openRules({ v6 }: VpcPlan): JsonObject[] {
  const all: JsonObject = { IpProtocol: '-1' };
  return [{ ...all, CidrIp: '0.0.0.0/0' }, ...(v6 === undefined ? [] : [{ ...all, CidrIpv6: '::/0' }])];
}

function rules(draw: Draw, plan: Plan, vpc: VpcPlan, side: 'Source' | 'Destination', count: number): JsonObject[] {
  return Array.from({ length: count }, () => ({ ...service(draw, plan), ...peer(draw, plan, vpc, side) }));
}

function service(draw: Draw, plan: Plan): JsonObject {
  const name = draw.weighed([
    [5, '-1'],
    [9, 'tcp'],
    [3, 'udp'],
    [2, 'icmp'],
    [1, 'icmpv6'],
    [1, '50'],
    [1, '6'],
  ]);
  switch (name) {
    case '-1':
    case '50':
      return { IpProtocol: name };
    case 'icmp': {
      const type = draw.pick([-1, 8, 0, 3] as const);
      return { IpProtocol: name, FromPort: type, ToPort: type === 3 && draw.chance(50) ? 4 : -1 };
    }
    case 'icmpv6':
      return { IpProtocol: name, FromPort: draw.pick([-1, 128] as const), ToPort: -1 };
    default: {
      const [FromPort, ToPort] = drawPorts(draw, plan);
      return { IpProtocol: name, FromPort, ToPort };
    }
  }
}

function peer(draw: Draw, plan: Plan, vpc: VpcPlan, side: 'Source' | 'Destination'): JsonObject {
  const other = draw.pick(plan.vpcs);
  const { transit } = plan;
  const isJoined = transit?.refersToGroups === true && transit.vpcs.includes(vpc) && transit.vpcs.includes(other);
  return draw.weighed<() => JsonObject>([
    [8, () => ({ CidrIp: drawBlock(draw, plan, vpc) })],
    [vpc.v6 === undefined ? 0 : 3, () => ({ CidrIpv6: drawBlockV6(draw, plan, vpc) })],
    [4, () => ({ [`${side}SecurityGroupId`]: att(draw.pick(vpc.groups), 'GroupId') })],
    [isJoined ? 5 : 1, () => ({ [`${side}SecurityGroupId`]: att(draw.pick(other.groups), 'GroupId') })],
    [plan.hasEdges && side === 'Source' ? 4 : 0, () => ({ SourcePrefixListId: ORIGIN_FACING })],
    [plan.lists.length === 0 ? 0 : 2, () => ({ [`${side}PrefixListId`]: ref(draw.pick(plan.lists)) })],
  ])();
}

/** Network ACLs of some subnets: denies that overlap, before what lets the rest through. */
export function drawAcls(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (const vpc of plan.vpcs) {
    const share = plan.focus === 'nothing' ? 0.6 : 0.35;
    const left = draw.some(vpc.subnets, 0, Math.ceil(vpc.subnets.length * share));
    const groups = draw.chance(40) && left.length > 1 ? [left] : left.map((subnet) => [subnet]);
    for (const subnets of groups.filter(({ length }) => length > 0)) {
      drawAcl(draw, sheet, plan, vpc, subnets);
    }
  }
}

function drawAcl(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan, subnets: readonly SubnetPlan[]): void {
  const acl = sheet.add(sheet.name('Acl'), 'AWS::EC2::NetworkAcl', { VpcId: ref(vpc.id) });
  for (const subnet of subnets) {
    sheet.add(sheet.name('AclAssociation'), 'AWS::EC2::SubnetNetworkAclAssociation', {
      SubnetId: ref(subnet.id),
      NetworkAclId: ref(acl),
    });
  }
  for (const Egress of [false, true]) {
    const count = draw.int(0, 5);
    const numbers = draw.some(
      Array.from({ length: 40 }, (_, index) => 50 + index),
      count,
      count,
    );
    for (const RuleNumber of numbers) {
      const RuleAction = draw.chance(65) ? 'deny' : 'allow';
      entry(sheet, acl, {
        RuleNumber,
        RuleAction,
        Egress,
        ...entryMatch(draw, plan, vpc),
        ...entryBlock(draw, plan, vpc),
      });
    }
    const last = draw.weighed([
      [14, 'all'],
      [5, 'usual'],
      [1, 'nothing'],
    ]);
    const both: readonly JsonObject[] = [
      { CidrBlock: '0.0.0.0/0' },
      ...(vpc.v6 === undefined ? [] : [{ Ipv6CidrBlock: '::/0' }]),
    ];
    both.forEach((block, index) => {
      const base: JsonObject = { RuleAction: 'allow', Egress, ...block };
      if (last === 'all') {
        entry(sheet, acl, { ...base, RuleNumber: 100 + index, Protocol: -1 });
      } else if (last === 'usual') {
        const [From, To] = drawPorts(draw, plan);
        entry(sheet, acl, { ...base, RuleNumber: 100 + index, Protocol: 6, PortRange: { From, To } });
        entry(sheet, acl, { ...base, RuleNumber: 110 + index, Protocol: 6, PortRange: { From: 1024, To: 65535 } });
        entry(sheet, acl, { ...base, RuleNumber: 120 + index, Protocol: 17, PortRange: { From: 0, To: 65535 } });
      }
    });
  }
}

function entry(sheet: Sheet, acl: string, properties: Readonly<Record<string, JsonValue>>): void {
  sheet.add(sheet.name(`${acl}Entry`), 'AWS::EC2::NetworkAclEntry', { NetworkAclId: ref(acl), ...properties });
}

function entryMatch(draw: Draw, plan: Plan, _vpc: VpcPlan): JsonObject {
  const Protocol = draw.weighed([
    [4, 6],
    [2, 17],
    [2, -1],
    [1, 1],
    [1, 58],
    [1, 50],
  ]);
  if (Protocol === 6 || Protocol === 17) {
    const [From, To] = drawPorts(draw, plan);
    return { Protocol, PortRange: { From, To } };
  }
  if (Protocol === 1 || Protocol === 58) {
    return { Protocol, Icmp: { Type: draw.pick([-1, Protocol === 1 ? 8 : 128] as const), Code: -1 } };
  }
  return { Protocol };
}

function entryBlock(draw: Draw, plan: Plan, vpc: VpcPlan): JsonObject {
  return vpc.v6 !== undefined && draw.chance(25)
    ? { Ipv6CidrBlock: drawBlockV6(draw, plan, vpc) }
    : { CidrBlock: drawBlock(draw, plan, vpc) };
}
