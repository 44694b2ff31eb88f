import { printable, wrapped } from '../../../lib/local/report';
import { columnsOf, counted, seconds } from '../../../lib/local/report/text';

test.each([
  ['plain text', 'plain text'],
  ['\u001B[31mred\u001B[0m', 'red'],
  ['two\r\nlines\tand a tab', 'two lines and a tab'],
  ['\u0000\u0007\u009B31m', ''],
  ['a\u202Eb\u200Bc\uFEFF', 'abc'],
  ['line\u2028separator', 'line separator'],
  ['lone \uD800 surrogate', 'lone \uFFFD surrogate'],
  ['日本語 🏯', '日本語 🏯'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test.each([
  ['abc', 3],
  ['日本語', 6],
  ['が', 2],
  ['e\u0301', 1],
])('%j takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['日本語です', 4, ['日本', '語で', 'す']],
  ['', 4, ['']],
])('%j in %i columns', (text, width, lines) => {
  expect(wrapped(text, width)).toEqual(lines);
});

test.each([
  [0, '0.0 s'],
  [59.96, '1 min 0.0 s'],
  [125.04, '2 min 5.0 s'],
])('%d seconds are %s', (value, shown) => {
  expect(seconds(value)).toBe(shown);
});

test('counts agree in number', () => {
  expect([counted(0, 'run'), counted(1, 'run'), counted(2, 'query', 'queries')]).toEqual([
    '0 runs',
    '1 run',
    '2 queries',
  ]);
});
