import { asList, type JsonObject } from '../../../lib/template';
import {
  compareNetworks,
  compareReach,
  describeDifference,
  describeReach,
  type Drift,
} from '../../../lib/verify/drift';
import { running } from './support/load';
import { added, changed, RUNNING, type Lists } from './support/running';
import { idOf, RESOURCES, said } from './support/said';

const MODEL = said();

const drift = (lists: Lists, model = MODEL): Drift => compareNetworks(model, running(lists), idOf);
const sentences = (lists: Lists): readonly string[] => drift(lists).differences.map(describeDifference);

test('a network that runs as the templates say differs in nothing, and leaves nothing open', () => {
  const { agreed, differences, untold } = drift(RUNNING);
  expect([differences, untold]).toEqual([[], []]);
  expect(agreed).toBeGreaterThanOrEqual(60);
});

test('what gets through is the same then', () => {
  const { parties, agreed, differences } = compareReach(MODEL, running(RUNNING), idOf);
  expect(differences).toEqual([]);
  expect([parties, agreed]).toEqual([8, 8 * 7 * 2]);
});

const OPEN = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const withRules = (rules: (own: readonly unknown[]) => readonly unknown[]) => (group: JsonObject) =>
  ({ ...group, IpPermissions: rules(asList(group['IpPermissions'])) }) as JsonObject;
const withRoutes = (routes: readonly JsonObject[]) => (table: JsonObject) => ({ ...table, Routes: routes });

test.each<[string, Lists, readonly string[]]>([
  [
    'a rule of a security group that was opened by hand',
    changed(
      'SecurityGroups',
      'sg-app',
      withRules((own) => [...own, OPEN]),
    ),
    ['Net/App (App, sg-app): in: tcp/22 from 0.0.0.0/0 must not be there, as no template says so, and is'],
  ],
  [
    'a rule that was taken away',
    changed(
      'SecurityGroups',
      'sg-app',
      withRules(() => []),
    ),
    ['Net/App (sg-app): in: tcp/8443 from Net/Web must be there, as AppFromWeb says, and is not'],
  ],
  [
    'a route that was taken away',
    changed('RouteTables', 'rtb-b', withRoutes([])),
    ['Net/TableB (rtb-b): route 0.0.0.0/0 must be Net/Nat, as RouteB says, and is not there'],
  ],
  [
    'a route that leads elsewhere',
    changed('RouteTables', 'rtb-b', withRoutes([{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }])),
    ['Net/TableB (rtb-b): route 0.0.0.0/0 must be Net/Nat, as RouteB says, and is the internet gateway'],
  ],
  [
    'a route whose target is gone',
    changed('NatGateways', 'nat-1', (nat) => ({ ...nat, State: 'deleted' })),
    [
      'Net/Nat (nat-1) must be there, as Nat says, and is not',
      'Net/TableB (rtb-b): route 0.0.0.0/0 must be Net/Nat, as RouteB says, and is nat-1',
    ],
  ],
  [
    'a route of the main table',
    changed('RouteTables', 'rtb-main', withRoutes([{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' }])),
    [
      'Net/Vpc (main route table) (Vpc, rtb-main): route 0.0.0.0/0 must not be there, as no template says so, and is the internet gateway',
    ],
  ],
  [
    'a subnet that was given another table',
    changed(
      'RouteTables',
      'rtb-b',
      (table) => ({ ...table, Associations: [] }),
      changed('RouteTables', 'rtb-a', (table) => ({
        ...table,
        Associations: [{ SubnetId: 'subnet-a' }, { SubnetId: 'subnet-b' }],
      })),
    ),
    [
      'Net/SubnetB (subnet-b): route table must be Net/TableB, as SubnetB says, and is Net/TableA',
      'Net/TableB (rtb-b) must be there, as TableB says, and is not',
    ],
  ],
  [
    'an entry of a network ACL with other ports',
    changed('NetworkAcls', 'acl-1', (acl) => ({
      ...acl,
      Entries: asList(acl['Entries']).map((entry) => ({ ...(entry as JsonObject), PortRange: { From: 22, To: 22 } })),
    })),
    ['Net/Acl (acl-1): in 100 must be allow tcp/8443 10.0.0.0/16, as AclIn says, and is allow tcp/22 10.0.0.0/16'],
  ],
  [
    'a load balancer with another security group, in fewer subnets',
    changed('LoadBalancers', String(Object.values(RUNNING['LoadBalancers']?.[0] ?? {})[0]), (balancer) => ({
      ...balancer,
      ...{ SecurityGroups: ['sg-app'], AvailabilityZones: [{ SubnetId: 'subnet-b' }] },
    })),
    [
      expect.stringMatching(/^Net\/Balancer \(arn:.+\): in Net\/SubnetA must be there, as Balancer says, and is not$/),
      expect.stringMatching(/: security groups must be Net\/Web, as Balancer says, and is Net\/App$/),
    ],
  ],
  [
    'a listener that is not said',
    added('Listeners', {
      ...{ ListenerArn: 'arn:listener', LoadBalancerArn: RUNNING['LoadBalancers']?.[0]?.['LoadBalancerArn'] },
      ...{ Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response' }] },
    }),
    [expect.stringMatching(/: listens on tcp\/80 must not be there, as no template says so, and is$/)],
  ],
  [
    'servers in a subnet that their group does not name',
    changed('Reservations', Object.values(RUNNING['Reservations']?.[0] ?? {})[0] as never, (reservation) => ({
      Instances: asList(reservation['Instances']).map((each) => ({ ...(each as JsonObject), SubnetId: 'subnet-a' })),
    })),
    ['Net/Servers (Servers, servers): in Net/SubnetA must not be there, as no template says so, and is'],
  ],
  [
    'an endpoint whose policy is gone',
    changed('VpcEndpoints', 'vpce-s3', ({ PolicyDocument: _, ...endpoint }) => endpoint),
    ['Net/S3 (vpce-s3): lets anyone carry anything must be no, as S3 says, and is yes'],
  ],
  [
    'a database whose subnets are others',
    changed('DBSubnetGroups', 'data', (group) => ({ ...group, Subnets: [{ SubnetIdentifier: 'subnet-b' }] })),
    ['Net/Writer (writer): in Net/SubnetA must be there, as Writer says, and is not'],
  ],
  [
    'a function without its interface',
    changed('Functions', 'probe', ({ VpcConfig: _, ...rest }) => rest),
    ['Net/Probe (probe) must be there, as Probe says, and is not'],
  ],
  [
    'a security group that no template makes, in a VPC of the templates',
    added('SecurityGroups', { GroupId: 'sg-by-hand', GroupName: 'x', VpcId: 'vpc-1' }),
    ['sg-by-hand must not be there, as no template says so, and is'],
  ],
  [
    'a peering of a VPC of the templates',
    added('VpcPeeringConnections', {
      ...{ VpcPeeringConnectionId: 'pcx-1', Status: { Code: 'active' } },
      ...{ RequesterVpcInfo: { VpcId: 'vpc-1' }, AccepterVpcInfo: { VpcId: 'vpc-default' } },
    }),
    ['pcx-1 must not be there, as no template says so, and is'],
  ],
  [
    'an internet gateway that was detached',
    changed('InternetGateways', 'igw-1', (gateway) => ({ ...gateway, Attachments: [] })),
    [
      'Net/TableA (rtb-a): route 0.0.0.0/0 must be the internet gateway, as RouteA says, and is nowhere',
      'Net/Vpc (vpc-1): internet gateway must be there, as Vpc says, and is no',
    ],
  ],
  [
    'a default group that was given a rule',
    changed(
      'SecurityGroups',
      'sg-default',
      withRules((own) => [...own, OPEN]),
    ),
    [
      'Net/Vpc (default security group) (Vpc, sg-default): in: tcp/22 from 0.0.0.0/0 must not be there, as no template says so, and is',
    ],
  ],
])('%s is found', (_what, lists, expected) => {
  expect(sentences(lists)).toEqual(expected);
});

test('what happens in a VPC that no template makes is none of their business', () => {
  const lists = added('SecurityGroups', {
    GroupId: 'sg-2',
    GroupName: 'x',
    VpcId: 'vpc-default',
    IpPermissions: [OPEN],
  });
  expect(sentences(lists)).toEqual([]);
});

test('what only the image of a server tells changes nothing in what gets through', () => {
  const ImageId = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64}}';
  const group = { 'Fn::GetAtt': ['App', 'GroupId'] };
  // Answers come back to the ports that this image uses, and not to all that a server may use.
  const back = { RuleNumber: 200, Protocol: 6, CidrBlock: '10.0.0.0/16', PortRange: { From: 32768, To: 60999 } };
  const own = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  const model = said({
    ...RESOURCES,
    Launch: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateData: { SecurityGroupIds: [group], ImageId } },
    },
    AclBack: {
      Type: 'AWS::EC2::NetworkAclEntry',
      Properties: { NetworkAclId: { Ref: 'Acl' }, RuleAction: 'allow', ...back },
    },
    AppOut: {
      Type: 'AWS::EC2::SecurityGroupEgress',
      Properties: { GroupId: group, CidrIp: '10.0.0.0/16', ...own },
    },
  });
  const lists = changed(
    'NetworkAcls',
    'acl-1',
    (acl) => ({
      ...acl,
      Entries: [...asList(acl['Entries']), { ...back, Protocol: '6', Egress: false, RuleAction: 'allow' }],
    }),
    changed('SecurityGroups', 'sg-app', (found) => ({
      ...found,
      IpPermissionsEgress: [{ ...own, IpRanges: [{ CidrIp: '10.0.0.0/16' }] }],
    })),
  );
  expect(drift(lists, model).differences).toEqual([]);
  expect(compareReach(model, running(lists), idOf).differences).toEqual([]);
});

test('interfaces go by the instance that they are attached to, and those of services by what has them', () => {
  const shared = { SubnetId: 'subnet-b', VpcId: 'vpc-1' };
  const lists = {
    ...changed('Reservations', Object.values(RUNNING['Reservations']?.[0] ?? {})[0] as never, (reservation) => ({
      Instances: asList(reservation['Instances']).map((each) => ({
        ...(each as JsonObject),
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }],
      })),
    })),
    NetworkInterfaces: [
      { NetworkInterfaceId: 'eni-1', ...shared, Groups: [{ GroupId: 'sg-app' }], InterfaceType: 'interface' },
      { NetworkInterfaceId: 'eni-2', ...shared, Groups: [{ GroupId: 'sg-web' }], RequesterManaged: true },
      { NetworkInterfaceId: 'eni-3', ...shared, Groups: [], InterfaceType: 'nat_gateway' },
    ],
  };
  expect(sentences(lists)).toEqual([]);
  expect(compareReach(MODEL, running(lists), idOf).differences).toEqual([]);
});

test('an interface that someone made by hand is found', () => {
  const lists = {
    ...RUNNING,
    NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', SubnetId: 'subnet-b', VpcId: 'vpc-1', Groups: [] }],
  };
  expect(sentences(lists)).toEqual(['eni-1 must not be there, as no template says so, and is']);
});

test('a group of which nothing runs tells neither its subnets nor its security groups', () => {
  const { differences, untold } = drift({ ...RUNNING, Reservations: [], LoadBalancerTargetHealth: [] });
  expect(differences.map(describeDifference)).toEqual([
    expect.stringMatching(/: forwards tcp\/443 must be tcp\/8443 to Net\/Servers, as Targets says, and is not there$/),
  ]);
  expect(untold.map(({ subject, because }) => [subject, because])).toEqual([['Net/Servers', 'nothing of it runs']]);
});

test('what only the deployment tells is told apart', () => {
  const model = said({
    ...RESOURCES,
    AppFromEip: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        ...{ GroupId: { 'Fn::GetAtt': ['App', 'GroupId'] }, IpProtocol: 'tcp', FromPort: 22, ToPort: 22 },
        CidrIp: { 'Fn::Sub': '${Eip}/32' },
      },
    },
  });
  const lists = changed(
    'SecurityGroups',
    'sg-app',
    withRules((own) => [...own, OPEN]),
  );
  const { differences, untold } = drift(lists, model);
  expect(differences).toEqual([]);
  expect(untold.map(({ aspect }) => aspect)).toEqual(['in: tcp/22 from 0.0.0.0/0', 'in']);
});

test('what no answer about a running network shows is told apart', () => {
  const model = said({
    ...RESOURCES,
    Files: {
      Type: 'AWS::EFS::MountTarget',
      Properties: { SubnetId: { Ref: 'SubnetB' }, SecurityGroups: [{ 'Fn::GetAtt': ['App', 'GroupId'] }] },
    },
  });
  expect(drift(RUNNING, model)).toMatchObject({
    differences: [],
    untold: [{ subject: 'Net/Files', because: 'no answer about a running network shows it' }],
  });
});

test('a rule that was opened by hand shows in what gets through', () => {
  const toApp = { ...OPEN, IpRanges: [], UserIdGroupPairs: [{ GroupId: 'sg-app' }] };
  const opened = changed('SecurityGroups', 'sg-app', (group) => ({
    ...withRules((own) => [...own, toApp])(group),
    IpPermissionsEgress: [toApp],
  }));
  const { differences } = compareReach(MODEL, running(opened), idOf);
  expect(differences.map(describeReach)).toContain('Net/Probe reaches Net/Writer on tcp/22, and must on nothing');
  expect(differences.map(describeReach)).toContain(
    'Net/Probe gets answers from Net/Servers on tcp/22, and must on nothing',
  );
});
