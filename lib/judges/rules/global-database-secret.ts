import { asBoolean } from '../../template';
import { judge, type Rule } from '../rule';
import { globalDatabasesOf } from '../support';

/**
 * RDS refuses a managed password on a cluster of a global database.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
export const globalDatabaseSecret: Rule = {
  id: 'GlobalDatabaseSecret',
  description:
    'No cluster of a global database has its master password managed by RDS; a generated secret does instead.',
  check: (model) =>
    globalDatabasesOf(model)
      .flatMap(({ clusters }) => clusters)
      .map((cluster) => {
        const managed = asBoolean(cluster.properties['ManageMasterUserPassword'] ?? false);
        return judge(cluster, [
          managed === false
            ? undefined
            : {
                message: 'has its master password managed by RDS',
                property: 'Properties.ManageMasterUserPassword',
              },
        ]);
      }),
};
