import fc from 'fast-check';

/** One change of a configuration; `pick` chooses the field, `value` what comes there. */
export interface Mutation {
  readonly kind: 'remove' | 'replace' | 'scale' | 'retype' | 'respell' | 'repeat' | 'extend' | 'move' | 'press';
  readonly pick: number;
  readonly other: number;
  readonly value: unknown;
  readonly pressed: readonly [path: string, value: unknown];
}

/** Written in pieces, so that no scanner takes this file for a leak. No fault may ever show them. */
export const NEVER_SHOWN = {
  accessKey: ['AKIA', 'FUZZFUZZFUZZFUZZ'].join(''),
  password: 'zq-hunter-zq',
  card: ['4111', '1111', '1111', '1111'].join(''),
};

/** Values no field expects, some of them no data at all; made anew each time, because a later change may enter them. */
const HOSTILE: readonly (() => unknown)[] = [
  ...[undefined, null, true, 0, -1, -0, 1.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 5n, Symbol('x')],
  ...['', ' ', '0', '90 sec', 'PT5M', '\0', '\u202e', '\ud800', 'ｔｏｋｙｏ', '../..', '<script>', 'x'.repeat(5000)],
  ...['10.0.0.0/33', '0.0.0.0/0', '::/0', NEVER_SHOWN.accessKey, `password: ${NEVER_SHOWN.password}`, NEVER_SHOWN.card],
  Number(NEVER_SHOWN.card),
]
  .map((value) => (): unknown => value)
  .concat([
    () => () => 1,
    () => [],
    () => ({}),
    () => [[]],
    () => [null],
    () => new Date(0),
    () => /x/,
    () => new Map(),
    () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
    () => ({ password: NEVER_SHOWN.password }),
    () => Object.defineProperty({}, 'a', { enumerable: true, get: fail }),
  ]);

function fail(): never {
  throw new Error('nobody may read this');
}

/** Values that are well-formed and press on a rule. */
const PRESSURE: readonly (readonly [string, unknown])[] = [
  ['profile', 'starter'],
  ['profile', 'mission-critical'],
  ['standards', ['pci-dss']],
  ['account', '210987654321'],
  ['regions.primary.region', 'me-central-1'],
  ['regions.primary.region', 'us-west-1'],
  ['regions.primary.vpcCidr', '10.0.0.0/19'],
  ['regions.primary.vpcCidr', '8.8.0.0/16'],
  ['regions.primary.availabilityZones', ['ap-northeast-1a']],
  ['regions.primary.availabilityZones', ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1b']],
  ['regions.primary.fewerZones', { reason: 'a pilot of one month' }],
  ['regions.recovery', []],
  ['regions.residency', ['eu-west-1']],
  ['capacity.peakRps', 900_000],
  [
    'capacity.onSale',
    [{ name: 'all-week', window: { days: ['Tue'], from: '01:00', until: '23:00' }, peakRps: 100_000 }],
  ],
  ['tiers.web.minInstances', 2],
  ['tiers.app.maxInstances', 1000],
  ['tiers.web.warmPool', { minSize: 900 }],
  ['tiers.app.bootSeconds', 900],
  ['tiers.app.healthCheck', { intervalSeconds: 60, timeoutSeconds: 60 }],
  ['tiers.web.healthCheck', { intervalSeconds: 100, unhealthyThreshold: 3 }],
  ['tiers.web.rpsPerInstance', Number.MIN_VALUE],
  ['database.readers', []],
  ['database.instanceType', 't4g.medium'],
  ['database.engine', 'aurora-mysql'],
  ['database.failover', { writer: 'act' }],
  ['database.failover', { drill: { window: { days: ['Sun'], from: '02:00', until: '02:30' } } }],
  [
    'database.failover',
    {
      writer: 'dry-run',
      drill: {
        window: { days: ['Thu', 'Sun'], from: '00:10', until: '01:10' },
        production: { reason: 'asked for by auditors' },
      },
    },
  ],
  ['environment', 'non-production'],
  [
    'database.readers',
    [
      { name: 'a', instanceType: 'r8g.large', promotionTier: 1 },
      { name: 'a-', promotionTier: 1, instanceType: 'r8g.xlarge' },
    ],
  ],
  ['backup.database', { times: ['03:00', '15:00'], recoveryPoints: 30, retentionDays: 5 }],
  ['backup.system', { times: ['23:30', '00:30'], perDay: 3 }],
  ['objectives', { availabilityPercent: 99.99, zoneRtoSeconds: 100, regionRtoSeconds: 90, regionRpoSeconds: 60 }],
  ['operations.maintenance', { day: 'Sat', from: '00:00', until: '08:00' }],
  ['operations.logRetentionDays', 90],
  ['edge.allowedCidrs', ['0.0.0.0/1', '128.0.0.0/1']],
  [
    'edge.salesUrls',
    Array.from({ length: 140 }, (_, index) => ({ name: `s${index}x`, path: `/s${index}x`, limit: 10 })),
  ],
  ['domain', { kind: 'hosted-zone', name: 'a.example.com', hostedZoneId: 'Z0123456789', hostedZoneName: 'example.jp' }],
  ['partners', [{ name: 'internet' }]],
];

/** Up to three changes; none in a fifth of all configurations. */
export const mutationLists: fc.Arbitrary<readonly Mutation[]> = fc
  .oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.constant(2) },
    { weight: 2, arbitrary: fc.constant(3) },
  )
  .chain((length) => fc.array(mutation(), { minLength: length, maxLength: length }));

function mutation(): fc.Arbitrary<Mutation> {
  return fc.record({
    kind: fc.constantFrom('remove', 'replace', 'scale', 'retype', 'respell', 'repeat', 'extend', 'move', 'press'),
    pick: fc.nat(10_000),
    other: fc.nat(10_000),
    value: fc.constantFrom(...HOSTILE).map((make) => make()),
    pressed: fc.constantFrom(...PRESSURE),
  });
}

type Container = Record<string | number, unknown>;
type Place = readonly [container: Container, key: string | number];

/** A copy of the configuration with the changes made. */
export function mutate(config: object, mutations: readonly Mutation[]): unknown {
  const root: Container = { site: structuredClone(config) };
  for (const change of mutations) {
    apply(root, change);
  }
  return root.site;
}

function apply(root: Container, change: Mutation): void {
  const places = allPlaces(root);
  const place = places[change.pick % places.length];
  const other = places[change.other % places.length];
  if (place === undefined || other === undefined) {
    return;
  }
  const [container, key] = place;
  const value = container[key];
  const moved = other[0][other[1]];
  // Respelt, or torn from the word that gives it away, a secret is a text like any other, which a fault may show.
  if ((change.kind === 'respell' && holdsSecret(value)) || (change.kind === 'move' && holdsSecret(moved))) {
    return;
  }
  switch (change.kind) {
    case 'remove':
      Reflect.deleteProperty(container, key);
      return;
    case 'replace':
      container[key] = change.value;
      return;
    case 'scale':
      container[key] =
        typeof value === 'number' ? value * ([0, -1, 0.001, 0.5, 1.01, 2, 1000][change.other % 7] ?? 1) : change.value;
      return;
    case 'retype':
      container[key] = typeof value === 'number' ? String(value) : [value];
      return;
    case 'respell':
      container[key] = typeof value === 'string' ? respell(value, change.other) : value;
      return;
    case 'repeat':
      if (Array.isArray(value) && value.length > 0) {
        value.push(value[change.other % value.length]);
      }
      return;
    case 'extend':
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        (value as Container)[`x${change.other}`] = change.value;
      }
      return;
    case 'move':
      container[key] = moved;
      return;
    case 'press':
      press(root, change.pressed);
  }
}

function holdsSecret(value: unknown): boolean {
  return typeof value === 'string' && Object.values(NEVER_SHOWN).some((secret) => value.includes(secret));
}

function respell(text: string, choice: number): string {
  const spellings = [
    text.toUpperCase(),
    `${text}x`,
    ` ${text}`,
    text.slice(1),
    `${text}-`,
    text.replace(/[a-z]/, 'é'),
    `${text}${text}`,
  ];
  return spellings[choice % spellings.length] ?? text;
}

function press(root: Container, [path, value]: readonly [string, unknown]): void {
  const steps = ['site', ...path.split('.')];
  let container = root;
  for (const step of steps.slice(0, -1)) {
    const inner = container[step];
    if (typeof inner !== 'object' || inner === null) {
      container[step] = {};
    }
    container = container[step] as Container;
  }
  container[steps.at(-1) ?? 'site'] = structuredClone(value);
}

/** Every field and entry of what is plain data, in a fixed order. */
function allPlaces(container: Container, depth = 0): readonly Place[] {
  if (depth > 8) {
    return [];
  }
  return Object.keys(container).flatMap((key): Place[] => {
    const descriptor = Object.getOwnPropertyDescriptor(container, key);
    if (descriptor === undefined || !('value' in descriptor)) {
      return [];
    }
    const inner: unknown = descriptor.value;
    const place: Place = [container, key];
    const plain =
      Array.isArray(inner) ||
      (typeof inner === 'object' && inner !== null && Object.getPrototypeOf(inner) === Object.prototype);
    return plain ? [place, ...allPlaces(inner as Container, depth + 1)] : [place];
  });
}
