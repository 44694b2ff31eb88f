import { restoreKinds } from '../../../lambda/local-provider/kinds';

test('restores numbers and booleans where they were, and leaves other texts alone', () => {
  const properties = { Port: '5433', Name: '5433', On: 'true', List: [{ 'a/b': '1.5', 'c~d': 'false' }] };
  const kinds = {
    '/Port': 'number',
    '/On': 'boolean',
    '/List/0/a~1b': 'number',
    '/List/0/c~0d': 'boolean',
  } as const;
  expect(restoreKinds(properties, kinds)).toStrictEqual({
    Port: 5433,
    Name: '5433',
    On: true,
    List: [{ 'a/b': 1.5, 'c~d': false }],
  });
});

test('ignores pointers into an intrinsic function, of which only the value is left', () => {
  expect(restoreKinds({ Subnet: 'subnet-1' }, { '/Subnet/Fn::Select/0': 'number', '/Gone': 'boolean' })).toStrictEqual({
    Subnet: 'subnet-1',
  });
});

test.each([
  ['number', 'abc'],
  ['number', ''],
  ['number', ' '],
  ['boolean', 'yes'],
] as const)('fails on a %s that is %p', (kind, value) => {
  expect(() => restoreKinds({ A: value }, { '/A': kind })).toThrow(/^\/A was a (number|boolean), but is "/);
});

test('a key named like a member of every object is only a key', () => {
  expect(restoreKinds({ constructor: 'x', toString: 'y' }, {})).toStrictEqual({ constructor: 'x', toString: 'y' });
});
