import fc from 'fast-check';
import { defineSite } from '../../lib/site';
import { fuzzedConfigs, runFuzzedConfig } from '../fuzz/fuzz-site';
import { validSiteConfigs } from '../fuzz/site-arbitrary';
import { brokenInvariants } from '../fuzz/site-invariants';
import { testSite } from '../support/test-site';

const numRuns = 300;

test('any configuration gives a sound site or a typed error', () => {
  fc.assert(
    fc.property(fuzzedConfigs, (fuzzed) => expect(runFuzzedConfig(fuzzed).kind).toMatch(/valid|refused/)),
    {
      numRuns,
    },
  );
});

test('the configurations use every part a site can have', () => {
  const used = new Set(
    fc.sample(validSiteConfigs, { numRuns: 400, seed: 1 }).flatMap((config) => {
      const { protection, environment, database, backup, network, domain, profile, edge, capacity } =
        defineSite(config);
      return [
        profile,
        `protection ${String(protection)}`,
        environment,
        `failover ${database.failover.writer}`,
        `${database.engine} ${database.secret}`,
        `lock ${backup.lock.kind}`,
        `inspection ${network.inspection.kind}`,
        `endpoints ${network.interfaceEndpoints.kind}`,
        `domain ${domain?.kind ?? 'none'}`,
        `domains ${network.egressDomains.web.length > 0 ? 'some' : 'none'}`,
        `tier domains ${network.egressDomains.app.some((name) => !network.egressDomains.web.includes(name)) ? 'some' : 'none'}`,
        `sales ${edge.salesUrls.length > 0 ? 'some' : 'none'}`,
        `on sale ${capacity.onSale.length > 0 ? 'some' : 'none'}`,
      ];
    }),
  );
  expect([...used].sort()).toEqual([
    'aurora-mysql generated',
    'aurora-mysql managed',
    'aurora-postgresql generated',
    'aurora-postgresql managed',
    'domain certificates',
    'domain hosted-zone',
    'domain none',
    'domains none',
    'domains some',
    'endpoints none',
    'endpoints private',
    'failover act',
    'failover dry-run',
    'inspection network-firewall',
    'inspection none',
    'lock compliance',
    'lock governance',
    'mission-critical',
    'non-production',
    'on sale none',
    'on sale some',
    'production',
    'protection false',
    'protection true',
    'sales none',
    'sales some',
    'standard',
    'starter',
    'tier domains none',
    'tier domains some',
  ]);
});

test('a configuration is never changed', () => {
  fc.assert(
    fc.property(validSiteConfigs, (config) => {
      const before = JSON.stringify(config);
      defineSite(config);
      expect(JSON.stringify(config)).toBe(before);
    }),
    { numRuns },
  );
});

test('a site is data: nothing is lost when it is written and read again', () => {
  fc.assert(
    fc.property(validSiteConfigs, (config) => {
      const site = defineSite(config);
      expect(JSON.parse(JSON.stringify(site))).toEqual(site);
    }),
    { numRuns },
  );
});

describe('the invariants of the fuzzer', () => {
  const site = testSite();
  const [subnet, ...subnets] = site.network.subnets;

  test('hold for a sound site', () => {
    expect(brokenInvariants(site)).toEqual([]);
  });

  test.each([
    [
      'a subnet outside the VPC',
      { network: { ...site.network, subnets: [...subnets, { ...subnet, cidr: '10.1.0.0/24' }] } },
    ],
    [
      'subnets that overlap',
      { network: { ...site.network, subnets: [...subnets, { ...subnet, cidr: '10.0.0.0/24' }] } },
    ],
    ['a minimum that is too small', { tiers: { ...site.tiers, app: { ...site.tiers.app, minInstances: 5 } } }],
    [
      'a retention that is too short',
      { backup: { ...site.backup, system: { ...site.backup.system, retentionDays: 5 } } },
    ],
    ['no reader in another zone', { database: { ...site.database, readers: [] } }],
  ])('find %s', (_, change) => {
    expect(brokenInvariants({ ...site, ...change } as typeof site)).not.toEqual([]);
  });
});
