import { Duration, Stack } from 'aws-cdk-lib';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  BACKUP_METRICS,
  recoveryPointMetricName,
  type BackupCheckEvent,
  type ExpectedBackup,
  type ExpectedVault,
} from '../../lambda/backup-check/contract';
import { greatestGapMinutes } from '../site/backup-plan';
import { backupVaultName } from '../site/names';
import type { BackupPlan, Site } from '../site/site';
import { readKeys, readPlans, readRestoreTests, readVaults } from './backup-statements';
import type { BackupName, CheckedPlan, CheckedRestoreTest } from './checked-backups';
import { describeCluster } from './database-statements';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/**
 * Age at which a restore that was tried proves nothing any more: four weekly drills were missed, and what is restored, how,
 * and by whom may have changed since.
 */
const GREATEST_RESTORE_TEST_AGE = Duration.days(30);

/** Properties for `BackupCheck`. */
export interface BackupCheckProps extends CheckSurroundings {
  /** Cluster that is backed up. */
  readonly cluster: IDatabaseCluster;

  /** Everything that the backup of the "system" covers, at least one bucket. */
  readonly systemResources: readonly IBucket[];

  /** Plans that back these up. */
  readonly plans: Readonly<Record<BackupName, CheckedPlan>>;

  /** The plan by which the newest recovery points are restored on trial, of the same Region. */
  readonly restoreTest: CheckedRestoreTest;

  /**
   * Time between two checks: whole minutes, 3 to 1,440.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;
}

/**
 * Watches age and number of the recovery points in the vault of every Region the site uses, and whether the plans still
 * make new ones.
 */
export class BackupCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: BackupCheckProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const vaults = expectedVaults(props.site);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'backup-check',
      description: `${props.site.name}: plans, and age, number and copies of recovery points in every Region`,
      interval: props.interval ?? INTERVALS['backup-check'],
      timeout: Duration.minutes(2),
      statements: [
        readVaults(stack, vaults),
        describeCluster(props.cluster),
        readPlans(stack, Object.values(props.plans)),
        ...readRestoreTests(stack, props.restoreTest),
        readKeys(stack, props.site, vaults),
      ],
      event: backupEvent(props, vaults),
    });
  }

  /** 1 while any recovery point is too old, too few or missing, otherwise 0. */
  metricStale(options?: MetricOptions): Metric {
    return this.check.metric(BACKUP_METRICS.stale, options);
  }

  /** Vaults whose lock is off. */
  metricUnlockedVaults(options?: MetricOptions): Metric {
    return this.check.metric(BACKUP_METRICS.unlockedVaults, options);
  }

  /** Resources that no selection of their plan names. */
  metricUnselectedResources(options?: MetricOptions): Metric {
    return this.check.metric(BACKUP_METRICS.unselectedResources, options);
  }

  /** Rules that are missing in the plans. */
  metricMissingPlanRules(options?: MetricOptions): Metric {
    return this.check.metric(BACKUP_METRICS.missingPlanRules, options);
  }

  /** Seconds since the last restore that succeeded, of the resource tried longest ago. */
  metricRestoreTestAge(options?: MetricOptions): Metric {
    return this.check.metric(BACKUP_METRICS.restoreTestAge, options);
  }

  /** Regions whose key of the recovery points cannot be used. */
  metricRecoveryKeyFaults(options?: MetricOptions): Metric {
    return this.check.metric(BACKUP_METRICS.recoveryKeyFaults, options);
  }

  /** Age of the newest completed recovery point in a Region, in seconds. */
  metricNewestRecoveryPointAge(backup: BackupName, region: string, options?: MetricOptions): Metric {
    return this.check.metric(recoveryPointMetricName('NewestRecoveryPointAge', backup, region), options);
  }

  /** Completed recovery points in a Region, the lowest number in the period. */
  metricRecoveryPoints(backup: BackupName, region: string, options?: MetricOptions): Metric {
    return this.check.metric(recoveryPointMetricName('RecoveryPoints', backup, region), {
      statistic: Stats.MINIMUM,
      ...options,
    });
  }

  /** Recovery points by which the objective is missed in a Region. */
  metricRecoveryPointShortfall(backup: BackupName, region: string, options?: MetricOptions): Metric {
    return this.check.metric(recoveryPointMetricName('RecoveryPointShortfall', backup, region), options);
  }
}

/** Minutes a job may shift beyond its windows: one hour when clocks change. */
const CLOCK_CHANGE_MINUTES = 60;

function expectedVaults(site: Site): readonly ExpectedVault[] {
  const plans = [site.backup.database, site.backup.system];
  const start = Math.max(...plans.map((plan) => plan.startWindowMinutes));
  const completion = Math.max(...plans.map((plan) => plan.completionWindowMinutes));
  const backup = start + completion + CLOCK_CHANGE_MINUTES;
  const { primary, recovery } = site.regions;
  return [
    { region: primary.region, vaultName: backupVaultName(site), allowanceSeconds: backup * 60 },
    // A copy starts when its backup is complete. AWS promises no time for it: it is given that of a backup again.
    ...recovery.map(({ region }) => ({
      region,
      vaultName: backupVaultName(site),
      allowanceSeconds: (backup + completion) * 60,
    })),
  ];
}

function backupEvent(props: BackupCheckProps, vaults: readonly ExpectedVault[]): BackupCheckEvent {
  return {
    version: 1,
    site: props.site.name,
    vaults,
    backups: expectedBackups(props),
    pointInTime: {
      clusterIdentifier: props.cluster.clusterIdentifier,
      maximumAgeSeconds: props.site.backup.database.restoreToWithinSeconds,
    },
    restoreTest: {
      planName: props.restoreTest.planName,
      planArn: props.restoreTest.planArn,
      maximumAgeSeconds: GREATEST_RESTORE_TEST_AGE.toSeconds(),
      // Nobody reports whether what was restored is right, so what AWS Backup restored counts.
      proof: 'restored',
    },
  };
}

function expectedBackups(props: BackupCheckProps): readonly ExpectedBackup[] {
  const { cluster, systemResources, plans } = props;
  const { database, system } = props.site.backup;
  const bucketArns = systemResources.map((bucket) => bucket.bucketArn);
  return [
    { name: 'database', resourceArns: [cluster.clusterArn], ...expectedPlan(plans.database, database) },
    { name: 'system', resourceArns: bucketArns, ...expectedPlan(plans.system, system) },
  ];
}

function expectedPlan(
  { plan, schedules }: CheckedPlan,
  { times, recoveryPoints }: BackupPlan,
): Omit<ExpectedBackup, 'name' | 'resourceArns'> {
  return {
    planId: plan.backupPlanId,
    schedules,
    intervalSeconds: greatestGapMinutes(times.map(minuteOfDay)) * 60,
    recoveryPoints,
  };
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
