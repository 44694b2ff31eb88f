import { analyseFailures } from '../../../lib/failures';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { FAULTS } from '../../../lib/local/drill';
import { compareWithMatrix, PLAYED_SCENARIOS, type MatrixInput } from '../../../lib/local/matrix';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { deployedAs, siteOf } from './support/deployed';

const TEMPLATES = new Map(REFERENCE_SITES.map((site) => [site, loadAssembly(assemblyDirectory(site))]));

function compared(site: ReferenceSite, ...faults: MatrixInput['faults']) {
  const templates = TEMPLATES.get(site);
  if (templates === undefined) {
    throw new Error(`no templates of ${site}`);
  }
  return compareWithMatrix({ templates, deployed: deployedAs(templates), site: siteOf(templates), faults });
}

/** A fault that was watched for ten runs, and raised alarms after so many. */
function measured(id: string, check: FunctionLabel, raised: Readonly<Record<string, number>> = {}) {
  return {
    ...{ id, check, intervalSeconds: check === 'heartbeat-check' ? 300 : 60, noticed: true, watchedRuns: 10 },
    raised: Object.entries(raised).map(([name, afterRuns]) => ({ name, afterRuns })),
  };
}

/** Verdict by alarm of a single fault. */
function verdicts(site: ReferenceSite, ...fault: Parameters<typeof measured>) {
  const { rows } = compared(site, measured(...fault));
  return Object.fromEntries(rows.flatMap(({ alarms }) => alarms.map(({ alarm, verdict }) => [alarm, verdict])));
}

describe.each(REFERENCE_SITES)('%s', (site) => {
  const faults = FAULTS.map(({ id, check }) => measured(id, check));
  const { rows, notModelled, lacking } = compared(site, ...faults);

  test('every fault of the drill has its row, or a reason why it has none', () => {
    const isMissing = site === 'starter' ? 'interface-endpoint-deleted' : undefined;
    const missing = lacking.map((line) => line.split(':', 1)[0]);
    expect(missing).toStrictEqual(isMissing === undefined ? [] : [isMissing]);
    expect(rows.length + notModelled.length + missing.length).toBe(FAULTS.length);
  });

  test('no alarm that the matrix says goes off is taken for silent without being waited for', () => {
    for (const { alarms } of rows) {
      expect(alarms.map(({ verdict }) => verdict).filter((it) => it !== 'explained' && it !== 'not measured')).toEqual(
        [],
      );
    }
  });
});

test('each row is the one that the failure matrix prints', () => {
  const templates = loadAssembly(assemblyDirectory('starter'));
  const { scenarios } = analyseFailures(templates);
  const { rows } = compared('starter', ...FAULTS.map(({ id, check }) => measured(id, check)));
  const single = rows.filter(({ scenario }) => !scenario.includes(' + '));
  expect(single.length).toBeGreaterThan(10);
  for (const { scenario, alarms, elsewhere } of single) {
    const seen = scenarios.find(({ id }) => id === scenario)?.rows[0]?.seen ?? [];
    expect(alarms.length + elsewhere).toBe(seen.length);
    for (const { computedSeconds } of alarms) {
      expect(seen.map(({ afterSeconds }) => afterSeconds)).toContain(computedSeconds);
    }
  }
});

test('what was measured bears out what is computed', () => {
  expect(verdicts('starter', 'web-server-stopped', 'topology-check', { 'starter-topology-fault': 2 })).toStrictEqual({
    'starter-topology-fault': 'within',
  });
  expect(
    verdicts('starter', 'heartbeats-missing', 'heartbeat-check', { 'starter-heartbeats-missing': 1 }),
  ).toStrictEqual({ 'starter-heartbeats-missing': 'within' });
});

test('one run too many is longer than computed', () => {
  expect(verdicts('starter', 'readers-lost', 'database-check', { 'starter-database-fault': 3 })).toStrictEqual({
    'starter-database-fault': 'measured exceeds computed',
  });
});

test('an alarm of a route is no alarm of its gateway, unless it was deleted', () => {
  const raised = { 'starter-topology-fault': 2, 'starter-routes-ap-northeast-1a': 2 };
  expect(verdicts('starter', 'nat-gateway-deleted', 'topology-check', raised)).toStrictEqual({
    'starter-nat-gateway-ap-northeast-1a': 'not measured',
    'starter-routes-ap-northeast-1a': 'explained',
    'starter-topology-fault': 'within',
  });
  expect(verdicts('starter', 'web-server-stopped', 'topology-check', raised)).toMatchObject({
    'starter-routes-ap-northeast-1a': 'not computed',
  });
});

test('an alarm is explained by what another fault of the wave is known to set off, and by no fault of another wave', () => {
  const raised = { 'ticket-agency-routes-ap-northeast-1a': 2, 'ticket-agency-zone-evacuated': 2 };
  const because = 'it speaks of nat-gateway-deleted, which was at work at the same time';
  const [row] = compared('ticket-agency', measured('interface-endpoint-deleted', 'topology-check', raised)).rows;
  expect(row?.alarms.find(({ alarm }) => alarm.includes('-routes-'))).toMatchObject({ verdict: 'explained', because });
  expect(row?.alarms.find(({ alarm }) => alarm.includes('-zone-'))).toMatchObject({ verdict: 'not computed' });
});

test('readers that are lost at once are one scenario of several faults', () => {
  const [row] = compared('ticket-agency', measured('readers-lost', 'database-check')).rows;
  expect(row?.scenario).toMatch(/ReaderReader1\w+ \+ .*ReaderReader2/);
});

test('a promotion that comes before an alarm can be is no time of the alarm', () => {
  const [row] = compared('starter', measured('writer-crashed/fail-over-writer', 'fail-over-writer')).rows;
  expect(row).toMatchObject({ alarms: [], elsewhere: expect.any(Number) });
});

test('a fault that nobody placed is lacking', () => {
  expect(compared('starter', measured('moon-falls', 'topology-check')).lacking).toStrictEqual([
    'moon-falls: nobody says what it is in the failure matrix',
  ]);
});

test('every kind that is in the matrix is played by some fault', () => {
  const kinds = Object.keys(PLAYED_SCENARIOS).filter((kind) => 'scenario' in (PLAYED_SCENARIOS[kind] ?? {}));
  expect(kinds.filter((kind) => !FAULTS.some(({ id }) => id.split('/')[0] === kind))).toStrictEqual([]);
});
