import {
  buildWorld,
  converse,
  PACKET_RULES,
  REGISTER_OF_RULE,
  type Conversation,
  type Origin,
  type PacketRule,
  type World,
} from '../../../lib/verify/packets';
import { RULES } from '../../../lib/verify/semantics';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { PAIRS } from '../pairs';
import { SCENARIOS } from '../scenarios';
import { address, at, corners, NET } from './support/corners';
import { group, instance, worldOf } from './support/net';

const seen = new Set<PacketRule>();

beforeAll(() => {
  const templates = [...SCENARIOS, ...PAIRS.map(({ bad }) => bad)].map(({ template }) => template);
  templates.forEach((template) => {
    const model = modelOfTemplate(template as unknown as JsonObject, { region: 'us-east-1', account: '111122223333' });
    collectAll(buildWorld(model, { prefixLists: { 'pl-3b927c52': 'com.amazonaws.global.cloudfront.origin-facing' } }));
  });
});

describe('every rule', () => {
  test('has a name of its own', () => {
    expect(new Set(PACKET_RULES).size).toBe(PACKET_RULES.length);
  });

  test('is in the register where it is said to be', () => {
    expect(Object.values(REGISTER_OF_RULE).filter((id) => !RULES.has(id))).toEqual([]);
    expect(new Set(Object.values(REGISTER_OF_RULE)).size).toBeGreaterThanOrEqual(50);
  });

  test('stands in some trace', () => {
    corners().forEach(collect);
    expect(PACKET_RULES.filter((name) => !seen.has(name))).toEqual([]);
  });
});

describe('a trace', () => {
  const world = worldOf({ ...NET, ...instance('Closed', 'P', ['Shut']), ...group('Shut', 'Vpc', []) });

  test('ends with the rule that stopped the packet', () => {
    const found = converse(world, { from: at(world, 'Host'), destination: address(world, 'Closed'), protocol: 'tcp' });
    expect(found).toMatchObject({ delivers: 'no', decidedBy: 'group-rule', sessionDecidedBy: 'group-rule' });
    expect(found.hops.map((hop) => hop.rule)).toEqual([
      'own-address',
      'group-default-egress',
      'acl-within-subnet',
      'group-rule',
    ]);
  });

  test('tells the last rule of a packet that arrives, and of its answer', () => {
    const found = converse(world, { from: at(world, 'Closed'), destination: address(world, 'Host'), protocol: 'tcp' });
    expect(found).toMatchObject({ delivers: 'yes', decidedBy: 'listens', session: 'yes' });
    expect(found.sessionDecidedBy).toBe('group-tracking');
  });
});

function collect(found: Conversation): void {
  [...found.outcomes, ...found.answers].forEach(({ hops }) => hops.forEach((hop) => seen.add(hop.rule)));
  seen.add(found.decidedBy).add(found.sessionDecidedBy);
}

/** A few packets from everybody to everybody. */
function collectAll(world: World): void {
  const all = [...world.byId.values()];
  const sites = [...world.sites.values()];
  const origins: readonly Origin[] = [
    ...all.map((one) => ({ kind: 'interface', interface: one, groups: one.groups ?? [] }) as const),
    ...sites.map((site) => ({ kind: 'site', site }) as const),
    { kind: 'internet' },
  ];
  const destinations = [
    ...all.flatMap(({ v4, v6, publicV4 }) => [v4, v6, publicV4]),
    ...sites.map((site) => site.address),
    world.hosts[4],
    world.hosts[6],
  ].filter((one) => one !== undefined);
  origins.forEach((from) => {
    destinations.forEach((destination) => {
      collect(converse(world, { from, destination, protocol: 'tcp', port: 443 }));
      collect(converse(world, { from, destination, protocol: 'tcp', port: 80, sourcePort: 40_000 }));
      collect(converse(world, { from, destination, protocol: 47 }));
    });
  });
}
