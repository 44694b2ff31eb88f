import { GetRestoreTestingPlanCommand, ListRestoreJobsCommand, type BackupClient } from '@aws-sdk/client-backup';
import { known } from '../shared/observed';
import { readOrAbsent, readPages } from '../shared/read';
import type { ExpectedRestoreTest } from './contract';
import type { RestoreTestObservation } from './observation';
import { restoreJobPage, restoreTestingPlanAnswer } from './replies';

/** Asks about the plan and what it did, at once: what it did is worth knowing even if nobody says that it exists. */
export async function readRestoreTests(
  { planName, planArn }: ExpectedRestoreTest,
  backup: BackupClient,
  abortSignal: AbortSignal,
): Promise<RestoreTestObservation> {
  const [plan, jobs] = await Promise.all([
    readOrAbsent(
      {
        ask: () => backup.send(new GetRestoreTestingPlanCommand({ RestoreTestingPlanName: planName }), { abortSignal }),
        schema: restoreTestingPlanAnswer,
      },
      'ResourceNotFoundException',
    ),
    // In every status: that a test failed must be seen as well.
    readPages({
      ask: (NextToken) =>
        backup.send(new ListRestoreJobsCommand({ ByRestoreTestingPlanArn: planArn, NextToken }), { abortSignal }),
      schema: restoreJobPage,
    }),
  ]);
  return {
    plan,
    // A restore that somebody made by hand is none of the plan's tests, whatever the list says.
    jobs: jobs.kind === 'known' ? known(jobs.value.filter((job) => job.planArn === planArn)) : jobs,
  };
}
