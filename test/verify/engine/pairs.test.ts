import { modelOfTemplate } from '../../../lib/template';
import { createVerifier, type ControlPlaneWay } from '../../../lib/verify';
import { PAIRS } from '../pairs';
import { STACK, type Case, type Policy } from '../pairs/pair';
import { rangesOf } from './services';

/** The names of the pairs for ways that no packet filter sees. */
const WAYS: Readonly<Record<string, ControlPlaneWay['way']>> = {
  'ssm-session': 'session-manager',
  'instance-connect-endpoint': 'instance-connect-endpoint',
};

const CASES = PAIRS.flatMap((pair) =>
  (['bad', 'good'] as const).map(
    (side) => [`${pair.id}, ${side}: ${pair[side].verdict}`, pair.policy, pair[side]] as const,
  ),
);

test.each(CASES)('%s', (_name, policy, one) => {
  const { verifier, to, verdict } = judge(policy, one);
  expect(verdict.pairs).toBeGreaterThan(0);
  expect({ verdict: verdict.verdict, assuming: parametersOf(verdict.assuming) }).toEqual({
    verdict: one.verdict,
    assuming: one.assuming ?? (verdict.verdict === 'REFUTED' ? expect.any(Object) : {}),
  });
  if (verdict.verdict === 'REFUTED') {
    expect(verdict.witness).toBeDefined();
  }
  if (verdict.verdict === 'UNDETERMINED') {
    expect(verdict.blames).not.toEqual([]);
  }
  if (one.controlPlane !== undefined) {
    const ways = verifier.controlPlane(to).map(({ way }) => way);
    expect([...new Set(ways)].sort()).toEqual(one.controlPlane.map((way) => WAYS[way]).sort());
  }
});

function judge(policy: Policy, { template }: Case) {
  const verifier = createVerifier(modelOfTemplate(template, { ...STACK, stackName: 'Pair' }));
  const [from, to] = [verifier.place(policy.from), verifier.place(policy.to)];
  const level = policy.level === 'direct' ? 'direct' : 'via-proxies';
  const question = { from, to, services: rangesOf(policy.services.join(' ')), level } as const;
  const verdict = policy.relation === 'isolate' ? verifier.isolate(question) : verifier.reach(question);
  return { verifier, to, verdict };
}

/** `Pair/Stage=prod` as `{ Stage: 'prod' }`. */
function parametersOf(assuming: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    assuming.map((each) => {
      const [, name = '', value = ''] = /^[^/]*\/([^=]*)=(.*)$/.exec(each) ?? [];
      return [name, value];
    }),
  );
}
