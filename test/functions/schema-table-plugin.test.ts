import { inlineComputedKeys } from '../../lib/functions/schema-table-plugin';

test('a computed key becomes the string it stands for', () => {
  expect(inlineComputedKeys('const _xN = "xmlName";\nvar a = { [_xN]: _m, b: 1 };')).toBe(
    'const _xN = "xmlName";\nvar a = { "xmlName": _m, b: 1 };',
  );
});

test('a key with characters that need quotes stays itself', () => {
  expect(inlineComputedKeys('const _a = "x-amz-\\"q\\"";\nvar a = { [_a]: 1 };')).toContain('{ "x-amz-\\"q\\"": 1 }');
});

test.each([
  ['a constant of another file', 'var a = { [_other]: 1 };'],
  ['the prototype', 'const _p = "__proto__";\nvar a = { [_p]: 1 };'],
  ['an index', 'const _i = "i";\nvar a = b[_i];'],
  ['an element of a list', 'const _i = "i";\nvar a = [_i];'],
])('%s is left alone', (_what, source) => {
  expect(inlineComputedKeys(source)).toBe(source);
});
