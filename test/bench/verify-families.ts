import type { JsonObject } from '../../lib/template';
import { largeFirewalledNetwork, manyLines } from './verify-hubs';
import {
  addAcl,
  addGroup,
  addServer,
  addSubnet,
  addVpc,
  anyone,
  below,
  block,
  choose,
  group,
  random,
  ref,
  resource,
  rule,
  type Entry,
  type Generated,
  type Resources,
} from './verify-parts';
import { randomNetwork } from './verify-random';

/** Families of networks; the second number is how many interfaces there are. */
export const FAMILIES = {
  F1: { says: 'one VPC, three tiers in three zones', make: tiers },
  F2: { says: 'hub and spokes, firewall between', make: largeFirewalledNetwork },
  F3: { says: 'a security group for each interface', make: ownGroups },
  F4: { says: 'forty overlapping ACL entries in each direction', make: longAcls },
  F5: { says: 'prefix lists of 1,000 entries, groups of 60 rules', make: longLists },
  F6: { says: 'transit gateway with 50 VPNs and 10 tables', make: manyLines },
  F7: { says: 'random', make: randomNetwork },
} as const satisfies Record<string, { says: string; make: (size: number, seed: number) => Generated }>;

export type Family = keyof typeof FAMILIES;

const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] as const;
const TIERS = ['edge', 'web', 'app', 'data'] as const;
const SHARES = { edge: 0.1, web: 0.4, app: 0.4, data: 0.1 } as const;

/** Larger than a VPC may be, so that 100,000 interfaces have a place. */
const WIDE = '10.0.0.0/8';

function tiers(size: number): Generated {
  const made: Resources = {};
  addVpc(made, 'V', WIDE, true);
  const gateway = { '0.0.0.0/0': { GatewayId: ref('VIgw') } };
  const segments: Record<string, string[]> = {};
  addGroup(made, 'edgeGroup', 'V', [rule(443, 443, anyone), rule(22, 22, { CidrIp: '52.10.0.0/16' })]);
  addGroup(made, 'webGroup', 'V', [rule(8443, 8443, { SourceSecurityGroupId: group('edgeGroup') })]);
  addGroup(made, 'appGroup', 'V', [rule(9000, 9001, { SourceSecurityGroupId: group('webGroup') })]);
  addGroup(made, 'dataGroup', 'V', [rule(3306, 3306, { SourceSecurityGroupId: group('appGroup') })], []);
  TIERS.forEach((tier, number) => {
    segments[tier] = [];
    ZONES.forEach((zone, at) => {
      const routes: Record<string, JsonObject> =
        tier === 'edge' ? gateway : tier === 'data' ? {} : { '0.0.0.0/0': { NatGatewayId: ref(`nat${at}`) } };
      addSubnet(made, `${tier}${at}`, {
        vpc: 'V',
        cidr: block((10 << 24) + ((number * 3 + at) << 20), 12),
        zone,
        routes,
      });
    });
  });
  ZONES.forEach((_, at) => {
    made[`eip${at}`] = resource('AWS::EC2::EIP', { Domain: 'vpc' });
    made[`nat${at}`] = resource('AWS::EC2::NatGateway', {
      SubnetId: ref(`edge${at}`),
      AllocationId: { 'Fn::GetAtt': [`eip${at}`, 'AllocationId'] },
    });
  });
  addAcl(
    made,
    'dataAcl',
    'V',
    ['data0', 'data1', 'data2'],
    [
      { egress: false, action: 'allow', cidr: block((10 << 24) + (6 << 20), 11), ports: [3306, 3306] },
      { egress: false, action: 'allow', cidr: block((10 << 24) + (8 << 20), 12), ports: [3306, 3306] },
      { egress: true, action: 'allow', cidr: WIDE, ports: [1024, 65535] },
    ],
  );
  for (const tier of TIERS) {
    const count = Math.max(1, Math.round(size * SHARES[tier]));
    for (let index = 0; index < count; index += 1) {
      addServer(made, `${tier}Server${index}`, `${tier}${index % ZONES.length}`, [`${tier}Group`], tier === 'edge');
      segments[tier]?.push(`${tier}Server${index}`);
    }
  }
  return { template: { Resources: made }, segments, changed: 'webGroup' };
}

/** A VPC with two public and two private subnets, and where the interface of a number stands. */
function fourSubnets(made: Resources): readonly string[] {
  addVpc(made, 'V', WIDE, true);
  const gateway = { '0.0.0.0/0': { GatewayId: ref('VIgw') } };
  const subnets = ['public0', 'public1', 'private0', 'private1'];
  subnets.forEach((id, number) => {
    const routes: Record<string, JsonObject> = number < 2 ? gateway : {};
    addSubnet(made, id, {
      vpc: 'V',
      cidr: block((10 << 24) + (number << 22), 10),
      zone: ZONES[number % 2] ?? '',
      routes,
    });
  });
  return subnets;
}

function bySubnet(subnets: readonly string[], size: number, add: (id: string, subnet: string, index: number) => void) {
  const segments: Record<string, string[]> = Object.fromEntries(subnets.map((subnet) => [subnet, []]));
  for (let index = 0; index < size; index += 1) {
    const subnet = subnets[index % subnets.length] ?? '';
    add(`server${index}`, subnet, index);
    segments[subnet]?.push(`server${index}`);
  }
  return segments;
}

function ownGroups(size: number, seed: number): Generated {
  const next = random(seed);
  const made: Resources = {};
  const subnets = fourSubnets(made);
  const segments = bySubnet(subnets, size, (id, subnet, index) => {
    const port = 1024 + below(next, 60000);
    const peer = { CidrIp: next() < 0.1 ? '0.0.0.0/0' : block((10 << 24) + (below(next, 1 << 16) << 8), 24) };
    const neighbour = { SourceSecurityGroupId: group(`group${below(next, size)}`) };
    addGroup(made, `group${index}`, 'V', [rule(port, port, peer), rule(443, 443, neighbour)]);
    addServer(made, id, subnet, [`group${index}`], subnet.startsWith('public'));
  });
  return { template: { Resources: made }, segments, changed: 'group0' };
}

/** Blocks that lie over each other. */
function nested(next: () => number): string {
  const length = choose(next, [8, 10, 12, 16, 20, 24]);
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  return block((((10 << 24) + below(next, 1 << 24)) & mask) >>> 0, length);
}

function longAcls(size: number, seed: number): Generated {
  const next = random(seed);
  const made: Resources = {};
  const subnets = fourSubnets(made);
  addGroup(made, 'open', 'V', [rule(0, 65535, anyone)]);
  for (const subnet of subnets) {
    const entries = Array.from({ length: 80 }, (_, index): Entry => {
      const from = below(next, 65000);
      return {
        egress: index % 2 === 0,
        action: next() < 0.5 ? 'allow' : 'deny',
        cidr: next() < 0.2 ? '0.0.0.0/0' : nested(next),
        ports: [from, from + below(next, 65535 - from)],
      };
    });
    addAcl(made, `${subnet}Acl`, 'V', [subnet], entries);
  }
  const segments = bySubnet(subnets, size, (id, subnet) => {
    addServer(made, id, subnet, ['open'], subnet.startsWith('public'));
  });
  return { template: { Resources: made }, segments, changed: 'open' };
}

function longLists(size: number, seed: number): Generated {
  const next = random(seed);
  const made: Resources = {};
  const subnets = fourSubnets(made);
  const lists = ['office', 'partners', 'inside'];
  lists.forEach((id, number) => {
    const base = number === 2 ? 10 << 24 : (198 << 24) + (number << 20);
    made[id] = resource('AWS::EC2::PrefixList', {
      PrefixListName: id,
      AddressFamily: 'IPv4',
      MaxEntries: 1000,
      Entries: Array.from({ length: 1000 }, (_, index) => ({ Cidr: block((base + (index << 8)) >>> 0, 24) })),
    });
  });
  const groups = Array.from({ length: 10 }, (_, number) => `group${number}`);
  for (const id of groups) {
    const rules = Array.from({ length: 60 }, (_, index) => {
      const from = below(next, 60000);
      const peer =
        index % 20 === 0
          ? { SourcePrefixListId: { 'Fn::GetAtt': [choose(next, lists), 'PrefixListId'] } }
          : index % 3 === 0
            ? { SourceSecurityGroupId: group(choose(next, groups)) }
            : { CidrIp: nested(next) };
      return rule(from, from + below(next, 200), peer);
    });
    addGroup(made, id, 'V', rules);
  }
  const segments = bySubnet(subnets, size, (id, subnet) => {
    addServer(made, id, subnet, [choose(next, groups)], subnet.startsWith('public'));
  });
  return { template: { Resources: made }, segments, changed: 'group0' };
}
