import { parsePolicy, policySchema, type Policy } from '../../../lib/verify/policy';
import { codesOf, faultsOf } from './support/faults';

const RULE = { id: 'closed', kind: 'isolate', from: 'internet', to: 'web' } as const;
const GOOD: Policy = { name: 'shop', segments: { web: 'id:Web' }, rules: [RULE] };

function withRule(rule: object): unknown {
  return { ...GOOD, rules: [rule] };
}

test('a policy with every kind of rule is taken as it is', () => {
  const policy: Policy = {
    name: 'shop',
    segments: {
      web: ['id:Web', { all: ['kind:instance', 'zone:ap-northeast-1a'] }],
      data: { but: 'kind:database', not: 'tag:Name=*-old' },
      inner: ['web', 'data'],
    },
    sites: [{ customerGateway: 'Partner', name: 'partner', prefixes: ['192.168.0.0/16'], relaysTo: [] }],
    rules: [
      { ...RULE, why: { en: 'why', ja: '理由' }, severity: 'warning', accept: ['Net/Port=443'] },
      { id: 'apart', kind: 'isolate-pairwise', among: ['web', 'data'], services: ['tcp'] },
      { id: 'works', kind: 'reach', from: 'web', to: 'data', services: ['tcp/5432'], relation: 'session' },
      { id: 'only', kind: 'reach-only', from: 'web', to: 'data', services: ['tcp/5432', 'icmp'] },
      { id: 'stays', kind: 'no-egress', from: 'data', except: 'service:s3', tolerate: ['dns'] },
      { id: 'through', kind: 'pass-through', from: 'internet', to: 'web', through: 'kind:load-balancer' },
      { id: 'symmetric', kind: 'symmetric' },
      { id: 'all', kind: 'matrix', segments: ['internet', 'web', 'data'], cells: { 'web > data': ['tcp/5432'] } },
    ],
  };
  expect(parsePolicy(policy)).toBe(policy);
});

test('every fault is told at once, each with its field', () => {
  const faults = faultsOf(() =>
    parsePolicy(
      {
        nmae: 'shop',
        rules: [
          { id: 'a', kind: 'isolate', from: 'internet', to: 'wbe', services: ['tcp/99999'] },
          { id: 'a', kind: 'reach', from: 'internet' },
        ],
      },
      'shop.yaml',
    ),
  );
  expect(codesOf(faults)).toEqual([
    'PolicyFieldMissing shop.yaml name',
    'PolicyFieldMissing shop.yaml rules[1].to',
    'PolicyFieldMissing shop.yaml rules[1].services',
    'PolicyFieldUnknown shop.yaml nmae',
    'PolicySegmentUnknown shop.yaml rules[0].to',
    'PolicyServiceInvalid shop.yaml rules[0].services[0]',
    'PolicyRuleRepeated shop.yaml rules[1].id',
  ]);
  expect(faults[3]?.hint).toBe("did you mean 'name'?");
});

test.each([
  ['a rule of no known kind', withRule({ ...RULE, kind: 'isolte' }), 'PolicyChoiceInvalid', "did you mean 'isolate'?"],
  ['a rule without a kind', withRule({ id: 'a' }), 'PolicyFieldMissing', "use one of 'isolate', 'isolate-pairwise'"],
  [
    'an unknown field of a rule',
    withRule({ ...RULE, service: ['tcp/1'] }),
    'PolicyFieldUnknown',
    "did you mean 'services'?",
  ],
  ['an unknown level', withRule({ ...RULE, level: 'via-proxy' }), 'PolicyChoiceInvalid', "did you mean 'via-proxies'?"],
  ['an unknown relation', withRule({ ...RULE, relation: 'x' }), 'PolicyChoiceInvalid', 'use one of them'],
  ['an unknown segment', withRule({ ...RULE, to: 'Web1' }), 'PolicySegmentUnknown', "did you mean 'web'?"],
  ['an unknown segment in a list', withRule({ ...RULE, to: ['web', 'app'] }), 'PolicySegmentUnknown', 'use one of web'],
  ['an unknown word', withRule({ ...RULE, to: 'tags:Name=web' }), 'PolicySelectorInvalid', "did you mean 'tag:'?"],
  ['a word without a value', withRule({ ...RULE, to: 'id:' }), 'PolicySelectorInvalid', "write 'id:WebServer'"],
  ['a tag without a value', withRule({ ...RULE, to: 'tag:Name' }), 'PolicySelectorInvalid', "write 'tag:Tier=web'"],
  ['a block that is none', withRule({ ...RULE, to: 'cidr:10.0.0.0/33' }), 'PolicySelectorInvalid', 'cidr:10.0.0.0/16'],
  ['an address that is none', withRule({ ...RULE, from: 'internet:home' }), 'PolicySelectorInvalid', '203.0.113.7'],
  ['a selector of another form', withRule({ ...RULE, to: { any: ['web'] } }), 'PolicySelectorInvalid', '{all: [...]}'],
  ['an empty list', withRule({ ...RULE, to: [] }), 'PolicySelectorInvalid', 'write a text'],
  ['a number as a selector', withRule({ ...RULE, to: 5 }), 'PolicySelectorInvalid', 'write a text'],
  ['no selector', withRule({ id: 'a', kind: 'isolate', from: 'web' }), 'PolicyFieldMissing', 'write'],
  ['a service that is none', withRule({ ...RULE, services: ['https'] }), 'PolicyServiceInvalid', 'tcp/443'],
  ['ports the wrong way round', withRule({ ...RULE, services: ['tcp/90-80'] }), 'PolicyServiceInvalid', 'tcp/443'],
  ['no services', withRule({ ...RULE, services: [] }), 'PolicyFieldEmpty', 'write what is missing'],
  ['an accepted default of another form', withRule({ ...RULE, accept: ['Port'] }), 'PolicyAcceptInvalid', 'a finding'],
  ['a why without Japanese', withRule({ ...RULE, why: { en: 'x' } }), 'PolicyTypeInvalid', 'en and ja'],
  [
    'one segment apart from nobody',
    withRule({ id: 'a', kind: 'isolate-pairwise', among: ['web'] }),
    'PolicyFieldEmpty',
    '',
  ],
  ['no rules', { ...GOOD, rules: [] }, 'PolicyFieldEmpty', ''],
  ['rules that are no list', { ...GOOD, rules: 'none' }, 'PolicyTypeInvalid', 'write a list'],
  ['no policy at all', 'shop', 'PolicyTypeInvalid', 'write an object'],
  [
    'a segment named like a word',
    { ...GOOD, segments: { ...GOOD.segments, kind: 'id:X' } },
    'PolicySegmentNameInvalid',
    '',
  ],
  ['a segment that names itself', { ...GOOD, segments: { web: ['internet', 'web'] } }, 'PolicySegmentCircular', ''],
  ['a prefix that is none', { ...GOOD, sites: [{ customerGateway: 'P', prefixes: ['x'] }] }, 'PolicyPrefixInvalid', ''],
  [
    'an unknown field of a site',
    { ...GOOD, sites: [{ customerGateway: 'P', prefix: [] }] },
    'PolicyFieldUnknown',
    'prefixes',
  ],
])('%s is refused', (_what, policy, code, hint) => {
  const faults = faultsOf(() => parsePolicy(policy));
  expect(faults.map((fault) => fault.code)).toEqual([code]);
  expect(faults[0]?.hint).toContain(hint);
});

test('segments that name each other in a ring are refused, each of them', () => {
  const faults = faultsOf(() => parsePolicy({ ...GOOD, segments: { web: 'app', app: ['id:App', 'web'] } }));
  expect(codesOf(faults)).toEqual([
    'PolicySegmentCircular policy segments.web',
    'PolicySegmentCircular policy segments.app',
  ]);
});

describe('a matrix', () => {
  const matrix = (more: object) =>
    withRule({ id: 'm', kind: 'matrix', segments: ['internet', 'web'], cells: {}, ...more });

  test.each([
    ['a cell of a segment that is not in it', { cells: { 'web > app': ['tcp/1'] } }, 'PolicyMatrixInvalid'],
    ['a cell of one segment', { cells: { web: ['tcp/1'] } }, 'PolicyMatrixInvalid'],
    ['a cell of a segment and itself', { cells: { 'web > web': ['tcp/1'] } }, 'PolicyMatrixInvalid'],
    ['a cell written otherwise', { cells: { 'internet>web': ['tcp/1'] } }, 'PolicyMatrixInvalid'],
    ['a service that is none', { cells: { 'internet > web': ['tcp/x'] } }, 'PolicyServiceInvalid'],
    ['a segment twice', { segments: ['internet', 'web', 'web'] }, 'PolicyMatrixInvalid'],
    ['a segment that is not known', { segments: ['internet', 'app'] }, 'PolicySegmentUnknown'],
  ])('with %s is refused', (_what, more, code) => {
    expect(faultsOf(() => parsePolicy(matrix(more))).map((fault) => fault.code)).toEqual([code]);
  });
});

describe('the JSON Schema', () => {
  const schema = JSON.parse(JSON.stringify(policySchema())) as {
    readonly properties: { readonly rules: { readonly items: { readonly oneOf: readonly KindSchema[] } } };
    readonly required: readonly string[];
    readonly definitions: Readonly<Record<string, object>>;
  };
  interface KindSchema {
    readonly properties: { readonly kind: { readonly const: string; readonly description: string } };
  }

  test('describes every kind of rule', () => {
    const kinds = schema.properties.rules.items.oneOf.map(({ properties }) => properties.kind);
    expect(kinds.map((kind) => kind.const)).toEqual([
      'isolate',
      'isolate-pairwise',
      'reach',
      'reach-only',
      'no-egress',
      'pass-through',
      'symmetric',
      'matrix',
    ]);
    expect(kinds.every(({ description }) => description.length > 0)).toBe(true);
  });

  test('asks for a name and rules, and describes selectors once', () => {
    expect(schema.required).toEqual(['name', 'rules']);
    expect(Object.keys(schema.definitions)).toContain('Selector');
  });
});
