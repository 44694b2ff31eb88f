import { changesIn } from '../aws/support/fake-clients';
import { groundOf, requireFault } from './support/ground';

const FAULT = requireFault('backup-selection-removed');

function plan(...ids: readonly string[]) {
  return groundOf({
    ListBackupSelections: () => ({ BackupSelectionsList: ids.map((SelectionId) => ({ SelectionId })) }),
    DeleteBackupSelection: () => ({}),
  });
}

test('removes every selection of the first plan, which are lost until they are deployed again', async () => {
  const { ground, calls } = plan('s-1', 's-2');
  expect(await FAULT.inject(ground)).toStrictEqual({
    lost: [{ physicalId: 's-1_plan-1' }, { physicalId: 's-2_plan-1' }],
  });
  expect(changesIn(calls)).toStrictEqual([
    ['DeleteBackupSelection', { BackupPlanId: 'plan-1', SelectionId: 's-1' }],
    ['DeleteBackupSelection', { BackupPlanId: 'plan-1', SelectionId: 's-2' }],
  ]);
});

test('needs a selection', async () => {
  const { ground, calls } = plan();
  await expect(FAULT.inject(ground)).rejects.toThrow('the backup plan plan-1 has no selection to remove');
  expect(changesIn(calls)).toStrictEqual([]);
});
