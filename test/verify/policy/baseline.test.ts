import {
  baselineOf,
  compareWithBaseline,
  formatBaseline,
  parseBaseline,
  pathFingerprint,
  verifierFor,
  verifyPolicy,
  type Policy,
  type VerifyReport,
} from '../../../lib/verify/policy';
import { group, instance, modelOf, tcpRule, type Resources } from '../engine/templates';
import { codesOf, faultsOf } from './support/faults';
import { ANYBODY, shop } from './support/shop';

const POLICY: Policy = {
  name: 'shop',
  rules: [
    { id: 'closed', kind: 'isolate', from: 'internet', to: 'kind:instance', level: 'direct' },
    { id: 'works', kind: 'reach', from: 'id:Web', to: 'kind:database', services: ['tcp/5432'] },
    { id: 'told', kind: 'isolate', severity: 'warning', from: 'id:Web', to: 'kind:database' },
  ],
};

/** A report about a shop with public servers that are open on some ports. */
function reportOf(
  servers: Readonly<Record<string, readonly [from: number, to: number]>>,
  more: readonly Resources[] = [],
): VerifyReport {
  const opened = Object.entries(servers).flatMap(([id, [from, to]]) => [
    group(`${id}Group`, 'V', [{ ...tcpRule(from, ANYBODY), ToPort: to }]),
    instance(id, 'PublicA', [`${id}Group`], true),
  ]);
  const verifier = verifierFor(modelOf(shop({ more: [...opened, ...more] })), POLICY);
  return verifyPolicy({ verifier, policy: POLICY, templates: [], toolVersion: '0.0.0' });
}

const ONE = reportOf({ One: [22, 80] });
const BASELINE = baselineOf(ONE);
const shortly = (paths: readonly { from: string; to: string; services: readonly string[] }[]) =>
  paths.map(({ from, to, services }) => `${from} > ${to} ${services.join(' ')}`);

test('holds what fails the run, and no warning', () => {
  expect(shortly(BASELINE.paths)).toEqual(['internet > Net/One@Net/PublicA tcp/22-80']);
  expect(BASELINE.paths[0]).toMatchObject({ rule: 'closed', state: 'open' });
  expect(BASELINE.policy).toBe('shop');
});

test('is the same text for the same network, whatever its addresses', () => {
  expect(formatBaseline(baselineOf(reportOf({ One: [22, 80] })))).toBe(formatBaseline(BASELINE));
  expect(formatBaseline(BASELINE)).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
});

test('is read as it was written', () => {
  expect(parseBaseline(JSON.parse(formatBaseline(BASELINE)), 'baseline.json')).toEqual(BASELINE);
});

describe('a later report', () => {
  const compare = (report: VerifyReport) => compareWithBaseline(report, BASELINE);

  test('with the same ways holds', () => {
    expect(compare(ONE)).toMatchObject({ holds: true, fresh: [], gone: [], known: BASELINE.paths });
  });

  test('fails for a way to somebody else, and for it alone', () => {
    const { holds, fresh, known } = compare(reportOf({ One: [22, 80], Two: [22, 22] }));
    expect(holds).toBe(false);
    expect(shortly(fresh)).toEqual(['internet > Net/Two@Net/PublicA tcp/22']);
    expect(shortly(known)).toEqual(['internet > Net/One@Net/PublicA tcp/22-80']);
  });

  test('fails for a way that became wider', () => {
    expect(shortly(compare(reportOf({ One: [22, 443] })).fresh)).toEqual(['internet > Net/One@Net/PublicA tcp/22-443']);
  });

  test('holds for a way that became narrower', () => {
    expect(compare(reportOf({ One: [22, 22] }))).toMatchObject({ holds: true, gone: [] });
  });

  test('holds, and tells what is gone, when a way is closed', () => {
    const { holds, gone } = compare(reportOf({ One: [22, 80] }).results.length > 0 ? reportOf({}) : ONE);
    expect(holds).toBe(true);
    expect(shortly(gone)).toEqual(['internet > Net/One@Net/PublicA tcp/22-80']);
  });

  test('fails for what no longer arrives', () => {
    const closed = [group('DatabaseGroup', 'V', [])];
    const { fresh } = compare(reportOf({ One: [22, 80] }, closed));
    expect(fresh.map(({ rule, state, to }) => [rule, state, to])).toEqual([
      ['works', 'closed', expect.stringMatching(/^Net\/Database@/) as string],
      ['works', 'closed', expect.stringMatching(/^Net\/Database@/) as string],
    ]);
  });

  test('fails for a new finding that fails a run', () => {
    const finding = {
      code: 'X',
      severity: 'error',
      says: { en: 'x', ja: 'x' },
      origin: { id: 'a', label: 'a' },
      rules: [],
    } as const;
    const report = { ...ONE, findings: [finding] };
    expect(compare(report)).toMatchObject({ holds: false, freshFindings: [finding] });
    expect(compareWithBaseline(report, baselineOf(report)).holds).toBe(true);
    expect(compare({ ...ONE, findings: [{ ...finding, severity: 'note' }] }).holds).toBe(true);
  });
});

describe('a fingerprint', () => {
  const result = { rule: 'closed', kind: 'isolate' } as const;
  const path = { from: 'a', to: 'b', state: 'open', services: ['tcp/22', 'tcp/80'] } as const;
  const print = pathFingerprint(result, path);

  test('is a SHA-256 that stays the same for ever', () => {
    expect(print).toBe('bfa020759239e3f805252b68b8d8364abab2ad2117e2ecb1affda7cbee0de3c6');
    expect(pathFingerprint(result, { ...path, services: ['tcp/80', 'tcp/22'] })).toBe(print);
  });

  test.each([
    ['rule', { ...result, rule: 'x' }, path],
    ['kind', { ...result, kind: 'reach' } as const, path],
    ['sender', result, { ...path, from: 'x' }],
    ['receiver', result, { ...path, to: 'x' }],
    ['state', result, { ...path, state: 'perhaps-open' } as const],
    ['services', result, { ...path, services: ['tcp/22'] }],
  ])('names the %s', (_what, otherResult, otherPath) => {
    expect(pathFingerprint(otherResult, otherPath)).not.toBe(print);
  });
});

test.each([
  ['no object', 'text', 'BaselineInvalid'],
  ['something else', { paths: [] }, 'BaselineInvalid'],
  ['another version', { ...BASELINE, honmaruBaseline: 99 }, 'BaselineVersion'],
  ['no paths', { ...BASELINE, paths: undefined }, 'BaselineInvalid'],
  ['paths without services', { ...BASELINE, paths: [{ fingerprint: 'x' }] }, 'BaselineInvalid'],
])('%s is no baseline', (_what, value, code) => {
  expect(codesOf(faultsOf(() => parseBaseline(value, 'baseline.json')))).toEqual([`${code} baseline.json`]);
});
