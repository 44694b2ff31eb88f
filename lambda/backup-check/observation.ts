import type { Observed } from '../shared/observed';

export interface VaultState {
  readonly createdAt: Date;
  readonly locked: boolean;
  /** Key that encrypts what is copied here; absent when AWS Backup does not say. */
  readonly keyArn?: string | undefined;
}

/** A key as KMS describes it. */
export interface KeyState {
  readonly arn: string;
  readonly state: string;
  readonly isEnabled: boolean;
  /** When it is deleted, if somebody has asked for that. */
  readonly deletionDate?: Date | undefined;
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

/** What AWS Backup said about one vault, and KMS about its key. */
export interface VaultObservation {
  readonly vault: Observed<VaultState | 'absent'>;
  /** Unknown as well when there is no vault that names one. */
  readonly key: Observed<KeyState | 'absent'>;
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

/** A restore that a restore testing plan made. */
export interface RestoreJob {
  readonly planArn: string;
  /** What was backed up, not what was made of it. */
  readonly resourceArn: string;
  readonly status: string;
  /** What somebody found who looked at it; absent while nobody has to. */
  readonly validation?: string | undefined;
  readonly createdAt: Date;
  /** Absent while it runs. */
  readonly completedAt?: Date | undefined;
}

/** What AWS Backup said about the restore testing plan, and what that did. */
export interface RestoreTestObservation {
  readonly plan: Observed<{ readonly createdAt: Date } | 'absent'>;
  readonly jobs: Observed<readonly RestoreJob[]>;
}

/** Everything the backup check reads. */
export interface BackupObservation {
  /** By Region. */
  readonly vaults: Readonly<Record<string, VaultObservation>>;
  /** By the name of the backup. */
  readonly plans: Readonly<Record<string, PlanObservation>>;
  readonly cluster: Observed<ClusterState>;
  readonly restoreTests: RestoreTestObservation;
}
