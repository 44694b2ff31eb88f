export { BackupCheck, type BackupCheckProps, type BackupName, type CheckedPlan } from './backup-check';
export { CheckSchedules, type CheckScheduleOptions, type CheckSchedulesProps } from './check-schedules';
export { DatabaseCheck, type DatabaseCheckProps } from './database-check';
export { FailoverChecks, type FailoverChecksProps } from './failover-checks';
export { ScheduledCheck, type CheckSurroundings, type ScheduledCheckProps } from './scheduled-check';
export { TopologyCheck, type CheckedTier, type TopologyCheckProps } from './topology-check';
