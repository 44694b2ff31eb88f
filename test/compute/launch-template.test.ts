import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { testSite } from '../support/test-site';
import { computeStack, propertiesOf, synthCompute, tierConfigs } from './support/synth-compute';

let standard: Template;

beforeAll(async () => {
  standard = (await synthCompute(testSite())).template;
}, 60_000);

describe('launch template', () => {
  function data(template: Template): Record<string, unknown> {
    const { LaunchTemplateData } = propertiesOf(template, 'AWS::EC2::LaunchTemplate', 'Web');
    return LaunchTemplateData as Record<string, unknown>;
  }

  test('gives metadata to sessions alone, one hop far', () => {
    expect(data(standard).MetadataOptions).toEqual({
      HttpEndpoint: 'enabled',
      HttpPutResponseHopLimit: 1,
      HttpTokens: 'required',
    });
  });

  test('encrypts the disk with the key of EBS', () => {
    const [mapping] = data(standard).BlockDeviceMappings as readonly { readonly Ebs: object }[];
    expect(mapping?.Ebs).toMatchObject({ Encrypted: true, VolumeType: 'gp3' });
    expect(mapping?.Ebs).not.toHaveProperty('KmsKeyId');
  });

  test('gives neither a public address nor a key pair', () => {
    expect(data(standard).NetworkInterfaces).toEqual([expect.objectContaining({ AssociatePublicIpAddress: false })]);
    expect(data(standard)).not.toHaveProperty('KeyName');
    expect(data(standard)).not.toHaveProperty('SecurityGroupIds');
  });

  test('names instances and volumes, and monitors in detail', () => {
    const names = (data(standard).TagSpecifications as readonly object[]).map((entry) => entry);
    expect(names).toEqual(
      ['instance', 'volume'].map((ResourceType) => ({
        ResourceType,
        Tags: [{ Key: 'Name', Value: 'test-site-web' }],
      })),
    );
    expect(data(standard).Monitoring).toEqual({ Enabled: true });
  });

  test('takes the newest ARM image at deployment', () => {
    const { Ref } = data(standard).ImageId as { readonly Ref: string };
    expect(standard.toJSON().Parameters[Ref]).toMatchObject({
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default: expect.stringMatching(/al2023-ami-kernel-.*-arm64$/),
    });
  });

  test('takes the pinned image where the site pins one', async () => {
    const { web, app } = tierConfigs();
    const image = { kind: 'pinned' as const, imageId: 'ami-0123456789abcdef0' };
    const { template } = await synthCompute(testSite({ tiers: { web: { ...web, image }, app } }));
    expect(data(template).ImageId).toBe('ami-0123456789abcdef0');
  });
});

describe('role', () => {
  test('has no inline policy and no policy of AWS', () => {
    standard.resourceCountIs('AWS::IAM::Policy', 0);
    expect(propertiesOf(standard, 'AWS::IAM::Role', 'WebRole').ManagedPolicyArns).toEqual([
      { Ref: expect.stringMatching(/^WebRolePolicy/) },
    ]);
  });

  function statement(sid: string): Record<string, unknown> | undefined {
    const { PolicyDocument } = propertiesOf(standard, 'AWS::IAM::ManagedPolicy', 'WebRolePolicy');
    const { Statement } = PolicyDocument as { readonly Statement: readonly Record<string, unknown>[] };
    return Statement.find(({ Sid }) => Sid === sid);
  }

  test('may fetch every release of its tier, also while a rollback is under way, and none of the other', () => {
    expect(statement('FetchRelease')).toMatchObject({
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::release-bucket/releases/web/*',
    });
  });

  test('may complete the launch of its own group', () => {
    expect(statement('CompleteLaunch')).toMatchObject({
      Action: 'autoscaling:CompleteLifecycleAction',
      Resource: expect.stringMatching(/:autoScalingGroup:\*:autoScalingGroupName\/test-site-web$/),
    });
  });

  test('may signal its own stack', () => {
    expect(statement('SignalFirstDeployment')).toMatchObject({
      Action: 'cloudformation:SignalResource',
      Resource: { Ref: 'AWS::StackId' },
    });
  });

  test('takes grants into the managed policy', () => {
    const { stack, web } = computeStack(testSite());
    web.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['rds-db:connect'], resources: ['arn:aws:rds-db:*:*:dbuser:cluster/site'] }),
    );
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    const policy = propertiesOf(template, 'AWS::IAM::ManagedPolicy', 'WebRolePolicy');
    expect(JSON.stringify(policy)).toContain('rds-db:connect');
  });
});
