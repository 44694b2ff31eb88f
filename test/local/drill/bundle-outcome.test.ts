import { bundleOutcome, whenFrozen, type BundleFault } from '../../../lib/local/drill/bundle-outcome';
import { recordWith } from './support/faults';

const FAULT: BundleFault = {
  ...{ id: 'frozen', title: 'it does not answer', references: ['F52'], check: 'backup-check' },
  expected: whenFrozen('backup-check'),
};
const UNKNOWN = recordWith('backup-check', { questions: ['Timeout'] });

test('of a frozen API a check must say that it does not know, and an action must do nothing', () => {
  expect(whenFrozen('backup-check')).toStrictEqual({ status: ['UNKNOWN'], codes: ['Timeout'], withinRuns: 1 });
  expect(whenFrozen('fail-over-writer')).toStrictEqual({ status: ['HOLD'], codes: ['Timeout'], withinRuns: 1 });
});

test('a function that says what it must has noticed the fault', () => {
  expect(bundleOutcome(FAULT, UNKNOWN, { seconds: 7 })).toStrictEqual({
    ...{ id: 'frozen', title: 'it does not answer', references: ['F52'], check: 'backup-check', applied: true },
    expected: { status: ['UNKNOWN'], codes: ['Timeout'], withinRuns: 1, orders: 0 },
    observed: { runs: 1, status: 'UNKNOWN', codes: ['Timeout'], orders: 0, seconds: 7 },
    ...{ noticed: true, recovered: false, alarms: [], watchedRuns: 1, problems: [] },
  });
});

test.each([
  ['HEALTHY', recordWith('backup-check')],
  ['DEGRADED, Stale, Timeout', recordWith('backup-check', { findings: ['Stale'], questions: ['Timeout'] })],
  ['UNKNOWN, Network', recordWith('backup-check', { questions: ['Network'] })],
  ['NO RECORD', undefined],
])('one that says %s has not', (said, record) => {
  const { noticed, problems } = bundleOutcome(FAULT, record, { seconds: 1 });
  expect(noticed).toBe(false);
  expect(problems).toStrictEqual([
    `frozen (it does not answer): backup-check must say UNKNOWN, Timeout, it said ${said}`,
  ]);
});

describe('an action', () => {
  const expected = { status: ['OBSERVE', 'HOLD'], codes: ['Timeout'], withinRuns: 1 };
  const fault = { ...FAULT, check: 'fail-over-writer', expected } as const;

  test('may go on observing, as long as it says that something is not known', () => {
    const record = recordWith('fail-over-writer', { questions: ['Timeout'] });
    expect(bundleOutcome(fault, record, { seconds: 1 })).toMatchObject({
      noticed: true,
      observed: { status: 'OBSERVE' },
      problems: [],
    });
  });

  test('must not say that all is well, whatever its reasons are', () => {
    const record = recordWith('fail-over-writer', { reasons: ['Timeout: no lag'] });
    expect(bundleOutcome(fault, record, { seconds: 1 })).toMatchObject({
      noticed: false,
      problems: [
        'frozen (it does not answer): fail-over-writer must say OBSERVE or HOLD, Timeout, it said OBSERVE, HEALTHY, Timeout',
      ],
    });
  });

  test('that sends an order is a problem, even if it says what it must', () => {
    const record = recordWith('fail-over-writer', { outcome: 'HOLD', questions: ['Timeout'] });
    const { noticed, observed, problems } = bundleOutcome(fault, record, { seconds: 1, orders: 2 });
    expect([noticed, observed.orders]).toStrictEqual([true, 2]);
    expect(problems).toStrictEqual([
      'frozen (it does not answer): fail-over-writer must send no order to AWS, and sent 2',
    ]);
  });
});
