import { codesOf, isWell, notApplied, notices, raised, says } from '../../../lib/local/drill/outcome';
import type { CheckRecord } from '../../../lib/local/observe';
import { change, faultOf, recordWith, type Said } from './support/faults';

const BEFORE = recordWith('topology-check');
const EXPECTED = { status: ['DEGRADED'], codes: ['GatewayGone', 'RouteDead'], withinRuns: 1 };
const seen = (record: CheckRecord, before = BEFORE) => ({ record, before, orders: [] });
const action = (said: Said) => recordWith('fail-over-writer', said);

test('codes are those of findings and open questions, sorted, each once', () => {
  const record = recordWith('topology-check', { findings: ['Z', 'A', 'Z'], questions: ['Timeout', 'Malformed'] });
  expect(codesOf(record)).toStrictEqual(['A', 'Malformed', 'Timeout', 'Z']);
  expect(codesOf(undefined)).toStrictEqual([]);
});

test('codes are those of the reasons of an action, too, which stand at their beginning', () => {
  const reasons = ['WriterMissing: no writer', 'QuorumMissing: 1 of 2: silent', 'words without: a code'];
  expect(codesOf(action({ reasons, questions: ['Timeout'] }))).toStrictEqual([
    'QuorumMissing',
    'Timeout',
    'WriterMissing',
  ]);
});

test.each([
  ['every code and more', ['GatewayGone', 'RouteDead', 'Else'], true],
  ['exactly the codes', ['RouteDead', 'GatewayGone'], true],
  ['one of the codes', ['GatewayGone'], false],
  ['none of them', ['Else'], false],
])('a record with %s: noticed is %p', (_, findings, noticed) => {
  const record = recordWith('topology-check', { findings });
  expect(says(record, EXPECTED)).toBe(noticed);
  expect(notices({}, EXPECTED, seen(record))).toBe(noticed);
});

test('a code may be that of a question', () => {
  const expected = { status: ['UNKNOWN'], codes: ['Timeout'], withinRuns: 1 };
  expect(notices({}, expected, seen(recordWith('topology-check', { questions: ['Timeout'] })))).toBe(true);
});

test('what an action says is its state, and not the status beside it', () => {
  const record = action({ outcome: 'HOLD', questions: ['Timeout'] });
  const expected = (status: string) => ({ status: [status], codes: [], withinRuns: 1 });
  expect(says(record, expected('HOLD'))).toBe(true);
  expect(says(record, expected('UNKNOWN'))).toBe(false);
});

test('the right codes with another status are no notice', () => {
  const record = recordWith('topology-check', { findings: EXPECTED.codes });
  expect(notices({}, { ...EXPECTED, status: ['FAILED'] }, seen(record))).toBe(false);
  expect(notices({}, { ...EXPECTED, status: ['FAILED', 'DEGRADED'] }, seen(record))).toBe(true);
});

describe('what the record said before the fault as well', () => {
  const gone = recordWith('topology-check', { findings: EXPECTED.codes });
  const isNoticed = () => true;

  test('is no notice', () => {
    expect(notices({}, EXPECTED, seen(gone, gone))).toBe(false);
    expect(notices({ isNoticed }, EXPECTED, seen(gone, gone))).toBe(false);
  });

  test('is one when it is a status alone, and something beside it is new', () => {
    const expected = { ...EXPECTED, codes: [] };
    expect(notices({ isNoticed }, expected, seen(gone, gone))).toBe(true);
    expect(notices({ isNoticed: () => false }, expected, seen(gone, gone))).toBe(false);
  });
});

test('what must be seen beside status and codes is asked of record, record before and orders', () => {
  const gone = recordWith('topology-check', { findings: EXPECTED.codes });
  const asked: unknown[] = [];
  const isNoticed = (it: unknown) => asked.push(it) > 1;
  expect(notices({ isNoticed }, EXPECTED, seen(gone))).toBe(false);
  expect(notices({ isNoticed }, EXPECTED, seen(gone))).toBe(true);
  expect(asked[0]).toStrictEqual(seen(gone));
});

test.each([
  ['a healthy check', recordWith('audit-check'), true],
  ['a check with a finding', recordWith('audit-check', { findings: ['X'] }), false],
  ['a check with a question', recordWith('audit-check', { questions: ['Timeout'] }), false],
  ['an action that observes', action({ outcome: 'OBSERVE' }), true],
  ['an action that is done', action({ outcome: 'DONE' }), true],
  ['an action that has begun something', action({ outcome: 'CONFIRM' }), false],
  ['an action that does not know something', action({ outcome: 'OBSERVE', questions: ['Timeout'] }), false],
  ['no record', undefined, false],
])('%s is well: %#', (_, record, well) => {
  expect(isWell(record)).toBe(well);
});

test('a fault that does not apply has its reason, and neither notice nor problem', () => {
  const fault = faultOf();
  const expected = { ...EXPECTED, orders: 0 };
  expect(notApplied(fault, expected, 'the site has no endpoint')).toStrictEqual({
    ...{ id: fault.id, title: fault.title, references: fault.references, check: fault.check },
    ...{ applied: 'the site has no endpoint', expected },
    observed: { runs: 0, status: 'NO RECORD', codes: [], orders: 0, seconds: 0 },
    ...{ noticed: false, recovered: false, alarms: [], watchedRuns: 0, problems: [] },
  });
});

test('an alarm is raised by the changes to ALARM alone', () => {
  const changes = [change('a'), change('b', 'OK'), change('c', 'INSUFFICIENT_DATA'), change('d')];
  expect(raised(changes).map(({ alarm }) => alarm)).toStrictEqual(['a', 'd']);
});
