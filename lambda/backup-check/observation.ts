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

/** Everything the backup check reads. */
export interface BackupObservation {
  /** By Region. */
  readonly vaults: Readonly<Record<string, VaultObservation>>;
  readonly cluster: Observed<ClusterState>;
}
