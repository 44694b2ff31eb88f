import { resourcesOfType } from '../../template';
import { judge, type Rule } from '../rule';

/** Names other stacks, other Regions or policies know by heart. */
const LITERAL_NAMES = [
  ['AWS::RDS::GlobalCluster', 'GlobalClusterIdentifier'],
  ['AWS::RDS::DBCluster', 'GlobalClusterIdentifier'],
  ['AWS::Backup::BackupVault', 'BackupVaultName'],
  ['AWS::Backup::LogicallyAirGappedBackupVault', 'BackupVaultName'],
  ['AWS::Logs::LogGroup', 'LogGroupName'],
] as const;

/** What is known by name must be readable where it is named. */
export const fixedNamesLiteral: Rule = {
  id: 'FixedNamesLiteral',
  description:
    'Identifiers of global databases, names of vaults and names of log groups hold no intrinsic function: other Regions and policies name them literally.',
  check: (model) =>
    LITERAL_NAMES.flatMap(([type, property]) =>
      resourcesOfType(model, type)
        .filter(({ properties }) => properties[property] !== undefined)
        .map((resource) =>
          judge(resource, [
            typeof resource.properties[property] === 'string'
              ? undefined
              : { message: `${property} is known only at deployment`, property: `Properties.${property}` },
          ]),
        ),
    ),
};
