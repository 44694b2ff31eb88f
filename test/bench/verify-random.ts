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
  rule,
  type Entry,
  type Generated,
  type Resources,
} from './verify-parts';
import type { JsonObject } from '../../lib/template';

const ZONES = ['ap-northeast-1a', 'ap-northeast-1c'] as const;
const PORTS: readonly (readonly [number, number])[] = [
  [22, 22],
  [80, 80],
  [443, 443],
  [80, 443],
  [1024, 65535],
  [3306, 3306],
  [5000, 5010],
  [0, 65535],
];
const FIRST = 10 << 24;

/** A VPC in which groups, ACLs, routes and addresses are drawn: every address is told, so that every answer is exact. */
export function randomNetwork(size: number, seed: number): Generated {
  const next = random(seed);
  const made: Resources = {};
  const subnets = Array.from({ length: 2 + below(next, 6) }, (_, number) => `subnet${number}`);
  const groups = Array.from({ length: 2 + Math.min(38, Math.round(size / 5)) }, (_, number) => `group${number}`);
  addVpc(made, 'V', '10.0.0.0/8', true);
  subnets.forEach((id, number) => {
    const routes: Record<string, JsonObject> = next() < 0.6 ? { '0.0.0.0/0': { GatewayId: ref('VIgw') } } : {};
    addSubnet(made, id, { vpc: 'V', cidr: subnetBlock(number), zone: ZONES[number % 2] ?? '', routes });
  });
  for (const id of groups) {
    const rules = (field: 'Source' | 'Destination') =>
      Array.from({ length: 1 + below(next, 4) }, () => {
        const [from, to] = choose(next, PORTS);
        return rule(from, to, peer(next, subnets.length, size, groups, field));
      });
    const egress = next() < 0.5 ? undefined : rules('Destination');
    addGroup(made, id, 'V', rules('Source'), egress);
  }
  subnets.forEach((subnet) => {
    if (next() < 0.6) {
      const entries = Array.from({ length: 1 + below(next, 12) }, () => entry(next, subnets.length, size));
      const open: Entry[] =
        next() < 0.7 ? [false, true].map((egress) => ({ egress, action: 'allow', cidr: '0.0.0.0/0' })) : [];
      addAcl(made, `${subnet}Acl`, 'V', [subnet], [...entries, ...open]);
    }
  });
  const segments: Record<string, string[]> = Object.fromEntries(subnets.map((subnet) => [subnet, []]));
  for (let index = 0; index < size; index += 1) {
    const number = index % subnets.length;
    const mine = [...new Set([choose(next, groups), choose(next, groups)])].slice(0, 1 + below(next, 2));
    const address = hostAddress(number, Math.floor(index / subnets.length));
    addServer(made, `server${index}`, `subnet${number}`, mine, next() < 0.5, address);
    segments[`subnet${number}`]?.push(`server${index}`);
  }
  return { template: { Resources: made }, segments, changed: 'group0' };
}

function subnetBlock(number: number): string {
  return block(FIRST + (number << 17), 15);
}

function hostAddress(subnet: number, index: number): string {
  return block(FIRST + (subnet << 17) + 16 + index, 32).replace('/32', '');
}

function someBlock(next: () => number, subnets: number, size: number): string {
  const subnet = below(next, subnets);
  switch (below(next, 5)) {
    case 0:
      return '0.0.0.0/0';
    case 1:
      return '10.0.0.0/8';
    case 2:
      return subnetBlock(subnet);
    case 3:
      return block((FIRST + (subnet << 17) + (below(next, Math.max(1, size / subnets / 8)) << 4)) >>> 0, 28);
    default:
      return '52.10.0.0/16';
  }
}

function peer(
  next: () => number,
  subnets: number,
  size: number,
  groups: readonly string[],
  field: 'Source' | 'Destination',
): JsonObject {
  if (next() < 0.3) {
    return { [`${field}SecurityGroupId`]: group(choose(next, groups)) };
  }
  const cidr = someBlock(next, subnets, size);
  return cidr === '0.0.0.0/0' ? anyone : { CidrIp: cidr };
}

function entry(next: () => number, subnets: number, size: number): Entry {
  const action = next() < 0.5 ? 'allow' : 'deny';
  const ports = next() < 0.15 ? undefined : choose(next, PORTS);
  return {
    egress: next() < 0.5,
    action,
    cidr: someBlock(next, subnets, size),
    ...(ports === undefined ? {} : { ports }),
  };
}
