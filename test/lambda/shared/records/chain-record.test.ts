import { CHAIN_VERSION, parseRecord } from '../../../../lambda/shared/records/chain-record';
import { openRun } from '../../../../lambda/shared/records/record-chain';
import { FakeHeads } from '../../support/fake-heads';
import { decisionOf, runOnce, startAt } from '../../support/fake-records';

const LABELS = [
  'topology-check',
  'database-check',
  'backup-check',
  'audit-check',
  'certificate-check',
  'line-check',
  'site-check',
  'heartbeat-check',
  'fail-over-writer',
  'evacuate-writer',
  'drill',
  'daily-summary',
] as const;

type Json = Readonly<Record<string, unknown>>;

/** A record of each state. */
async function records(): Promise<readonly Json[]> {
  const heads = new FakeHeads();
  await openRun(heads, startAt('2026-11-25T12:00:00Z'));
  await runOnce(
    heads,
    startAt('2026-11-25T12:01:00Z', 'r-2'),
    decisionOf({ found: 'service', open: 'Contradictory' }),
    { happened: ['x'], evidence: { a: [1] } },
  );
  return heads.records();
}

test('every state is read as it was written', async () => {
  const all = await records();
  expect(all.map(({ state }) => state)).toStrictEqual(['open', 'crashed', 'open', 'closed']);
  for (const record of all) {
    expect(parseRecord(JSON.stringify(record))).toStrictEqual({ kind: 'known', value: record });
  }
  expect(CHAIN_VERSION).toBe(1);
});

test.each(LABELS)('%s keeps records', async (label) => {
  const [record] = await records();
  expect(parseRecord(JSON.stringify({ ...record, function: label })).kind).toBe('known');
});

test('every code of the unknown can stand in a record', async () => {
  const record = (await records())[3] as Json & { readonly decision: Json };
  const codes = [
    ...['Throttled', 'Denied', 'Challenged', 'Timeout', 'Network', 'ApiError'],
    ...['Malformed', 'Contradictory', 'Incomplete'],
  ];
  const questions = codes.map((code) => ({ subject: 's', code, reason: 'r', effect: 'redundancy' }));
  const decision = { ...record.decision, questions };
  expect(parseRecord(JSON.stringify({ ...record, decision })).kind).toBe('known');
});

test('no member of any record can be left out, added or of another type', async () => {
  for (const record of await records()) {
    for (const [name, broken] of variants(record)) {
      expect({ name, kind: parseRecord(JSON.stringify(broken)).kind }).toStrictEqual({ name, kind: 'unknown' });
    }
  }
});

/** The record without each of its members, with each replaced by an object, and with one more in each object. */
function variants(record: Json): readonly (readonly [string, Json])[] {
  // Evidence may be anything, counts and metrics have any name.
  const free = ['evidence', 'byOutcome', 'unknownByCode', 'metrics'];
  return [
    ...Object.keys(record).flatMap((name): (readonly [string, Json])[] => [
      ...(name === 'evidence' ? [] : [[`${name} left out`, without(record, name)] as const]),
      ...(free.includes(name) ? [] : [[`${name} replaced`, { ...record, [name]: { other: 'x' } }] as const]),
    ]),
    ['one more', { ...record, more: 1 }],
    ...Object.entries(record)
      .filter(([name, member]) => !free.includes(name) && isObject(member))
      .flatMap(([name, member]) =>
        variants(member as Json).map(([path, broken]) => [`${name}.${path}`, { ...record, [name]: broken }] as const),
      ),
  ];
}

function without(record: Json, name: string): Json {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test.each([
  ['sequence', 0],
  ['sequence', 1.5],
  ['previous', 'abc'],
  ['previous', 'G'.repeat(64)],
  ['previous', `${'a'.repeat(64)}b`],
  ['requestId', ''],
  ['site', ''],
  ['startedAt', 'noon'],
  ['beginning', ''],
  ['function', 'other-check'],
  ['state', 'done'],
  ['version', 2],
])('a record whose %s is %p is none', async (name, value) => {
  const [record] = await records();
  expect(parseRecord(JSON.stringify({ ...record, [name]: value }))).toMatchObject({
    kind: 'unknown',
    code: 'Malformed',
  });
});

test('entries of a decision are checked one by one', async () => {
  const record = (await records())[3] as Json & { readonly decision: Json };
  const withDecision = (members: Json) =>
    parseRecord(JSON.stringify({ ...record, decision: { ...record.decision, ...members } })).kind;
  const finding = { code: 'C', effect: 'service', subject: 's', detail: 'd' };
  const question = { code: 'Timeout', effect: 'service', subject: 's', reason: 'r' };
  expect(withDecision({ findings: [finding], questions: [question] })).toBe('known');
  for (const broken of [
    { findings: [{ ...finding, code: '' }] },
    { findings: [{ ...finding, effect: 'none' }] },
    { findings: [{ ...finding, more: 1 }] },
    { questions: [{ ...question, code: 'Other' }] },
    { questions: [{ ...question, more: 1 }] },
    { notes: [1] },
    { reasons: [1] },
    { metrics: { a: 'x' } },
    { leftOut: -1 },
    { status: 'OTHER' },
    { inputs: 'abc' },
  ]) {
    expect({ broken, kind: withDecision(broken) }).toStrictEqual({ broken, kind: 'unknown' });
  }
});

test('what is wrong with a record is said without its content', async () => {
  const [record] = await records();
  expect(parseRecord(JSON.stringify({ ...record, site: { secret: 'hunter2' } }))).toStrictEqual({
    kind: 'unknown',
    code: 'Malformed',
    reason: 'no decision record: site (invalid_type)',
  });
});

test('a fault deep in a record is named by its path', async () => {
  const record = (await records())[3] as Json & { readonly decision: Json };
  expect(parseRecord(JSON.stringify({ ...record, decision: { ...record.decision, notes: [1] } }))).toMatchObject({
    reason: 'no decision record: decision.notes.0 (invalid_type)',
  });
});
