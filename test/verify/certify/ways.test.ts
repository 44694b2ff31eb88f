import { modelOfTemplate } from '../../../lib/template';
import { createVerifier, RULES, type Verdict } from '../../../lib/verify';
import { rangesOf } from '../engine/services';
import { PAIRS } from '../pairs';
import { STACK } from '../pairs/pair';

const all = [...RULES.values()];
const apart = all.filter(({ decides }) => decides?.ways.length === 0);

test('what does not let packets pass and stop them has a reason', () => {
  for (const { id, decides } of all) {
    const isBoth = decides?.ways.includes('passes') === true && decides.ways.includes('stops');
    expect(`${id} ${isBoth === (decides?.because === undefined)}`).toBe(`${id} true`);
  }
});

test('a rule that isolation and availability take alike leaves nothing open', () => {
  const open = all.filter(({ decides, may, must }) => decides?.ways.includes('opens') === true && may === must);
  expect(open.map(({ id }) => id)).toEqual(['NFW-06']);
});

test.each(apart.map((rule) => [rule.id, rule] as const))(
  '%s, which is about no packet, is decided both ways by a pair',
  (id, { tests = [] }) => {
    const found = tests.flatMap((name) => PAIRS.filter((pair) => name === `pair: ${pair.id}`));
    const deciding = found.filter((pair) => {
      const [bad, good] = [verdictOf(pair, pair.bad), verdictOf(pair, pair.good)];
      return bad.verdict !== good.verdict && bad.rules.includes(id);
    });
    expect(deciding).not.toEqual([]);
  },
);

function verdictOf({ policy }: (typeof PAIRS)[number], { template }: (typeof PAIRS)[number]['bad']): Verdict {
  const verifier = createVerifier(modelOfTemplate(template, { ...STACK, stackName: 'Ways' }));
  const question = {
    from: verifier.place(policy.from),
    to: verifier.place(policy.to),
    services: rangesOf((policy.services ?? []).join(' ')),
    level: policy.level === 'direct' ? 'direct' : 'via-proxies',
  } as const;
  return policy.relation === 'reach' ? verifier.reach(question) : verifier.isolate(question);
}
