import {
  ANYWHERE,
  att,
  fromGroup,
  group,
  instance,
  ref,
  resource,
  rule,
  subnet,
  table,
  template,
  vpc,
  ZONE_A,
  ZONE_C,
  type JsonObject,
  type Resources,
  type Template,
} from './builders';
import { STACK, type Pair } from './pair';
import { database, databaseSubnets, publicVpc } from './worlds';

/** Pairs about databases, functions and services of AWS. */
export const DATA_PAIRS: readonly Pair[] = [
  {
    id: 'database-public-by-default',
    title: 'a database of which nobody said whether it is public',
    source: {
      url: 'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model/-create-db-instance-request/publicly-accessible.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The internet does not get to the database.',
      from: 'internet',
      to: 'Database',
      services: ['tcp/5432'],
      relation: 'isolate',
    },
    bad: {
      template: publicSubnets({}),
      verdict: 'UNDETERMINED',
      because:
        'two pages of AWS differ: with a subnet group it is private, or it is public where the VPC has an internet gateway',
    },
    good: {
      template: publicSubnets({ PubliclyAccessible: false }),
      verdict: 'PROVED',
      because: 'the database has no public address, open as its group may be',
    },
  },
  {
    id: 'database-proxy',
    title: 'the web server gets to the database by way of its proxy',
    source: { url: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxy.html', read: '2026-11-25' },
    policy: {
      says: 'The web server does not get to the database.',
      from: 'Web',
      to: 'Database',
      services: ['tcp/5432'],
      relation: 'isolate',
    },
    bad: {
      template: behindProxy(['AppGroup', 'WebGroup']),
      verdict: 'REFUTED',
      because: 'the proxy admits the web server, and the database admits the proxy',
    },
    good: {
      template: behindProxy(['AppGroup']),
      verdict: 'PROVED',
      because: 'neither proxy nor database admits the web server',
    },
  },
  {
    id: 'endpoint-policy-for-everything',
    title: 'a gateway endpoint whose policy lets everybody write to every bucket',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html', read: '2026-11-25' },
    policy: {
      says: 'The server carries nothing out.',
      from: 'Server',
      to: 'internet',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: withBuckets({}),
      verdict: 'REFUTED',
      because: 'a bucket of a stranger is as good as the internet',
    },
    good: {
      template: withBuckets({
        Condition: { StringEquals: { 'aws:PrincipalAccount': STACK.account, 'aws:ResourceAccount': STACK.account } },
      }),
      verdict: 'PROVED',
      because: 'the endpoint leads to buckets of this account alone, and there is no other way out',
    },
  },
  {
    id: 'function-url',
    title: 'an address of a function that anybody may call, into the segment in which it stands',
    source: { url: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html', read: '2026-11-25' },
    policy: {
      says: 'Nobody outside sets the function going.',
      from: 'internet',
      to: 'Function',
      services: ['tcp/443'],
      relation: 'isolate',
    },
    bad: {
      template: template([...functionInside(), publicUrl()]),
      verdict: 'REFUTED',
      because: 'a call needs no packet into the VPC: the function starts with an interface inside it',
    },
    good: {
      template: template(functionInside()),
      verdict: 'PROVED',
      because: 'nothing calls the function, and its interface takes no session',
    },
  },
];

function publicSubnets(more: JsonObject): Template {
  return template([
    ...publicVpc(),
    group('DatabaseGroup', 'Vpc', [rule('tcp/5432', ANYWHERE)]),
    databaseSubnets(['PublicA', 'PublicC']),
    database('DatabaseGroup', more),
  ]);
}

function behindProxy(clients: readonly string[]): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    subnet('WebSubnet', 'Vpc', '10.0.1.0/24'),
    subnet('AppSubnet', 'Vpc', '10.0.2.0/24'),
    subnet('DataA', 'Vpc', '10.0.11.0/24', ZONE_A),
    subnet('DataC', 'Vpc', '10.0.12.0/24', ZONE_C),
    group('WebGroup', 'Vpc'),
    group('AppGroup', 'Vpc'),
    group(
      'ProxyGroup',
      'Vpc',
      clients.map((client) => rule('tcp/5432', fromGroup(client))),
    ),
    group('DatabaseGroup', 'Vpc', [rule('tcp/5432', fromGroup('ProxyGroup'))]),
    instance('Web', 'WebSubnet', ['WebGroup']),
    instance('App', 'AppSubnet', ['AppGroup']),
    databaseSubnets(['DataA', 'DataC']),
    database('DatabaseGroup', { PubliclyAccessible: false }),
    resource('Proxy', 'AWS::RDS::DBProxy', {
      DBProxyName: 'proxy',
      EngineFamily: 'POSTGRESQL',
      RoleArn: `arn:aws:iam::${STACK.account}:role/proxy`,
      Auth: [{ AuthScheme: 'SECRETS', SecretArn: att('Database', 'MasterUserSecret.SecretArn') }],
      VpcSubnetIds: [ref('DataA'), ref('DataC')],
      VpcSecurityGroupIds: [att('ProxyGroup', 'GroupId')],
    }),
    resource('ProxyTargets', 'AWS::RDS::DBProxyTargetGroup', {
      DBProxyName: ref('Proxy'),
      TargetGroupName: 'default',
      DBInstanceIdentifiers: [ref('Database')],
    }),
  ]);
}

/** A server whose only way beyond the VPC is the gateway endpoint of S3. */
function withBuckets(condition: JsonObject): Template {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    table('Private', 'Vpc'),
    subnet('ServerSubnet', 'Vpc', '10.0.1.0/24', ZONE_A, 'Private'),
    group('ServerGroup', 'Vpc'),
    instance('Server', 'ServerSubnet', ['ServerGroup']),
    resource('Buckets', 'AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Gateway',
      ServiceName: `com.amazonaws.${STACK.region}.s3`,
      VpcId: ref('Vpc'),
      RouteTableIds: [ref('Private')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...condition }],
      },
    }),
  ]);
}

function functionInside(): readonly Resources[] {
  return [
    vpc('Vpc', '10.0.0.0/16'),
    subnet('DataA', 'Vpc', '10.0.11.0/24', ZONE_A),
    group('FunctionGroup', 'Vpc'),
    resource('Function', 'AWS::Lambda::Function', {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: 'exports.handler = async () => 200;' },
      Role: `arn:aws:iam::${STACK.account}:role/function`,
      VpcConfig: { SubnetIds: [ref('DataA')], SecurityGroupIds: [att('FunctionGroup', 'GroupId')] },
    }),
  ];
}

function publicUrl(): Resources {
  return {
    ...resource('Url', 'AWS::Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: att('Function', 'Arn') }),
    ...resource('UrlPermission', 'AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunctionUrl',
      FunctionName: ref('Function'),
      FunctionUrlAuthType: 'NONE',
      Principal: '*',
    }),
    ...resource('CallPermission', 'AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: ref('Function'),
      InvokedViaFunctionUrl: true,
      Principal: '*',
    }),
  };
}
