import { tierServices } from '../../lib/network';
import { starterSite, testSite } from '../support/test-site';
import { synthNetwork } from './synth-network';

const standard = synthNetwork(testSite());
const endpoints = standard.ofType('AWS::EC2::VPCEndpoint').map(({ Properties }) => Properties);
const interfaces = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface');
const gateway = endpoints.find(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Principal: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function statements(endpoint: Readonly<Record<string, unknown>> | undefined): readonly Statement[] {
  return (endpoint?.['PolicyDocument'] as { Statement: Statement[] }).Statement;
}

test('makes an endpoint for each API the tiers call, and each has its reason', () => {
  const services = tierServices(standard.site);
  expect(interfaces.map(({ ServiceName }) => ServiceName)).toEqual(
    services.map(({ name }) => `com.amazonaws.ap-northeast-1.${name}`),
  );
  expect(services.filter(({ neededFor }) => neededFor.length < 20)).toEqual([]);
});

test('makes none by which a secret could be read: servers sign in by IAM', () => {
  expect(interfaces.filter(({ ServiceName }) => String(ServiceName).includes('secretsmanager'))).toEqual([]);
});

test('has an interface in the internal subnet of every zone, private DNS and one group', () => {
  for (const endpoint of interfaces) {
    const zones = (endpoint['SubnetIds'] as { Ref: string }[]).map(
      ({ Ref }) => standard.resources[Ref]?.Properties['AvailabilityZone'],
    );
    expect(zones).toEqual(['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d']);
    expect(endpoint['PrivateDnsEnabled']).toBe(true);
    expect(endpoint['SecurityGroupIds']).toHaveLength(1);
  }
});

test('admits identities of this account alone, for actions of the service alone', () => {
  const [first] = interfaces;
  expect(statements(first)).toEqual([
    {
      Sid: 'IdentitiesOfThisAccount',
      Effect: 'Allow',
      Principal: '*',
      Action: 'ssm:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } },
    },
  ]);
});

test('takes signals to stacks of the site, also from an instance that is no principal', () => {
  const cloudformation = interfaces.find(({ ServiceName }) => String(ServiceName).endsWith('.cloudformation'));
  const [statement] = statements(cloudformation);
  expect(statement?.Condition).toBeUndefined();
  expect(statement?.Action).toEqual(['cloudformation:DescribeStackResource', 'cloudformation:SignalResource']);
  expect(JSON.stringify(statement?.Resource)).toContain(':stack/TestSite-*');
});

test('makes none where AWS APIs are reached through NAT', () => {
  const types = synthNetwork(starterSite())
    .ofType('AWS::EC2::VPCEndpoint')
    .map(({ Properties }) => Properties['VpcEndpointType']);
  expect(types).toEqual(['Gateway']);
});

test('leads dmz and internal to S3, and neither the barrier nor data', () => {
  const tables = (gateway?.['RouteTableIds'] as { Ref: string }[]).map(({ Ref }) => {
    const tags = standard.resources[Ref]?.Properties['Tags'] as { Key: string; Value: string }[];
    return tags.find(({ Key }) => Key === 'segment')?.Value;
  });
  expect(tables).toEqual(['dmz', 'dmz', 'dmz', 'internal', 'internal', 'internal']);
});

test('lets nothing be written to S3', () => {
  const actions = statements(gateway).flatMap(({ Action }) => Action);
  expect(actions.filter((action) => !/^s3:(Get|List)/.test(action))).toEqual([]);
});

test('reads any bucket of this account and named buckets of AWS', () => {
  const [own, aws] = statements(gateway);
  expect(own?.Condition).toEqual({
    StringEquals: {
      'aws:PrincipalAccount': { Ref: 'AWS::AccountId' },
      'aws:ResourceAccount': { Ref: 'AWS::AccountId' },
    },
  });
  // Full names: a wildcard would match a bucket that a stranger registers.
  expect(aws?.Resource).toEqual([
    'arn:aws:s3:::al2023-repos-ap-northeast-1-de612dc2/*',
    'arn:aws:s3:::amazon-ssm-ap-northeast-1/*',
    'arn:aws:s3:::aws-ssm-ap-northeast-1/*',
  ]);
});
