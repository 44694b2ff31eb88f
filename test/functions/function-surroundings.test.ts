import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { bundleFunctions, SiteFunction } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { KEY_ARN, synthFunction } from './synth-function';

let template: Template;

beforeAll(async () => {
  await bundleFunctions();
  template = synthFunction();
}, 60_000);

test('has a generated name, or one that somebody can type', () => {
  template.hasResourceProperties('AWS::Lambda::Function', { FunctionName: Match.absent() });
  synthFunction({ fixedName: 'test-site-evacuate-writer' }).hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'test-site-evacuate-writer',
  });
});

/** Statements of the one policy there is, by their ids. */
function statementsOf(synthesized: Template): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const [policy] = Object.values(synthesized.findResources('AWS::IAM::ManagedPolicy')) as {
    readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly { readonly Sid: string }[] } };
  }[];
  return Object.fromEntries(
    policy?.Properties.PolicyDocument.Statement.map((statement) => [statement.Sid, { ...statement }]) ?? [],
  );
}

describe('the result of a run', () => {
  const bus = { 'Fn::Join': ['', ['arn:aws:events:ap-northeast-1:', { Ref: 'AWS::AccountId' }, ':event-bus/default']] };

  test('goes nowhere unless somebody is to hear of it', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { DestinationConfig: Match.absent() });
    expect(JSON.stringify(template)).not.toContain('events:PutEvents');
  });

  test('goes to the default event bus, and the role may put it there and on no other', () => {
    const announcing = synthFunction({ announcesResults: true });
    announcing.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnSuccess: { Destination: bus }, OnFailure: Match.absent() },
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 2,
    });
    expect(statementsOf(announcing)['Results']).toStrictEqual({
      Sid: 'Results',
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: bus,
    });
    announcing.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('a function in a VPC', () => {
  let placed: Template;
  beforeAll(() => {
    const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
    new SiteFunction(stack, 'Function', {
      site: testSite(),
      functionName: 'topology-check',
      description: 'checks',
      logKey: Key.fromKeyArn(stack, 'Key', KEY_ARN),
      timeout: Duration.seconds(10),
      placement: {
        vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['ap-northeast-1a'] }),
        subnets: [
          Subnet.fromSubnetAttributes(stack, 'Subnet', {
            subnetId: 'subnet-1',
            availabilityZone: 'ap-northeast-1a',
            routeTableId: 'rtb-1',
          }),
        ],
        securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1', { mutable: false }),
      },
    });
    placed = Template.fromStack(stack);
  });

  test('has its interfaces in the given subnet and group alone', () => {
    placed.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'], Ipv6AllowedForDualStack: Match.absent() },
    });
    placed.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  });

  test('is made after the policy with which Lambda makes its interfaces', () => {
    const [role] = Object.values(placed.findResources('AWS::IAM::Role'));
    expect(role?.Properties.ManagedPolicyArns).toStrictEqual([{ Ref: expect.stringMatching(/^FunctionPolicy/) }]);
  });

  test('lets Lambda make interfaces there and nowhere else, and the code of the function none at all', () => {
    const arn = 'arn:aws:ec2:ap-northeast-1:111111111111';
    const { MakeInterfaces, KeepInterfaces, SeeInterfaces, NotFromItsCode } = statementsOf(placed);
    expect([MakeInterfaces, KeepInterfaces, SeeInterfaces, NotFromItsCode]).toStrictEqual([
      {
        Sid: 'MakeInterfaces',
        Effect: 'Allow',
        Action: 'ec2:CreateNetworkInterface',
        Resource: [`${arn}:network-interface/*`, `${arn}:security-group/sg-1`, `${arn}:subnet/subnet-1`],
      },
      {
        Sid: 'KeepInterfaces',
        Effect: 'Allow',
        Action: ['ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'],
        Resource: `${arn}:network-interface/*`,
      },
      {
        Sid: 'SeeInterfaces',
        Effect: 'Allow',
        Action: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
        Resource: '*',
      },
      {
        Sid: 'NotFromItsCode',
        Effect: 'Deny',
        Action: [
          'ec2:AssignPrivateIpAddresses',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DetachNetworkInterface',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
        Condition: { ArnLike: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:ap-northeast-1:111111111111:function:*' } },
      },
    ]);
  });
});
