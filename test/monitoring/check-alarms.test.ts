import { periodSeconds } from '../../lib/monitoring/alarm-spec';
import { conditionOf, readingOf } from './readings';
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

describe('what the checks found', () => {
  test.each([
    ['audit-gap', 'AuditGaps', 'audit-check', 300, 'evidence'],
    ['protection-degraded', 'SecurityDegraded', 'audit-check', 300, 'security'],
    ['subscriptions-unconfirmed', 'UnconfirmedSubscriptions', 'audit-check', 300, 'evidence'],
    ['alarm-path', 'AlarmPathFaults', 'audit-check', 300, 'evidence'],
    ['distribution-down', 'ServiceDown', 'audit-check', 300, 'service-down'],
    ['certificate-faults', 'CertificateFaults', 'certificate-check', 3600, 'security'],
    ['certificate-outage', 'ServiceDown', 'certificate-check', 3600, 'service-down'],
    ['recovery-keys', 'RecoveryKeyFaults', 'backup-check', 3600, 'evidence'],
  ])('%s rings after the first run that counts one', (id, metricName, check, period, severity) => {
    const spec = specNamed(id);
    expect([spec.severity, conditionOf(spec)]).toEqual([severity, 'at-least 1, 1 of 1, missing ignore']);
    expect(readingOf(spec)).toEqual({
      metrics: [`Honmaru ${metricName} Check=${check},Site=test-site`],
      statistic: 'Maximum',
      period,
    });
  });

  test.each([
    ['partners-degraded', 'PartnersDegraded', 'redundancy-lost'],
    ['partners-down', 'PartnersDown', 'service-down'],
  ])('%s rings after two runs, which are a minute apart', (id, metricName, severity) => {
    const spec = specNamed(id);
    expect([spec.severity, conditionOf(spec)]).toEqual([severity, 'at-least 1, 2 of 2, missing ignore']);
    expect(readingOf(spec).metrics).toEqual([`Honmaru ${metricName} Check=line-check,Site=test-site`]);
  });

  test.each([
    ['certificate-days', 'CertificateDaysLeft'],
    ['database-certificate-days', 'DatabaseCertificateDaysLeft'],
  ])('%s rings thirty days before, on the first certificate that ends', (id, metricName) => {
    const spec = specNamed(id);
    expect([spec.severity, conditionOf(spec)]).toEqual(['security', 'below 30, 1 of 1, missing ignore']);
    expect(readingOf(spec)).toEqual({
      metrics: [`Honmaru ${metricName} Check=certificate-check,Site=test-site`],
      statistic: 'Minimum',
      period: 3600,
    });
  });

  test('a restore that nobody tried for thirty days is told (F40)', () => {
    const spec = specNamed('restore-test-age');
    expect(conditionOf(spec)).toBe('above 2592000, 1 of 1, missing ignore');
    expect(readingOf(spec).metrics).toEqual(['Honmaru RestoreTestAge Check=backup-check,Site=test-site']);
  });

  test('a writer that is moved a fourth time within an hour is told', () => {
    const spec = specNamed('database-failovers');
    expect([spec.severity, conditionOf(spec)]).toEqual(['redundancy-lost', 'above 3, 2 of 2, missing ignore']);
    expect(readingOf(spec).metrics).toEqual(['Honmaru FailoverEvents Check=database-check,Site=test-site']);
  });

  test('a zone that is evacuated is told after three hours, which no practice run lasts (F57)', () => {
    const spec = specNamed('zone-evacuated');
    expect([spec.severity, conditionOf(spec)]).toEqual(['redundancy-lost', 'at-least 1, 36 of 36, missing ignore']);
    expect(readingOf(spec)).toEqual({
      metrics: ['Honmaru EvacuatedZones Check=topology-check,Site=test-site'],
      statistic: 'Maximum',
      period: 300,
    });
  });

  test('what comes once a day is read by the hour, and looked for a day and an hour', () => {
    expect(readingOf(specNamed('daily-summary-heartbeat'))).toEqual({
      metrics: ['Honmaru CheckCompleted Check=daily-summary,Site=test-site'],
      statistic: 'Sum',
      period: 3600,
    });
    expect(conditionOf(specNamed('daily-summary-heartbeat'))).toBe('below 1, 25 of 25, missing breaching');
    expect(conditionOf(specNamed('daily-summary-unknown'))).toBe('above 0, 1 of 1, missing ignore');
  });
});
