export { edgeAlarmSet, primaryAlarmSet, recoveryAlarmSet, watchAlarmSet } from './alarm-sets';
export type { AlarmSpec, MissingData, Severity } from './alarm-spec';
export { maxConnections } from './database-limits';
export { FAULTS, FAULTS_WITHOUT_ALARM, type FaultId } from './fault';
export type * from './monitored-resources';
export { RegionalAlarms, type RegionalAlarmsProps } from './regional-alarms';
export { RUNBOOKS, runbookPath, type RunbookName } from './runbook';
export { SiteDashboard, type SiteDashboardProps } from './site-dashboard';
