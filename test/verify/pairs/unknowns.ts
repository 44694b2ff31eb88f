import {
  att,
  fromGroup,
  group,
  instance,
  ref,
  resource,
  rule,
  subnet,
  template,
  TEN,
  vpc,
  type JsonObject,
  type Resources,
  type Template,
} from './builders';
import { STACK, type Pair, type Policy } from './pair';
import { publicServer, smallNetwork } from './worlds';

const PARAMETERS_PAGE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html';
const SSM_PAGE = {
  url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-specify-session-document.html',
  read: '2026-11-25',
} as const;
const OFFICE = '203.0.113.0/28';
const NO_SSH: Policy = {
  says: 'A stranger opens no SSH.',
  from: 'internet:198.51.100.7',
  to: 'Server',
  services: ['tcp/22'],
  relation: 'isolate',
};

/** Pairs about what a template leaves open, and about ways that are none of packets. */
export const UNKNOWN_PAIRS: readonly Pair[] = [
  {
    id: 'unknown-type-joins-networks',
    title: 'a type nobody has heard of, with a foot in two networks',
    source: { url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry.html' },
    policy: { says: 'A sends B nothing.', from: 'A', to: 'B', services: ['tcp/443'], relation: 'isolate' },
    bad: {
      template: template([
        ...apart(),
        resource('Bridge', 'Example::Network::Bridge', { SubnetIds: [ref('ASubnet'), ref('BSubnet')] }),
      ]),
      verdict: 'UNDETERMINED',
      because: 'what the type does is not known, so it may join what it names',
    },
    good: {
      template: template(apart()),
      verdict: 'PROVED',
      because: 'the two networks have nothing in common',
    },
  },
  {
    id: 'default-parameter-opens',
    title: 'a parameter that opens a port unless somebody gives it another value',
    source: { url: PARAMETERS_PAGE },
    policy: NO_SSH,
    bad: {
      template: adminFrom({ Type: 'String', Default: '0.0.0.0/0' }),
      verdict: 'REFUTED',
      because: 'deployed as it is, the port is open to everybody',
    },
    good: {
      template: adminFrom({ Type: 'String', Default: OFFICE, AllowedValues: [OFFICE, '203.0.113.16/28'] }),
      verdict: 'PROVED',
      because: 'the stranger is in none of the values the parameter may have',
    },
  },
  {
    id: 'default-parameter-closes',
    title: 'a parameter that keeps a port closed unless somebody gives it another value',
    source: { url: PARAMETERS_PAGE },
    policy: NO_SSH,
    bad: {
      template: adminFrom({ Type: 'String', Default: OFFICE }),
      verdict: 'PROVED-IF',
      assuming: { AdminRange: OFFICE },
      because: 'with its default the port is closed to the stranger, but any other value may be given',
    },
    good: {
      template: template(publicServer([rule('tcp/22', OFFICE)])),
      verdict: 'PROVED',
      because: 'the range is written down',
    },
  },
  {
    id: 'parameter-without-default',
    title: 'a parameter of which nothing is known',
    source: { url: PARAMETERS_PAGE },
    policy: NO_SSH,
    bad: {
      template: adminFrom({ Type: 'String' }),
      verdict: 'UNDETERMINED',
      because: 'the value is given at deployment',
    },
    good: {
      template: adminFrom({ Type: 'String', AllowedValues: [OFFICE, '203.0.113.16/28'] }),
      verdict: 'PROVED',
      because: 'the stranger is in none of the values the parameter may have',
    },
  },
  {
    id: 'condition-opens',
    title: 'a rule that exists on one stage only',
    source: { url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html' },
    policy: NO_SSH,
    bad: {
      template: onStage({ Type: 'String', Default: 'prod', AllowedValues: ['dev', 'prod'] }),
      verdict: 'PROVED-IF',
      assuming: { Stage: 'prod' },
      because: 'the rule exists on the stage dev, which may be given',
    },
    good: {
      template: onStage({ Type: 'String', Default: 'prod', AllowedValues: ['test', 'prod'] }),
      verdict: 'PROVED',
      because: 'no value that may be given makes the rule exist',
    },
  },
  {
    id: 'session-manager',
    title: 'no packet gets in, and a session of Systems Manager does',
    source: SSM_PAGE,
    policy: {
      says: 'The internet opens nothing at the server.',
      from: 'internet',
      to: 'Server',
      services: ['tcp'],
      relation: 'isolate',
    },
    bad: {
      template: template([...privateServer({ IamInstanceProfile: ref('Profile') }), ...managed()]),
      verdict: 'PROVED',
      because: 'not one packet of the internet is delivered; the agent fetches the session by itself',
      controlPlane: ['ssm-session'],
    },
    good: {
      template: template(privateServer({})),
      verdict: 'PROVED',
      because: 'not one packet is delivered, and the server has neither a role for sessions nor a way to the API',
      controlPlane: [],
    },
  },
  {
    id: 'instance-connect-endpoint',
    title: 'no packet of the internet gets in, and an Instance Connect endpoint does',
    source: {
      url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The internet opens no SSH.',
      from: 'internet',
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: template([
        ...privateServer({}),
        group('ConnectGroup', 'Vpc'),
        resource('Connect', 'AWS::EC2::InstanceConnectEndpoint', {
          SubnetId: ref('ServerSubnet'),
          SecurityGroupIds: [att('ConnectGroup', 'GroupId')],
        }),
        resource('ServerFromConnect', 'AWS::EC2::SecurityGroupIngress', {
          GroupId: att('ServerGroup', 'GroupId'),
          ...rule('tcp/22', fromGroup('ConnectGroup')),
        }),
      ]),
      verdict: 'PROVED',
      because: 'the endpoint sends for whoever may call the API; no address of the internet does',
      controlPlane: ['instance-connect-endpoint'],
    },
    good: {
      template: template(privateServer({})),
      verdict: 'PROVED',
      because: 'there is no such endpoint',
      controlPlane: [],
    },
  },
];

function apart(): readonly Resources[] {
  return [...smallNetwork('A', '10.1.0.0/16', TEN, []), ...smallNetwork('B', '10.2.0.0/16', TEN, [])];
}

function adminFrom(parameter: JsonObject): Template {
  return template(publicServer([rule('tcp/22', { CidrIp: ref('AdminRange') })]), {
    Parameters: { AdminRange: parameter },
  });
}

function onStage(parameter: JsonObject): Template {
  return template(
    [
      ...publicServer([rule('tcp/443', OFFICE)]),
      resource(
        'SshOnDev',
        'AWS::EC2::SecurityGroupIngress',
        { GroupId: att('ServerGroup', 'GroupId'), ...rule('tcp/22', '0.0.0.0/0') },
        { Condition: 'OnDev' },
      ),
    ],
    { Parameters: { Stage: parameter }, Conditions: { OnDev: { 'Fn::Equals': [ref('Stage'), 'dev'] } } },
  );
}

function privateServer(more: JsonObject): readonly Resources[] {
  return [
    vpc('Vpc', '10.0.0.0/16'),
    subnet('ServerSubnet', 'Vpc', '10.0.1.0/24'),
    group('ServerGroup', 'Vpc'),
    instance('Server', 'ServerSubnet', ['ServerGroup'], more),
  ];
}

/** What the agent of Systems Manager needs: a role, and its APIs in the VPC. */
function managed(): readonly Resources[] {
  const assume = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  return [
    resource('Role', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [assume] },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    }),
    resource('Profile', 'AWS::IAM::InstanceProfile', { Roles: [ref('Role')] }),
    group('ApiGroup', 'Vpc', [rule('tcp/443', fromGroup('ServerGroup'))]),
    ...(['ssm', 'ssmmessages'] as const).map((service) =>
      resource(service === 'ssm' ? 'Ssm' : 'SsmMessages', 'AWS::EC2::VPCEndpoint', {
        VpcEndpointType: 'Interface',
        ServiceName: `com.amazonaws.${STACK.region}.${service}`,
        VpcId: ref('Vpc'),
        SubnetIds: [ref('ServerSubnet')],
        SecurityGroupIds: [att('ApiGroup', 'GroupId')],
        PrivateDnsEnabled: true,
      }),
    ),
  ];
}
