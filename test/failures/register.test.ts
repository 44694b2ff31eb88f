import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FAILURE_RULES, readFailureModel } from '../../lib/failures';
import { loadAssembly } from '../../lib/template';
import { assemblyDirectory } from '../support/synth-sites';

const RULES = [...FAILURE_RULES.values()];

test('numbers its rules in order, each once', () => {
  expect(RULES.map(({ id }) => id)).toEqual(RULES.map((_, index) => `FM-${String(index + 1).padStart(2, '0')}`));
});

test.each(RULES.filter(({ status }) => status === 'documented'))('$id names its page', ({ source }) => {
  expect(source).toMatch(/^https:\/\//);
});

test.each(RULES)('$id names tests that are there', ({ tests = [] }) => {
  expect(tests.length).toBeGreaterThan(0);
  for (const each of tests) {
    const [file = '', name = ''] = each.split(': ');
    const whole = path.join(__dirname, `${file}.test.ts`);
    expect(existsSync(whole) && readFileSync(whole, 'utf8').includes(name)).toBe(true);
  }
});

test('every reaction of a model rests on a rule', () => {
  const { model } = readFailureModel(loadAssembly(assemblyDirectory('starter')));
  const reactions = model.pools.flatMap(({ leave, comeBack, move, replace }) =>
    [leave, comeBack, move, replace?.after, replace?.relaunch].flatMap((reaction) => reaction ?? []),
  );
  expect(reactions.filter(({ rule }) => !FAILURE_RULES.has(rule))).toEqual([]);
});
