import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseExceptions, readExceptions } from '../../../lib/failures';

const ENTRY = {
  scenarios: ['Region', 'Region, *'],
  services: ['GET'],
  state: 'DOWN',
  reason: { en: 'One Region serves.', ja: '1 リージョンだけ。' },
  procedure: { document: 'docs/restore.md', does: 'It is restored elsewhere.' },
  owner: 'owner of the site',
  until: '2028-02-29',
};

const file = (changes: object): unknown => ({ exceptions: [{ ...ENTRY, ...changes }] });

test('takes everything that can be written, with its place', () => {
  expect(parseExceptions(file({}))).toEqual([{ ...ENTRY, at: 'exceptions file exceptions[0]' }]);
  expect(parseExceptions(file({ procedure: { nothing: 'Wait.' } }))).toHaveLength(1);
  expect(parseExceptions({ exceptions: [] })).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no list', {}, 'exceptions file exceptions: must be given; write a list [ExceptionsFieldMissing]'],
  [
    'an unknown field',
    file({ scenario: 'Region' }),
    "exceptions file exceptions[0].scenario: must be a known field; did you mean 'scenarios'? [ExceptionsFieldUnknown]",
  ],
  [
    'an unknown field of a procedure',
    file({ procedure: { documents: 'a', nothing: 'b' } }),
    "exceptions file exceptions[0].procedure.documents: must be a known field; did you mean 'document'? [ExceptionsFieldUnknown]",
  ],
  [
    'no scenario',
    file({ scenarios: [] }),
    'exceptions file exceptions[0].scenarios: must hold at least 1, got a list of 0; write what is missing [ExceptionsFieldEmpty]',
  ],
  [
    'a state that needs no exception',
    file({ state: 'UP' }),
    "exceptions file exceptions[0].state: must be one of 'DOWN', 'PARTIAL', 'UNDETERMINED', got 'UP'; use one of them [ExceptionsChoiceInvalid]",
  ],
  [
    'a reason in one language of two',
    file({ reason: { en: 'Because.' } }),
    'exceptions file exceptions[0].reason: must be a text, or texts under en and ja, got an object; write a text, or texts under en and ja [ExceptionsTypeInvalid]',
  ],
  [
    'nobody who answers for it',
    file({ owner: '' }),
    "exceptions file exceptions[0].owner: must not be empty, got ''; write what is missing [ExceptionsFieldEmpty]",
  ],
  [
    'a procedure and none',
    file({ procedure: { document: 'a.md', nothing: 'Wait.' } }),
    "exceptions file exceptions[0].procedure: must hold either 'document' or 'nothing'; name the document that says what to do, or say why nothing is done [ExceptionsProcedureInvalid]",
  ],
  [
    'neither of both',
    file({ procedure: {} }),
    "exceptions file exceptions[0].procedure: must hold either 'document' or 'nothing'; name the document that says what to do, or say why nothing is done [ExceptionsProcedureInvalid]",
  ],
  [
    'something done without a document',
    file({ procedure: { nothing: 'Wait.', does: 'It waits.' } }),
    "exceptions file exceptions[0].procedure.does: must stand beside 'document'; name the document that says how [ExceptionsProcedureInvalid]",
  ],
  ...['2027-02-29', '2027-2-1', 'soon'].map((until): [string, unknown, string] => [
    `the day ${until}`,
    file({ until }),
    `exceptions file exceptions[0].until: must be a day, got '${until}'; write '2027-03-31' for example [ExceptionsDayInvalid]`,
  ]),
])('refuses %s', (_, value, message) => {
  expect(() => parseExceptions(value)).toThrow(message);
});

describe('a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'exceptions-'));
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };

  test('tells where an exception is', () => {
    const text = `# reviewed\n${JSON.stringify(file({}))}\n`;
    expect(readExceptions(write('one.yaml', text))[0]?.at).toMatch(/one\.yaml:2:16 exceptions\[0\]$/);
  });

  test('tells where a fault is', () => {
    const text = "exceptions:\n  - scenarios: ['Region']\n    state: BAD\n";
    expect(() => readExceptions(write('bad.yaml', text))).toThrow(
      /bad\.yaml:3:5 exceptions\[0\]\.state: must be one of/,
    );
  });

  test('must be there, readable, and YAML or JSON', () => {
    expect(() => readExceptions('/nowhere/x.yaml')).toThrow(
      'name a file with exceptions that exists [ExceptionsNotFound]',
    );
    expect(() => readExceptions(write('x.txt', ''))).toThrow(
      "must end in one of .yaml, .yml, .json, got '.txt'; write exceptions in YAML or JSON [ExceptionsFormatUnknown]",
    );
    expect(() => readExceptions(write('y.yaml', 'a: [1'))).toThrow('[ExceptionsUnreadable]');
  });
});
