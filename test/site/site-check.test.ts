import { siteCheckPlan } from '../../lib/site';
import type { EdgeConfig } from '../../lib/site';
import { testSite } from '../support/test-site';

function plan(edge: EdgeConfig, region = 'ap-northeast-3') {
  return siteCheckPlan(testSite({ edge }), region);
}

test.each<[string, EdgeConfig]>([
  ['everybody', {}],
  ['the country of the check', { geo: { kind: 'allow', countries: ['US', 'JP'] } }],
  ['every country but others', { geo: { kind: 'block', countries: ['US'] } }],
  ['everybody but a few sources', { blockedCidrs: ['198.51.100.0/24'] }],
])('a site that admits %s is asked', (_whom, edge) => {
  expect(plan(edge)).toStrictEqual({ kind: 'asked' });
});

test.each<[string, EdgeConfig, string]>([
  ['listed sources alone', { allowedCidrs: ['203.0.113.0/24'] }, 'edge.allowedCidrs admits other sources alone'],
  [
    'listed sources of the right country alone',
    { allowedCidrs: ['203.0.113.0/24'], geo: { kind: 'allow', countries: ['JP'] } },
    'edge.allowedCidrs admits other sources alone',
  ],
  [
    'other countries alone',
    { geo: { kind: 'allow', countries: ['US'] } },
    'edge.geo does not admit JP, where ap-northeast-3 is',
  ],
  [
    'every country but that of the check',
    { geo: { kind: 'block', countries: ['JP', 'US'] } },
    'edge.geo does not admit JP, where ap-northeast-3 is',
  ],
])('a site that admits %s is not, and says why', (_whom, edge, reason) => {
  expect(plan(edge)).toStrictEqual({ kind: 'none', reason });
});

test('the country is that of the Region from which the site is asked', () => {
  const edge = { geo: { kind: 'allow', countries: ['JP'] } } as const;
  expect([plan(edge, 'ap-northeast-1').kind, plan(edge, 'us-east-1')]).toStrictEqual([
    'asked',
    { kind: 'none', reason: 'edge.geo does not admit US, where us-east-1 is' },
  ]);
});

test('a Region whose country nobody knows is admitted by no list, and blocked by none', () => {
  expect(plan({ geo: { kind: 'allow', countries: ['JP'] } }, 'xx-north-1')).toStrictEqual({
    kind: 'none',
    reason: 'edge.geo does not admit nowhere, where xx-north-1 is',
  });
  expect(plan({ geo: { kind: 'block', countries: ['JP'] } }, 'xx-north-1')).toStrictEqual({ kind: 'asked' });
});
