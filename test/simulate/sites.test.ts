import { parseDeclared, simulateSpike } from '../../lib/simulate';
import { loadAssembly, type JsonObject } from '../../lib/template';
import { assemblyDirectory, type ReferenceSite } from '../support/synth-sites';
import { Sale } from './support/sale';

jest.setTimeout(60_000);

/** The reference sites with the loads their files declare. */
function saleOf(
  site: ReferenceSite,
  rps: readonly [web: number, app: number],
  arrivals: JsonObject,
  more: JsonObject = {},
) {
  const tiers = [
    { group: 'web', rpsPerInstance: rps[0], launchSeconds: 180 },
    { group: 'app', rpsPerInstance: rps[1], callsPerRequest: 1, launchSeconds: 180 },
  ];
  const declared = parseDeclared({ arrivals, tiers, ...more }, (path) => path.join('.'));
  return new Sale(simulateSpike(loadAssembly(assemblyDirectory(site)), declared));
}

const atHome = {
  clients: {
    count: 60_000,
    sources: [{ share: 1, clientsPerAddress: 1 }],
    paths: [{ path: '/sale/general', share: 0.25 }],
  },
};

describe('ticket-agency', () => {
  // Declared for Saturdays from 9:30: 3,000 per second, 400 and 200 per instance; 12 and 24 instances from 9:00 on.
  const spike = { baseRps: 150, peakMultiple: 20, riseSeconds: 60, holdSeconds: 300 };
  const on = (opens: string, more: JsonObject = atHome) =>
    saleOf('ticket-agency', [400, 200], spike, { opens, ...more });

  test('carries its declared spike of 20 times, with a zone lost and without launches too', () => {
    const { report } = on('2026-12-05T10:00');
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([['SpikeShortfall', 'warning']]);
    expect(report.tiers.map(({ minimumAtOpening }) => minimumAtOpening)).toEqual([12, 24]);
    // 3,000 / 400 = 8 and 3,000 / 200 = 15; of 12 and 23 in three zones 8 and 15 are left.
    expect(report.tiers.map(({ least }) => least)).toEqual([
      { allZones: 8, oneZoneLost: 12 },
      { allZones: 15, oneZoneLost: 23 },
    ]);
  });

  // On a Monday nothing is armed: 3 x 400 of 3,000 until scaling helps, and the app tier sees its load only then.
  test('does not carry it at an hour that is not declared', () => {
    const sale = on('2026-12-07T10:00');
    expect(sale.report.tiers.map(({ minimumAtOpening }) => minimumAtOpening)).toEqual([3, 6]);
    expect(sale.totals('normal', 'latest').tiers[0]?.shed).toBeGreaterThan(300_000);
    expect(sale.codes).toContain('SpikeShortfall');
  });

  test('is armed for 1,600 per second on a Wednesday evening', () => {
    const { report } = on('2026-12-02T17:30');
    expect(report.tiers.map(({ minimumAtOpening }) => minimumAtOpening)).toEqual([6, 12]);
  });

  test('blocks customers behind the address of a carrier', () => {
    const sources = [
      { share: 0.9, clientsPerAddress: 1 },
      { share: 0.1, clientsPerAddress: 500 },
    ];
    const { report } = on('2026-12-05T10:00', { clients: { ...atHome.clients, sources } });
    const blocking = report.findings.filter(({ code }) => code === 'CustomersBlocked').map(({ subject }) => subject);
    expect(blocking).toEqual(['RequestsPerSource', 'SalesUrls-30-in-60']);
  });
});

test('safety-confirmation carries its declared peak at any hour, with a zone lost too', () => {
  const spike = { baseRps: 100, peakRps: 2000, riseSeconds: 60, holdSeconds: 300 };
  const sale = saleOf('safety-confirmation', [500, 250], spike, {
    clients: { count: 100_000, sources: [{ share: 1, clientsPerAddress: 1 }] },
  });
  expect(sale.report.findings).toEqual([]);
});

test('starter carries its declared peak, and not twice of it with a zone lost', () => {
  const clients = { clients: { count: 5000, sources: [{ share: 1, clientsPerAddress: 1 }] } };
  const spike = (peakRps: number) => ({ baseRps: 10, peakRps, riseSeconds: 60, holdSeconds: 300 });
  expect(saleOf('starter', [100, 100], spike(100), clients).report.findings).toEqual([]);
  const twice = saleOf('starter', [100, 100], spike(200), clients);
  expect(twice.totals('normal', 'latest').shed).toBe(0);
  expect(twice.totals('zone-lost-before', 'latest').shed).toBeGreaterThan(0);
});
