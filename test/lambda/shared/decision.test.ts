import fc from 'fast-check';
import { decide, merge, NOTHING, type Effect, type Finding, type OpenQuestion } from '../../../lambda/shared/decision';

const finding = (effect: Effect, subject = 's'): Finding => ({ code: 'C', effect, subject, detail: '' });
const question = (effect: Effect, subject = 's'): OpenQuestion => ({ code: 'Timeout', effect, subject, reason: '' });

test.each([
  [[], [], 'HEALTHY', 0, 0],
  [[finding('redundancy')], [], 'DEGRADED', 1, 0],
  [[finding('service')], [], 'FAILED', 1, 1],
  [[], [question('redundancy')], 'UNKNOWN', undefined, 0],
  [[], [question('service')], 'UNKNOWN', undefined, undefined],
  [[finding('redundancy')], [question('redundancy')], 'DEGRADED', 1, 0],
  [[finding('redundancy')], [question('service')], 'DEGRADED', 1, undefined],
  [[finding('service')], [question('service')], 'FAILED', 1, 1],
])('findings %p and questions %p are %s', (findings, questions, status, redundancyLost, serviceDown) => {
  const decision = decide({ ...NOTHING, findings, questions });
  expect(decision.status).toBe(status);
  expect(decision.metrics.RedundancyLost).toBe(redundancyLost);
  expect(decision.metrics.ServiceDown).toBe(serviceDown);
  expect(decision.metrics.CheckUnknown).toBe(questions.length);
});

test('with an open question no decision is healthy and none says that all is well', () => {
  const effect = fc.constantFrom<Effect>('redundancy', 'service');
  fc.assert(
    fc.property(fc.array(effect), fc.array(effect, { minLength: 1 }), (found, open) => {
      const decision = decide({
        ...NOTHING,
        findings: found.map((entry) => finding(entry)),
        questions: open.map((entry) => question(entry)),
      });
      expect(decision.status).not.toBe('HEALTHY');
      expect(decision.metrics.RedundancyLost).not.toBe(0);
    }),
  );
});

test('entries are sorted by subject, then by code', () => {
  const decision = decide({
    ...NOTHING,
    findings: [finding('service', 'b'), { ...finding('service', 'a'), code: 'Z' }, finding('service', 'a')],
    notes: ['z', 'a'],
  });
  expect(decision.findings.map(({ subject, code }) => subject + code)).toStrictEqual(['aC', 'aZ', 'bC']);
  expect(decision.notes).toStrictEqual(['a', 'z']);
});

test('conclusions add up', () => {
  const part = { findings: [finding('service')], questions: [question('service')], notes: ['n'], metrics: { a: 1 } };
  expect(merge([part, { ...NOTHING, metrics: { b: 2 } }])).toStrictEqual({ ...part, metrics: { a: 1, b: 2 } });
});
