import { runFaults, type DrillFault, type FaultOutcome } from '../../../lib/local/drill';
import { BreakableSite, FakeLane, faultOf, harmless, NO_GROUND, recordWith, tickingClock } from './support/faults';

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
        applied: true,
        expected: { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 1, orders: 0 },
        observed: { runs: 1, status: 'DEGRADED', codes: ['GatewayGone'], orders: 0, seconds: 1 },
        ...{ noticed: true, recovered: true, alarms: [], watchedRuns: 1, problems: [] },
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
  expect(skipped?.lost).toStrictEqual([]);
  expect(skipped?.outcome).toMatchObject({
    ...{ id: 'missing', applied: 'the site has no endpoint', noticed: false, recovered: false, problems: [] },
    expected: { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 1, orders: 0 },
    observed: { runs: 0, status: 'NO RECORD', codes: [], orders: 0, seconds: 0 },
  });
  expect(played?.outcome.problems).toStrictEqual([]);
  expect(site.happened).not.toContain('inject missing');
  expect(lane.ran).toHaveLength(3);
});

test('whether a fault applies is asked of the site', async () => {
  const asked: unknown[] = [];
  const fault = faultOf({
    applies: (site) => {
      asked.push(site);
      return 'no';
    },
  });
  await play([fault], new FakeLane(() => ({})));
  expect(asked).toStrictEqual([NO_GROUND.site]);
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

test('the sentence says what was expected, and what was said instead', async () => {
  const lane = new FakeLane((check) => ({ record: recordWith(check, { findings: ['Z', 'A'] }) }));
  const expected = { status: ['FAILED', 'DEGRADED'], codes: ['B', 'A'], withinRuns: 2 } as const;
  const { problems } = await outcomeOf(faultOf({ expected }), lane);
  expect(problems).toStrictEqual([
    'gateway-deleted (a gateway is deleted): topology-check must say FAILED or DEGRADED, B, A within 2 runs, it said DEGRADED, A, Z after 2',
  ]);
});

test('a function runs once a round, however many faults it must notice', async () => {
  const site = new BreakableSite();
  const faults = [site.fault({ id: 'a' }), site.fault({ id: 'b' }), site.fault({ id: 'c', check: 'audit-check' })];
  const lane = new FakeLane((check) => site.truth(check));
  const results = await play(faults, lane);
  expect(results.map(({ outcome: { noticed, recovered, problems } }) => [noticed, recovered, problems])).toStrictEqual(
    faults.map(() => [true, true, []]),
  );
  expect(lane.ran).toStrictEqual([1, 2, 3].flatMap(() => ['topology-check', 'audit-check']));
});

test('what a function said last is what it said before the fault, and it is not asked again', async () => {
  const site = new BreakableSite();
  const lane = new FakeLane((check) => site.truth(check));
  lane.known.set('topology-check', recordWith('topology-check'));
  expect((await play([site.fault()], lane))[0]?.outcome).toMatchObject({ noticed: true, problems: [] });
  expect(site.happened[0]).toBe('inject gateway-deleted');
});

test('what must be noticed may depend on the site', async () => {
  const site = new BreakableSite();
  const fault = site.fault({
    expected: ({ acts }) => ({ status: [acts ? 'DEGRADED' : 'FAILED'], codes: ['GatewayGone'], withinRuns: 1 }),
  });
  const outcomeWith = async (acts: boolean) => {
    const ground = { ...NO_GROUND, site: { ...NO_GROUND.site, acts } };
    const lane = new FakeLane((check) => site.truth(check));
    return (await runFaults([fault], { ground, lane, now: tickingClock() }))[0]?.outcome;
  };
  expect(await outcomeWith(true)).toMatchObject({ noticed: true, expected: { status: ['DEGRADED'] } });
  expect(await outcomeWith(false)).toMatchObject({ noticed: false, expected: { status: ['FAILED'] } });
});

test('beside a fault that stays open the others of its function are recovered', async () => {
  const site = new BreakableSite();
  const open = site.fault({ id: 'open', check: 'backup-check', inject: () => Promise.resolve({ lost: [] }) });
  const [closed, left] = await play([site.fault(), open], new FakeLane((check) => site.truth(check)));
  expect([closed?.outcome.recovered, left?.outcome.recovered]).toStrictEqual([true, false]);
});

describe('a fault that is noticed late', () => {
  /** The check notices it with this run after the fault. */
  const noticing = (at: number): FakeLane =>
    new FakeLane((check, nth) => ({ record: recordWith(check, nth - 1 === at ? { findings: ['GatewayGone'] } : {}) }));
  const fault = faultOf({
    expected: { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 3 },
    inject: harmless,
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
    inject: harmless,
    isNoticed: ({ record, before }) => record.notes[0] !== before.notes[0],
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
