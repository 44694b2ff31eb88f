import { columnsOf, printable, padded, wrapped } from '../../../lib/report/verify/text/columns';

test.each([
  ['abc', 3],
  ['本丸', 4],
  ['（デフォルト）', 14],
  ['e\u0301', 1],
])('%j takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

test.each([
  ['a\u001B[31mb', 'ab'],
  ['a\nb\tc', 'a b c'],
  ['a\u202Eb', 'ab'],
])('%j is made harmless', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('lines break between words, inside paths that are too long, and between Japanese letters', () => {
  expect(wrapped('one two three', 9)).toEqual(['one two', 'three']);
  expect(wrapped('App/Network/Vpc/Resource', 12)).toEqual(['App/Network/', 'Vpc/Resource']);
  expect(wrapped('セキュリティグループから出る', 16)).toEqual(['セキュリティグ', 'ループから出る']);
});

test('a line ends neither before a full stop nor before a long vowel', () => {
  for (let width = 8; width < 30; width += 1) {
    expect(
      wrapped('インターネットゲートウェイから出る。ルーターを通る。', width).filter((line) => /^[、。ー）]/.test(line)),
    ).toEqual([]);
  }
});

test('nothing is lost', () => {
  const text = 'ネットワーク ACL of App/Network/Vpc/Resource を通って internet へ 本丸本丸本丸本丸本丸';
  for (let width = 8; width < 40; width += 1) {
    expect(wrapped(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    expect(wrapped(text, width).every((line) => columnsOf(line) <= width)).toBe(true);
  }
});

test('cells are filled up to their columns', () => {
  expect(padded('本', 4)).toBe('本  ');
  expect(padded('long', 2)).toBe('long');
});
