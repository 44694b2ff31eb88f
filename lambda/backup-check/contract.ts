import type { CheckEvent } from '../shared/contract';

/** A vault that must hold recovery points. */
export interface ExpectedVault {
  readonly region: string;
  readonly vaultName: string;
  /** Time that a recovery point may take, after it is due, until it stands in this vault, in seconds. */
  readonly allowanceSeconds: number;
}

/** Resources of which recovery points must exist in every vault. */
export interface ExpectedBackup {
  /** Stable name, for example `database`; part of metric names. */
  readonly name: string;
  /**
   * Resources that are backed up together; the worst of them counts. At least one. Of clusters only that of `pointInTime`,
   * whose age is known: recovery points of an earlier cluster with the same ARN do not count.
   */
  readonly resourceArns: readonly string[];
  /** Id of the plan that backs them up, in the function's own Region. */
  readonly planId: string;
  /**
   * Schedule expressions of the plan's rules, one for each rule, as the plan holds them, for example `cron(0 3 * * ? *)`.
   * At least one.
   */
  readonly schedules: readonly string[];
  /** Greatest time between two scheduled backups, in seconds. */
  readonly intervalSeconds: number;
  /** Completed recovery points that must exist at any time. */
  readonly recoveryPoints: number;
}

/** Tests that restore what is backed up, one for each resource again and again. */
export interface ExpectedRestoreTest {
  /** Restore testing plan in the function's own Region. */
  readonly planName: string;
  /** Its ARN, by which restores are told that were tests. */
  readonly planArn: string;
  /** Greatest time since the last good test of a resource, in seconds, at least 1. */
  readonly maximumAgeSeconds: number;
  /**
   * What makes a test good: that AWS Backup restored the resource and nobody found it wrong, or that somebody looked at the
   * content and found it right. The latter needs somebody, a function or a person, who tells AWS Backup every time.
   *
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutRestoreValidationResult.html read 2026-11-25
   */
  readonly proof: 'restored' | 'validated';
}

/** Payload of the backup check. */
export interface BackupCheckEvent extends CheckEvent {
  /** Vault of the primary Region first, then one for each recovery Region. */
  readonly vaults: readonly ExpectedVault[];
  readonly backups: readonly ExpectedBackup[];
  /** Cluster that must be restorable to a recent point in time, in the function's own Region. */
  readonly pointInTime: {
    readonly clusterIdentifier: string;
    /** Greatest age of the latest restorable time, in seconds. */
    readonly maximumAgeSeconds: number;
  };
  /** The tests; each resource of the backups must have one. */
  readonly restoreTest: ExpectedRestoreTest;
}

/** Metrics of the backup check, beside those of every check. Each is left out when it cannot be told. */
export const BACKUP_METRICS = {
  /** 1 when any recovery point is too old, too few or missing, otherwise 0. */
  stale: 'BackupStale',
  /** Vaults whose lock is off. */
  unlockedVaults: 'UnlockedVaults',
  /** Resources that no selection of their plan names. While something is unknown, those that are known, and never 0. */
  unselectedResources: 'UnselectedResources',
  /** Rules that are missing in the plans. While something is unknown, those that are known, and never 0. */
  missingPlanRules: 'MissingPlanRules',
  /** Age of the latest point in time the cluster can be restored to, in seconds. */
  restorableAge: 'LatestRestorableAge',
  /**
   * Seconds since the last good restore test of the resource that was tested longest ago; while there is none, the age of
   * the plan. While some are unknown, that of the others if it is beyond the limit.
   */
  restoreTestAge: 'RestoreTestAge',
  /** Regions whose recovery points cannot be decrypted. While something is unknown, those that are known, and never 0. */
  recoveryKeyFaults: 'RecoveryKeyFaults',
} as const;

/** Metrics of one backup in one Region. */
export type RecoveryPointMetric =
  /** Age of the newest completed recovery point in seconds; at most, and while there is none, that of vault and cluster. */
  | 'NewestRecoveryPointAge'
  /** Completed recovery points. */
  | 'RecoveryPoints'
  /** Recovery points by which the objective is missed. */
  | 'RecoveryPointShortfall';

/** Name of a backup's metric in one Region, for example `NewestRecoveryPointAge/database/ap-northeast-3`. */
export function recoveryPointMetricName(metric: RecoveryPointMetric, backup: string, region: string): string {
  return `${metric}/${backup}/${region}`;
}

/** Whether a resource is an Aurora cluster: `arn:<partition>:rds:<region>:<account>:cluster:<identifier>`. */
export function isCluster(resourceArn: string): boolean {
  return resourceArn.split(':').at(5) === 'cluster';
}
