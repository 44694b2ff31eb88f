import * as z from 'zod/mini';
import { placeOf } from '../../../lambda/local-provider/place';
import { playedType, type Change, type Wish } from '../../../lambda/local-provider/played-type';
import { STACK_ID } from './bench';
import { FakeClients } from './fake-clients';

const properties = z.strictObject({
  Name: z.optional(z.string()),
  Zone: z.optional(z.string()),
  Size: z.optional(z.number()),
  List: z.optional(z.array(z.string())),
});

/** A type that notes what is done with it. */
function toyType(named: boolean) {
  const done: string[] = [];
  const changes: Change<z.infer<typeof properties>>[] = [];
  const type = playedType({
    properties,
    replacing: named ? ['Name', 'Zone'] : ['Zone'],
    ...(named ? { naming: { property: 'Name', maxLength: 40 } } : {}),
    create: ({ name }) => {
      done.push('create');
      return Promise.resolve({ physicalId: named ? name : `id-${String(done.length)}`, attributes: {} });
    },
    update: (physicalId, _wanted, change) => {
      done.push('update');
      changes.push(change);
      return Promise.resolve({ physicalId, attributes: {} });
    },
    remove: () => {
      done.push('remove');
      return Promise.resolve();
    },
  });
  return { type, done, changes };
}

const { clients } = new FakeClients({});
const wish = (wanted: unknown): Wish => ({
  type: 'Toy::Type',
  properties: wanted,
  place: placeOf(STACK_ID, 'Toy'),
  clients,
});

describe('an update', () => {
  test('without a change is handed on with no key, and answers the attributes', async () => {
    const { type, changes } = toyType(false);
    expect(await type.update('id', wish({ Size: 1, List: ['a'] }), { List: ['a'], Size: 1 })).toMatchObject({
      physicalId: 'id',
    });
    expect(changes).toMatchObject([{ keys: new Set() }]);
  });

  test('of any other property happens in place and says what changed', async () => {
    const { type, done, changes } = toyType(false);
    await type.update('id', wish({ Zone: 'a', Size: 2 }), { Zone: 'a', Size: 1, List: ['a'] });
    expect(done).toStrictEqual(['update']);
    expect(changes).toStrictEqual([{ keys: new Set(['Size', 'List']), before: { Zone: 'a', Size: 1, List: ['a'] } }]);
  });

  test('of a replacing property makes a new resource and removes nothing', async () => {
    const { type, done } = toyType(false);
    expect(await type.update('id', wish({ Zone: 'b' }), { Zone: 'a' })).toMatchObject({ physicalId: 'id-1' });
    expect(done).toStrictEqual(['create']);
  });

  test('that adds or drops a replacing property makes a new resource', async () => {
    const { type, done } = toyType(false);
    await type.update('id', wish({ Zone: 'b' }), {});
    await type.update('id', wish({}), { Zone: 'b' });
    expect(done).toStrictEqual(['create', 'create']);
  });

  test('back from properties that were refused changes nothing', async () => {
    const { type, changes } = toyType(false);
    await type.update('id', wish({ Zone: 'a' }), { Zone: 'b', Colour: 'red' });
    expect(changes).toMatchObject([{ keys: new Set() }]);
  });

  test('to properties that are wrong fails', async () => {
    const { type, done } = toyType(false);
    await expect(type.update('id', wish({ Colour: 'red' }), {})).rejects.toThrow(
      'Toy::Type: Colour is not played locally',
    );
    expect(done).toStrictEqual([]);
  });
});

describe('a type whose resources have names', () => {
  test('takes the name that is given', async () => {
    const { type } = toyType(true);
    expect(await type.create(wish({ Name: 'mine' }))).toMatchObject({ physicalId: 'mine' });
  });

  test('makes a name up that is another one after a replacement', async () => {
    const { type } = toyType(true);
    const first = await type.create(wish({ Zone: 'a', Size: 1 }));
    expect(first.physicalId).toMatch(/^Site-Network-Toy-[0-9a-f]{12}$/);
    const second = await type.update(first.physicalId, wish({ Zone: 'b', Size: 1 }), { Zone: 'a', Size: 1 });
    expect(second.physicalId).not.toBe(first.physicalId);
  });

  test('keeps a name that was made up when the change is in place', async () => {
    const { type, done } = toyType(true);
    const first = await type.create(wish({ Zone: 'a', Size: 1 }));
    await type.update(first.physicalId, wish({ Zone: 'a', Size: 2 }), { Zone: 'a', Size: 1 });
    expect(done).toStrictEqual(['create', 'update']);
  });

  test('is replaced when the name changes', async () => {
    const { type } = toyType(true);
    expect(await type.update('old', wish({ Name: 'new' }), { Name: 'old' })).toMatchObject({ physicalId: 'new' });
  });

  test('is not replaced under the same name', async () => {
    const { type, done } = toyType(true);
    await expect(type.update('mine', wish({ Name: 'mine', Zone: 'b' }), { Name: 'mine', Zone: 'a' })).rejects.toThrow(
      'Toy::Type named mine would have to be replaced, because Zone changed; give it another name',
    );
    expect(done).toStrictEqual([]);
  });

  test.each([
    ['a new name', { Name: 'new' }, { Name: 'old' }, 'old'],
    ['a name that was dropped', {}, { Name: 'old' }, 'old'],
  ])('finds the resource that is there when %s is rolled back', async (_what, failed, original, id) => {
    const { type, done } = toyType(true);
    expect(await type.update(id, wish(original), failed)).toMatchObject({ physicalId: id });
    expect(done).toStrictEqual(['update']);
  });

  test('finds the resource that is there when a replacement under a made-up name is rolled back', async () => {
    const { type, done } = toyType(true);
    const { physicalId } = await type.create(wish({ Zone: 'a' }));
    expect(await type.update(physicalId, wish({ Zone: 'a' }), { Zone: 'b' })).toMatchObject({ physicalId });
    expect(done).toStrictEqual(['create', 'update']);
  });
});

test('a removal reads the properties as well', async () => {
  const { type, done } = toyType(false);
  await type.remove('id', wish({ Zone: 'a' }));
  await expect(type.remove('id', wish({ Zone: 7 }))).rejects.toThrow(/^Toy::Type: Zone /);
  expect(done).toStrictEqual(['remove']);
});
