/** Runbooks of alarms, by file name without extension: what an operator does, in the order in which sites fail. */
export const RUNBOOKS = [
  'reading-alarms',
  'site-outage',
  'site-unanswered',
  'requests-blocked',
  'protection-off',
  'zone-without-servers',
  'too-few-servers',
  'no-healthy-server',
  'errors-and-latency',
  'load-beyond-capacity',
  'zone-without-egress',
  'routes-changed',
  'endpoint-lost',
  'traffic-refused',
  'topology-fault',
  'zone-evacuated',
  'database-without-writer',
  'two-writers',
  'writer-failed-over',
  'database-redundancy',
  'replica-lag',
  'database-load',
  'database-connections',
  'transaction-ids',
  'restore-point-age',
  'backup-missed',
  'backup-copy-failed',
  'backup-plan-changed',
  'vault-unlocked',
  'recovery-key',
  'restore-rehearsal',
  'log-silent',
  'certificate-expires',
  'notifications-fail',
  'check-silent',
  'cannot-tell',
  'function-fails',
  'lost-events',
  'records-not-stored',
  'probes-silent',
  'drill-failed',
  'partner-line',
] as const;

/** Name of a runbook of alarms. Several alarms share one where the operator does the same. */
export type RunbookName = (typeof RUNBOOKS)[number];

/** Where a runbook is in the repository; the Japanese one is beside it, as `<name>.ja.md`. */
export function runbookPath(name: RunbookName): string {
  return `docs/runbooks/${name}.md`;
}
