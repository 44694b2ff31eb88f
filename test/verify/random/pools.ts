import type { JsonObject } from '../../../lib/template';
import type { Draw } from './draw';
import { att, ref, type Plan, type VpcPlan } from './sheet';

/** Addresses of the internet that rules name. */
export const OUTSIDE = [
  '203.0.113.0/24',
  '203.0.113.128/25',
  '203.0.113.7/32',
  '198.51.100.0/24',
  '198.51.100.64/26',
  '192.0.2.0/25',
] as const;
export const OUTSIDE_V6 = ['2001:db8:1::/48', '2001:db8:1:2::/64', '2001:db8:9::7/128'] as const;

/** Under which IPv6 addresses NAT gateways know those of IPv4. */
export const NAT64 = '64:ff9b::/96';

const PORTS: readonly (readonly [number, readonly [number, number]])[] = [
  [4, [0, 65535]],
  [2, [22, 22]],
  [3, [80, 80]],
  [4, [443, 443]],
  [2, [80, 443]],
  [2, [3306, 3306]],
  [2, [5432, 5432]],
  [2, [1024, 65535]],
  [1, [32768, 60999]],
  [1, [49152, 65535]],
  [1, [1024, 4999]],
  [1, [0, 1023]],
  [1, [53, 53]],
  [1, [8000, 8100]],
];

export function drawPorts(draw: Draw, plan: Plan): readonly [number, number] {
  const ports = draw.weighed(PORTS);
  plan.ports.add(ports[0]);
  plan.ports.add(ports[1]);
  return ports;
}

/** A block that a rule names: of this VPC, of another, of a site, of the internet, or of everything. */
export function drawBlock(draw: Draw, plan: Plan, vpc: VpcPlan): string {
  const sites = Object.values(plan.sites).flat();
  const servers = plan.servers.map(({ address }) => `${address}/32`);
  const any = (of: VpcPlan) =>
    draw.pick([of.cidr, ...of.subnets.map(({ cidr }) => cidr), ...of.subnets.flatMap(({ hosts }) => hosts)]);
  return draw.weighed<() => string>([
    [6, () => '0.0.0.0/0'],
    [2, () => '10.0.0.0/8'],
    [4, () => vpc.cidr],
    [4, () => any(vpc)],
    [3, () => any(draw.pick(plan.vpcs))],
    [2, () => (servers.length === 0 ? vpc.cidr : draw.pick(servers))],
    [3, () => draw.pick(OUTSIDE)],
    [1, () => draw.pick(['0.0.0.0/1', '128.0.0.0/1', '172.16.0.0/12', '192.168.0.0/16'] as const)],
    [sites.length === 0 ? 0 : 3, () => draw.pick(sites)],
  ])();
}

export function drawBlockV6(draw: Draw, plan: Plan, vpc: VpcPlan): string {
  const known = plan.vpcs.flatMap((each) => [each.v6 ?? [], each.subnets.map(({ v6 }) => v6 ?? [])].flat(2));
  return draw.weighed<() => string>([
    [5, () => '::/0'],
    [3, () => vpc.v6 ?? '::/0'],
    [3, () => (known.length === 0 ? '::/0' : draw.pick(known))],
    [3, () => draw.pick(OUTSIDE_V6)],
    [1, () => '2000::/3'],
  ])();
}

/** The endpoint of a firewall in a zone, wherever the list of endpoints has it. */
export function firewallEndpoint(firewall: string, zone: string): JsonObject {
  const joined = { 'Fn::Join': [',', att(firewall, 'EndpointIds')] };
  const after = { 'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, joined] }] };
  return { VpcEndpointId: { 'Fn::Select': [0, { 'Fn::Split': [',', after] }] } };
}

export function groupIds(ids: readonly string[]): JsonObject[] {
  return ids.map((id) => att(id, 'GroupId'));
}

export function refs(ids: readonly string[]): JsonObject[] {
  return ids.map(ref);
}
