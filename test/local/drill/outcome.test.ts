import { codesOf, notApplied, notices, raised } from '../../../lib/local/drill/outcome';
import { change, faultOf, recordWith } from './support/faults';

const BEFORE = recordWith('topology-check');

test('codes are those of findings and open questions, sorted, each once', () => {
  const record = recordWith('topology-check', { findings: ['Z', 'A', 'Z'], questions: ['Timeout', 'Malformed'] });
  expect(codesOf(record)).toStrictEqual(['A', 'Malformed', 'Timeout', 'Z']);
  expect(codesOf(undefined)).toStrictEqual([]);
});

test.each([
  ['every code and more', ['GatewayGone', 'RouteDead', 'Else'], true],
  ['exactly the codes', ['RouteDead', 'GatewayGone'], true],
  ['one of the codes', ['GatewayGone'], false],
  ['none of them', ['Else'], false],
])('a record with %s: noticed is %p', (_, findings, noticed) => {
  const fault = faultOf({ expected: { status: ['DEGRADED'], codes: ['GatewayGone', 'RouteDead'], withinRuns: 1 } });
  expect(notices(fault, recordWith('topology-check', { findings }), BEFORE)).toBe(noticed);
});

test('a code may be that of a question', () => {
  const fault = faultOf({ expected: { status: ['UNKNOWN'], codes: ['Timeout'], withinRuns: 1 } });
  expect(notices(fault, recordWith('topology-check', { questions: ['Timeout'] }), BEFORE)).toBe(true);
});

test('the right codes with another status are no notice', () => {
  const fault = faultOf({ expected: { status: ['FAILED'], codes: ['GatewayGone'], withinRuns: 1 } });
  expect(notices(fault, recordWith('topology-check', { findings: ['GatewayGone'] }), BEFORE)).toBe(false);
});

test('no record is no notice', () => {
  expect(notices(faultOf(), undefined, BEFORE)).toBe(false);
});

test('without a record before, only what must be compared with it goes unnoticed', () => {
  const record = recordWith('topology-check', { findings: ['GatewayGone'] });
  expect(notices(faultOf(), record, undefined)).toBe(true);
  expect(notices(faultOf({ isNoticed: () => true }), record, undefined)).toBe(false);
});

test('a fault that does not apply has its reason, and neither notice nor problem', () => {
  const fault = faultOf();
  expect(notApplied(fault, 'the site has no endpoint')).toStrictEqual({
    ...{ id: fault.id, title: fault.title, references: fault.references, check: fault.check },
    ...{ applied: 'the site has no endpoint', expected: fault.expected },
    observed: { runs: 0, status: 'NO RECORD', codes: [], seconds: 0 },
    ...{ noticed: false, recovered: false, alarms: [], problems: [] },
  });
});

test('an alarm is raised by the changes to ALARM alone', () => {
  const changes = [change('a'), change('b', 'OK'), change('c', 'INSUFFICIENT_DATA'), change('d')];
  expect(raised(changes).map(({ alarm }) => alarm)).toStrictEqual(['a', 'd']);
});
