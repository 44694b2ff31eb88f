import { readinessOf } from '../../../../lambda/shared/rds/statuses';

test.each([
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
])('what is %s serves', (status) => {
  expect(readinessOf(status)).toBe('serving');
});

test.each([
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
])('what is %s may be interrupted', (status) => {
  expect(readinessOf(status)).toBe('busy');
});

test.each([
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
])('what is %s does not serve', (status) => {
  expect(readinessOf(status)).toBe('broken');
});

test.each(['', 'meditating', 'Available', 'available '])(
  'what %p means is not known, and never taken for broken',
  (status) => {
    expect(readinessOf(status)).toBe('unclear');
  },
);
