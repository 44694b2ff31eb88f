import { existsSync } from 'node:fs';
import path from 'node:path';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { createVerifier, RULES, type Question, type Verdict } from '../../../lib/verify';
import { PAIRS } from '../pairs';
import { STACK } from '../pairs/pair';
import { SCENARIOS } from '../scenarios';
import { rangesOf, serviceOf } from './services';

const ROOT = path.join(__dirname, '../../..');
const rules = [...RULES.values()].map((rule) => [rule.id, rule] as const);

test.each(rules)('%s has a page, the day on which it was read, and a test', (_id, { source, read, tests }) => {
  expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html(#\S+)?$/);
  expect(read).toMatch(/^2026-11-2[56]$/);
  expect(tests).not.toEqual([]);
});

test.each(rules)('%s is what a test of its own rests on', (id, { tests = [] }) => {
  const resting = tests.filter((name) => {
    const [kind = '', what = ''] = name.split(': ');
    switch (kind) {
      case 'scenario':
        return ofScenario(what).some((verdict) => verdict.rules.includes(id));
      case 'pair':
        return ofPair(what).some((verdict) => verdict.rules.includes(id));
      default:
        return existsSync(path.join(ROOT, name));
    }
  });
  expect(resting).not.toEqual([]);
});

const remembered = new Map<string, readonly Verdict[]>();

function ofScenario(id: string): readonly Verdict[] {
  return once(`scenario ${id}`, () => {
    const scenario = SCENARIOS.find((each) => each.id === id);
    const stack = { region: 'us-east-1', account: STACK.account, ...scenario?.stack };
    const verifier = verifierOf(scenario?.template ?? {}, stack);
    return (scenario?.asks ?? []).flatMap((one) =>
      (['delivers', 'session'] as const).map((relation) =>
        verifier.isolate({
          from: verifier.place(one.from),
          to: verifier.place(one.to),
          services: [serviceOf(one)],
          relation,
          level: 'direct',
        }),
      ),
    );
  });
}

function ofPair(id: string): readonly Verdict[] {
  return once(`pair ${id}`, () => {
    const pair = PAIRS.find((each) => each.id === id);
    return (pair === undefined ? [] : [pair.bad, pair.good]).map(({ template }) => {
      const verifier = verifierOf(template, STACK);
      const { from = '', to = '', services = [], level, relation } = pair?.policy ?? {};
      const question: Question = {
        from: verifier.place(from),
        to: verifier.place(to),
        services: rangesOf(services.join(' ')),
        level: level === 'direct' ? 'direct' : 'via-proxies',
      };
      return relation === 'reach' ? verifier.reach(question) : verifier.isolate(question);
    });
  });
}

function verifierOf(template: JsonObject, stack: { readonly region: string; readonly account: string }) {
  return createVerifier(modelOfTemplate(template, { ...stack, stackName: 'Rules' }));
}

function once(key: string, make: () => readonly Verdict[]): readonly Verdict[] {
  const found = remembered.get(key) ?? make();
  remembered.set(key, found);
  return found;
}
