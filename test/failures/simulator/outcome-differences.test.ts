import type { MomentOutcome, Outcome } from './outcome';
import { outcomeDifferences } from './outcome-differences';

const UP: MomentOutcome = { state: 'UP', value: 1, capacity: 100, lossSeconds: 0, recoverySeconds: 60 };

function outcome(t2: MomentOutcome, seenAfterSeconds?: number): Outcome {
  const detectors = [{ detector: 'alarm', seenAfterSeconds }];
  return { services: [{ service: 'buy', t0: UP, t1: UP, t2 }], detectors, runs: [], reactions: [] };
}

test('two outcomes agree but for rounding', () => {
  const rounded = outcome({ ...UP, value: 1 - 1e-12, capacity: 100 + 1e-10 });
  expect(outcomeDifferences(outcome(UP), rounded)).toEqual([]);
});

test.each([
  ['state', { state: 'DOWN' }, 'buy at t2: state UP or DOWN'],
  ['value', { value: 0.5 }, 'buy at t2: value 1 or 0.5'],
  ['capacity', { capacity: 'unlimited' }, 'buy at t2: capacity 100 or unlimited'],
  ['loss', { lossSeconds: 5 }, 'buy at t2: loss 0 or 5'],
  ['recovery', { recoverySeconds: undefined }, 'buy at t2: recovery 60 or undefined'],
] as const)('two outcomes differ in %s', (_name, change, difference) => {
  expect(outcomeDifferences(outcome(UP), outcome({ ...UP, ...change }))).toEqual([difference]);
});

test('two outcomes differ in whether a state is determined', () => {
  expect(outcomeDifferences(outcome(UP), outcome({ state: 'UNDETERMINED', lossSeconds: 0 }))).toEqual([
    'buy at t2: state UP or UNDETERMINED',
  ]);
});

test('two outcomes differ in the loss where the state is not determined', () => {
  const undetermined = (lossSeconds?: number): Outcome => outcome({ state: 'UNDETERMINED', lossSeconds });
  expect(outcomeDifferences(undetermined(60), undetermined())).toEqual(['buy at t2: loss 60 or undefined']);
});

test('two outcomes differ in what is lost until the recovery', () => {
  const lost = outcome(UP).services.map((service) => ({ ...service, lostSeconds: 12 }));
  expect(outcomeDifferences(outcome(UP), { ...outcome(UP), services: lost })).toEqual(['buy: lost undefined or 12']);
});

test('two outcomes differ in what is seen', () => {
  expect(outcomeDifferences(outcome(UP, 60), outcome(UP))).toEqual(['alarm sees after 60 or undefined']);
});
