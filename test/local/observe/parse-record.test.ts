import fc from 'fast-check';
import type { Effect, Finding, OpenQuestion } from '../../../lambda/shared/decision';
import { parseRecord } from '../../../lib/local/observe';
import { CONCLUSIONS, lineOf, recordOf, RUN } from './support/records';

test('reads the line of a run', () => {
  expect(recordOf({}, { ...CONCLUSIONS.DEGRADED, notes: ['n'], metrics: { RouteFaults: 2 } })).toStrictEqual({
    check: 'topology-check',
    site: 'starter',
    requestId: 'request-1',
    startedAt: RUN.startedAt,
    completedAt: RUN.completedAt,
    status: 'DEGRADED',
    outcome: 'DEGRADED',
    changed: true,
    findings: CONCLUSIONS.DEGRADED.findings,
    questions: [],
    notes: ['n'],
    reasons: [],
    leftOut: 0,
    metrics: {
      ...{ RouteFaults: 2, CheckUnknown: 0, RedundancyLost: 1, ServiceDown: 0 },
      ...{ CheckCompleted: 1, RecordUnstored: 0 },
    },
    stored: { key: 'topology-check/2026-11-25.json', sequence: 2 },
  });
});

test('reads the line of an action, whose outcome is a state', () => {
  const { check, status, outcome } = recordOf({ check: 'fail-over-writer', outcome: 'HOLD' }, CONCLUSIONS.UNKNOWN);
  expect({ check, status, outcome }).toStrictEqual({
    check: 'fail-over-writer',
    status: 'UNKNOWN',
    outcome: 'HOLD',
  });
});

test('reads that a decision record does not stand', () => {
  const { stored, metrics } = recordOf({ isStored: false });
  expect([stored, metrics['RecordUnstored']]).toStrictEqual([null, 1]);
});

test.each([
  'START RequestId: 8a972573 Version: $LATEST',
  'END RequestId: 8a972573',
  '(node:1795) Warning: NodeVersionSupportWarning: The AWS SDK for JavaScript (v3)',
  '{"level":"INFO","message":"hello"}',
  '',
])('finds no record in %j', (line) => {
  expect(parseRecord(line)).toBeUndefined();
});

test('reads a line with the line break that Lambda leaves at its end', () => {
  expect(parseRecord(`${lineOf()}\n`)?.status).toBe('HEALTHY');
});

test('reads back whatever a check can conclude', () => {
  const effect = fc.constantFrom<Effect>('redundancy', 'service');
  const findings = fc.array(
    fc.record<Finding>({ code: fc.string({ minLength: 1 }), effect, subject: fc.string(), detail: fc.string() }),
    { maxLength: 120 },
  );
  const questions = fc.array(
    fc.record<OpenQuestion>({ code: fc.constant('Network'), effect, subject: fc.string(), reason: fc.string() }),
  );
  const metrics = fc.dictionary(fc.stringMatching(/^M[A-Za-z/-]{0,12}$/), fc.integer({ min: 0, max: 1000 }), {
    maxKeys: 150,
  });
  fc.assert(
    fc.property(findings, questions, metrics, (found, open, values) => {
      const record = recordOf({}, { findings: found, questions: open, metrics: values });
      expect(record.findings.length + record.questions.length + record.leftOut).toBe(found.length + open.length);
      expect(record.metrics).toMatchObject({ ...values, CheckCompleted: 1, CheckUnknown: open.length });
    }),
  );
});

/** A record's line with one thing changed. */
function changed(change: (line: Record<string, unknown>, record: Record<string, unknown>) => void): string {
  const line = JSON.parse(lineOf({}, CONCLUSIONS.UNKNOWN)) as Record<string, unknown>;
  change(line, line['record'] as Record<string, unknown>);
  return JSON.stringify(line);
}

test.each<[string, string, RegExp]>([
  ['is cut off', lineOf().slice(0, -10), /the line: must be one JSON document/],
  ['is cut off at its beginning', lineOf().slice(lineOf().indexOf('"record"')), /must be one JSON document/],
  ['stands behind the prefix of console.log', `2026-11-25T09:00:02Z r INFO ${lineOf()}`, /nothing around it/],
  ['holds no decision', changed((line) => delete line['record']), /record: Invalid input/],
  ['holds no metrics', changed((line) => delete line['_aws']), /_aws: Invalid input/],
  ['comes from an unknown check', changed((line) => (line['Check'] = 'other-check')), /Check: Invalid option/],
  ['has a later version', changed((_, record) => (record['version'] = 2)), /record\.version: Invalid input/],
  ['holds an unknown key', changed((_, record) => (record['extra'] = 1)), /record: Unrecognized key: "extra"/],
  ['has an impossible time', changed((_, record) => (record['startedAt'] = 'yesterday')), /record\.startedAt: Invalid/],
  [
    'ends before it begins',
    changed((_, record) => (record['startedAt'] = '2026-11-25T10:00:00.000Z')),
    /completedAt: must not be before/,
  ],
  ['has a metric that is text', changed((line) => (line['CheckUnknown'] = '1')), /CheckUnknown: Invalid input/],
  [
    'lacks the value of a metric',
    changed((line) => delete line['CheckUnknown']),
    /CheckUnknown: is declared but has no value/,
  ],
  ['holds an undeclared metric', changed((line) => (line['Stray'] = 1)), /Stray: has a value but is not declared/],
  ['lacks the heartbeat', changed((line) => (line['CheckCompleted'] = 0)), /CheckCompleted: must be 1/],
  [
    'counts its questions wrongly',
    changed((line) => (line['CheckUnknown'] = 0)),
    /CheckUnknown: must be the number of open/,
  ],
  [
    'calls unknown healthy',
    changed((_, record) => (record['status'] = 'HEALTHY')),
    /record\.status: must be UNKNOWN by its entries, is HEALTHY/,
  ],
  [
    'gives a check another outcome than its status',
    changed((_, record) => (record['outcome'] = 'HOLD')),
    /record\.outcome: must be the status of a check, is HOLD/,
  ],
  [
    'says that its record is stored when it is not',
    changed((line) => (line['RecordUnstored'] = 1)),
    /RecordUnstored: must say whether the record is stored/,
  ],
  ['names a hash that is none', changed((_, record) => (record['inputs'] = 'abc')), /record\.inputs: Invalid string/],
  [
    'gives its metrics another time',
    changed((line) => ((line['_aws'] as Record<string, unknown>)['Timestamp'] = 5)),
    /_aws\.Timestamp: must be the time/,
  ],
  [
    'writes to another namespace',
    lineOf().replace('"Honmaru"', '"Other"'),
    /_aws\.CloudWatchMetrics\.0\.Namespace: Invalid input/,
  ],
  [
    'gives a metric a unit by which no alarm looks for it',
    lineOf().replace('{"Name":"CheckUnknown"}', '{"Name":"CheckUnknown","Unit":"Count"}'),
    /Metrics\.1: Unrecognized key: "Unit"/,
  ],
  [
    'declares a metric twice',
    lineOf().replace('{"Name":"CheckUnknown"}', '{"Name":"CheckUnknown"},{"Name":"CheckUnknown"}'),
    /CheckUnknown: is declared twice/,
  ],
])('refuses a record that %s', (_, line, message) => {
  expect(() => parseRecord(line)).toThrow(message);
});

test('an error shows where the line begins', () => {
  expect(() => parseRecord(lineOf().slice(0, -1))).toThrow(/the line begins with \{"_aws":\{"Timestamp":/);
});
