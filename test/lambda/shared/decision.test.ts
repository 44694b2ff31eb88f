import fc from 'fast-check';
import {
  decide,
  merge,
  NOTHING,
  reconsider,
  type Effect,
  type Finding,
  type OpenQuestion,
} from '../../../lambda/shared/decision';

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

test('the order in which things were found and asked does not show', () => {
  const names = ['aC', 'aD', 'aE', 'bA', 'bB'];
  const [subjects, codes] = [names.map((name) => name.charAt(0)), names.map((name) => name.charAt(1))];
  const findings = names.map((_, index) => ({ ...finding('service', subjects[index]), code: codes[index] ?? '' }));
  const questions = names.map((_, index) => question('service', `${subjects[index] ?? ''}${codes[index] ?? ''}`));
  const inOrder = decide({ ...NOTHING, findings, questions });
  expect(inOrder.findings).toStrictEqual(findings);
  expect(inOrder.questions).toStrictEqual(questions);
  const shuffled = <T>(entries: readonly T[]) => fc.shuffledSubarray([...entries], { minLength: entries.length });
  fc.assert(
    fc.property(shuffled(findings), shuffled(questions), (found, open) => {
      expect(decide({ ...NOTHING, findings: found, questions: open })).toStrictEqual(inOrder);
    }),
  );
});

test('conclusions add up', () => {
  const part = { findings: [finding('service')], questions: [question('service')], notes: ['n'], metrics: { a: 1 } };
  expect(merge([part, { ...NOTHING, metrics: { b: 2 } }])).toStrictEqual({ ...part, metrics: { a: 1, b: 2 } });
});

describe('a decision that is made anew', () => {
  const healthy = decide({ ...NOTHING, notes: ['n'], metrics: { DatabaseWriters: 1 } });

  test('with a question is healthy no more, and no metric says that all is well', () => {
    expect(reconsider(healthy, { ...NOTHING, questions: [question('service', 'a')] })).toStrictEqual({
      status: 'UNKNOWN',
      findings: [],
      questions: [question('service', 'a')],
      notes: ['n'],
      metrics: { DatabaseWriters: 1, CheckUnknown: 1 },
    });
  });

  test('with nothing is the same', () => {
    expect(reconsider(healthy, NOTHING)).toStrictEqual(healthy);
  });

  test('keeps what was found, in order', () => {
    const degraded = decide({ ...NOTHING, findings: [finding('redundancy', 'b')] });
    const more = { ...NOTHING, findings: [finding('service', 'a')], metrics: { Extra: 2 } };
    expect(reconsider(degraded, more)).toMatchObject({
      status: 'FAILED',
      findings: [{ subject: 'a' }, { subject: 'b' }],
      metrics: { Extra: 2, RedundancyLost: 1, ServiceDown: 1, CheckUnknown: 0 },
    });
  });
});
