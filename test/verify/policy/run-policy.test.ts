import {
  parsePolicy,
  runPolicy,
  type Policy,
  type PolicyRule,
  type ProofResult,
  type RunOptions,
} from '../../../lib/verify/policy';
import { group, instance, modelOf, tcpRule, type Resources } from '../engine/templates';
import { verifierFor } from '../../../lib/verify/policy';
import { codesOf, faultsOf } from './support/faults';
import { ANYBODY, fromGroup, shop, type ShopOptions } from './support/shop';

const SEGMENTS = { balancer: 'kind:load-balancer', web: 'id:Web', data: 'kind:database' };

function run(
  rule: PolicyRule,
  options: ShopOptions = {},
  more: Partial<Policy> & RunOptions = {},
): readonly ProofResult[] {
  return runOn(shop(options), rule, more);
}

function runOn(
  resources: readonly Resources[],
  rule: PolicyRule,
  { accept, ...policy }: Partial<Policy> & RunOptions = {},
  template: Parameters<typeof modelOf>[1] = {},
): readonly ProofResult[] {
  const parsed = parsePolicy({ name: 'shop', segments: SEGMENTS, rules: [rule], ...policy });
  return runPolicy(verifierFor(modelOf(resources, template), parsed), parsed, accept === undefined ? {} : { accept });
}

/** The only result of a rule. */
function only(results: readonly ProofResult[]): ProofResult {
  const [result, ...more] = results;
  if (result === undefined || more.length > 0) {
    throw new Error(`${String(results.length)} results`);
  }
  return result;
}

describe('isolate', () => {
  const rule = { id: 'closed', kind: 'isolate', from: 'internet', to: 'data' } as const;

  test('holds where nothing gets through', () => {
    expect(only(run({ ...rule, why: 'data is inside' }))).toMatchObject({
      rule: 'closed',
      kind: 'isolate',
      severity: 'error',
      holds: true,
      from: 'internet',
      to: 'data',
      services: ['any'],
      level: 'via-proxies',
      relation: 'delivers',
      why: { en: 'data is inside', ja: 'data is inside' },
      verdict: { verdict: 'PROVED' },
      says: { en: 'nothing gets from internet to data', ja: 'internet から data へ、いかなる通信も到達しない' },
    });
  });

  test('fails with every pair and its services where something does', () => {
    const result = only(run({ ...rule, from: 'web' }));
    expect(result.holds).toBe(false);
    expect(result.verdict.witness?.packet.destinationPort).toBe(5432);
    expect(result.paths?.map(({ from, to, state, services }) => [from, to, state, services])).toEqual([
      ['Net/Web@Net/PrivateA', 'Net/Database@Net/DataA', 'open', ['tcp/5432']],
      ['Net/Web@Net/PrivateA', 'Net/Database@Net/DataC', 'open', ['tcp/5432']],
    ]);
  });

  test('looks at its services only', () => {
    expect(only(run({ ...rule, from: 'web', services: ['tcp/22', 'udp'] })).holds).toBe(true);
    expect(only(run({ ...rule, from: 'web', services: ['tcp/5000-6000'] })).paths?.[0]?.services).toEqual(['tcp/5432']);
  });

  test('looks as far as its level says', () => {
    const through = { ...rule, to: 'web' } as const;
    expect(only(run({ ...through, level: 'direct' })).holds).toBe(true);
    expect(only(run(through)).holds).toBe(false);
    expect(only(run({ ...rule, level: 'via-compute' })).holds).toBe(false);
  });

  test('is about answered connections when it says so', () => {
    // The database answers nobody whom its own rules do not know.
    const result = only(run({ ...rule, from: 'web', relation: 'session' }));
    expect(result.says.en).toBe('no connection from web to data is answered');
    expect(result.holds).toBe(false);
  });

  test('tells the ways by AWS’s own interfaces beside the verdict', () => {
    const shell = instance('Shell', 'PrivateA', ['WebGroup'], false, { IamInstanceProfile: 'profile' });
    const result = only(run({ ...rule, to: 'id:Shell' }, { more: [shell] }));
    expect(result.holds).toBe(true);
    expect(result.controlPlane.map(({ way }) => way)).toEqual(['session-manager']);
  });
});

test('isolate-pairwise asks about every ordered pair', () => {
  const results = run({ id: 'apart', kind: 'isolate-pairwise', among: ['balancer', 'web', 'data'] });
  expect(results.map(({ from, to, holds }) => [from, to, holds])).toEqual([
    ['balancer', 'web', false],
    ['balancer', 'data', true],
    ['web', 'balancer', false],
    ['web', 'data', false],
    ['data', 'balancer', true],
    ['data', 'web', true],
  ]);
});

test('isolate-pairwise refuses segments that overlap', () => {
  const faults = faultsOf(() => run({ id: 'apart', kind: 'isolate-pairwise', among: ['web', 'kind:instance'] }));
  expect(codesOf(faults)).toEqual(["PolicySegmentsOverlap shop: rule 'apart'.among"]);
});

describe('reach', () => {
  const rule = { id: 'works', kind: 'reach', from: 'web', to: 'data', services: ['tcp/5432'] } as const;

  test('holds where everyone gets to everyone', () => {
    expect(only(run(rule))).toMatchObject({ holds: true, level: 'direct', relation: 'session' });
  });

  test('fails with the services that do not arrive', () => {
    const result = only(run({ ...rule, services: ['tcp/5432', 'tcp/5433'] }));
    expect(result.holds).toBe(false);
    expect(result.paths?.map(({ to, state, services }) => [to, state, services])).toEqual([
      ['Net/Database@Net/DataA', 'closed', ['tcp/5433']],
      ['Net/Database@Net/DataC', 'closed', ['tcp/5433']],
    ]);
  });
});

describe('reach-only', () => {
  const rule = { id: 'only', kind: 'reach-only', from: 'web', to: 'data', services: ['tcp/5432'] } as const;

  test('holds where nothing else gets through, even nothing at all', () => {
    expect(only(run(rule)).holds).toBe(true);
    expect(only(run({ ...rule, from: 'balancer' })).holds).toBe(true);
  });

  test('fails with what gets through besides', () => {
    const other = [group('OtherGroup', 'V', []), instance('Other', 'PrivateA', ['OtherGroup'])];
    const open = {
      more: other,
      databaseIngress: [{ IpProtocol: 'tcp', FromPort: 5430, ToPort: 5434, ...fromGroup('OtherGroup') }],
    };
    expect(only(run({ ...rule, from: 'id:Other' }, open)).paths?.[0]?.services).toEqual([
      'tcp/5430-5431',
      'tcp/5433-5434',
    ]);
  });

  test('without services is isolation', () => {
    expect(only(run({ ...rule, services: [] }))).toMatchObject({
      holds: false,
      says: { en: 'nothing gets from web to data' },
    });
  });
});

describe('defaults of parameters', () => {
  const resources = shop({ databaseIngress: [tcpRule({ Ref: 'Port' }, fromGroup('WebGroup'))] });
  const template = { Parameters: { Port: { Type: 'Number', Default: 5432 } } };
  const rule = { id: 'only', kind: 'reach-only', from: 'web', to: 'data', services: ['tcp/5432'] } as const;
  const given = (accept?: readonly string[]) =>
    only(runOn(resources, accept === undefined ? rule : { ...rule, accept }, {}, template));

  test('make a proof that fails until the rule accepts them', () => {
    expect(given()).toMatchObject({ holds: false, verdict: { verdict: 'PROVED-IF', assuming: ['Net/Port=5432'] } });
    expect(given(['Net/Port=5433']).holds).toBe(false);
    expect(given(['Net/Port=5432']).holds).toBe(true);
  });

  test('may be accepted for every rule', () => {
    expect(only(runOn(resources, rule, { accept: ['Net/Port=5432'] }, template)).holds).toBe(true);
  });
});

describe('a rule about nobody', () => {
  test('is refused with every selector that names nobody', () => {
    const faults = faultsOf(() =>
      run(
        { id: 'a', kind: 'isolate', from: 'id:Nobody', to: 'web' },
        {},
        {
          rules: [
            { id: 'a', kind: 'isolate', from: 'id:Nobody', to: 'web' },
            { id: 'b', kind: 'pass-through', from: 'internet', to: 'web', through: 'kind:firewall-endpoint' },
          ],
        },
      ),
    );
    expect(codesOf(faults)).toEqual([
      "PolicySelectorEmpty shop: rule 'a'.from",
      "PolicySelectorEmpty shop: rule 'b'.through",
    ]);
  });

  test('is refused when it asks whether somebody gets to himself', () => {
    const faults = faultsOf(() => run({ id: 'self', kind: 'isolate', from: 'web', to: 'web' }));
    expect(codesOf(faults)).toEqual(["PolicyRuleVacuous shop: rule 'self'"]);
  });
});

test('addresses of the internet are told apart', () => {
  const bastion = [
    group('BastionGroup', 'V', [tcpRule(22, { CidrIp: '203.0.113.0/24' })]),
    instance('Bastion', 'PublicA', ['BastionGroup'], true),
  ];
  const rule = { id: 'ssh', kind: 'isolate', to: 'id:Bastion', services: ['tcp/22'] } as const;
  expect(only(run({ ...rule, from: 'internet:203.0.113.9' }, { more: bastion })).holds).toBe(false);
  expect(only(run({ ...rule, from: 'internet:198.51.100.9' }, { more: bastion })).holds).toBe(true);
  expect(only(run({ ...rule, from: 'internet' }, { more: bastion })).holds).toBe(false);
});

test('a rule of severity warning keeps it', () => {
  expect(only(run({ id: 'w', kind: 'isolate', severity: 'warning', from: 'web', to: 'data' }))).toMatchObject({
    severity: 'warning',
    holds: false,
  });
});

test('a public listener is open to anybody in the shop', () => {
  expect(ANYBODY).toEqual({ CidrIp: '0.0.0.0/0' });
  expect(only(run({ id: 'in', kind: 'reach', from: 'internet', to: 'balancer', services: ['tcp/443'] })).holds).toBe(
    true,
  );
});
