/** What backups have to achieve. Nothing in it has a default: what is not asked for is not proved. */
export interface BackupObjectives {
  /** Name for reports. */
  readonly name: string;
  /** What is protected, by a name of its own: `database`, `system`. */
  readonly protects: Readonly<Record<string, Protection>>;
  /** What keeps data and is not backed up, each with the reason. @default - everything is backed up */
  readonly leftOut?: readonly LeftOut[];
  /** What the vaults must be locked with. @default 'governance' */
  readonly vaultLock?: VaultLock;
}

/** What some resources need. */
export interface Protection {
  /** Resources that keep the data: `type:AWS::RDS::DBCluster`, `id:Database*`, `path:**`. */
  readonly resources: readonly string[];
  /** Why, for whoever reads a report. */
  readonly why?: string;
  /** Full backups on every day. */
  readonly backupsPerDay?: number;
  /** Recovery points that must exist at every instant. */
  readonly recoveryPoints?: number;
  /** Minutes before a failure to which data must be brought back. */
  readonly pointInTimeMinutes?: number;
  /** Days back to which data must be brought back to any point in time. */
  readonly pointInTimeDays?: number;
  /** Days for which every recovery point must live. */
  readonly retentionDays?: number;
  /** What must be left when the Region of the data is lost. */
  readonly regions?: readonly RegionObjective[];
}

/** What must be left in another Region. */
export interface RegionObjective {
  readonly region: string;
  /** Seconds of changes that may be lost. */
  readonly dataLossSeconds?: number;
  /** Recovery points that must exist there at every instant. */
  readonly recoveryPoints?: number;
  /** Minutes that a copy takes at most, as it was measured: nothing here can verify it. */
  readonly copyMinutes?: number;
}

/** Something that is not backed up. */
export interface LeftOut {
  readonly resources: readonly string[];
  readonly reason: string;
  /** What keeps the data instead, which is verified. */
  readonly keptBy?: 'versioning' | 'object-lock' | 'point-in-time-recovery';
}

/** `none` needs a reason; `compliance` is a lock that nobody can lift. */
export type VaultLock =
  { readonly kind: 'governance' | 'compliance' } | { readonly kind: 'none'; readonly reason: string };
