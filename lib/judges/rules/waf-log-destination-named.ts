import {
  asList,
  findTarget,
  resolve,
  resourcesOfType,
  textOf,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, type Rule } from '../rule';

/** Without this beginning WAF refuses a destination. */
const PREFIX = 'aws-waf-logs-';

const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
};

/**
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html
 */
export const wafLogDestinationNamed: Rule = {
  id: 'WafLogDestinationNamed',
  description: 'The name of a log destination of a web ACL starts with aws-waf-logs-.',
  check: (model) =>
    resourcesOfType(model, 'AWS::WAFv2::LoggingConfiguration').map((logging) =>
      judge(
        logging,
        asList(logging.properties['LogDestinationConfigs'])
          .map((destination) => destinationName(model, logging, destination))
          .filter((name) => !name.startsWith(PREFIX))
          .map((name) => ({
            message: `logs to ${name === '' ? 'a destination with a generated name' : name}; the name must start with ${PREFIX}`,
            property: 'Properties.LogDestinationConfigs',
          })),
      ),
    ),
};

function destinationName(model: TemplateModel, logging: TemplateResource, destination: JsonValue): string {
  const target = findTarget(model, logging.stack, destination);
  if (target === undefined) {
    const arn = textOf(resolve(model, logging.stack, destination));
    return arn.replace(/^.*(?::::|:log-group:|:deliverystream\/)/, '').replace(/:\*$/, '');
  }
  const name = target.properties[NAME_PROPERTIES[target.type] ?? ''];
  return name === undefined ? '' : textOf(resolve(model, target.stack, name));
}
