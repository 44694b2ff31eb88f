export { lockedRetention, type LockedRetention } from './lock';
export { LockedVault, type LockedVaultProps } from './locked-vault';
export { SnapshotPlan, type ContinuousBackup, type SnapshotPlanProps } from './snapshot-plan';
export { SiteBackups, type JobsPerDay, type SiteBackupsProps } from './site-backups';
