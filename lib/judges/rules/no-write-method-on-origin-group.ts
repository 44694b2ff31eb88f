import {
  asList,
  at,
  isList,
  literalText,
  resolve,
  textOf,
  type JsonObject,
  type TemplateModel,
  type TemplateStack,
} from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { distributionsOf } from '../support';

const WRITE_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * CloudFront refuses the distribution at deployment, nothing refuses the template.
 *
 * @see https://github.com/aws/aws-cdk/issues/32450
 */
export const noWriteMethodOnOriginGroup: Rule = {
  id: 'NoWriteMethodOnOriginGroup',
  description: 'A cache behavior that targets an origin group allows no POST, PUT, PATCH or DELETE.',
  check: (model) =>
    distributionsOf(model).map(({ resource, config, behaviors }) => {
      const { stack } = resource;
      const groups = asList(at(config, 'OriginGroups', 'Items')).map((group) =>
        textOf(resolve(model, stack, at(group, 'Id'))),
      );
      return judge(
        resource,
        behaviors
          .filter(({ behavior }) => groups.includes(textOf(resolve(model, stack, behavior['TargetOriginId']))))
          .map(({ behavior, property }) => methodFault(model, stack, behavior, property)),
      );
    }),
};

function methodFault(
  model: TemplateModel,
  stack: TemplateStack,
  behavior: JsonObject,
  property: string,
): RuleFault | undefined {
  // Without a list CloudFront allows GET and HEAD.
  const methods = behavior['AllowedMethods'] ?? [];
  if (!isList(methods)) {
    return undetermined('the allowed methods cannot be found', property);
  }
  const write = methods
    .map((method) => literalText(model, stack, method))
    .filter((method) => method === undefined || WRITE_METHODS.has(method));
  return write.length === 0
    ? undefined
    : { message: `targets an origin group and allows ${write.map((method) => method ?? '?').join(', ')}`, property };
}
