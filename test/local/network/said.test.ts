import { Said } from '../../../lib/local/network/said';
import { REGION, said } from '../../verify/drift/support/said';
import { DEPLOYED } from './support/deployed';

const model = said({
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  App: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' } } },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: {} },
  Probe: {
    Type: 'Test::Probe',
    Properties: {
      Plain: { A: 1, B: [true, 'x'] },
      Id: { Ref: 'Vpc' },
      Attribute: { 'Fn::GetAtt': ['App', 'GroupId'] },
      Arn: { 'Fn::GetAtt': ['Targets', 'TargetGroupArn'] },
      Unknown: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
      Joined: { 'Fn::Join': ['/', [{ Ref: 'Vpc' }, 'x', { 'Fn::GetAtt': ['Bucket', 'Arn'] }]] },
      List: [{ Ref: 'Vpc' }, { Ref: 'AWS::Region' }],
    },
  },
});
const own = new Said(model, DEPLOYED);
const probe = model.stacks[0]?.byLogicalId.get('Probe');

test.each([
  ['Plain', { A: 1, B: [true, 'x'] }],
  ['Id', 'vpc-1'],
  ['Attribute', 'sg-app'],
  ['Arn', expect.stringMatching(/:targetgroup\/app\/1$/)],
  ['Unknown', '${Bucket.Arn}'],
  ['Joined', 'vpc-1/x/${Bucket.Arn}'],
  ['List', ['vpc-1', REGION]],
  ['Missing', undefined],
])('%s is %j', (name, expected) => {
  expect(probe === undefined ? 'no probe' : own.property(probe, name)).toEqual(expected);
});

test('knows the resources of a Region', () => {
  expect(own.resources('AWS::EC2::VPC', REGION)).toHaveLength(1);
  expect(own.resources('AWS::EC2::VPC', 'us-east-1')).toEqual([]);
});
