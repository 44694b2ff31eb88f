import { REFERENCE_SITES } from '../support/synth-sites';
import { resourcesOf } from './assembly';
import pinned from './stateful-ids.json';

/** Types whose replacement loses data, addresses or names that others know. */
const STATEFUL = new Set([
  'AWS::Backup::BackupVault',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::VpcOrigin',
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::KMS::Key',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBSubnetGroup',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
]);

test.each(REFERENCE_SITES)('%s keeps the logical ids of its stateful resources', (site) => {
  const found = resourcesOf(site)
    .filter(([, , { Type }]) => STATEFUL.has(Type))
    .map(([stack, id, { Type }]) => `${stack} ${Type} ${id}`);
  expect(found.sort()).toEqual(pinned[site]);
});
