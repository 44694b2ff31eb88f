import { asNumber } from '../../template';
import { judge, type Rule } from '../rule';
import { backupPlansOf, selectedResources } from '../support';

/** AWS Backup sets the retention of a cluster it backs up, and templates set it back. */
export const continuousBackupMatchesDatabase: Rule = {
  id: 'ContinuousBackupMatchesDatabase',
  description:
    'A database with continuous backups keeps its own backups as long as the plan does: the two are one setting.',
  check: (model) =>
    backupPlansOf(model).flatMap(({ plan, rules }) => {
      const days = rules.find(({ continuous }) => continuous)?.deleteAfterDays;
      return days === undefined
        ? []
        : selectedResources(model, plan)
            .filter(({ type }) => type === 'AWS::RDS::DBCluster' || type === 'AWS::RDS::DBInstance')
            .map((database) => {
              const own = asNumber(database.properties['BackupRetentionPeriod']);
              return judge(database, [
                own === days
                  ? undefined
                  : {
                      message: `keeps backups for ${String(own)} days, ${plan.logicalId} for ${String(days)}`,
                      property: 'Properties.BackupRetentionPeriod',
                    },
              ]);
            });
    }),
};
