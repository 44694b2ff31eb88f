import { judge, type Rule, type RuleFault } from '../rule';
import { backupPlansOf, type BackupRule } from '../support';

/** Days point in time recovery reaches back at most. */
const LONGEST_DAYS = 35;

/**
 * AWS Backup refuses the plan at deployment.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
 */
export const continuousBackupWithinLimit: Rule = {
  id: 'ContinuousBackupWithinLimit',
  description:
    'Continuous backups are kept for 1 to 35 days, never in cold storage, and are not copied as if they stayed continuous.',
  check: (model) =>
    backupPlansOf(model)
      .filter(({ rules }) => rules.some(({ continuous }) => continuous))
      .map(({ plan, rules }) => judge(plan, rules.filter(({ continuous }) => continuous).flatMap(ruleFaults))),
};

function ruleFaults({ name, property, deleteAfterDays, movesToColdStorage, copies }: BackupRule): readonly RuleFault[] {
  const faults: string[] = [];
  if (deleteAfterDays === undefined || deleteAfterDays < 1 || deleteAfterDays > LONGEST_DAYS) {
    faults.push(
      `keeps continuous backups for ${deleteAfterDays === undefined ? 'ever' : `${String(deleteAfterDays)} days`}`,
    );
  }
  if (movesToColdStorage) {
    faults.push('moves continuous backups to cold storage');
  }
  if (copies.length > 0) {
    faults.push('copies continuous backups, which become plain snapshots; copy those of a snapshot rule instead');
  }
  return faults.map((message) => ({ message: `rule ${name} ${message}`, property }));
}
