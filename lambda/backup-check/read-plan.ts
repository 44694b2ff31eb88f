import {
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupSelectionsCommand,
  type BackupClient,
} from '@aws-sdk/client-backup';
import { known, type Observed } from '../shared/observed';
import { readOrAbsent, readPages } from '../shared/read';
import type { PlanObservation, Selection } from './observation';
import { planAnswer, selectionAnswer, selectionPage } from './replies';

/** What AWS Backup says about something that was deleted. */
const ABSENCE = 'ResourceNotFoundException';

/** Asks about one plan and everything it selects. */
export async function readPlan(
  planId: string,
  backup: BackupClient,
  abortSignal: AbortSignal,
): Promise<PlanObservation> {
  const [plan, selections] = await Promise.all([
    readOrAbsent(
      {
        ask: () => backup.send(new GetBackupPlanCommand({ BackupPlanId: planId }), { abortSignal }),
        schema: planAnswer,
      },
      ABSENCE,
    ),
    readSelections(planId, backup, abortSignal),
  ]);
  return { plan, selections };
}

/** A list of selections says only what they are called; without every single one it is not known what they take. */
async function readSelections(
  BackupPlanId: string,
  backup: BackupClient,
  abortSignal: AbortSignal,
): Promise<Observed<readonly Selection[]>> {
  const ids = await readPages({
    ask: (NextToken) => backup.send(new ListBackupSelectionsCommand({ BackupPlanId, NextToken }), { abortSignal }),
    schema: selectionPage,
  });
  if (ids.kind === 'unknown') {
    return ids;
  }
  const answers = await Promise.all(
    ids.value.map((SelectionId) =>
      // One that was deleted after it was listed selects nothing.
      readOrAbsent(
        {
          ask: () => backup.send(new GetBackupSelectionCommand({ BackupPlanId, SelectionId }), { abortSignal }),
          schema: selectionAnswer,
        },
        ABSENCE,
      ),
    ),
  );
  const selections: Selection[] = [];
  for (const answer of answers) {
    if (answer.kind === 'unknown') {
      return answer;
    }
    if (answer.value !== 'absent') {
      selections.push(answer.value);
    }
  }
  return known(selections);
}
