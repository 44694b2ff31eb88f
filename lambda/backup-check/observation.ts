import type { Observed } from '../shared/observed';

export interface VaultState {
  readonly createdAt: Date;
  readonly locked: boolean;
}

export interface RecoveryPoint {
  readonly arn: string;
  /** What was backed up. In every Region, copies included, this is the resource in the primary Region. */
  readonly resourceArn: string;
  readonly status: string;
  readonly createdAt: Date;
}

export interface ClusterState {
  readonly createdAt: Date;
  /** Latest point in time the cluster can be restored to. */
  readonly latestRestorableTime: Date;
}

/** What AWS Backup said about one vault. */
export interface VaultObservation {
  readonly vault: Observed<VaultState | 'absent'>;
  readonly recoveryPoints: Observed<readonly RecoveryPoint[]>;
}

/** A backup plan as it is now. */
export interface PlanState {
  /** Schedule expressions of its rules. */
  readonly schedules: readonly string[];
}

/** One of the lists by which a plan takes its resources. */
export interface Selection {
  /** ARNs that are taken, with wildcards. */
  readonly resources: readonly string[];
  /** ARNs that are left out whatever else names them, with wildcards. */
  readonly excluded: readonly string[];
  /** Whether tags decide as well. */
  readonly isByTag: boolean;
}

/** What AWS Backup said about one plan. */
export interface PlanObservation {
  readonly plan: Observed<PlanState | 'absent'>;
  readonly selections: Observed<readonly Selection[]>;
}

/** Everything the backup check reads. */
export interface BackupObservation {
  /** By Region. */
  readonly vaults: Readonly<Record<string, VaultObservation>>;
  /** By the name of the backup. */
  readonly plans: Readonly<Record<string, PlanObservation>>;
  readonly cluster: Observed<ClusterState>;
}
