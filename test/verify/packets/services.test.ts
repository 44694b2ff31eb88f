import { chain, findPlace, listeners } from '../../../lib/verify/packets';
import type { JsonObject } from '../../../lib/template';
import {
  answer,
  asked,
  group,
  instance,
  openGroup,
  publicSubnet,
  ref,
  resource,
  route,
  rule,
  subnet,
  vpc,
  worldOf,
  type Resources,
} from './support/net';

const NET: Resources = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...publicSubnet('P', 'Vpc', '10.0.1.0/24'),
  ...subnet('A', 'Vpc', '10.0.3.0/24', 'a'),
  ...subnet('B', 'Vpc', '10.0.4.0/24', 'b'),
  ...group('Db', 'Vpc', [rule('tcp/3306', { SourceSecurityGroupId: ref('Open') }), rule('tcp/5432', '10.0.0.0/16')]),
  ...instance('App', 'A', ['Open']),
  Subnets: resource('RDS::DBSubnetGroup', { DBSubnetGroupDescription: 'd', SubnetIds: [ref('A'), ref('B')] }),
};
const world = (more: Resources): ReturnType<typeof worldOf> => worldOf({ ...NET, ...more });

describe('databases', () => {
  const database = (more: JsonObject = {}, subnets = 'Subnets'): Resources => ({
    Database: resource('RDS::DBInstance', {
      Engine: 'mysql',
      DBSubnetGroupName: ref(subnets),
      VPCSecurityGroups: [ref('Db')],
      PubliclyAccessible: false,
      ...more,
    }),
  });

  test('take what their groups let in, in any subnet of theirs', () => {
    expect(answer(world(database()), 'App > Database tcp/3306')).toBe('yes/yes');
    expect(answer(world(database()), 'App > Database tcp/22')).toBe('no/no');
    expect(answer(world(database()), 'App > Database@B tcp/3306')).toBe('yes/yes');
  });

  test('are known to answer at their port', () => {
    const portOf = (more: JsonObject): readonly (number | string)[] => {
      const place = findPlace(world(database(more)), 'Database@A');
      const [at] = place.kind === 'interfaces' ? place.interfaces : [];
      const found = at === undefined ? [] : listeners(at);
      return found === 'everything' ? [found] : found.map(({ from }) => from);
    };
    expect(portOf({})).toEqual([3306]);
    expect(portOf({ Port: '5432' })).toEqual([5432]);
  });

  test('may be public by default in a VPC with an internet gateway', () => {
    const open = { Public: resource('RDS::DBSubnetGroup', { DBSubnetGroupDescription: 'd', SubnetIds: [ref('P')] }) };
    const inPublic = (more: JsonObject): Resources => ({
      ...open,
      ...database({ VPCSecurityGroups: [ref('Open')], ...more }, 'Public'),
    });
    expect(answer(world(inPublic({ PubliclyAccessible: undefined })), 'internet > Database tcp/3306')).toBe(
      'unknown/unknown',
    );
    expect(answer(world(inPublic({ PubliclyAccessible: true })), 'internet > Database tcp/3306')).toBe('yes/yes');
    expect(answer(world(inPublic({ PubliclyAccessible: false })), 'internet > Database tcp/3306')).toBe('no/no');
    expect(answer(world(inPublic({ PubliclyAccessible: { Ref: 'Open?' } })), 'internet > Database tcp/3306')).toBe(
      'unknown/unknown',
    );
  });

  test('of a cluster stand where the cluster does', () => {
    const cluster = world({
      Cluster: resource('RDS::DBCluster', {
        Engine: 'aurora-mysql',
        DBSubnetGroupName: ref('Subnets'),
        VpcSecurityGroupIds: [ref('Db')],
      }),
      Writer: resource('RDS::DBInstance', {
        Engine: 'aurora-mysql',
        DBClusterIdentifier: ref('Cluster'),
        PubliclyAccessible: false,
      }),
    });
    expect(answer(cluster, 'App > Cluster tcp/3306')).toBe('yes/yes');
    expect(answer(cluster, 'App > Writer tcp/3306')).toBe('yes/yes');
    expect(answer(cluster, 'internet > Cluster tcp/3306')).toBe('no/no');
  });
});

describe('functions', () => {
  const inSubnet = (name: string): Resources => ({
    Function: resource('Lambda::Function', {
      VpcConfig: { SubnetIds: [ref(name)], SecurityGroupIds: [ref('Open')] },
    }),
  });

  test('open connections and take none', () => {
    expect(answer(world(inSubnet('A')), 'Function > App tcp/80')).toBe('yes/yes');
    expect(answer(world(inSubnet('A')), 'App > Function tcp/80')).toBe('no/no');
    expect(answer(world(inSubnet('A')), 'Function > App udp/53')).toBe('yes/yes');
    expect(answer(world(inSubnet('A')), 'Function > App icmp')).toBe('no/no');
  });

  test('do not reach the internet from a public subnet, and do through a NAT gateway', () => {
    expect(answer(world(inSubnet('P')), 'Function > internet tcp/443')).toBe('no/no');
    const nat = {
      Nat: resource('EC2::NatGateway', { SubnetId: ref('P') }),
      ...route('Default', 'ATable', '0.0.0.0/0', { NatGatewayId: ref('Nat') }),
    };
    expect(answer(world({ ...inSubnet('A'), ...nat }), 'Function > internet tcp/443')).toBe('yes/yes');
  });

  test('outside every VPC are not known', () => {
    expect(answer(world({ Function: resource('Lambda::Function') }), 'Function > App tcp/80')).toBe('unknown/unknown');
  });
});

describe('endpoints', () => {
  const S3 = { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' };

  test('of gateways serve the tables that they are in', () => {
    const gateway = world({
      S3: resource('EC2::VPCEndpoint', { VpcId: ref('Vpc'), ServiceName: S3, RouteTableIds: [ref('ATable')] }),
      ...instance('Other', 'B', ['Open']),
    });
    expect(answer(gateway, 'App > S3 tcp/443')).toBe('yes/yes');
    expect(answer(gateway, 'Other > S3 tcp/443')).toBe('no/no');
    expect(answer(gateway, 'App > internet tcp/443')).toBe('no/no');
  });

  test('of interfaces are filtered by their groups', () => {
    const endpoint = (groups: readonly string[]): Resources => ({
      Endpoint: resource('EC2::VPCEndpoint', {
        VpcId: ref('Vpc'),
        ServiceName: 'com.amazonaws.eu-west-1.secretsmanager',
        VpcEndpointType: 'Interface',
        SubnetIds: [ref('A'), ref('B')],
        SecurityGroupIds: groups.map(ref),
      }),
    });
    expect(answer(world(endpoint(['Open'])), 'App > Endpoint tcp/443')).toBe('yes/yes');
    // Who listens there is no matter of the network.
    expect(answer(world(endpoint(['Open'])), 'App > Endpoint tcp/25')).toBe('yes/yes');
    expect(answer(world(endpoint(['Db'])), 'App > Endpoint tcp/443')).toBe('no/no');
    expect(answer(world(endpoint(['Open'])), 'internet > Endpoint tcp/443')).toBe('no/no');
  });

  test.each([
    ['off', 'yes'],
    ['on', 'no'],
  ])('of own services lead to the load balancer, whose groups count when they are %s', (enforced, expected) => {
    const service = world({
      ...vpc('Far', 1, false),
      ...subnet('Fa', 'Far', '10.1.1.0/24'),
      ...group('Nlb', 'Far', [rule('tcp/443', '10.1.0.0/16')]),
      ...group('Served', 'Far', [rule('tcp/443', { SourceSecurityGroupId: ref('Nlb') })]),
      ...instance('Served1', 'Fa', ['Served']),
      Lb: resource('ElasticLoadBalancingV2::LoadBalancer', {
        Type: 'network',
        Scheme: 'internal',
        Subnets: [ref('Fa')],
        SecurityGroups: [ref('Nlb')],
        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: enforced,
      }),
      Listener: resource('ElasticLoadBalancingV2::Listener', {
        LoadBalancerArn: ref('Lb'),
        Port: 443,
        Protocol: 'TCP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
      }),
      Targets: resource('ElasticLoadBalancingV2::TargetGroup', {
        Port: 443,
        Protocol: 'TCP',
        Targets: [{ Id: ref('Served1') }],
      }),
      Service: resource('EC2::VPCEndpointService', { NetworkLoadBalancerArns: [ref('Lb')] }),
      Endpoint: resource('EC2::VPCEndpoint', {
        VpcId: ref('Vpc'),
        ServiceName: { 'Fn::Sub': 'com.amazonaws.vpce.${AWS::Region}.${Service}' },
        VpcEndpointType: 'Interface',
        SubnetIds: [ref('A')],
        SecurityGroupIds: [ref('Open')],
      }),
    });
    expect(answer(service, 'App > Endpoint tcp/443')).toBe('yes/yes');
    const from = findPlace(service, 'App');
    const to = findPlace(service, 'Endpoint');
    const [app, end] = [from, to].map((place) => (place.kind === 'interfaces' ? place.interfaces[0] : undefined));
    if (app === undefined || end?.v4 === undefined) {
      throw new Error('no interfaces');
    }
    const found = chain(service, {
      from: { kind: 'interface', interface: app },
      destination: end.v4,
      protocol: 'tcp',
      port: 443,
    });
    expect(found.then.map(({ delivers }) => delivers)).toEqual(expected === 'yes' ? ['yes'] : []);
  });
});

describe('file systems and containers', () => {
  test('answer where they are let in', () => {
    const net = world({
      Mount: resource('EFS::MountTarget', { FileSystemId: 'fs-1', SubnetId: ref('A'), SecurityGroups: [ref('Open')] }),
      Service: resource('ECS::Service', {
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ref('A')], SecurityGroups: [ref('Open')] } },
      }),
    });
    expect(answer(net, 'App > Mount tcp/2049')).toBe('yes/yes');
    expect(answer(net, 'internet > Mount tcp/2049')).toBe('no/no');
    expect(answer(net, 'App > Service tcp/8080')).toBe('yes/yes');
    expect(asked(net, 'internet > Service tcp/8080').delivers).toBe('no');
  });
});
