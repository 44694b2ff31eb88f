import { changesOf, differenceOf, unexpectedChanges } from '../../../lib/local/deploy/changes';
import type { DeployedStack } from '../../../lib/local/deploy';
import type { JsonObject } from '../../../lib/template';

/** A deployed stack, from the physical ids of its resources. */
function deployed(physicalIds: Readonly<Record<string, string>>): DeployedStack {
  return Object.fromEntries(Object.entries(physicalIds).map(([id, physicalId]) => [id, { type: 'T', physicalId }]));
}

const NOTHING = { created: [], updated: [], replaced: [], deleted: [] };
const none = new Set<string>();

describe('what a deployment did', () => {
  test('a stack that was not there is created, and its resources are not listed', () => {
    expect(changesOf(undefined, deployed({ A: 'a' }), none)).toStrictEqual({ outcome: 'created', ...NOTHING });
  });

  test('the same resources of which none was updated are unchanged', () => {
    expect(changesOf(deployed({ A: 'a' }), deployed({ A: 'a' }), none)).toStrictEqual({
      outcome: 'unchanged',
      ...NOTHING,
    });
  });

  test('a stack without resources is unchanged too', () => {
    expect(changesOf({}, {}, none).outcome).toBe('unchanged');
  });

  test('lists what was created, updated, replaced and deleted, sorted', () => {
    const before = deployed({ Z: 'z', Kept: 'k', Up: 'u', Also: 'a', New: 'old', Y: 'y' });
    const after = deployed({ Up: 'u', Also: 'a', Kept: 'k', New: 'new', D: 'd', C: 'c' });
    expect(changesOf(before, after, new Set(['Up', 'Also']))).toStrictEqual({
      outcome: 'updated',
      created: ['C', 'D'],
      updated: ['Also', 'Up'],
      replaced: ['New'],
      deleted: ['Y', 'Z'],
    });
  });

  test('a resource that was replaced is not said to be updated', () => {
    const changes = changesOf(deployed({ A: 'old' }), deployed({ A: 'new' }), new Set(['A']));
    expect(changes).toStrictEqual({ outcome: 'updated', ...NOTHING, replaced: ['A'] });
  });

  test('an update of what is not in the stack is none', () => {
    expect(changesOf(deployed({ A: 'a' }), deployed({ A: 'a' }), new Set(['B'])).outcome).toBe('unchanged');
  });

  test('names that every object has are ids like others', () => {
    const changes = changesOf(deployed({ toString: 'x' }), deployed({ constructor: 'y' }), none);
    expect(changes).toMatchObject({ created: ['constructor'], deleted: ['toString'] });
  });
});

describe('how templates differ', () => {
  const template = (resources: JsonObject): JsonObject => ({ Resources: resources });
  const idsOf = (before: JsonObject, after: JsonObject) => {
    const { properties, attributes } = differenceOf(template(before), template(after));
    return { properties: [...properties].sort(), attributes: [...attributes].sort() };
  };

  test.each<[string, JsonObject, JsonObject]>([
    ['is new', {}, { A: { Type: 'T' } }],
    ['is gone', { A: { Type: 'T' } }, {}],
    ['has another type', { A: { Type: 'T' } }, { A: { Type: 'U' } }],
    ['has another property', { A: { Type: 'T', Properties: { P: 1 } } }, { A: { Type: 'T', Properties: { P: 2 } } }],
    ['has a property more', { A: { Type: 'T' } }, { A: { Type: 'T', Properties: { P: 1 } } }],
    ['has a text for a number', { A: { Properties: { P: 1 } } }, { A: { Properties: { P: '1' } } }],
  ])('a resource that %s differs in its properties', (_, before, after) => {
    expect(idsOf(before, after)).toStrictEqual({ properties: ['A'], attributes: [] });
  });

  test.each<[string, JsonObject]>([
    ['deletion policy', { DeletionPolicy: 'Delete' }],
    ['dependencies', { DependsOn: ['B'] }],
    ['metadata', { Metadata: { a: 'b' } }],
  ])('a resource with other %s differs in its attributes alone', (_, attributes) => {
    const before = { A: { Type: 'T', Properties: { P: 1 } } };
    expect(idsOf(before, { A: { ...before.A, ...attributes } })).toStrictEqual({ properties: [], attributes: ['A'] });
  });

  test('the same template does not differ', () => {
    const resources = { A: { Type: 'T', Properties: { P: [1, { Q: null }] } }, B: { Type: 'T' } };
    expect(idsOf(resources, structuredClone(resources))).toStrictEqual({ properties: [], attributes: [] });
  });

  test('a template without resources lacks all of the other', () => {
    expect([...differenceOf({}, template({ A: {}, B: { Type: 'T' } })).properties]).toStrictEqual(['A', 'B']);
  });

  test('what refers to a resource that is made again under another id differs by the reference alone', () => {
    const referring = (id: string) => ({ Type: 'T', Properties: { P: { Ref: id } } });
    const before = template({ A: referring('B') });
    const [after, own] = [template({ A: referring('B2') }), template({ A: referring('B') })];
    const { properties, attributes } = differenceOf(before, after, own);
    expect([[...properties], [...attributes]]).toStrictEqual([[], ['A']]);
  });

  test('what differs by more than such a reference differs in its properties', () => {
    const a = (text: string) => template({ A: { Type: 'T', Properties: { P: text } } });
    expect([...differenceOf(a('before'), a('after'), a('own')).properties]).toStrictEqual(['A']);
  });
});

describe('what was not expected', () => {
  const difference = (properties: readonly string[], attributes: readonly string[] = []) => ({
    properties: new Set(properties),
    attributes: new Set(attributes),
  });
  const changes = (lists: Partial<typeof NOTHING>) => ({ outcome: 'updated', ...NOTHING, ...lists }) as const;

  test('nothing, when exactly what differs was changed', () => {
    const did = { outcome: 'updated', created: ['C'], updated: ['U'], replaced: [], deleted: ['D'] } as const;
    expect(unexpectedChanges('S', did, difference(['C', 'U', 'D']))).toStrictEqual([]);
  });

  test('a resource of which only a policy differs may be reported or not', () => {
    const did = { outcome: 'updated', created: [], updated: ['A'], replaced: [], deleted: [] } as const;
    expect(unexpectedChanges('S', did, difference([], ['A', 'B']))).toStrictEqual([]);
  });

  test.each(['created', 'updated', 'deleted'] as const)('a resource that was %s needlessly', (list) => {
    expect(unexpectedChanges('S', changes({ [list]: ['Z', 'A'] }), difference([]))).toStrictEqual([
      'S.A was changed although its template did not change',
      'S.Z was changed although its template did not change',
    ]);
  });

  test('resources that were missed', () => {
    expect(unexpectedChanges('S', changes({}), difference(['Z', 'A']))).toStrictEqual([
      'S.A was not changed although its template did',
      'S.Z was not changed although its template did',
    ]);
  });

  test('a resource that was replaced, even if it differs', () => {
    expect(unexpectedChanges('S', changes({ replaced: ['A'] } as object), difference(['A']))).toStrictEqual([
      'S.A was replaced; a change of protection must replace nothing',
    ]);
  });

  test('a resource that was replaced for nothing, twice', () => {
    expect(unexpectedChanges('S', changes({ replaced: ['A'] } as object), difference([]))).toStrictEqual([
      'S.A was changed although its template did not change',
      'S.A was replaced; a change of protection must replace nothing',
    ]);
  });
});
