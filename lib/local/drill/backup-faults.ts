import { DeleteBackupSelectionCommand, ListBackupSelectionsCommand } from '@aws-sdk/client-backup';
import { LocalFailure } from '../local-failure';
import { ALWAYS, type DrillFault, type DrillGround, type Injected } from './drill-fault';

/** Faults of the backups that only a deployment repairs. */
export const LOST_BACKUP_FAULTS: readonly DrillFault[] = [
  {
    id: 'backup-selection-removed',
    title: 'the selection of a backup plan is removed',
    references: ['F36'],
    check: 'backup-check',
    expected: { status: ['DEGRADED'], codes: ['SelectionMissing'], withinRuns: 1 },
    alarmWithinRuns: 5,
    alarm: '-backups-unselected',
    applies: ALWAYS,
    inject: removeSelection,
  },
];

async function removeSelection({ clients, site: { expectations } }: DrillGround): Promise<Injected> {
  const BackupPlanId = expectations.backup.backups[0]?.planId ?? '';
  const { BackupSelectionsList = [] } = await clients.backup.send(new ListBackupSelectionsCommand({ BackupPlanId }));
  const ids = BackupSelectionsList.map(({ SelectionId = '' }) => SelectionId);
  if (ids.length === 0) {
    throw new LocalFailure([`the backup plan ${BackupPlanId} has no selection to remove`]);
  }
  for (const SelectionId of ids) {
    await clients.backup.send(new DeleteBackupSelectionCommand({ BackupPlanId, SelectionId }));
  }
  // CloudFormation knows a selection by its id and that of its plan.
  return { lost: ids.map((id) => ({ physicalId: `${id}_${BackupPlanId}` })) };
}
