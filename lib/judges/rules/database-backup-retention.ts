import { asNumber, resourcesOfType, type JsonObject } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';

/** The most RDS keeps; the default is one day. */
const DAYS = 35;

/** How long a fault in the data may go unnoticed; cdk-nag asks for some retention, not for enough. */
export const databaseBackupRetention: Rule = {
  id: 'DatabaseBackupRetention',
  description: `A database keeps its automated backups for ${String(DAYS)} days, the most there is.`,
  check: (model) => [
    ...resourcesOfType(model, 'AWS::RDS::DBCluster').map((cluster) =>
      judge(cluster, [retentionFault(cluster.properties)]),
    ),
    ...resourcesOfType(model, 'AWS::RDS::DBInstance')
      .filter(
        ({ properties }) =>
          properties['DBClusterIdentifier'] === undefined && properties['SourceDBInstanceIdentifier'] === undefined,
      )
      .map((instance) => judge(instance, [retentionFault(instance.properties)])),
  ],
};

function retentionFault(properties: JsonObject): RuleFault | undefined {
  const value = properties['BackupRetentionPeriod'];
  const property = 'Properties.BackupRetentionPeriod';
  const days = value === undefined ? 1 : asNumber(value);
  if (days === undefined) {
    return undetermined('the retention cannot be found', property);
  }
  return days >= DAYS ? undefined : { message: `keeps backups for ${String(days)} days`, property };
}
