import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findingsOf, OWN_RULES_LIST } from '../../lib/judges';
import { FIXTURES, rulesFixtures } from './support/fixture';

const RULE_FILES = readdirSync(path.join(__dirname, '../../lib/judges/rules')).map((file) =>
  path.basename(file, '.ts'),
);

describe.each(OWN_RULES_LIST.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const fixtures = rulesFixtures(id);
  const passing = fixtures.filter(({ name }) => name.startsWith('pass'));
  const others = fixtures.filter(({ name }) => name.startsWith('skip'));
  const failing = fixtures.filter(({ name }) => name.startsWith('fail'));

  test.each(passing.map((fixture) => [fixture.name, fixture] as const))('complies: %s', (_name, { model }) => {
    const judgements = rule.check(model);
    expect(judgements.flatMap(({ faults }) => faults)).toEqual([]);
    expect(judgements).not.toEqual([]);
  });

  test.each(failing.map((fixture) => [fixture.name, fixture] as const))(
    'is found: %s',
    (_name, { model, expect: parts }) => {
      const messages = findingsOf(rule, model).map(({ message }) => message);
      expect(messages).toEqual(parts.map((part) => expect.stringContaining(part) as string));
    },
  );

  for (const { name, model } of others) {
    test(`is not about: ${name}`, () => {
      expect(rule.check(model)).toEqual([]);
    });
  }

  test('has a fixture that complies and one that does not', () => {
    expect([passing.length > 0, failing.length > 0]).toEqual([true, true]);
  });

  test('is described', () => {
    expect(rule.description).toMatch(/^[A-Z].{30,}\.$/s);
  });
});

test('every rule has a file of its name', () => {
  const files = OWN_RULES_LIST.map(({ id }) =>
    id.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase(),
  );
  expect([...files].sort()).toEqual([...RULE_FILES].sort());
});

test('every directory of fixtures belongs to a rule', () => {
  expect(
    readdirSync(FIXTURES)
      .filter((name) => name !== '_bases')
      .sort(),
  ).toEqual(OWN_RULES_LIST.map(({ id }) => id).sort());
});

test('rules are listed by their id', () => {
  const ids = OWN_RULES_LIST.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
});
