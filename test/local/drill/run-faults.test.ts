import type { CheckName } from '../../../lambda/shared/contract';
import { FAULTS, runFaults, type DrillFault, type FaultOutcome } from '../../../lib/local/drill';
import { BreakableSite, FakeLane, faultOf, NO_GROUND, recordWith, tickingClock } from './support/faults';

/** Plays faults on a lane. */
const play = (faults: readonly DrillFault[], lane: FakeLane) =>
  runFaults(faults, { ground: NO_GROUND, lane, now: tickingClock() });

async function outcomeOf(fault: DrillFault, lane: FakeLane): Promise<FaultOutcome> {
  const [open] = await play([fault], lane);
  if (open === undefined) {
    throw new Error('the fault has no outcome');
  }
  return open.outcome;
}

test('a fault that its check notices and that can be repaired has no problem', async () => {
  const site = new BreakableSite();
  const fault = site.fault();
  expect(await play([fault], new FakeLane((check) => site.truth(check)))).toStrictEqual([
    {
      fault,
      lost: [],
      outcome: {
        ...{ id: fault.id, title: fault.title, references: ['F06'], check: 'topology-check' },
        ...{ applied: true, expected: fault.expected },
        observed: { runs: 1, status: 'DEGRADED', codes: ['GatewayGone'], seconds: 1 },
        ...{ noticed: true, recovered: true, alarms: [], problems: [] },
      },
    },
  ]);
  expect(site.happened).toStrictEqual([
    'run topology-check',
    'inject gateway-deleted',
    'run topology-check',
    'repair gateway-deleted',
    'run topology-check',
  ]);
});

test('faults are played side by side, in step', async () => {
  const site = new BreakableSite();
  const faults = [site.fault({ id: 'a' }), site.fault({ id: 'b', check: 'backup-check' })];
  const results = await play(faults, new FakeLane((check) => site.truth(check)));
  expect(results.map(({ outcome: { id, noticed, recovered } }) => [id, noticed, recovered])).toStrictEqual([
    ['a', true, true],
    ['b', true, true],
  ]);
  expect(site.happened).toStrictEqual([
    ...['run topology-check', 'run backup-check', 'inject a', 'inject b', 'run topology-check', 'run backup-check'],
    ...['repair a', 'repair b', 'run topology-check', 'run backup-check'],
  ]);
});

test('a fault that the site cannot have is told with its reason, and nothing is done', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane((check) => site.truth(check));
  const missing = site.fault({ id: 'missing', applies: () => 'the site has no endpoint' });
  const [played, skipped] = await play([missing, site.fault()], lane);
  expect(skipped?.outcome).toMatchObject({
    ...{ id: 'missing', applied: 'the site has no endpoint', noticed: false, recovered: false, problems: [] },
    observed: { runs: 0, status: 'NO RECORD', codes: [], seconds: 0 },
  });
  expect(played?.outcome.problems).toStrictEqual([]);
  expect(site.happened).not.toContain('inject missing');
  expect(lane.ran).toHaveLength(3);
});

test('whether a fault applies is asked of what the checks expect', async () => {
  const asked: unknown[] = [];
  const fault = faultOf({
    applies: (expectations) => {
      asked.push(expectations);
      return 'no';
    },
  });
  await play([fault], new FakeLane(() => ({})));
  expect(asked).toStrictEqual([NO_GROUND.expectations]);
});

test('what only a deployment can repair is returned open, and not waited for', async () => {
  const site = new BreakableSite();
  const lost = [{ physicalId: 'nat-1' }];
  const fault = site.fault({
    inject: () => {
      site.broken = true;
      return Promise.resolve({ lost });
    },
  });
  const lane = new FakeLane((check) => site.truth(check));
  expect(await play([fault], lane)).toMatchObject([
    { lost, outcome: { noticed: true, recovered: false, problems: [] } },
  ]);
  expect(lane.ran).toHaveLength(2);
});

describe('a check that notices nothing makes the drill fail:', () => {
  /** What checks say that do not look. */
  const BLIND: Readonly<Record<string, (check: CheckName) => ReturnType<typeof recordWith> | undefined>> = {
    'that is always healthy': (check) => recordWith(check),
    'that is always healthy and names a writer': (check) =>
      recordWith(check, { notes: ['the writer is db-1 in ap-northeast-1a'] }),
    'that leaves no record': () => undefined,
    'that always finds something else': (check) => recordWith(check, { findings: ['Else'] }),
  };

  describe.each(Object.entries(BLIND))('one %s', (_, says) => {
    test.each(FAULTS.map((fault) => [fault.id, fault] as const))('%s', async (_id, fault) => {
      const lane = new FakeLane((check) => ({ record: says(check) }));
      const inject = () => Promise.resolve({ repair: () => Promise.resolve() });
      const { noticed, problems } = await outcomeOf({ ...fault, applies: () => true, inject }, lane);
      expect(noticed).toBe(false);
      expect(problems[0]).toMatch(new RegExp(`^${fault.id} \\(${fault.title}\\): ${fault.check} must say `));
    });
  });

  test('the sentence says what was expected, and what was said instead', async () => {
    const lane = new FakeLane((check) => ({ record: recordWith(check, { findings: ['Z', 'A'] }) }));
    const expected = { status: ['FAILED', 'DEGRADED'], codes: ['B', 'A'], withinRuns: 2 } as const;
    const { problems } = await outcomeOf(faultOf({ expected }), lane);
    expect(problems).toStrictEqual([
      'gateway-deleted (a gateway is deleted): topology-check must say FAILED or DEGRADED, B, A within 2 runs, it said DEGRADED, A, Z after 2',
    ]);
  });
});

describe('a fault that is noticed late', () => {
  /** The check notices it with this run after the fault. */
  const noticing = (at: number): FakeLane =>
    new FakeLane((check, nth) => ({ record: recordWith(check, nth - 1 === at ? { findings: ['GatewayGone'] } : {}) }));
  const fault = faultOf({
    expected: { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 3 },
    inject: () => Promise.resolve({ repair: () => Promise.resolve() }),
  });

  test.each([1, 2, 3])('is noticed in time with run %i of 3', async (at) => {
    const { noticed, observed, problems } = await outcomeOf(fault, noticing(at));
    expect({ noticed, runs: observed.runs, seconds: observed.seconds, problems }).toStrictEqual({
      ...{ noticed: true, runs: at, seconds: at, problems: [] },
    });
  });

  test('is not noticed in time with the fourth', async () => {
    const { noticed, observed, problems } = await outcomeOf(fault, noticing(4));
    expect([noticed, observed.runs, problems.length]).toStrictEqual([false, 3, 1]);
  });
});

describe('beside status and codes', () => {
  const expected = { status: ['HEALTHY'], codes: [], withinRuns: 1 } as const;
  const writer = (name: string) => recordWith('topology-check', { notes: [`the writer is ${name}`] });
  const fault = faultOf({
    expected,
    inject: () => Promise.resolve({ repair: () => Promise.resolve() }),
    isNoticed: (record, before) => record.notes[0] !== before.notes[0],
  });

  test('the record is compared with the one before the fault', async () => {
    const lane = new FakeLane((_, nth) => ({ record: writer(nth === 1 ? 'a' : 'b') }));
    expect((await outcomeOf(fault, lane)).noticed).toBe(true);
  });

  test('a record that is the same as before says nothing', async () => {
    expect((await outcomeOf(fault, new FakeLane(() => ({ record: writer('a') })))).noticed).toBe(false);
  });

  test('without a record before there is nothing to compare with', async () => {
    const lane = new FakeLane((_, nth) => ({ record: nth === 1 ? undefined : writer('a') }));
    expect((await outcomeOf(fault, lane)).noticed).toBe(false);
  });
});
