import { Evaluator } from '../../../lib/failures/engine/evaluate';
import type { Fault, Scenario } from '../../../lib/failures/model/types';
import { site, type SiteOptions } from './site';

interface Row {
  readonly what: string;
  readonly service: string;
  readonly scenario: Scenario;
  readonly site?: SiteOptions;
  /** Seconds until everything is answered by itself, and with the runbooks. */
  readonly recovery: number | undefined;
  readonly manual?: number;
  readonly loss?: number;
}

const lost = (...groups: readonly string[]): readonly Fault[] =>
  groups.map((group): Fault => ({ group, mode: 'lost' }));
const cutOff = (group: string): readonly Fault[] => [{ group, mode: 'cut-off' }];

/** Computed by hand; each with the sum that gives it. */
const ROWS: readonly Row[] = [
  // 10 + 2: two checks at an interval of 5 s, and the last answer.
  { what: 'a web instance', service: 'buy', scenario: { first: lost('web-a') }, recovery: 12 },
  { what: 'an application instance', service: 'buy', scenario: { first: lost('app-b') }, recovery: 12 },
  { what: 'all web instances of a zone', service: 'buy', scenario: { first: lost('web in a') }, recovery: 12 },
  // 30 + 60 + 15.
  { what: 'a node of the entry', service: 'buy', scenario: { first: lost('entry-a') }, recovery: 105 },
  // Side by side: targets 12, nodes 105, writer 75.
  { what: 'a zone with the writer', service: 'buy', scenario: { first: lost('a') }, recovery: 105 },
  { what: 'a zone without the writer', service: 'buy', scenario: { first: lost('b') }, recovery: 105 },
  // 60 + 15.
  { what: 'the writer', service: 'buy', scenario: { first: lost('db-a') }, recovery: 75 },
  { what: 'a reader', service: 'buy', scenario: { first: lost('db-b') }, recovery: 0 },
  // The next in the order is dead as well: the third, after the same time.
  { what: 'the writer and the next', service: 'buy', scenario: { first: lost('db-a', 'db-b') }, recovery: 75 },
  {
    what: 'the writer, then the next',
    service: 'buy',
    scenario: { first: lost('db-a'), then: lost('db-b') },
    recovery: 75,
  },
  // Without the control plane of the database nothing promotes.
  {
    what: 'the writer without RDS',
    service: 'buy',
    scenario: { first: lost('db-a', 'tokyo-rds') },
    recovery: undefined,
  },
  // The fallback page answers each GET at once.
  { what: 'a zone for GET', service: 'look', scenario: { first: lost('a') }, recovery: 0 },
  // No reaction replaces a NAT gateway: 900 until operators shift the zone away, and nothing waits then.
  {
    what: 'a NAT gateway',
    service: 'partner',
    scenario: { first: lost('nat-a') },
    recovery: undefined,
    manual: 900,
  },
  // The writer is in the zone that is cut off: 1,200 until it has moved, side by side with the 900 of the shift.
  { what: 'a zone cut off', service: 'buy', scenario: { first: cutOff('a') }, recovery: undefined, manual: 1_200 },
  // 30 + 30.
  { what: 'a line', service: 'partner', scenario: { first: lost('line-1') }, recovery: 60 },
  { what: 'both lines', service: 'partner', scenario: { first: lost('line-1', 'line-2') }, recovery: undefined },
  // 30 x 3 + 60.
  { what: 'the Region, by name', service: 'named', scenario: { first: lost('tokyo') }, recovery: 150 },
  // 14,400 for the restore; 43,200 + 10,800 + 14,400 of data.
  {
    what: 'the Region, restored',
    service: 'stored',
    scenario: { first: lost('tokyo') },
    recovery: undefined,
    manual: 14_400,
    loss: 68_400,
  },
  // All targets leave at 12, one at least is wanted: open again, and all of use as soon as the writer is there at 75.
  {
    what: 'the writer, deep check',
    service: 'buy',
    scenario: { first: lost('db-a') },
    site: { deep: true },
    recovery: 75,
  },
  // Closed: 75, then 10 for two good checks.
  {
    what: 'the writer, deep check, never open',
    service: 'buy',
    scenario: { first: lost('db-a') },
    site: { deep: true, open: 0 },
    recovery: 85,
  },
  // Ended at 12, launched again at 312; never having worked before, two good checks more: 322. Open at 312 already.
  {
    what: 'the writer, deep check that ends instances',
    service: 'buy',
    scenario: { first: lost('db-a') },
    site: { deep: true, replaces: true },
    recovery: 312,
  },
  {
    what: 'the writer, deep check that ends instances, never open',
    service: 'buy',
    scenario: { first: lost('db-a') },
    site: { deep: true, replaces: true, open: 0 },
    recovery: 322,
  },
];

test.each(ROWS)('$what: $service is back after $recovery s', (row) => {
  const { services } = new Evaluator(site(row.site)).evaluate(row.scenario);
  const found = services.find(({ service }) => service === row.service);
  expect(found?.recoverySeconds).toBe(row.recovery);
  expect(found?.manualRecoverySeconds).toBe(row.manual ?? row.recovery);
  expect(found?.t2.dataLossSeconds).toBe(row.loss ?? 0);
});
