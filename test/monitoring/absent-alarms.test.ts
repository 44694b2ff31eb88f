import { edgeAlarmSet, primaryAlarmSet, watchAlarmSet } from '../../lib/monitoring';
import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { edgeResources, primaryResources, stackIn, watchResources } from './monitored';

const standard = testSite();
const starter = starterSite();
const primary = primarySet(standard);
const smallest = primarySet(starter);

describe('what a site does not have has no alarm', () => {
  test('a starter site has no firewall, no certificate and no copies', () => {
    const ids = smallest.map(({ id }) => id);
    expect(ids.filter((id) => /^firewall-|^certificate-(origin|edge|days)$|^backup-copies/.test(id))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['nat-drops-ap-northeast-1a', 'web-zone-ap-northeast-1c']));
  });

  test('a starter site has no lines to partners and no drill', () => {
    expect(smallest.filter(({ id }) => /^(partners|line-check|drill)-/.test(id)).map(({ id }) => id)).toEqual([]);
    expect(primary.filter(({ id }) => /^(partners|line-check|drill)-/.test(id))).toHaveLength(9);
  });

  test('a site without functions that act has no alarms on them', () => {
    const without = { ...primaryResources(stackIn(testApp(), 'ap-northeast-1'), standard), actions: undefined };
    const ids = primaryAlarmSet(standard, without).map(({ id }) => id);
    expect(ids.filter((id) => /^(writer|probes|fail-over-writer|evacuate-writer|drill|actions)-/.test(id))).toEqual([]);
    expect(ids).toContain('database-writer');
  });

  test('a Region whose topic others watch needs no alarm on it', () => {
    const idsIn = (region: string, ownTopic?: boolean) =>
      watchAlarmSet(standard, watchResources(stackIn(testApp(), region), ownTopic)).map(({ id }) => id);
    expect(idsIn('us-west-2', true).filter((id) => !idsIn('us-east-1').includes(id))).toEqual([
      'watch-notifications-failed',
    ]);
    expect(idsIn('us-east-1', false)).toEqual(idsIn('us-east-1'));
  });

  test('MySQL has no transaction ids to run out of', () => {
    const mysql = testSite({ database: { engine: 'aurora-mysql' } });
    expect(primarySet(mysql).map(({ id }) => id)).not.toContain('database-transaction-ids');
    expect(primary.map(({ id }) => id)).toContain('database-transaction-ids');
  });

  test('a site without sales URLs has no alarm on their limits', () => {
    expect(edgeSet(starter).filter(({ id }) => id.startsWith('sales-urls'))).toEqual([]);
  });
});

function primarySet(site: ReturnType<typeof testSite>): readonly AlarmSpec[] {
  return primaryAlarmSet(site, primaryResources(stackIn(testApp(), 'ap-northeast-1'), site));
}

function edgeSet(site: ReturnType<typeof testSite>): readonly AlarmSpec[] {
  const app = testApp();
  return edgeAlarmSet(site, edgeResources(stackIn(app, 'us-east-1'), stackIn(app, 'us-east-1', 'Edge'), site));
}
