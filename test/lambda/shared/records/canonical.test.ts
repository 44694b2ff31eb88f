import fc from 'fast-check';
import { canonicalJson, sha256 } from '../../../../lambda/shared/records/canonical';

test.each([
  [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
  [{ a: undefined, b: { d: 2, c: undefined } }, '{"b":{"d":2}}'],
  [[undefined, () => 0, Symbol('s')], '[null,null,null]'],
  [new Date('2026-11-25T12:00:00Z'), '"2026-11-25T12:00:00.000Z"'],
  [{ at: new Date(Number.NaN) }, '{"at":"Invalid Date"}'],
  [[Number.NaN, Number.POSITIVE_INFINITY, -0, 1.5], '["NaN","Infinity",0,1.5]'],
  [10n, '"10"'],
  ['a"\n', '"a\\"\\n"'],
  [undefined, 'null'],
  [null, 'null'],
  [false, 'false'],
  [{}, '{}'],
  [[], '[]'],
])('%p is written as %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('members are ordered by code unit, not by language', () => {
  expect(canonicalJson({ é: 1, z: 2, Z: 3, a: 4 })).toBe('{"Z":3,"a":4,"z":2,"é":1}');
});

test('the order in which an object was put together does not show, and nothing else is lost', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('what was written is written again in the same bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('a hash is the SHA-256 of the text in UTF-8', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('本丸')).not.toBe(sha256('本丸 '));
});
