import { literalText, resourcesOfType, type TemplateModel, type TemplateResource } from '../../template';
import { judge, type Rule } from '../rule';
import { environmentOf, keyUseFault, type KeyUse } from '../support';

/**
 * A key is made with a policy that names nobody but the account.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const logGroupKeyGrantsLogs: Rule = {
  id: 'LogGroupKeyGrantsLogs',
  description:
    'The key of a log group lets CloudWatch Logs of its Region use it for this very group: otherwise the group cannot be created.',
  check: (model) =>
    resourcesOfType(model, 'AWS::Logs::LogGroup')
      .filter(({ properties }) => properties['KmsKeyId'] !== undefined)
      .map((group) =>
        judge(group, [
          keyUseFault(model, group.stack, group.properties['KmsKeyId'], keyUse(model, group), 'Properties.KmsKeyId'),
        ]),
      ),
};

function keyUse(model: TemplateModel, group: TemplateResource): KeyUse {
  const [partition, region, account] = environmentOf(group.stack);
  // A generated name starts with the names of stack and resource.
  const name =
    literalText(model, group.stack, group.properties['LogGroupName']) ?? `${group.stack.name}-${group.logicalId}-X`;
  return {
    user: { service: `logs.${region}.amazonaws.com` },
    actions: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:GenerateDataKey',
      'kms:DescribeKey',
    ],
    request: {
      'kms:encryptioncontext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:${name}`,
    },
  };
}
