import { bench } from '../bench';
import { refuse } from '../fake-clients';

const type = 'AWS::Backup::BackupSelection';
const properties = {
  BackupPlanId: 'plan',
  BackupSelection: { IamRoleArn: 'arn:role', Resources: ['arn:cluster'], SelectionName: 'database' },
};
const created = { CreateBackupSelection: () => ({ SelectionId: 'selection' }) };

test('is created in its plan', async () => {
  const { create, fake } = bench(type, created);
  expect(await create(properties)).toStrictEqual({
    status: 'SUCCESS',
    physicalId: 'selection_plan',
    attributes: { BackupPlanId: 'plan', Id: 'selection_plan', SelectionId: 'selection' },
  });
  expect(fake.inputOf('CreateBackupSelection')).toStrictEqual(properties);
});

test('is another one on every change', async () => {
  const { update } = bench(type, created);
  const after = { ...properties, BackupSelection: { ...properties.BackupSelection, Resources: ['arn:other'] } };
  expect(await update('old_plan', properties, after)).toMatchObject({ physicalId: 'selection_plan' });
});

test('is not touched without a change', async () => {
  const { update, fake } = bench(type);
  expect(await update('old_plan', properties, properties)).toMatchObject({
    physicalId: 'old_plan',
    attributes: { BackupPlanId: 'plan', SelectionId: 'old' },
  });
  expect(fake.calls).toStrictEqual([]);
});

test('is deleted from its plan, and gone is removed already', async () => {
  const { remove, fake } = bench(type, { DeleteBackupSelection: refuse('ResourceNotFoundException') });
  expect(await remove('selection_plan', properties)).toMatchObject({ status: 'SUCCESS' });
  expect(fake.inputOf('DeleteBackupSelection')).toStrictEqual({ BackupPlanId: 'plan', SelectionId: 'selection' });
});
