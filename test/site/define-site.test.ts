import { HonmaruError } from '../../lib/errors';
import { defineSite, type SiteConfig } from '../../lib/site';
import { standardConfig, starterConfig, starterSite, testSite } from '../support/test-site';
import { faultsOf, withField, withFields } from './support';

const starter = starterSite();
const standard = testSite();
const missionCritical = defineSite({ ...standardConfig, profile: 'mission-critical' });

/** Whether an object and everything in it is frozen. */
function isFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
  );
}

describe('a site', () => {
  test('is frozen, with everything in it', () => {
    expect(isFrozen(standard)).toBe(true);
  });

  test('shares nothing with its configuration, which stays as it was', () => {
    const config = structuredClone(standardConfig) as SiteConfig & { owner: string };
    defineSite(config);
    config.owner = 'somebody else';
    expect({ ...config, owner: standardConfig.owner }).toEqual(standardConfig);
  });

  test('is the same for the same configuration', () => {
    expect(JSON.stringify(testSite())).toBe(JSON.stringify(standard));
  });

  test('takes a frozen configuration', () => {
    expect(faultsOf(Object.freeze(structuredClone(standardConfig)))).toEqual([]);
  });

  test('takes a configuration without prototypes', () => {
    expect(faultsOf(Object.assign(Object.create(null) as object, standardConfig))).toEqual([]);
  });

  test('takes its account from the file alone', () => {
    expect(standard.account).toBeUndefined();
  });

  test('is protected unless the file says otherwise', () => {
    expect([standard.protection, testSite({ protection: false }).protection]).toEqual([true, false]);
  });

  test('puts the first part of its stack names in PascalCase', () => {
    expect(standard.stackPrefix).toBe('TestSite');
  });
});

describe('the default of', () => {
  test('zones is two, three, three', () => {
    const zones = [starter, standard, missionCritical].map(({ regions }) => regions.primary.availabilityZones.length);
    expect(zones).toEqual([2, 3, 3]);
  });

  test('zones in Tokyo leaves out the one new accounts do not have', () => {
    expect(standard.regions.primary.availabilityZones).toEqual([
      'ap-northeast-1a',
      'ap-northeast-1c',
      'ap-northeast-1d',
    ]);
  });

  test('zones is two where fewer have a reason', () => {
    const config = withField('regions.primary.fewerZones', { reason: 'a pilot of one month' });
    expect(defineSite(config as SiteConfig).regions.primary.availabilityZones).toHaveLength(2);
  });

  test('a reason for fewer zones stays with the site', () => {
    const config = withField('regions.primary.fewerZones', { reason: 'a pilot of one month' });
    expect(defineSite(config as SiteConfig).regions.primary.fewerZones).toEqual({ reason: 'a pilot of one month' });
  });

  test('the name of UTC is the canonical one', () => {
    expect(defineSite(withField('operations.timeZone', 'UTC') as SiteConfig).operations.timeZone).toBe('Etc/UTC');
  });

  test('the VPC is 10.0.0.0/16', () => {
    expect(standard.regions.primary.vpcCidr).toBe('10.0.0.0/16');
  });

  test('server types is the smallest that serves the profile', () => {
    const types = [starter, standard, missionCritical].map(({ tiers }) => tiers.web.instanceType);
    expect(types).toEqual(['t4g.small', 'm7g.large', 'm7g.xlarge']);
  });

  test('database classes is the smallest that serves the profile', () => {
    const types = [starter, standard, missionCritical].map(({ database }) => database.writer.instanceType);
    expect(types).toEqual(['t4g.medium', 'r8g.large', 'r8g.xlarge']);
  });

  test('readers is one, two, two', () => {
    const readers = [starter, standard, missionCritical].map(({ database }) => database.readers.length);
    expect(readers).toEqual([1, 2, 2]);
  });

  test('readers puts each in a zone of its own, beside the writer', () => {
    const { writer, readers } = standard.database;
    const zones = [writer, ...readers].map(({ availabilityZone }) => availabilityZone);
    expect(zones).toEqual(standard.regions.primary.availabilityZones);
  });

  test('promotion tiers is 0 and 1', () => {
    expect(standard.database.readers.map(({ promotionTier }) => promotionTier)).toEqual([0, 1]);
  });

  test('the engine is the newest long-term-support version of PostgreSQL', () => {
    expect([standard.database.engine, standard.database.engineVersion]).toEqual(['aurora-postgresql', '17.7']);
  });

  test('the engine version follows the engine', () => {
    expect(testSite({ database: { engine: 'aurora-mysql' } }).database.engineVersion).toBe('8.0.mysql_aurora.3.10.4');
  });

  test('inspection is a firewall, and none with a reason in a starter site', () => {
    expect([standard.network.inspection.kind, starter.network.inspection.kind]).toEqual(['network-firewall', 'none']);
  });

  test('interface endpoints is private ones, and none with a reason in a starter site', () => {
    const kinds = [standard, starter].map(({ network }) => network.interfaceEndpoints.kind);
    expect(kinds).toEqual(['private', 'none']);
  });

  test('egress is no domain', () => {
    expect(starter.network.egressDomains).toEqual({ web: [], app: [] });
  });

  test('sizes is what the peak needs with one zone lost', () => {
    expect([standard.tiers.web.minInstances, standard.tiers.app.minInstances]).toEqual([3, 6]);
  });

  test('sizes in a window is what its peak needs', () => {
    expect(standard.tiers.app.onSaleMinimums.map(({ minInstances }) => minInstances)).toEqual([18]);
  });

  test('the greatest size is twice the greatest minimum', () => {
    expect([standard.tiers.web.maxInstances, standard.tiers.app.maxInstances]).toEqual([18, 36]);
  });

  test('health checks takes a dead target out after 12 seconds', () => {
    expect(standard.tiers.web.healthCheck).toEqual({
      path: '/health',
      intervalSeconds: 5,
      timeoutSeconds: 2,
      unhealthyThreshold: 2,
      healthyThreshold: 2,
    });
  });

  test('boot time is three minutes', () => {
    expect(standard.tiers.web.bootSeconds).toBe(180);
  });

  test('backups is five points in 3 days for the database and ten in 6 for the system', () => {
    const { database, system } = standard.backup;
    expect([database.recoveryPoints, database.retentionDays, system.recoveryPoints, system.retentionDays]).toEqual([
      5, 3, 10, 6,
    ]);
  });

  test('restores is any time of 35 days, five minutes before', () => {
    const { restoreToWithinSeconds, continuousRetentionDays } = standard.backup.database;
    expect([restoreToWithinSeconds, continuousRetentionDays]).toEqual([300, 35]);
  });

  test('the vault lock is governance', () => {
    expect(standard.backup.lock).toEqual({ kind: 'governance' });
  });

  test('objectives is those of the profile', () => {
    expect([starter.objectives, standard.objectives]).toEqual([
      { availabilityPercent: 99.9, zoneRtoSeconds: 120 },
      { availabilityPercent: 99.95, instanceRtoSeconds: 15, writerRtoSeconds: 75, zoneRtoSeconds: 120 },
    ]);
  });

  test('the edge is every rule group enforced and 2000 requests per source', () => {
    expect(starter.edge).toMatchObject({
      countOnly: [],
      requestsPerSource: 2000,
      salesUrls: [],
      blockedCidrs: [],
      allowedCidrs: [],
    });
  });

  test('the window of a sales URL is 60 seconds', () => {
    expect(standard.edge.salesUrls[0]?.windowSeconds).toBe(60);
  });

  test('operations is Tuesday night, 400 days of logs and no session for anybody', () => {
    expect(starter.operations).toMatchObject({
      maintenance: { day: 'Tue', from: '04:30', until: '05:00' },
      logRetentionDays: 400,
      adminSources: [],
    });
  });
});

describe('faults', () => {
  const config = withFields({
    'operations.timeZone': 'Tokyo',
    'tiers.app.minInstances': 0,
    'tiers.web.rpsPerInstance': -1,
    'regions.primary.vpcCidr': '10.0.0.1/16',
    name: 'X',
    'database.readers': [{ name: 'b', promotionTier: 99 }, { name: 'B' }],
  });

  test('are all collected, in the order of the fields whatever their order in the file', () => {
    const reversed = Object.fromEntries(Object.entries(config as object).reverse());
    expect(faultsOf(reversed).map(({ path }) => path)).toEqual([
      'name',
      'regions.primary.vpcCidr',
      'tiers.web.rpsPerInstance',
      'tiers.app.minInstances',
      'database.readers[0].promotionTier',
      'database.readers[1].name',
      'operations.timeZone',
    ]);
  });

  test('are one typed error, a line each', () => {
    let message = '';
    try {
      defineSite(config as SiteConfig);
    } catch (error) {
      message = error instanceof HonmaruError ? error.message : '';
    }
    expect(message.split('\n')[1]).toBe(
      "regions.primary.vpcCidr: must name the first address of the range, got '10.0.0.1/16'; write '10.0.0.0/16' [CidrHostBits]",
    );
  });

  test('of one part do not hide those between the others', () => {
    const faulty = withFields({ owner: '', 'tiers.web.minInstances': 1 });
    expect(faultsOf(faulty).map(({ code }) => code)).toEqual(['OwnerInvalid', 'ZoneWithoutInstance']);
  });

  test('do not depend on the profile being spelled right where it does not matter', () => {
    const faulty = withField('regions.recovery', [{ region: 'ap-northeast-1', level: 'vault' }], {
      ...starterConfig,
      profile: 'startr',
    });
    expect(faultsOf(faulty).map(({ code }) => code)).toContain('RecoveryRegionIsPrimary');
  });
});
