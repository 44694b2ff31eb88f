import fc from 'fast-check';
import { modelOfTemplate, type JsonObject, type JsonValue } from '../../../lib/template';
import { createVerifier } from '../../../lib/verify';
import { PAIRS } from '../pairs';
import { STACK, type Policy } from '../pairs/pair';
import { rangesOf } from './services';

interface Place {
  readonly policy: Policy;
  readonly template: JsonObject;
  readonly path: readonly string[];
}

/** Every literal in the properties of the pairs' templates. */
const PLACES: readonly Place[] = PAIRS.flatMap(({ policy, bad, good }) =>
  [bad, good].flatMap(({ template }) =>
    Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
      literalsIn(Properties).map((path) => ({ policy, template, path: ['Resources', id, 'Properties', ...path] })),
    ),
  ),
);

/** Values that change what properties mean; one that fits no property is refused by AWS, and asked for all the same. */
const VALUES: readonly JsonValue[] = [
  ...['0.0.0.0/0', '::/0', '10.0.0.0/8', '203.0.113.0/28', '10.0.2.0/24'],
  ...[0, 22, 443, 5432, 8443, 65535, 6, 17, 100, 300],
  ...['tcp', 'udp', '-1', true, false, 'allow', 'deny', 'enable', 'disable'],
  ...['internet-facing', 'internal', 'network', 'application', 'ap-northeast-1a', 'Gateway', 'Interface', '*'],
];

test('a parameter in place of a literal never proves what the literal refutes, and proves only what every value does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PLACES), fc.subarray([...VALUES], { maxLength: 4 }), (place, values) => {
      const literal = verdictOf(place.policy, place.template);
      const open = verdictOf(place.policy, withParameter(place));
      if (literal === 'REFUTED') {
        expect(open).not.toMatch(/^PROVED/);
      }
      const given = open === 'PROVED' && canBeAnything(place) ? values : [];
      for (const value of given.filter((each) => typeof each === typeof at(place.template, place.path))) {
        expect(verdictOf(place.policy, replaced(place.template, place.path, value) as JsonObject)).toBe('PROVED');
      }
    }),
    { numRuns: 120 },
  );
});

test('there are enough places to choose from', () => {
  expect(PLACES.length).toBeGreaterThan(1500);
});

/** A subnet lies in its VPC and apart from others: with other blocks nothing is deployed at all. */
function canBeAnything({ path }: Place): boolean {
  return path.at(-1) !== 'CidrBlock' || !path.some((part) => part.includes('Subnet') || part.startsWith('Public'));
}

function verdictOf(policy: Policy, template: JsonObject): string {
  const verifier = createVerifier(modelOfTemplate(template, { ...STACK, stackName: 'Pair' }));
  const [from, to] = [verifier.place(policy.from), verifier.place(policy.to)];
  const services = rangesOf(policy.services.join(' '));
  const question = { from, to, services, level: policy.level === 'direct' ? 'direct' : 'via-proxies' } as const;
  return (policy.relation === 'isolate' ? verifier.isolate(question) : verifier.reach(question)).verdict;
}

function withParameter({ template, path }: Place): JsonObject {
  const parameters = template['Parameters'] as JsonObject | undefined;
  return {
    ...(replaced(template, path, { Ref: 'Replaced' }) as JsonObject),
    Parameters: { ...parameters, Replaced: { Type: 'String' } },
  };
}

function literalsIn(value: JsonValue): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) {
    return [[]];
  }
  return 'Ref' in value || 'Fn::GetAtt' in value
    ? []
    : Object.entries(value as JsonObject).flatMap(([key, each]) =>
        literalsIn(each ?? null).map((path) => [key, ...path]),
      );
}

function at(value: JsonValue, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((each, key) => (each as JsonObject)[key] ?? null, value);
}

function replaced(value: JsonValue, [key, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (key === undefined) {
    return by;
  }
  return Array.isArray(value)
    ? value.map((each: JsonValue, index) => (String(index) === key ? replaced(each, rest, by) : each))
    : { ...(value as JsonObject), [key]: replaced((value as JsonObject)[key] ?? null, rest, by) };
}
