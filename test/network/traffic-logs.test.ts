import { testSite } from '../support/test-site';
import { synthNetwork } from './synth-network';

const standard = synthNetwork(testSite());
const flowLog = standard.only('AWS::EC2::FlowLog');

test('records accepted and refused traffic of the whole VPC by the minute', () => {
  expect(flowLog).toMatchObject({
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    LogDestinationType: 'cloud-watch-logs',
    MaxAggregationInterval: 60,
  });
});

test.each(['pkt-srcaddr', 'pkt-dstaddr', 'flow-direction', 'traffic-path', 'az-id', 'reject-reason', 'tcp-flags'])(
  'records %s',
  (field) => {
    expect(String(flowLog['LogFormat']).split(' ')).toContain(`\${${field}}`);
  },
);

test('delivers flow logs with a role that flow logs of this account alone may take, and that writes one group', () => {
  const [role] = standard
    .ofType('AWS::IAM::Role')
    .filter(({ Properties }) => JSON.stringify(Properties).includes('vpc-flow-logs.amazonaws.com'));
  expect(JSON.stringify(role?.Properties['AssumeRolePolicyDocument'])).toContain(':vpc-flow-log/*');
  const { Statement: statements } = standard.only('AWS::IAM::ManagedPolicy')['PolicyDocument'] as {
    Statement: object[];
  };
  expect(statements).toEqual([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': [expect.stringContaining('FlowLogGroup'), 'Arn'] },
    },
  ]);
});

test('makes the flow log after the permission to deliver it', () => {
  const [found] = standard.ofType('AWS::EC2::FlowLog');
  expect(found?.DependsOn).toEqual([expect.stringContaining('FlowLogPolicy')]);
});

test('records every DNS query of the VPC', () => {
  const [config] = standard.ofType('AWS::Route53Resolver::ResolverQueryLoggingConfig');
  expect(JSON.stringify(config?.Properties['DestinationArn'])).toContain('QueryLogGroup');
  expect(standard.ofType('AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation')).toHaveLength(1);
});

test('encrypts every log group with the key of the site and keeps it as long as the site says', () => {
  const groups = standard.ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties);
  expect(groups).toHaveLength(5);
  expect(groups.filter(({ KmsKeyId }) => KmsKeyId === undefined)).toEqual([]);
  expect(new Set(groups.map(({ RetentionInDays }) => RetentionInDays))).toEqual(new Set([400]));
});
