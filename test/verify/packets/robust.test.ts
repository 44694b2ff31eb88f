import { buildWorld, converse, findPlace, type World } from '../../../lib/verify/packets';
import { modelOfTemplate, type JsonObject, type JsonValue } from '../../../lib/template';
import { PAIRS } from '../pairs';
import { SCENARIOS } from '../scenarios';

/** Odd networks that are made; the seed is fixed, so that a failure can be made again. */
const NETWORKS = Number(process.env['ODD_NETWORKS'] ?? 250);

const TEMPLATES: readonly JsonObject[] = [
  ...SCENARIOS.map(({ template }) => template),
  ...PAIRS.flatMap(({ bad, good }) => [bad.template, good.template]),
] as unknown as readonly JsonObject[];

/** Values that no template should hold, and some that it may. */
const ODD: readonly JsonValue[] = [
  '',
  'abc',
  -1,
  0,
  65_536,
  1e21,
  true,
  [],
  {},
  [[]],
  ['10.0.0.0/8'],
  '10.0.0.0/33',
  '10.0.0.300/8',
  '10.0.0.0/32',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::/129',
  '::ffff:10.0.0.1',
  'tcp',
  '47',
  'Interface',
  'drop tcp any any -> any any (sid:1;)',
  { Ref: 'AWS::NoValue' },
  { Ref: 'Nowhere' },
  { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] },
  { 'Fn::GetAtt': ['Nowhere', 'Id'] },
  { 'Fn::Select': [7, [1]] },
  { 'Fn::Split': [',', { Ref: 'AWS::StackId' }] },
  { 'Fn::If': ['Nothing', 1, 2] },
  { 'Fn::ImportValue': 'other' },
  { 'Fn::Sub': '${Vpc}-${AWS::Region}' },
  { Ref: 'AWS::Region', 'Fn::Sub': 'x' },
];

test('odd templates make a network, and packets in it end', () => {
  const random = generator(20_261_126);
  const truths = new Map<string, number>();
  for (let index = 0; index < NETWORKS; index += 1) {
    const template = TEMPLATES[Math.floor(random() * TEMPLATES.length)] ?? {};
    const odd = spoil(template, random);
    try {
      const world = buildWorld(modelOfTemplate(odd, { region: 'us-east-1', account: '111122223333' }));
      sendAll(world, random, truths);
    } catch (error) {
      throw new Error(`${JSON.stringify(odd)} (network ${index})`, { cause: error });
    }
  }
  expect([...truths.keys()].sort()).toEqual(['no', 'unknown', 'yes']);
});

test('what is told beside the templates may be odd as well', () => {
  const [scenario] = SCENARIOS.filter(({ id }) => id === 'vpn-sites-with-bgp-reach-each-other');
  const model = modelOfTemplate(scenario?.template ?? {}, { region: 'us-east-1', account: '111122223333' });
  const world = buildWorld(model, {
    sites: { Office: { prefixes: ['nonsense', '192.168.0.0/24'] }, Branch: { prefixes: [] }, Nobody: { prefixes: [] } },
    prefixLists: { 'pl-1': ['nonsense'] },
    addresses: { 'Host@Work': 'nowhere', 'Nobody@Work': '10.0.0.1' },
  });
  // A list of which a part is no block is as good as none.
  expect([...world.sites.values()].map(({ prefixes }) => prefixes?.length)).toEqual([undefined, 0]);
  expect(world.byId.get('Host@Work')?.v4?.value).toBe((10n << 24n) + 10n);
});

test.each(['Nobody', 'site:Host', 'site:Nobody', 'internet:nowhere', '', '@', 'internet:'])(
  'a place that is none is an error of the user: %p',
  (place) => {
    const template = { Resources: { Host: { Type: 'AWS::EC2::Instance', Properties: {} } } };
    const world = buildWorld(modelOfTemplate(template, { region: 'us-east-1', account: '111122223333' }));
    expect(() => findPlace(world, place)).toThrow(/\[PlaceNotFound\]$/);
  },
);

const PROTOCOLS = ['tcp', 'udp', 'icmp', 2, 47, 50, 58, 132, 255] as const;

function sendAll(world: World, random: () => number, truths: Map<string, number>): void {
  const all = [...world.byId.values()];
  const origins = [
    ...all.map((at) => ({ kind: 'interface', interface: at, groups: at.groups ?? [] }) as const),
    ...[...world.sites.values()].map((site) => ({ kind: 'site', site }) as const),
    { kind: 'internet' } as const,
  ];
  const destinations = [
    ...all.flatMap(({ v4, v6, publicV4 }) => [v4, v6, publicV4]),
    ...[...world.sites.values()].map(({ address }) => address),
    ...['255.255.255.255', '0.0.0.0', '::', '64:ff9b::a00:1', '169.254.169.254', 'fd00:ec2::253'],
    world.hosts[4],
    world.hosts[6],
  ].filter((address) => address !== undefined);
  for (const from of origins) {
    for (const destination of destinations) {
      const protocol = PROTOCOLS[Math.floor(random() * PROTOCOLS.length)] ?? 'tcp';
      const icmp = { type: Math.floor(random() * 256), code: Math.floor(random() * 256) };
      const { delivers } = converse(world, { from, destination, protocol, port: 443, sourcePort: 40_000, icmp });
      truths.set(delivers, (truths.get(delivers) ?? 0) + 1);
    }
  }
}

/** Replaces, removes or doubles some values of a template. */
function spoil(template: JsonObject, random: () => number): JsonObject {
  const chance = 0.02 + random() * 0.1;
  const change = (value: JsonValue, depth: number): JsonValue => {
    if (depth > 3 && random() < chance) {
      return ODD[Math.floor(random() * ODD.length)] ?? null;
    }
    if (Array.isArray(value)) {
      const items = value.map((item: JsonValue) => change(item, depth + 1));
      return depth > 3 && random() < chance ? [...items, ...items] : items;
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const kept = Object.entries(value).filter(() => depth < 3 || random() >= chance / 2);
    return Object.fromEntries(kept.map(([key, inner]) => [key, change(inner as JsonValue, depth + 1)]));
  };
  return change(template, 0) as JsonObject;
}

/** Numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
