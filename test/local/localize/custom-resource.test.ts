import fc from 'fast-check';
import { restoreKinds } from '../../../lambda/local-provider/kinds';
import { recordedResource, translatedResource } from '../../../lib/local/localize/custom-resource';
import type { JsonObject, JsonValue } from '../../../lib/template';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';

function kindsOf(properties: JsonObject): unknown {
  const { Properties } = translatedResource(INSTANCE, { Type: INSTANCE, Properties: properties });
  return (Properties as JsonObject)['Kinds'];
}

test.each<[string, JsonObject, object]>([
  ['numbers and booleans', { Port: 5432, Encrypted: false }, { '/Port': 'number', '/Encrypted': 'boolean' }],
  ['zero', { Port: 0 }, { '/Port': 'number' }],
  ['no texts, and nothing that is null', { Port: '5432', Encrypted: 'true', None: null }, {}],
  ['entries of lists', { Ports: [80, '81', 82] }, { '/Ports/0': 'number', '/Ports/2': 'number' }],
  [
    'what lies deep inside',
    { Scaling: [{ Range: { Min: 0.5, Auto: true } }] },
    { '/Scaling/0/Range/Min': 'number', '/Scaling/0/Range/Auto': 'boolean' },
  ],
  ['keys with a slash', { 'a/b': 1 }, { '/a~1b': 'number' }],
  ['keys with a tilde', { 'a~b': { 'c~1d/~': true } }, { '/a~0b/c~01d~1~0': 'boolean' }],
  ['an empty key', { '': 1 }, { '/': 'number' }],
  [
    'what a condition chooses, where it will stand',
    { Port: { 'Fn::If': ['Big', 5432, '5433'] }, List: [{ 'Fn::If': ['Big', { Size: 1 }, { Size: 2 }] }] },
    { '/Port': 'number', '/List/0/Size': 'number' },
  ],
])('kinds tell of %s', (_, properties, kinds) => {
  expect(kindsOf(properties)).toStrictEqual(kinds);
});

/** What a custom resource is given: CloudFormation makes texts of every number and boolean. */
function asTexts(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) {
    return value.map(asTexts);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asTexts(item)]));
  }
  return String(value);
}

test('the provider gets back what the template wrote, whatever it is', () => {
  const key = fc.oneof(fc.string(), fc.stringMatching(/^[/~01a]{0,6}$/)).filter((it) => it !== '__proto__');
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('value')),
      fc.dictionary(key, tie('value'), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (properties) => {
      const kinds = kindsOf(properties) as Parameters<typeof restoreKinds>[1];
      expect(restoreKinds(asTexts(properties), kinds)).toStrictEqual(properties);
    }),
  );
});

test.each(['Delete', 'Retain', 'RetainExceptOnCreate'])('the policy %s stays', (policy) => {
  const resource = translatedResource(CLUSTER, { DeletionPolicy: policy, UpdateReplacePolicy: policy });
  expect(resource).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
  expect(resource['Properties']).toMatchObject({ Properties: {}, Kinds: {} });
});

test('a last snapshot becomes a property, as a custom resource cannot have that policy', () => {
  const resource = translatedResource(CLUSTER, {
    Properties: { Engine: 'aurora-postgresql' },
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
  });
  expect(Object.keys(resource)).toStrictEqual(['Type', 'Properties']);
  expect(resource['Properties']).toMatchObject({
    Properties: { Engine: 'aurora-postgresql', HonmaruFinalSnapshot: true },
    Kinds: { '/HonmaruFinalSnapshot': 'boolean' },
  });
});

test('a resource without properties is played without any', () => {
  expect(translatedResource(CLUSTER, {})['Properties']).toMatchObject({ Properties: {}, Kinds: {} });
});

const ADDRESS = { stack: 'Site-Backup', logicalId: 'Plan' };

test('every place of an id in a recorded answer is filled with the same one', () => {
  const treatment = { kind: 'recorded', note: 'n', ref: '{id}/{id}', attributes: { Id: 'x-{id}' } } as const;
  const { Properties } = recordedResource('A::B::C', {}, treatment, ADDRESS);
  const { Reference, Attributes } = Properties as { Reference: JsonObject; Attributes: JsonObject };
  const [id = ''] = String(Reference['Fn::Sub']).split('/');
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect([Reference, Attributes]).toStrictEqual([{ 'Fn::Sub': `${id}/${id}` }, { Id: { 'Fn::Sub': `x-${id}` } }]);
});

test('a recorded resource keeps a policy that lets it stay, and no other property', () => {
  const treatment = { kind: 'recorded', note: 'n', ref: '{id}' } as const;
  const { Type, DeletionPolicy, Properties } = recordedResource(
    'A::B::C',
    { DeletionPolicy: 'Retain', Properties: { Days: 3 } },
    treatment,
    ADDRESS,
  );
  expect([Type, DeletionPolicy]).toStrictEqual(['Custom::LocalABC', 'Retain']);
  expect(Properties).toMatchObject({ Properties: { Days: 3 }, Kinds: {}, Attributes: {} });
});

test('a cluster without a deletion policy leaves a last snapshot, as CloudFormation documents; nothing else does', () => {
  const finalSnapshot = (type: string): unknown => {
    const { Properties } = translatedResource(type, { Type: type, Properties: {} });
    return (Properties as { readonly Properties: JsonObject }).Properties['HonmaruFinalSnapshot'];
  };
  expect([finalSnapshot(CLUSTER), finalSnapshot(INSTANCE)]).toStrictEqual([true, undefined]);
});
