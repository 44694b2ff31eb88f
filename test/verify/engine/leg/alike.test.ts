import { createVerifier } from '../../../../lib/verify';
import { standsForIpv4, type Block } from '../../../../lib/verify/address';
import { matchesAddress, mayBeSame } from '../../../../lib/verify/engine/guards/match';
import type { Env } from '../../../../lib/verify/engine/leg/env';
import type { Interface, Network, SecurityGroup } from '../../../../lib/verify/network';
import { drawNetwork, modelOf } from '../../random/network';
import { group, ref, resource, subnet, tcpRule, verifierOf, vpc } from '../templates';

/** Every block that stands anywhere in what packets pass, but for groups and what interfaces have of their own. */
function blocksIn(network: Network): readonly Block[] {
  const { vpcs, subnets, peerings, transitGateways, attachments, vpns, sites, firewalls, proxies, services } = network;
  const found: Block[] = [];
  const seen = new Set<object>();
  const waiting: unknown[] = [
    [vpcs, subnets, peerings, transitGateways, attachments],
    [vpns, sites, firewalls, proxies, services],
  ];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) {
      continue;
    }
    seen.add(next);
    if (isBlock(next)) {
      found.push(next);
    } else {
      waiting.push(...Object.entries(next).flatMap(([key, value]) => (LEFT_OUT.has(key) ? [] : [value as unknown])));
    }
  }
  return found;
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  'origin',
  'resource',
  'interface',
  'interfaces',
  'function',
  'group',
  'defaultGroup',
]);

function isBlock(value: object): value is Block {
  const { kind } = value as { readonly kind?: unknown };
  return (kind === 'literal' && 'interval' in value) || (kind === 'abstract' && 'family' in value);
}

/** Groups whose rules may be asked about what someone sends, or is sent. */
function groupsOf({ groups, subnet: { vpc: own } }: Interface, { groups: all }: Network): readonly SecurityGroup[] {
  const { surely, perhaps, any } = groups;
  const others = any === undefined ? [] : all.filter(({ vpc: of }) => of === undefined || mayBeSame(of, own));
  return [...surely, ...perhaps, ...others];
}

/** What everything but groups says of a class; nothing says the same of addresses that stand for IPv4 addresses. */
function placeOf({ spaces: { addresses } }: Env, blocks: readonly Block[], index: number): string {
  const { family, isSpecial, isOutside, block } = addresses.at(index);
  const isOwn = block.kind === 'literal' && standsForIpv4(block.interval);
  const answers = blocks.map((each) => addresses.holds(each, index));
  return JSON.stringify([family, isSpecial, isOutside, isOwn ? index : '', answers]);
}

/** What the rules that someone's groups have for a direction say of a class. */
function ruledBy(env: Env, by: Interface | undefined, direction: 'in' | 'out', index: number): string {
  const rules = by === undefined ? [] : groupsOf(by, env.network);
  return rules
    .flatMap(({ ingress, egress }) => (direction === 'in' ? ingress : egress))
    .map(({ peer }) => matchesAddress(env.spaces.addresses, peer, index))
    .join();
}

const environments = Array.from({ length: 16 }, (_, seed) => {
  const { template, sites } = drawNetwork(seed);
  const contracts = Object.entries(sites).map(([customerGateway, prefixes]) => ({ customerGateway, prefixes }));
  return createVerifier(modelOf(template), { sites: contracts }).view(0).judge.graph.env;
});

/** Lists of classes out of which some are chosen. */
function listsOf(env: Env): readonly (readonly number[])[] {
  const { subnets, sites } = env.network;
  return [
    env.everyClass,
    env.internetClasses,
    env.specialClasses,
    ...subnets.flatMap(({ blocks }) => blocks.map((block) => env.classesOf(block))),
    ...sites.map((site) => env.foreignTo(site)),
  ];
}

/** Nobody, and of the interfaces whose groups have the same rules one. */
function viewersIn({ network }: Env): readonly (Interface | undefined)[] {
  const byGroups = new Map(
    network.interfaces.map((each) => [
      groupsOf(each, network)
        .map(({ id }) => id)
        .join(),
      each,
    ]),
  );
  return [undefined, ...byGroups.values()];
}

/** Kinds of classes of which none is chosen, and what is chosen though it is not there. */
function faults(classes: readonly number[], chosen: readonly number[], kinds: readonly string[]): readonly unknown[] {
  const [all, known] = [new Set(classes), new Set(chosen.map((index) => kinds[index]))];
  return [
    ...classes.flatMap((index) => kinds[index] ?? []).filter((kind) => !known.has(kind)),
    ...chosen.filter((index) => !all.has(index)),
  ];
}

test('of every class that is left out one is chosen of which everything on the way, and all rules, say the same', () => {
  let leftOut = 0;
  for (const env of environments) {
    const blocks = blocksIn(env.network);
    const places = env.everyClass.map((index) => placeOf(env, blocks, index));
    for (const by of viewersIn(env)) {
      for (const direction of ['in', 'out'] as const) {
        const kinds = env.everyClass.map((index) => `${places[index]} ${ruledBy(env, by, direction, index)}`);
        for (const classes of listsOf(env)) {
          const chosen = env.alike.among(classes, by, direction);
          expect(faults(classes, chosen, kinds)).toEqual([]);
          leftOut += classes.length - chosen.length;
        }
      }
    }
  }
  expect(leftOut).toBeGreaterThan(1000);
});

test('of classes that are alike one is chosen, the first', () => {
  const env = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24'),
    group('G', 'V', [tcpRule(22, { CidrIp: '203.0.113.0/24' }), tcpRule(22, { CidrIp: '198.51.100.0/24' })]),
  ]).view(0).judge.graph.env;
  const ipv4 = env.internetClasses.filter((index) => env.spaces.addresses.at(index).family === 4);
  expect(ipv4).toHaveLength(3);
  expect(env.alike.among(ipv4, undefined, 'in')).toEqual(ipv4.slice(0, 1));
});

test('the own address of a server to which a route leads is like no other', () => {
  const card = (address: string) =>
    resource('AWS::EC2::NetworkInterface', { SubnetId: ref('S'), PrivateIpAddress: address });
  const { env } = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24'),
    subnet('T', 'V', '10.0.1.0/24', { '10.0.0.0/24': { NetworkInterfaceId: ref('Led') } }),
    { Led: card('10.0.0.77'), Other: card('10.0.0.88') },
  ]).view(0).judge.graph;
  const representatives = env.alike
    .among(env.everyClass, undefined, 'out')
    .map((index) => env.spaces.addresses.at(index).representative);
  expect(representatives).toContain('10.0.0.77');
  expect(representatives).not.toContain('10.0.0.88');
});

test('rules of a group of a VPC that only the deployment tells may be those of whoever is started anywhere', () => {
  const verifier = verifierOf(
    [
      vpc('V', '10.0.0.0/16'),
      subnet('S', 'V', '10.0.0.0/24'),
      {
        Elsewhere: resource('AWS::EC2::SecurityGroup', {
          VpcId: ref('Other'),
          GroupDescription: 'elsewhere',
          SecurityGroupIngress: [tcpRule(22, { CidrIp: '203.0.113.7/32' })],
        }),
      },
    ],
    { Parameters: { Other: { Type: 'AWS::EC2::VPC::Id' } } },
  );
  const { env } = verifier.view(0).judge.graph;
  const [started] = env.network.interfaces.filter(
    ({ kind, subnet: { id } }) => kind === 'hypothetical' && id === 'Net/S',
  );
  const named = env.internetClasses.filter((index) => env.spaces.addresses.at(index).representative === '203.0.113.7');
  expect(named).toHaveLength(1);
  expect(env.alike.among(env.internetClasses, started, 'in')).toEqual(expect.arrayContaining(named));
});
