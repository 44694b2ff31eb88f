import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FailoverChecks } from '../../lib/failover';
import { bundleFunctions } from '../../lib/functions';
import { buildChecks } from './build-checks';

let checks: FailoverChecks;

beforeAll(async () => {
  await bundleFunctions();
  ({ checks } = buildChecks());
}, 60_000);

describe('metrics', () => {
  const zone = 'ap-northeast-1a';
  const described = (metric: Metric) => ({
    metric: `${metric.namespace} ${metric.metricName}`,
    dimensions: metric.dimensions,
    statistic: metric.statistic,
    seconds: metric.period.toSeconds(),
  });

  test.each([
    ['CheckCompleted', 'Sum', () => checks.topology.check.runs.metricCompleted()],
    ['CheckUnknown', 'Maximum', () => checks.topology.check.runs.metricUnknown()],
    ['RedundancyLost', 'Maximum', () => checks.topology.check.runs.metricRedundancyLost()],
    ['ServiceDown', 'Maximum', () => checks.topology.check.runs.metricServiceDown()],
    ['RecordUnstored', 'Maximum', () => checks.topology.check.runs.metricRecordUnstored()],
    ['EvacuatedZones', 'Maximum', () => checks.topology.metricEvacuatedZones()],
    [`HealthyTargets/web/${zone}`, 'Minimum', () => checks.topology.metricHealthyTargets('web', zone)],
    [`RunningInstances/app/${zone}`, 'Minimum', () => checks.topology.metricRunningInstances('app', zone)],
    ['ZonesBelowMinimum/web', 'Maximum', () => checks.topology.metricZonesBelowMinimum('web')],
    ['SpreadImbalance/app', 'Maximum', () => checks.topology.metricSpreadImbalance('app')],
    [`NatGatewayAvailable/${zone}`, 'Minimum', () => checks.topology.metricNatGatewayAvailable(zone)],
    ['NatGatewayFaults', 'Maximum', () => checks.topology.metricNatGatewayFaults()],
    ['RouteFaults', 'Maximum', () => checks.topology.metricRouteFaults()],
    [`RouteFaults/${zone}`, 'Maximum', () => checks.topology.metricRouteFaults(zone)],
    ['FirewallEndpointFaults', 'Maximum', () => checks.topology.metricFirewallEndpointFaults()],
    ['InterfaceEndpointFaults', 'Maximum', () => checks.topology.metricInterfaceEndpointFaults()],
  ])('%s of the topology check is read as its %s each minute', (name, statistic, metric) => {
    expect(described(metric())).toStrictEqual({
      metric: `Honmaru ${name}`,
      dimensions: { Site: 'test-site', Check: 'topology-check' },
      statistic,
      seconds: 60,
    });
  });

  test.each([
    ['DatabaseWriters', 'Maximum', () => checks.database.metricWriters()],
    ['SplitSuspected', 'Maximum', () => checks.database.metricSplitSuspected()],
    ['PromotableReaders', 'Minimum', () => checks.database.metricPromotableReaders()],
    ['DatabaseZones', 'Minimum', () => checks.database.metricZones()],
    ['LatestRestorableAge', 'Maximum', () => checks.database.metricRestorableAge()],
    ['ReplicaLagMilliseconds', 'Maximum', () => checks.database.metricReplicaLag()],
    ['FailoverEvents', 'Maximum', () => checks.database.metricFailovers()],
    ['ParameterFaults', 'Maximum', () => checks.database.metricParameterFaults()],
  ])('%s of the database check is read as its %s each minute', (name, statistic, metric) => {
    expect(described(metric())).toStrictEqual({
      metric: `Honmaru ${name}`,
      dimensions: { Site: 'test-site', Check: 'database-check' },
      statistic,
      seconds: 60,
    });
  });

  test.each([
    ['BackupStale', 'Maximum', () => checks.backup.metricStale()],
    ['UnlockedVaults', 'Maximum', () => checks.backup.metricUnlockedVaults()],
    ['UnselectedResources', 'Maximum', () => checks.backup.metricUnselectedResources()],
    ['MissingPlanRules', 'Maximum', () => checks.backup.metricMissingPlanRules()],
    ['RestoreTestAge', 'Maximum', () => checks.backup.metricRestoreTestAge()],
    ['RecoveryKeyFaults', 'Maximum', () => checks.backup.metricRecoveryKeyFaults()],
    [
      'NewestRecoveryPointAge/database/ap-northeast-3',
      'Maximum',
      () => checks.backup.metricNewestRecoveryPointAge('database', 'ap-northeast-3'),
    ],
    [
      'RecoveryPoints/system/ap-northeast-1',
      'Minimum',
      () => checks.backup.metricRecoveryPoints('system', 'ap-northeast-1'),
    ],
    [
      'RecoveryPointShortfall/system/ap-northeast-1',
      'Maximum',
      () => checks.backup.metricRecoveryPointShortfall('system', 'ap-northeast-1'),
    ],
  ])('%s of the backup check is read as its %s each hour', (name, statistic, metric) => {
    expect(described(metric())).toStrictEqual({
      metric: `Honmaru ${name}`,
      dimensions: { Site: 'test-site', Check: 'backup-check' },
      statistic,
      seconds: 3600,
    });
  });

  test.each([
    ['AuditGaps', 'Maximum', () => checks.audit.metricGaps()],
    ['SecurityDegraded', 'Maximum', () => checks.audit.metricSecurityDegraded()],
    ['UnconfirmedSubscriptions', 'Maximum', () => checks.audit.metricUnconfirmedSubscriptions()],
    ['AlarmPathFaults', 'Maximum', () => checks.audit.metricAlarmPathFaults()],
  ])('%s of the audit check is read as its %s every five minutes', (name, statistic, metric) => {
    expect(described(metric())).toStrictEqual({
      metric: `Honmaru ${name}`,
      dimensions: { Site: 'test-site', Check: 'audit-check' },
      statistic,
      seconds: 300,
    });
  });

  test.each([
    ['CertificateDaysLeft', 'Minimum', 'certificate-check', 3600, () => checks.certificate.metricDaysLeft()],
    [
      'DatabaseCertificateDaysLeft',
      'Minimum',
      'certificate-check',
      3600,
      () => checks.certificate.metricDatabaseDaysLeft(),
    ],
    ['CertificateFaults', 'Maximum', 'certificate-check', 3600, () => checks.certificate.metricFaults()],
    ['RecordsUnread', 'Maximum', 'daily-summary', 86_400, () => checks.summary.metricUnread()],
  ])('%s is read as its %s of the %s every %i seconds', (name, statistic, check, seconds, metric) => {
    expect(described(metric())).toStrictEqual({
      metric: `Honmaru ${name}`,
      dimensions: { Site: 'test-site', Check: check },
      statistic,
      seconds,
    });
  });

  test.each([
    ['AWS/Lambda Errors', () => checks.database.check.runs.metricErrors()],
    ['AWS/Lambda AsyncEventsDropped', () => checks.database.check.runs.metricEventsDropped()],
    ['AWS/Lambda DeadLetterErrors', () => checks.database.check.runs.metricDeadLetterErrors()],
    ['AWS/Lambda DestinationDeliveryFailures', () => checks.database.check.runs.metricResultsUndelivered()],
    ['AWS/Scheduler TargetErrorCount', () => checks.schedules.metricTargetErrors()],
    ['AWS/Scheduler InvocationDroppedCount', () => checks.schedules.metricDropped()],
  ])('%s is summed, for alarms on the alarm path itself', (name, metric) => {
    expect(described(metric())).toMatchObject({ metric: name, statistic: 'Sum' });
  });

  test('dead letters are those that wait', () => {
    expect(checks.metricDeadLetters().metricName).toBe('ApproximateNumberOfMessagesVisible');
  });

  test('options win over the defaults', () => {
    expect(checks.topology.check.runs.metricCompleted({ statistic: 'SampleCount' }).statistic).toBe('SampleCount');
  });
});
