import {
  asList,
  asObject,
  resourcesOfType,
  type JsonObject,
  type TemplateModel,
  type TemplateResource,
} from '../../template';

/** Region of CloudFront and of everything global that hangs on it. */
export const EDGE_REGION = 'us-east-1';

/** A distribution with its configuration. */
export interface DistributionView {
  readonly resource: TemplateResource;
  readonly config: JsonObject;
  /** The default behaviour, then the others. */
  readonly behaviors: readonly { readonly property: string; readonly behavior: JsonObject }[];
}

/** Every CloudFront distribution. */
export function distributionsOf(model: TemplateModel): readonly DistributionView[] {
  return resourcesOfType(model, 'AWS::CloudFront::Distribution').map((resource) => {
    const config = asObject(resource.properties['DistributionConfig']);
    const property = 'Properties.DistributionConfig';
    return {
      resource,
      config,
      behaviors: [
        { property: `${property}.DefaultCacheBehavior`, behavior: asObject(config['DefaultCacheBehavior']) },
        ...asList(config['CacheBehaviors']).map((behavior, index) => ({
          property: `${property}.CacheBehaviors.${String(index)}`,
          behavior: asObject(behavior),
        })),
      ],
    };
  });
}
