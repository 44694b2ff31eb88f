/** What a status means for requests: they are answered, they are not, they may be interrupted, or nobody knows. */
export type Readiness = 'serving' | 'busy' | 'broken' | 'unclear';

const SERVING = [
  'available',
  'backing-up',
  'configuring-activity-stream',
  'configuring-enhanced-monitoring',
  'configuring-iam-database-auth',
  'configuring-log-exports',
  'resetting-master-credentials',
  'storage-config-upgrade',
  'storage-optimization',
  'update-iam-db-auth',
];

const BUSY = [
  'creating',
  'failing-over',
  'maintenance',
  'migrating',
  'modifying',
  'promoting',
  'rebooting',
  'renaming',
  'starting',
  'upgrading',
];

const BROKEN = [
  'cloning-failed',
  'delete-precheck',
  'deleting',
  'failed',
  'inaccessible-encryption-credentials',
  'inaccessible-encryption-credentials-recoverable',
  'incompatible-network',
  'incompatible-option-group',
  'incompatible-parameters',
  'incompatible-restore',
  'insufficient-capacity',
  'migration-failed',
  'restore-error',
  'stopped',
  'stopping',
  'storage-full',
];

const READINESS = new Map<string, Readiness>([
  ...SERVING.map((status) => [status, 'serving'] as const),
  ...BUSY.map((status) => [status, 'busy'] as const),
  ...BROKEN.map((status) => [status, 'broken'] as const),
]);

/**
 * What the status of a cluster or of an instance means. A status this table does not know is unclear, not broken.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html read 2026-11-25
 */
export function readinessOf(status: string): Readiness {
  return READINESS.get(status) ?? 'unclear';
}
