import { asList, isObject, resourcesOfType } from '../../template';
import { judge, type Rule } from '../rule';

/**
 * Any update of a VPC origin, one tag included, fails while a distribution uses it.
 *
 * @see https://github.com/aws/aws-cdk/issues/35765
 */
export const vpcOriginWithoutTags: Rule = {
  id: 'VpcOriginWithoutTags',
  description: 'A CloudFront VPC origin carries no tags, neither its own nor those of its stack.',
  check: (model) =>
    resourcesOfType(model, 'AWS::CloudFront::VpcOrigin').map((resource) => {
      const tags = resource.properties['Tags'];
      const own = isObject(tags) ? Object.keys(tags) : asList(tags);
      const ofStack = Object.keys(resource.stack.tags);
      return judge(resource, [
        own.length === 0
          ? undefined
          : {
              message: 'carries tags; exclude AWS::CloudFront::VpcOrigin where tags are added',
              property: 'Properties.Tags',
            },
        ofStack.length === 0
          ? undefined
          : `its stack carries the tags ${ofStack.join(', ')}, which CloudFormation puts on every resource; tag resources instead`,
      ]);
    }),
};
