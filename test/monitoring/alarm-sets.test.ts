import { edgeAlarmSet, primaryAlarmSet, recoveryAlarmSet, watchAlarmSet } from '../../lib/monitoring';
import { describeAlarm } from '../../lib/monitoring/alarm-description';
import { detectionSeconds, periodSeconds, type AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { FAULTS, FAULTS_WITHOUT_ALARM } from '../../lib/monitoring/fault';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { edgeResources, primaryResources, stackIn, watchResources } from './monitored';

const standard = testSite();
const starter = starterSite();
const primary = primarySet(standard);
const edge = edgeSet(standard);
const recovery = recoveryAlarmSet(standard);
const watch = watchAlarmSet(standard, watchResources(stackIn(testApp(), 'us-west-2'), true));
const all = [...primary, ...edge, ...recovery, ...watch];

describe('every alarm', () => {
  test.each(all.map((spec) => [spec.id, spec] as const))('%s names faults of the catalogue, each once', (_id, spec) => {
    expect(spec.faults.length).toBeGreaterThan(0);
    expect(new Set(spec.faults).size).toBe(spec.faults.length);
    expect(Object.keys(FAULTS)).toEqual(expect.arrayContaining([...spec.faults]));
  });

  test.each(all.map((spec) => [spec.id, spec] as const))(
    '%s says what happened, what to do first and how late',
    (_id, spec) => {
      expect(describeAlarm(spec)).toMatch(
        new RegExp(
          `^\\[${spec.severity}\\] .{15,}\\. First: .{15,}\\. Faults: ${spec.faults.join(', ')}\\. Told at most \\d+ (min|h) after`,
        ),
      );
      expect(spec.what).not.toMatch(/\.$/);
      expect(spec.action).not.toMatch(/\.$/);
    },
  );

  test('has an id of its own, also where the edge shares the Region', () => {
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the catalogue of faults', () => {
  const alarmed = new Set(all.flatMap(({ faults }) => faults));
  const ids = Object.keys(FAULTS) as (keyof typeof FAULTS)[];

  test('has 57 faults', () => {
    expect(ids).toHaveLength(57);
  });

  test.each(ids)('%s has an alarm or a reason why none can tell it', (id) => {
    expect([id, alarmed.has(id), FAULTS_WITHOUT_ALARM[id] !== undefined]).toEqual([
      id,
      FAULTS_WITHOUT_ALARM[id] === undefined,
      !alarmed.has(id),
    ]);
  });
});

describe('time to tell', () => {
  test.each([
    ['web-zone-ap-northeast-1a', 6 * 60],
    ['database-writer', 6 * 60],
    ['topology-check-heartbeat', 6 * 60],
    ['backup-check-heartbeat', 4 * 3600],
    ['logs-flow-logs', 13 * 60],
    ['logs-dns-queries', 63 * 60],
    ['low-traffic-outage', 15 * 60],
    ['nat-gateway-ap-northeast-1a', 2 * 60],
    ['routes-ap-northeast-1a', 2 * 60],
    ['topology-check-errors', 15 * 60],
    ['backup-check-errors', 15 * 60],
    ['backups-unselected', 3600],
    ['backups-unscheduled', 3600],
    ['backup-missed-database', 19 * 3600],
    ['outage', 3 * 60],
    ['fail-over-writer-heartbeat', 6 * 60],
    ['audit-check-heartbeat', 30 * 60],
    ['heartbeat-check-heartbeat', 30 * 60],
    ['site-check-heartbeat', 6 * 60],
    ['site-unanswered', 2 * 60],
    ['heartbeats-missing', 5 * 60],
    ['partners-down', 2 * 60],
    ['daily-summary-heartbeat', 28 * 3600],
    ['writer-held', 2 * 60],
    ['writer-acted', 5 * 60],
    ['audit-gap', 5 * 60],
    ['zone-evacuated', 3 * 3600],
    ['restore-test-age', 3600],
  ])('of %s is at most %i s', (id, seconds) => {
    expect(detectionSeconds(requireAlarm(all, id))).toBe(seconds);
  });

  test.each([
    ['topology-check', 60],
    ['audit-check', 300],
    ['backup-check', 3600],
    ['daily-summary', 24 * 3600],
    ['fail-over-writer', 60],
    ['heartbeat-check', 300],
    ['site-check', 60],
  ])('the heartbeat of %s looks back at least the %i s between two runs', (name, interval) => {
    const spec = requireAlarm(all, `${name}-heartbeat`);
    expect(periodSeconds(spec) * spec.periods).toBeGreaterThanOrEqual(interval);
    expect(spec).toMatchObject({ threshold: 1, comparison: 'below', missing: 'breaching' });
  });

  test('a broken log is told within 15 minutes (F56), a missed backup within 24 hours (F36)', () => {
    expect(detectionSeconds(requireAlarm(all, 'logs-flow-logs'))).toBeLessThanOrEqual(15 * 60);
    expect(detectionSeconds(requireAlarm(all, 'backup-missed-system'))).toBeLessThanOrEqual(24 * 3600);
  });

  test('no period is shorter than the interval of the check that writes the metric', () => {
    expect(periodSeconds(requireAlarm(all, 'backups-stale'))).toBe(3600);
    expect(periodSeconds(requireAlarm(all, 'topology-fault'))).toBe(60);
  });
});

describe('thresholds follow the site', () => {
  test('a zone must hold its even share of the minimum', () => {
    expect(standard.tiers.app.minInstances).toBe(6);
    expect(requireAlarm(primary, 'app-zone-ap-northeast-1c')).toMatchObject({ threshold: 2, comparison: 'below' });
  });

  test('the tier must hold what carries the peak with a zone lost', () => {
    expect(requireAlarm(primary, 'app-capacity')).toMatchObject({
      threshold: 4,
      comparison: 'below',
      severity: 'service-down',
    });
  });

  test('errors at the edge are measured against the declared availability', () => {
    expect(requireAlarm(edge, 'outage').threshold).toBe(8.64);
    expect(requireAlarm(edge, 'error-budget').threshold).toBe(0.72);
    expect(requireAlarm(edgeSet(starter), 'error-budget').threshold).toBe(1.44);
  });

  test('a site with few visitors is down when most of their requests fail', () => {
    const spec = requireAlarm(edge, 'low-traffic-outage');
    expect(spec).toMatchObject({ threshold: 50, comparison: 'above', periods: 3, datapoints: 3 });
    expect(spec.metric.toMetricConfig().mathExpression?.expression).toBe('IF(requests >= 5, errors, 0)');
    expect(periodSeconds(spec)).toBe(300);
  });

  test('servers healthy are compared with the minimum that is in force, after the time a ramp takes', () => {
    const spec = requireAlarm(primary, 'app-scheduled-capacity');
    expect(spec).toMatchObject({
      severity: 'redundancy-lost',
      threshold: 0,
      comparison: 'below',
      missing: 'breaching',
    });
    expect(spec.periods).toBe(Math.ceil(standard.tiers.app.bootSeconds / 60) + 10);
    const { expression, usingMetrics = {} } = spec.metric.toMetricConfig().mathExpression ?? {};
    expect(expression).toBe('zone0 + zone1 + zone2 - FLOOR(minimum / 3) * 2');
    expect(usingMetrics.minimum?.toMetricConfig().metricStat?.metricName).toBe('GroupMinSize');
  });

  test('the age of the restorable time is the declared one', () => {
    expect(requireAlarm(primary, 'database-restore-point-age').threshold).toBe(
      standard.backup.database.restoreToWithinSeconds,
    );
  });

  test('a starter site with one backup a day waits a day and its windows', () => {
    const daily = starterSite({ backup: { database: { times: ['03:00'] } } });
    expect(requireAlarm(primarySet(daily), 'backup-missed-database').periods).toBe(28);
  });

  test('each limit of sales URLs has its alarm, at ten times what one source may ask, on the rule of the web ACL with that name', () => {
    const spec = requireAlarm(edge, 'sales-urls-20-in-60');
    expect(spec.threshold).toBe(200);
    expect(spec.metric.toMetricConfig().metricStat?.dimensions).toContainEqual({
      name: 'Rule',
      value: 'SalesUrls-20-in-60',
    });
  });
});

function primarySet(site: ReturnType<typeof testSite>): readonly AlarmSpec[] {
  return primaryAlarmSet(site, primaryResources(stackIn(testApp(), 'ap-northeast-1'), site));
}

function edgeSet(site: ReturnType<typeof testSite>): readonly AlarmSpec[] {
  const app = testApp();
  return edgeAlarmSet(site, edgeResources(stackIn(app, 'us-east-1'), stackIn(app, 'us-east-1', 'Edge'), site));
}

function requireAlarm(specs: readonly AlarmSpec[], id: string): AlarmSpec {
  const found = specs.find((spec) => spec.id === id);
  if (found === undefined) {
    throw new Error(`no alarm ${id} in ${specs.map((spec) => spec.id).join(', ')}`);
  }
  return found;
}
