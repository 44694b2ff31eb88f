import { periodSeconds } from '../../lib/monitoring/alarm-spec';
import { specNamed } from './regions';

describe('failures of a check that runs', () => {
  test.each([
    ['every minute add up over five minutes', 'database-check-errors', 300],
    ['hourly count together with both retries', 'backup-check-errors', 900],
  ])('%s', (_what, id, seconds) => {
    const spec = specNamed(id);
    expect([periodSeconds(spec), spec.threshold]).toEqual([seconds, 3]);
    const { usingMetrics = {} } = spec.metric.toMetricConfig().mathExpression ?? {};
    expect(Object.values(usingMetrics).map((used) => used.toMetricConfig().metricStat?.period.toSeconds())).toEqual([
      seconds,
      seconds,
    ]);
  });
});

describe('the way out of a zone', () => {
  test.each([
    ['nat-gateway-ap-northeast-1a', 'NatGatewayAvailable/ap-northeast-1a', 'below', 'Minimum'],
    ['routes-ap-northeast-1a', 'RouteFaults/ap-northeast-1a', 'at-least', 'Maximum'],
  ])('%s reads one value, so that what is unknown of the other does not matter', (id, name, comparison, statistic) => {
    const spec = specNamed(id);
    expect(spec).toMatchObject({ comparison, threshold: 1, periods: 2, datapoints: 2 });
    expect(spec.metric.toMetricConfig().metricStat).toMatchObject({ metricName: name, statistic });
    expect(spec.metric.toMetricConfig().mathExpression).toBeUndefined();
  });
});

describe('the plans of backups', () => {
  test.each([
    ['backups-unselected', 'UnselectedResources'],
    ['backups-unscheduled', 'MissingPlanRules'],
  ])('%s rings after the first run that finds something', (id, metricName) => {
    const spec = specNamed(id);
    expect(spec).toMatchObject({ comparison: 'at-least', threshold: 1, periods: 1, datapoints: 1, missing: 'ignore' });
    expect(spec.metric.toMetricConfig().metricStat).toMatchObject({
      metricName,
      statistic: 'Maximum',
      dimensions: [
        { name: 'Check', value: 'backup-check' },
        { name: 'Site', value: 'test-site' },
      ],
    });
    expect(periodSeconds(spec)).toBe(3600);
  });
});
