import { PAIRS } from '.';
import { parseServices } from '../matrices/services';
import { template, resource, type Json, type JsonObject, type Template } from './builders';
import type { Pair } from './pair';

/** Kinds of thing that send or receive. */
const PLACES = new Set([
  'AWS::EC2::Instance',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::VPCEndpoint',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::Function',
  'AWS::RDS::DBInstance',
]);
const PSEUDO = new Set(['AWS::Region', 'AWS::AccountId', 'AWS::Partition', 'AWS::StackName']);
const CASES = PAIRS.flatMap((pair) =>
  (['bad', 'good'] as const).map((side) => [`${pair.id}, ${side}`, pair, pair[side]] as const),
);

/** What the requirements name, beside whatever else there is. */
const WANTED = [
  'attachment-without-zone',
  'database-proxy',
  'database-public-by-default',
  'default-parameter-opens',
  'default-transit-tables',
  'endpoint-policy-for-everything',
  'answers-to-low-ports-only',
  'function-url',
  'group-reference-through-middlebox',
  'hidden-nat-route',
  'network-load-balancer-without-group',
  'open-to-ipv6',
  'origin-bypass',
  'peering-route-leak',
  'positional-endpoints',
  'prefix-list-of-everything',
  'second-listener',
  'separate-egress',
  'session-manager',
  'shared-nat',
  'shared-transit-gateway',
  'source-dest-check-off',
  'udp-out-without-way-back',
  'unknown-type-joins-networks',
  'vpn-transit',
];

test('there are pairs of every kind asked for, each once', () => {
  const ids = PAIRS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(WANTED.filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(PAIRS.map((pair) => [pair.id, pair] as const))('%s tells its templates apart', (id, { bad, good }) => {
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect([good.verdict, good.assuming]).toEqual(['PROVED', undefined]);
  expect(JSON.stringify(bad.template)).not.toBe(JSON.stringify(good.template));
  if (bad.verdict === 'PROVED') {
    expect(bad.controlPlane?.length).toBeGreaterThan(0);
    expect(good.controlPlane).toEqual([]);
  }
});

test.each(PAIRS.map((pair) => [pair.id, pair] as const))('%s differs in little', (_id, pair) => {
  expect(changed(pair).length).toBeLessThanOrEqual(6);
});

test.each(PAIRS.map((pair) => [pair.id, pair] as const))('%s cites a page', (_id, { source, title, policy }) => {
  expect(source.url).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws-cloudformation)\//);
  expect(title).toMatch(/^[^A-Z]|^IPv6/);
  expect(policy.says).toMatch(/\.$/);
  expect(parseServices(policy.services.join(' '))).not.toEqual([]);
});

test.each(CASES)('%s: both places are in the template', (_name, { policy }, { template: { Resources } }) => {
  for (const place of [policy.from, policy.to]) {
    const [, kind, id = ''] = /^(internet(?::\d+(?:\.\d+){3})?$|site:)?(.*)$/.exec(place) ?? [];
    if (kind === 'site:') {
      expect(Resources[id]?.Type).toBe('AWS::EC2::CustomerGateway');
    } else if (kind === undefined) {
      expect(PLACES).toContain(Resources[id]?.Type);
    }
  }
});

test.each(CASES)('%s: the template is plain JSON, and names only what it has', (_name, _pair, { template: one }) => {
  expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  expect(dangling(one)).toEqual([]);
  for (const { Type, Properties } of Object.values(one.Resources)) {
    expect(Type).toMatch(/^[A-Za-z]+::[A-Za-z0-9]+::[A-Za-z0-9]+$/);
    expect(Properties).toBeInstanceOf(Object);
  }
});

test.each(CASES)(
  '%s: the verdict is one that can be given',
  (_name, _pair, { verdict, assuming, because, template: one }) => {
    const parameters = Object.entries((one.Parameters ?? {}) as Record<string, JsonObject>);
    const defaults = Object.fromEntries(parameters.map(([name, { Default }]) => [name, Default]));
    expect(because).not.toBe('');
    if (verdict === 'PROVED-IF') {
      expect(assuming).toEqual(defaults);
    } else {
      expect(assuming).toBeUndefined();
    }
  },
);

test('a template with a name twice, or one that dangles, is found', () => {
  const part = resource('A', 'AWS::EC2::VPC', { CidrBlock: { Ref: 'B' }, X: { 'Fn::GetAtt': ['C', 'Id'] } });
  expect(() => template([part, part])).toThrow('two resources are called A');
  expect(dangling(template([part]))).toEqual(['B', 'C']);
});

/** Logical ids whose resource is another one, or in one template only. */
function changed({ bad, good }: Pair): readonly string[] {
  const [one, other] = [bad.template.Resources, good.template.Resources];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (id) => JSON.stringify(one[id]) !== JSON.stringify(other[id]),
  );
}

/** Names that are referred to and do not exist. */
function dangling(one: Template): readonly string[] {
  const names = new Set([
    ...Object.keys(one.Resources),
    ...Object.keys((one.Parameters ?? {}) as JsonObject),
    ...PSEUDO,
  ]);
  const conditions = new Set(Object.keys((one.Conditions ?? {}) as JsonObject));
  const missing: string[] = [];
  visit(one);
  return missing;

  function visit(value: Json): void {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value as JsonObject)) {
        const name = key === 'Fn::GetAtt' && Array.isArray(inner) ? (inner as readonly Json[])[0] : inner;
        if (['Ref', 'Fn::GetAtt', 'DependsOn'].includes(key) && typeof name === 'string' && !names.has(name)) {
          missing.push(name);
        }
        if (key === 'Condition' && typeof inner === 'string' && !conditions.has(inner)) {
          missing.push(inner);
        }
        visit(inner);
      }
    }
  }
}
