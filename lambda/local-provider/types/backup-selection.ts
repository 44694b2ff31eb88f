import { ConditionType, CreateBackupSelectionCommand, DeleteBackupSelectionCommand } from '@aws-sdk/client-backup';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { text, texts } from '../shapes';

const condition = z.strictObject({ ConditionKey: text, ConditionValue: text });
const conditions = z.optional(z.array(condition));

const properties = z.strictObject({
  BackupPlanId: text,
  BackupSelection: z.strictObject({
    Conditions: z.optional(
      z.strictObject({
        StringEquals: conditions,
        StringLike: conditions,
        StringNotEquals: conditions,
        StringNotLike: conditions,
      }),
    ),
    IamRoleArn: text,
    ListOfTags: z.optional(
      z.array(z.strictObject({ ConditionKey: text, ConditionType: z.enum(ConditionType), ConditionValue: text })),
    ),
    NotResources: z.optional(texts),
    Resources: z.optional(texts),
    SelectionName: text,
  }),
});

/** `AWS::Backup::BackupSelection`; `Ref` holds both the selection and its plan. */
export const backupSelection = playedType({
  properties,
  replacing: ['BackupPlanId', 'BackupSelection'],
  create: async ({ properties: { BackupPlanId, BackupSelection }, clients: { backup } }) => {
    const made = await backup.send(new CreateBackupSelectionCommand({ BackupPlanId, BackupSelection }));
    return describe(BackupPlanId, required(made.SelectionId, 'SelectionId'));
  },
  update: (id) => {
    const { plan, selection } = parts(id);
    return Promise.resolve(describe(plan, selection));
  },
  remove: async (id, { clients: { backup } }) => {
    const { plan, selection } = parts(id);
    const command = new DeleteBackupSelectionCommand({ BackupPlanId: plan, SelectionId: selection });
    await unlessGone(backup.send(command), ['ResourceNotFoundException']);
  },
});

function describe(plan: string, selection: string): Made {
  const id = `${selection}_${plan}`;
  return { physicalId: id, attributes: { BackupPlanId: plan, Id: id, SelectionId: selection } };
}

function parts(id: string): { readonly selection: string; readonly plan: string } {
  const [selection = '', plan = ''] = id.split('_');
  return { selection, plan };
}
