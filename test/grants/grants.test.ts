import { FUNCTION_NAMES } from '../../lib/functions/function-name';
import { grantsCases } from './assemblies';
import { compareGrants, needsOf } from './compare';

const CASES = grantsCases();

test('the role of every function is compared', () => {
  expect([...new Set(CASES.map(({ found }) => found.name))].sort()).toEqual([...FUNCTION_NAMES].sort());
});
test.each(CASES)('$title may do what it calls, and nothing else', ({ site, found }) => {
  expect(compareGrants(found.grants, needsOf(site, found))).toEqual({ missing: [], needless: [] });
});

test.each(CASES)('$title: any single grant that is removed is missed', ({ site, found }) => {
  const needs = needsOf(site, found);
  for (const grant of found.grants) {
    const rest = [...found.grants].filter((other) => other !== grant);
    expect(compareGrants(rest, needs)).toEqual({ missing: [grant], needless: [] });
  }
});

test.each(CASES)('$title: any single grant that is added is found', ({ site, found }) => {
  const needs = needsOf(site, found);
  for (const extra of ['rds:DeleteDBCluster on *', 'rds:FailoverDBCluster on *', 's3:GetObject on *']) {
    expect(compareGrants([...found.grants, extra], needs)).toEqual({ missing: [], needless: [extra] });
  }
});
