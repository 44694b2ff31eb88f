export { lockedRetention, type LockedRetention } from './lock';
export { LockedVault, type LockedVaultProps } from './locked-vault';
export { SiteBackups, type JobsPerDay, type SiteBackupsProps } from './site-backups';
