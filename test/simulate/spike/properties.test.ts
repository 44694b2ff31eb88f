import fc from 'fast-check';
import { chooseTiers, readFrontAcl, readServerGroups } from '../../../lib/simulate/read';
import { runEdge } from '../../../lib/simulate/spike/edge';
import { leastMinimum } from '../../../lib/simulate/spike/least-minimum';
import { runScenario } from '../../../lib/simulate/spike/run-scenario';
import { SCENARIOS, type ScenarioId } from '../../../lib/simulate/spike/scenarios';
import { layOutTime } from '../../../lib/simulate/spike/timeline';
import { timingOf, type TimingId } from '../../../lib/simulate/spike/timing';
import { totalsOf } from '../../../lib/simulate/spike/totals';
import type { JsonObject } from '../../../lib/template';
import { declaredSale, groupResources, modelWith, rateRule, webAcl } from '../support/sale';

const RUNS = { numRuns: 25 };

jest.setTimeout(60_000);

/** Sales of a few minutes with any group, rule and source. */
const SALE = fc.record({
  min: fc.integer({ min: 1, max: 12 }),
  room: fc.integer({ min: 0, max: 12 }),
  zones: fc.integer({ min: 1, max: 4 }),
  target: fc.option(fc.integer({ min: 60, max: 9000 }), { nil: undefined }),
  slowStartSeconds: fc.constantFrom(0, 30),
  limit: fc.integer({ min: 10, max: 2000 }),
  baseRps: fc.integer({ min: 0, max: 300 }),
  rise: fc.integer({ min: 0, max: 900 }),
  riseSeconds: fc.integer({ min: 0, max: 90 }),
  holdSeconds: fc.integer({ min: 1, max: 120 }),
  decaySeconds: fc.integer({ min: 0, max: 60 }),
  launchSeconds: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  queuePerInstance: fc.constantFrom(0, 7, 200),
  callsPerRequest: fc.constantFrom(0.3, 1, 1.5, 3),
  clients: fc.integer({ min: 1, max: 5000 }),
  shareBehind: fc.constantFrom(0.1, 0.333333, 0.5),
  clientsPerAddress: fc.integer({ min: 1, max: 500 }),
  instanceQuota: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  scenario: fc.constantFrom<ScenarioId>(...SCENARIOS.map(({ id }) => id)),
  timing: fc.constantFrom<TimingId>('earliest', 'latest'),
});
type AnySale = typeof SALE extends fc.Arbitrary<infer T> ? T : never;

/** Plays the scenario of a sale. */
function play(sale: AnySale) {
  const { min, room, zones, target, slowStartSeconds, limit, shareBehind } = sale;
  const group = { min, max: min + room, zones, slowStartSeconds, ...(target === undefined ? {} : { target }) };
  const app = { ...group, min: min + 1, max: min + room + 1 };
  const model = modelWith(groupResources('web', group), groupResources('app', app), {
    Acl: webAcl(rateRule('Limit', limit)),
  });
  const { baseRps, rise, riseSeconds, holdSeconds, decaySeconds, queuePerInstance, callsPerRequest } = sale;
  const launch = sale.launchSeconds === undefined ? {} : { launchSeconds: sale.launchSeconds };
  const tier = { queuePerInstance, ...launch };
  const sources = [
    { share: (1_000_000 - shareBehind * 1_000_000) / 1_000_000, clientsPerAddress: 1 },
    { share: shareBehind, clientsPerAddress: sale.clientsPerAddress },
  ];
  const more: JsonObject = {
    tiers: [
      { group: 'web', rpsPerInstance: 100, ...tier },
      { group: 'app', rpsPerInstance: 80, callsPerRequest, ...tier },
    ],
    clients: { count: sale.clients, sources },
    wafLagSeconds: 20,
    ...(sale.instanceQuota === undefined ? {} : { instanceQuota: sale.instanceQuota }),
  };
  const curve = { baseRps, peakRps: Math.max(1, baseRps + rise), riseSeconds, holdSeconds, decaySeconds };
  const declared = declaredSale(curve, {}, more);
  const { tiers } = chooseTiers(readServerGroups(model), declared.tiers);
  const timeline = layOutTime(declared, tiers);
  const timing = timingOf(sale.timing, declared.wafLagSeconds);
  const edge = runEdge(timeline, readFrontAcl(model), declared.clients, timing);
  const scenario = SCENARIOS.find(({ id }) => id === sale.scenario);
  if (scenario === undefined) {
    throw new Error(`no scenario ${sale.scenario}`);
  }
  const rows = runScenario({ tiers, declared, timeline }, edge, scenario, timing);
  const least = tiers.map((each) => leastMinimum(each, [edge.admitted]).allZones);
  return { rows, totals: totalsOf(rows), least };
}

test('every request that comes is blocked, served, refused, lost with a zone or waits', () => {
  fc.assert(
    fc.property(SALE, (sale) => {
      const { totals, rows } = play(sale);
      const { offered, blocked, served, shed, failed, queued } = totals;
      expect(blocked + served + shed + failed + queued).toBe(offered);
      const parts = rows.flatMap((row) => [
        row.served,
        row.blocked,
        ...row.tiers.flatMap((tier) => Object.values(tier)),
      ]);
      expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('what a tier passes on is what the next one gets', () => {
  fc.assert(
    fc.property(SALE, (sale) => {
      play(sale).rows.forEach(({ offered, blocked, served, tiers: [web, app] }) => {
        expect([web?.arrived, app?.arrived, app?.passed]).toEqual([offered - blocked, web?.passed, served]);
      });
    }),
    RUNS,
  );
});

test('the same sale goes the same way', () => {
  fc.assert(
    fc.property(SALE, (sale) => {
      expect(play(sale)).toEqual(play(sale));
    }),
    RUNS,
  );
});

test('without launches a greater minimum never refuses more', () => {
  const still = SALE.filter(({ scenario }) => scenario !== 'zone-lost-at-peak' && scenario !== 'zone-lost-no-launches');
  fc.assert(
    fc.property(still, fc.integer({ min: 1, max: 6 }), (sale, more) => {
      const alone = { ...sale, instanceQuota: undefined, target: undefined };
      const small = play(alone).totals;
      const large = play({ ...alone, min: alone.min + more }).totals;
      expect(large.tiers[0]?.shed).toBeLessThanOrEqual(small.tiers[0]?.shed ?? 0);
      expect(large.served).toBeGreaterThanOrEqual(small.served);
    }),
    RUNS,
  );
});

test('a greater minimum never refuses more when the spike comes at once and stays', () => {
  fc.assert(
    fc.property(SALE, fc.integer({ min: 1, max: 6 }), (any, more) => {
      const at = { riseSeconds: 0, decaySeconds: 0, holdSeconds: 600, limit: 1_000_000, instanceQuota: undefined };
      const sale = { ...any, ...at, scenario: 'normal' } as const;
      const small = play(sale).totals;
      const large = play({ ...sale, min: sale.min + more }).totals;
      expect(large.tiers[0]?.shed).toBeLessThanOrEqual(small.tiers[0]?.shed ?? 0);
    }),
    RUNS,
  );
});

test('the least minimum refuses nothing, and one less refuses something', () => {
  fc.assert(
    fc.property(SALE, (any) => {
      const sale = { ...any, room: 0, target: undefined, instanceQuota: undefined, scenario: 'normal' } as const;
      const [least = 0] = play(sale).least;
      expect(play({ ...sale, min: least }).totals.tiers[0]?.shed).toBe(0);
      if (least > 1) {
        expect(play({ ...sale, min: least - 1 }).totals.tiers[0]?.shed).toBeGreaterThan(0);
      }
    }),
    RUNS,
  );
});
