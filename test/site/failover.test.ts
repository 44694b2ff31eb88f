import { defineSite, type SiteConfig } from '../../lib/site';
import { standardConfig, starterConfig, starterSite, testSite } from '../support/test-site';
import { faultsOf, withFields } from './support';

const sunday = { days: ['Sun'], from: '02:00', until: '02:30' } as const;
const drill = 'database.failover.drill';
const twoZones = {
  'regions.primary.availabilityZones': ['ap-northeast-1a', 'ap-northeast-1c'],
  'regions.primary.fewerZones': { reason: 'a pilot of one month' },
};
const threeZones = {
  'regions.primary.availabilityZones': ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
};

describe('the environment', () => {
  test('is production unless the file says otherwise', () => {
    expect([testSite().environment, testSite({ environment: 'non-production' }).environment]).toEqual([
      'production',
      'non-production',
    ]);
  });
});

describe('failover of the writer', () => {
  const failoverOf = (fields: Readonly<Record<string, unknown>>, config: SiteConfig = standardConfig) =>
    defineSite(withFields(fields, config) as SiteConfig).database.failover;

  test('acts where the cluster spans three zones, and there is no drill', () => {
    expect(testSite().database.failover).toStrictEqual({ writer: 'act' });
  });

  test('only decides where the site has two zones', () => {
    expect(starterSite().database.failover).toStrictEqual({ writer: 'dry-run' });
    expect(failoverOf(twoZones)).toStrictEqual({ writer: 'dry-run' });
  });

  test('only decides where the cluster has an instance in two of three zones', () => {
    expect(failoverOf(threeZones, starterConfig)).toStrictEqual({ writer: 'dry-run' });
  });

  test('may act there if the file says so: a probe is in the third zone', () => {
    expect(failoverOf({ ...threeZones, 'database.failover.writer': 'act' }, starterConfig)).toStrictEqual({
      writer: 'act',
    });
  });

  test('can be kept from acting', () => {
    expect(failoverOf({ 'database.failover.writer': 'dry-run' })).toStrictEqual({ writer: 'dry-run' });
  });

  test('takes to only decide in two zones as it is written', () => {
    expect(failoverOf({ ...twoZones, 'database.failover.writer': 'dry-run' })).toStrictEqual({ writer: 'dry-run' });
  });

  test('is drilled without a reason where nobody depends on the site', () => {
    expect(failoverOf({ environment: 'non-production', [drill]: { window: sunday } })).toStrictEqual({
      writer: 'act',
      drill: { window: sunday },
    });
  });

  test('is drilled in production for a reason, which stays with the site', () => {
    expect(
      failoverOf({ [drill]: { window: sunday, production: { reason: 'asked for by auditors' } } }).drill,
    ).toStrictEqual({ window: sunday, reason: 'asked for by auditors' });
  });
});

test.each([
  ['a minute before a sale launches its instances', { days: ['Sat'], from: '08:29', until: '08:59' }],
  ['a minute after a sale', { days: ['Sat'], from: '12:31', until: '13:01' }],
  ['a minute before maintenance', { days: ['Tue'], from: '03:59', until: '04:29' }],
  ['a minute after maintenance', { days: ['Tue'], from: '05:01', until: '05:31' }],
])('takes a drill %s', (_, window) => {
  expect(faultsOf(withFields({ environment: 'non-production', [drill]: { window } }))).toEqual([]);
});

test('tells every fault of a drill at once', () => {
  const window = { days: ['Tue', 'Sat'], from: '04:00', until: '12:00' };
  expect(faultsOf(withFields({ [drill]: { window } })).map(({ path, code }) => `${path} ${code}`)).toEqual([
    `${drill}.window DrillInSale`,
    `${drill}.window DrillInMaintenance`,
    `${drill}.production DrillInProduction`,
  ]);
});

test('says nothing of production where the environment itself is wrong', () => {
  expect(faultsOf(withFields({ environment: 'staging', [drill]: { window: sunday } })).map(({ path }) => path)).toEqual(
    ['environment'],
  );
});
