import { retainedBy } from '../../../lib/local/deploy';
import { translatedResource, recordedResource } from '../../../lib/local/localize/custom-resource';

test('resources with a policy that lets them stay outlive their stack, sorted', () => {
  const Resources = {
    Z: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain' },
    A: { Type: 'AWS::KMS::Key', DeletionPolicy: 'RetainExceptOnCreate' },
    Gone: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete' },
    Plain: { Type: 'AWS::SNS::Topic' },
    Replaced: { Type: 'AWS::SNS::Topic', UpdateReplacePolicy: 'Retain' },
  };
  expect(retainedBy('Site', { Resources })).toStrictEqual([
    { stack: 'Site', logicalId: 'A', type: 'AWS::KMS::Key' },
    { stack: 'Site', logicalId: 'Z', type: 'AWS::Logs::LogGroup' },
  ]);
});

test('a played resource has the type that it plays', () => {
  const retained = { DeletionPolicy: 'Retain' };
  const recorded = { kind: 'recorded', note: 'n', ref: '{id}' } as const;
  const Resources = {
    Recorded: recordedResource('AWS::SSM::Document', retained, recorded, { stack: 'S', logicalId: 'Recorded' }),
    Translated: translatedResource('AWS::RDS::DBCluster', retained),
  };
  expect(retainedBy('S', { Resources }).map(({ type }) => type)).toStrictEqual([
    'AWS::SSM::Document',
    'AWS::RDS::DBCluster',
  ]);
});

test('a cluster whose deletion takes a last snapshot does not stay', () => {
  const Cluster = translatedResource('AWS::RDS::DBCluster', { DeletionPolicy: 'Snapshot' });
  expect(retainedBy('S', { Resources: { Cluster } })).toStrictEqual([]);
});

test('a property called Type is not mistaken for a played one', () => {
  const Schedule = { Type: 'AWS::X::Y', Properties: { Type: 'daily' }, DeletionPolicy: 'Retain' };
  expect(retainedBy('S', { Resources: { Schedule } })[0]?.type).toBe('AWS::X::Y');
});

test('a template without resources leaves nothing', () => {
  expect(retainedBy('S', {})).toStrictEqual([]);
});
