import { findTarget, resourcesOfType, type TemplateModel, type TemplateResource } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';

/**
 * CloudFormation has no property for activity streams, so they are started by a custom
 * resource, known by its type.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.html
 */
export const activityStreamProvisioned: Rule = {
  id: 'ActivityStreamProvisioned',
  description:
    'A cluster with a database activity stream has no serverless and no burstable instance, for which there is none.',
  check: (model) =>
    model.resources
      .filter(({ type }) => /^Custom::.*ActivityStream/.test(type))
      .map((stream) => judge(stream, streamFaults(model, stream))),
};

function streamFaults(model: TemplateModel, stream: TemplateResource): readonly RuleFault[] {
  const cluster = Object.values(stream.properties)
    .map((value) => findTarget(model, stream.stack, value))
    .find((target) => target?.type === 'AWS::RDS::DBCluster');
  if (cluster === undefined) {
    return [undetermined('the cluster of the activity stream cannot be found')];
  }
  return resourcesOfType(model, 'AWS::RDS::DBInstance')
    .filter(({ properties, stack }) => findTarget(model, stack, properties['DBClusterIdentifier']) === cluster)
    .filter(({ properties }) => /^db\.(serverless|t\d)/.test(String(properties['DBInstanceClass'])))
    .map(({ logicalId, properties }) => ({
      message: `${cluster.logicalId} has ${logicalId} of class ${String(properties['DBInstanceClass'])}`,
    }));
}
