import type { PolicyRule, ProofResult } from '../../../lib/verify/policy';
import { modelOf } from '../engine/templates';
import { runRule } from './support/run-rule';
import { shop } from './support/shop';

const SEGMENTS = { balancer: 'kind:load-balancer', web: 'id:Web', data: 'kind:database' };

function run(rule: PolicyRule): readonly ProofResult[] {
  return runRule(modelOf(shop()), rule, { segments: SEGMENTS });
}

describe('matrix', () => {
  const rule = {
    id: 'all',
    kind: 'matrix',
    segments: ['internet', 'balancer', 'web', 'data'],
    cells: {
      'internet > balancer': ['tcp/443'],
      'balancer > web': ['tcp/8080'],
      'web > data': ['tcp/5432'],
      'web > internet': ['tcp/443'],
      'web > balancer': ['tcp/443'],
    },
  } as const;
  const failing = (results: readonly ProofResult[]) =>
    results
      .filter(({ holds }) => !holds)
      .map(({ from, to, verdict, paths }) => [from, to, verdict.verdict, paths?.[0]?.state]);

  test('holds where every cell is exactly as it says', () => {
    const results = run(rule);
    expect(failing(results)).toEqual([]);
    // Twelve pairs, of which five are asked whether everything they name gets through, too.
    expect(results).toHaveLength(17);
  });

  test('fails for what gets through and is not named', () => {
    expect(failing(run({ ...rule, cells: { ...rule.cells, 'web > data': [] } }))).toEqual([
      ['web', 'data', 'REFUTED', 'open'],
    ]);
    expect(failing(run({ ...rule, cells: { ...rule.cells, 'balancer > web': ['tcp/8081'] } }))).toEqual([
      ['balancer', 'web', 'REFUTED', 'open'],
      ['balancer', 'web', 'REFUTED', 'closed'],
    ]);
  });

  test('fails for what is named and does not get through', () => {
    expect(failing(run({ ...rule, cells: { ...rule.cells, 'web > data': ['tcp/5432', 'tcp/22'] } }))).toEqual([
      ['web', 'data', 'REFUTED', 'closed'],
    ]);
  });

  test('does not ask about two names of one party', () => {
    const results = run({
      ...rule,
      segments: ['web', 'id:Web', 'data'],
      cells: { 'web > data': ['tcp/5432'], 'id:Web > data': ['tcp/5432'] },
    });
    expect(results.map(({ from, to }) => `${from} > ${to}`)).not.toContain('web > id:Web');
    expect(failing(results)).toEqual([]);
  });
});
