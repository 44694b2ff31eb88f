import { findTarget, literalText, resourcesOfType, type TemplateModel, type TemplateResource } from '../../template';

/** A global database with its clusters. */
export interface GlobalDatabase {
  readonly resource: TemplateResource;
  readonly clusters: readonly TemplateResource[];
}

/** Every global database of the model. */
export function globalDatabasesOf(model: TemplateModel): readonly GlobalDatabase[] {
  const clusters = resourcesOfType(model, 'AWS::RDS::DBCluster');
  return resourcesOfType(model, 'AWS::RDS::GlobalCluster').map((resource) => {
    const primary = findTarget(model, resource.stack, resource.properties['SourceDBClusterIdentifier']);
    const identifier = literalText(model, resource.stack, resource.properties['GlobalClusterIdentifier']);
    return {
      resource,
      clusters: clusters.filter(
        (cluster) =>
          cluster === primary ||
          findTarget(model, cluster.stack, cluster.properties['GlobalClusterIdentifier']) === resource ||
          (identifier !== undefined &&
            literalText(model, cluster.stack, cluster.properties['GlobalClusterIdentifier']) === identifier),
      ),
    };
  });
}
