import { asBoolean, type TemplateModel, type TemplateResource } from '../../template';
import { judge, type Rule, type RuleFault } from '../rule';
import { arnParts, globalDatabasesOf, keyOf } from '../support';

/**
 * A secondary cluster cannot be made without a key of its own Region.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html
 */
export const globalDatabaseKeys: Rule = {
  id: 'GlobalDatabaseKeys',
  description: 'Every cluster of a global database is encrypted with a customer managed key of its own Region.',
  check: (model) =>
    globalDatabasesOf(model)
      .flatMap(({ clusters }) => clusters)
      .map((cluster) => judge(cluster, keyFaults(model, cluster))),
};

function keyFaults(model: TemplateModel, cluster: TemplateResource): readonly RuleFault[] {
  const property = 'Properties.KmsKeyId';
  const { properties, stack } = cluster;
  if (asBoolean(properties['StorageEncrypted']) !== true) {
    return [{ message: 'is not encrypted', property: 'Properties.StorageEncrypted' }];
  }
  if (properties['KmsKeyId'] === undefined) {
    return [{ message: 'names no key', property }];
  }
  const key = keyOf(model, stack, properties['KmsKeyId']);
  switch (key.kind) {
    case 'aws-managed':
      return [{ message: `is encrypted with ${key.alias}; use a key of your own`, property }];
    case 'unknown': {
      // A key that exists already is named by its ARN, which says where it is.
      const region = arnParts(key.text)?.region;
      return region === stack.region
        ? []
        : [
            {
              message: `the key ${key.text} is not known to be in ${String(stack.region)}`,
              property,
              undetermined: true,
            },
          ];
    }
    case 'key':
      return key.resource.stack.region === stack.region
        ? []
        : [{ message: `is encrypted with a key in ${String(key.resource.stack.region)}`, property }];
  }
}
