import {
  asList,
  asObject,
  at,
  findTarget,
  resourcesOfType,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { autoScalingRoleArn, environmentOf, keyUseFault } from '../support';

/**
 * Auto Scaling launches as a role, which the account's own policies do not let use the key.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export const volumeKeyGrantsAutoScaling: Rule = {
  id: 'VolumeKeyGrantsAutoScaling',
  description:
    'The key of a volume lets the service-linked role of Auto Scaling use it and make grants: otherwise instances die as they are launched.',
  check: (model) =>
    resourcesOfType(model, 'AWS::AutoScaling::AutoScalingGroup').map((group) =>
      judge(group, groupFaults(model, group)),
    ),
};

function groupFaults(model: TemplateModel, group: TemplateResource): readonly (RuleFault | undefined)[] {
  const specification =
    group.properties['LaunchTemplate'] ??
    at(group.properties, 'MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification');
  const template = findTarget(model, group.stack, at(specification, 'LaunchTemplateId'));
  if (template === undefined) {
    return [undetermined('the launch template cannot be found, so the key of its volumes cannot be read')];
  }
  return asList(at(template.properties, 'LaunchTemplateData', 'BlockDeviceMappings')).map((mapping) => {
    const volume = asObject(at(mapping, 'Ebs'));
    return volume['KmsKeyId'] === undefined ? undefined : keyFault(model, group, template, volume['KmsKeyId']);
  });
}

function keyFault(
  model: TemplateModel,
  group: TemplateResource,
  template: TemplateResource,
  key: Parameters<typeof keyUseFault>[2],
): RuleFault | undefined {
  const [, region, account] = environmentOf(group.stack);
  const roleArn = autoScalingRoleArn(group.stack);
  return keyUseFault(
    model,
    template.stack,
    key,
    {
      user: { roleArn },
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:DescribeKey',
        'kms:CreateGrant',
      ],
      request: {
        'aws:principalarn': roleArn,
        'kms:calleraccount': account,
        'kms:viaservice': `ec2.${region}.amazonaws.com`,
        'kms:grantisforawsresource': 'true',
      },
    },
    'Properties.LaunchTemplate',
  );
}
