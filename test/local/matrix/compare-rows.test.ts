import { compareRow, type RowInput } from '../../../lib/local/matrix';

const PUBLICATION = [{ seconds: 60, because: 'publication of the metric: not played' }];

/** A gateway that is lost: the matrix says after 180 s, 60 of them publication, and the drill measured two runs. */
function row(change: { [K in keyof RowInput]?: Partial<RowInput[K]> } = {}) {
  return compareRow({
    fault: {
      ...{ id: 'gateway-deleted', check: 'topology-check', intervalSeconds: 60, noticed: true, watchedRuns: 2 },
      raised: [{ name: 'site-gateway', afterRuns: 2 }],
      ...change.fault,
    },
    scenario: {
      name: 'Net/Gateway',
      seen: [{ detector: 'Mon/Gateway', seconds: 180, excluded: PUBLICATION }],
      ...change.scenario,
    },
    alarms: [
      { key: 'Mon/Gateway', name: 'site-gateway', check: 'topology-check' },
      { key: 'Mon/Fault', name: 'site-fault', check: 'topology-check' },
      { key: 'Mon/Readers', name: 'site-readers', check: 'database-check' },
    ],
    beside: (change.beside ?? []) as RowInput['beside'],
    silent: (change.silent ?? []) as NonNullable<RowInput['silent']>,
    beyond: (change.beyond ?? []) as NonNullable<RowInput['beyond']>,
  });
}

const computed = (seconds: number) => ({
  scenario: { seen: [{ detector: 'Mon/Gateway', seconds, excluded: PUBLICATION }] },
});

test('puts beside each other what is computed, what of it takes no time here, and what was measured', () => {
  expect(row()).toStrictEqual([
    {
      ...{ alarm: 'site-gateway', computedSeconds: 180, excluded: PUBLICATION, measuredSeconds: 120 },
      verdict: 'within',
    },
  ]);
});

test.each([
  // Three times 120 s, and 5 s more, beside 60 s that are not compared.
  [179, 'measured exceeds computed'],
  [180, 'within'],
  [425, 'within'],
  [426, 'computed too large'],
])('computed after %i s and measured after 120 s: %s', (seconds, verdict) => {
  expect(row(computed(seconds))).toMatchObject([{ verdict }]);
});

test('one run stands for one interval of the function', () => {
  expect(row({ fault: { intervalSeconds: 300 } })).toMatchObject([
    { measuredSeconds: 600, verdict: 'measured exceeds computed' },
  ]);
});

describe('an alarm that the matrix does not say', () => {
  const seen = { scenario: { seen: [] } };

  test('is a problem', () => {
    expect(row(seen)).toMatchObject([{ computedSeconds: null, measuredSeconds: 120, verdict: 'not computed' }]);
  });

  test('is one, too, when no template has it', () => {
    expect(row({ fault: { raised: [{ name: 'stray', afterRuns: 1 }] }, ...seen })).toMatchObject([
      { alarm: 'stray', verdict: 'not computed' },
    ]);
  });

  test('is explained by a fault that is at work at the same time', () => {
    expect(row({ ...seen, beside: [{ id: 'route-removed', alarms: ['-gateway'] }] })).toMatchObject([
      { verdict: 'explained', because: 'it speaks of route-removed, which was at work at the same time' },
    ]);
  });

  test('is not explained by one that something else speaks of', () => {
    expect(row({ ...seen, beside: [{ id: 'route-removed', alarms: ['-routes'] }] })).toMatchObject([
      { verdict: 'not computed' },
    ]);
  });

  test('is explained by what is known of the fault', () => {
    expect(row({ ...seen, beyond: [{ alarm: '-gateway', because: 'so it is' }] })).toMatchObject([
      { verdict: 'explained', because: 'so it is' },
    ]);
  });
});

describe('an alarm that did not go off', () => {
  const silent = { fault: { raised: [] } };

  test('is a problem when the drill waited for long enough', () => {
    expect(row(silent)).toMatchObject([{ computedSeconds: 180, measuredSeconds: null, verdict: 'not measured' }]);
  });

  test('is explained when it did not', () => {
    expect(row({ fault: { raised: [], watchedRuns: 1 } })).toMatchObject([
      { verdict: 'explained', because: 'the drill went on for 60 s' },
    ]);
  });

  test('is explained where the function did not notice the fault, and no wrong time is', () => {
    const because = 'topology-check did not notice the fault, which is a problem of its own';
    expect(row({ fault: { raised: [], noticed: false } })).toMatchObject([{ verdict: 'explained', because }]);
    expect(row({ fault: { noticed: false }, ...computed(100) })).toMatchObject([
      { verdict: 'measured exceeds computed' },
    ]);
  });

  test('is explained by what the drill leaves alone', () => {
    expect(row({ ...silent, silent: [{ alarm: '-gateway', because: 'it is left alone' }] })).toMatchObject([
      { verdict: 'explained', because: 'it is left alone' },
    ]);
  });

  test('is not compared when it is on another function, or nobody says that it goes off', () => {
    const seen = [{ detector: 'Mon/Readers', seconds: 180, excluded: [] }];
    expect(row({ ...silent, scenario: { seen } })).toStrictEqual([]);
  });
});

test('an explanation does not cover a time that is wrong', () => {
  const because = { alarm: '-gateway', because: 'so it is' };
  expect(row({ ...computed(100), silent: [because], beyond: [because] })).toMatchObject([
    { verdict: 'measured exceeds computed' },
  ]);
});
