import {
  asList,
  findTarget,
  resolve,
  resourcesOfType,
  textOf,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { arnParts, EDGE_REGION } from '../support';

const SCOPED_TYPES = [
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::IPSet',
  'AWS::WAFv2::RuleGroup',
  'AWS::WAFv2::RegexPatternSet',
] as const;

/** The service refuses them elsewhere, the template validator does not. */
export const webAclInEdgeRegion: Rule = {
  id: 'WebAclInEdgeRegion',
  description: 'A web ACL of scope CLOUDFRONT, its sets, its logging and the destination of its logs are in us-east-1.',
  check: (model) => [
    ...resourcesOfType(model, ...SCOPED_TYPES)
      .filter(isOfCloudFront)
      .map((resource) => judge(resource, [regionFault(resource, 'is of scope CLOUDFRONT')])),
    ...resourcesOfType(model, 'AWS::WAFv2::LoggingConfiguration')
      .filter((logging) => {
        const acl = findTarget(model, logging.stack, logging.properties['ResourceArn']);
        return acl !== undefined && isOfCloudFront(acl);
      })
      .map((logging) =>
        judge(logging, [
          regionFault(logging, 'logs a web ACL of scope CLOUDFRONT'),
          ...destinationFaults(model, logging),
        ]),
      ),
  ],
};

function isOfCloudFront({ properties }: TemplateResource): boolean {
  return properties['Scope'] === 'CLOUDFRONT';
}

function regionFault({ stack }: TemplateResource, what: string): RuleFault | undefined {
  if (stack.region === undefined) {
    return undetermined(`${what} in a stack without a Region; give the stack ${EDGE_REGION}`);
  }
  return stack.region === EDGE_REGION ? undefined : { message: `${what} in ${stack.region}, not in ${EDGE_REGION}` };
}

function destinationFaults(model: TemplateModel, logging: TemplateResource): readonly (RuleFault | undefined)[] {
  const property = 'Properties.LogDestinationConfigs';
  return asList(logging.properties['LogDestinationConfigs']).map((destination) => {
    const target = findTarget(model, logging.stack, destination);
    const region =
      target === undefined ? arnParts(textOf(resolve(model, logging.stack, destination)))?.region : target.stack.region;
    // The ARN of a bucket names no Region, and WAF takes buckets of any.
    if (region === EDGE_REGION || region === '') {
      return undefined;
    }
    return region === undefined
      ? undetermined('the Region of a log destination cannot be found', property)
      : { message: `logs to ${region}, not to ${EDGE_REGION}`, property };
  });
}
