import {
  declaredPromises,
  declaredRestore,
  declaredTier,
  declaredZoneRunbooks,
  type FailureDeclarations,
} from '../../lib/site';
import { starterSite, standardConfig, testSite } from '../support/test-site';

const TIERS = { web: 'path:Web', app: 'path:App' };

function servicesOf(overrides: Parameters<typeof testSite>[0]): FailureDeclarations['services'] {
  return declaredPromises(testSite(overrides), 'path:Entry', TIERS).services;
}

test.each([
  ['every-request', ['web', 'app'], ['web', 'app']],
  ['writes', [], ['web', 'app']],
  ['no-request', [], []],
] as const)('domains that %s needs are a way out of that', (egressNeededBy, ofReads, ofWrites) => {
  const services = servicesOf({ network: { egressDomains: ['api.example.com'], egressNeededBy } });
  const ways = (tiers: readonly ('web' | 'app')[]) => tiers.map((tier) => ({ from: TIERS[tier], to: 'internet' }));
  expect(services?.map(({ egress = [] }) => egress)).toEqual([ways(ofReads), ways(ofWrites)]);
});

test('a tier without domains needs no way out, and whoever says nothing needs it for every request', () => {
  const services = servicesOf({ network: { tierEgressDomains: { app: ['pay.example.com'] } } });
  expect(services?.map(({ egress }) => egress)).toEqual([
    [{ from: 'path:App', to: 'internet' }],
    [{ from: 'path:App', to: 'internet' }],
  ]);
  expect(servicesOf({ network: {} })?.map(({ egress }) => egress)).toEqual([undefined, undefined]);
});

test('the on-sale peak is that of the busiest window', () => {
  const window = { days: ['Sat'], from: '09:30', until: '12:30' } as const;
  const later = { days: ['Sun'], from: '09:30', until: '12:30' } as const;
  const onSale = [
    { name: 'a', window, peakRps: 900 },
    { name: 'b', window: later, peakRps: 700 },
  ];
  const services = servicesOf({ capacity: { peakRps: 400, onSale } });
  expect(services?.map(({ peakPerSecond, onSalePerSecond }) => [peakPerSecond, onSalePerSecond])).toEqual([
    [400, 900],
    [400, 900],
  ]);
});

test('the share of requests to be answered is that of the site file', () => {
  const services = servicesOf({ objectives: { availabilityPercent: 99.5 } });
  expect(services?.map(({ availabilityPercent }) => availabilityPercent)).toEqual([99.5, 99.5]);
});

test('objectives are those of the site file', () => {
  const stated = { instanceRtoSeconds: 20, writerRtoSeconds: 90, regionRtoSeconds: 20_000, regionRpoSeconds: 100_000 };
  expect(declaredPromises(testSite({ objectives: stated }), 'path:Entry', TIERS).objectives).toEqual({
    instanceSeconds: 20,
    writerSeconds: 90,
    zoneSeconds: 120,
    regionSeconds: 20_000,
    dataLossSeconds: 0,
    regionDataLossSeconds: 100_000,
  });
});

test('one instance of a tier serves what was measured', () => {
  expect(declaredTier(testSite(), 'app', 'path:App')).toEqual({ of: 'path:App', requestsPerSecond: 100 });
});

test('the site is restored in the first of its recovery Regions', () => {
  const regions = {
    ...standardConfig.regions,
    recovery: [
      { region: 'ap-northeast-3', level: 'vault' },
      { region: 'us-east-1', level: 'vault' },
    ],
  } as const;
  const site = testSite({ regions });
  expect(declaredRestore(site, 'ap-northeast-3').map(({ region, seconds }) => [region, seconds])).toEqual([
    ['ap-northeast-3', 14_400],
  ]);
  expect(declaredRestore(site, 'us-east-1')).toEqual([]);
  expect(declaredRestore(starterSite(), 'ap-northeast-1')).toEqual([]);
});

test.each([
  [testSite(), 900],
  [starterSite(), 3600],
  [testSite({ operations: { ...standardConfig.operations, runbookSeconds: 1800 } }), 1800],
])('runbooks take as long as the site or its profile says', (site, seconds) => {
  expect(new Set(declaredZoneRunbooks(site).map((runbook) => runbook.seconds))).toEqual(new Set([seconds]));
});
