import { renderCsv } from '../../lib/report';

const COLUMNS = [{ header: 'text', cell: (text: string) => text }];

/** The cell as it stands in the file. */
function cell(text: string): string {
  return renderCsv(COLUMNS, [text])
    .replace(/^\ufefftext\r\n/, '')
    .replace(/\r\n$/, '');
}

test('starts with a byte order mark, so that Excel reads Japanese', () => {
  expect(renderCsv(COLUMNS, ['発券'])).toBe('\ufefftext\r\n発券\r\n');
});

test.each([
  ['=cmd|calc!A1', "'=cmd|calc!A1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1', "'＝1"],
  ['＠x', "'＠x"],
  [' =1', "' =1"],
  ['\u3000=1', "'\u3000=1"],
  ['\u00a0＝1', "'\u00a0＝1"],
  ['\ufeff@x', "'\ufeff@x"],
  ['\n=1', `"'\n=1"`],
  ['\t=1', '␉=1'],
  ['\r=1', '␍=1'],
  ['\0=1', '␀=1'],
  ['a\u001b]8;;http://x', 'a␛]8;;http://x'],
])('makes %j inert', (payload, inert) => {
  expect(cell(payload)).toBe(inert);
});

test.each(['plain text', 'a=b', 'AwsSolutions-IAM5[Resource::*]', '1-2', '予約 サイト'])(
  'leaves %j as it is',
  (text) => {
    expect(cell(text)).toBe(text);
  },
);

test.each([
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['="a"', `"'=""a"""`],
  ['two\nlines', '"two\nlines"'],
])('quotes %j', (text, quoted) => {
  expect(cell(text)).toBe(quoted);
});

test('leaves a cell without a value empty', () => {
  const columns = [
    { header: 'a', cell: () => undefined },
    { header: 'b', cell: (text: string) => text },
  ];
  expect(renderCsv(columns, ['x'])).toBe('\ufeffa,b\r\n,x\r\n');
});
