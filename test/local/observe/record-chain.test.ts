import { createHash } from 'node:crypto';
import { chainProblems, type StoredRecord } from '../../../lib/local/observe';

/** What is given of a record. */
interface Link {
  readonly sequence: number;
  readonly previous: string | null;
  readonly beginning?: string | null;
  readonly function?: string;
}

function stored(link: Link, name = 'database-check'): StoredRecord {
  const { beginning = link.previous === null ? 'first' : null, ...others } = link;
  const text = JSON.stringify({ function: name, ...others, beginning });
  return { key: `${name}/2026-11-25.json`, versionId: String(link.sequence), text };
}

const hashOf = ({ text }: StoredRecord) => createHash('sha256').update(text).digest('hex');

const first = stored({ sequence: 1, previous: null });
const second = stored({ sequence: 2, previous: hashOf(first) });
const third = stored({ sequence: 3, previous: hashOf(second) });

test('records that follow one another have no problems, in whatever order they are read', () => {
  expect(chainProblems([third, first, second])).toStrictEqual([]);
  expect(chainProblems([])).toStrictEqual([]);
});

test('every function has a chain of its own', () => {
  const other = stored({ sequence: 1, previous: null }, 'topology-check');
  expect(chainProblems([first, other, second])).toStrictEqual([]);
});

test.each<[string, readonly StoredRecord[], string]>([
  ['is taken out', [first, third], 'record 3 does not follow record 1'],
  ['is altered', [{ ...first, text: `${first.text} ` }, second], 'record 2 does not follow record 1'],
  ['stands there twice', [first, first, second], 'record 1 does not follow record 1'],
  ['is missing at the beginning', [second, third], 'record 2 does not follow record 0'],
  ['skips a number', [first, stored({ sequence: 3, previous: hashOf(first) })], 'record 3 does not follow record 1'],
  [
    'says in the middle that a chain begins',
    [first, stored({ sequence: 2, previous: hashOf(first), beginning: 'lost' })],
    'record 2 does not follow record 1',
  ],
  ['does not say why a chain begins', [stored({ sequence: 1, previous: null, beginning: null })], 'record 1 does not'],
])('a record that %s is a problem', (_, records, problem) => {
  const problems = chainProblems(records);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`database-check: ${problem}`);
});

test.each<[string, StoredRecord]>([
  ['stands with another function', { ...first, key: 'topology-check/2026-11-25.json' }],
  ['is something else', { ...first, text: '{"hello":1}' }],
])('what %s is no record', (_, record) => {
  expect(chainProblems([record])).toStrictEqual([`${record.key} (version 1) is no record of its function`]);
});
