import { expectation } from './expectation';
import { run } from './run-with-replies';

test.each([
  ['clusterIdentifier', ''],
  ['availabilityZones', []],
  ['instanceClasses', []],
  ['instances', 0],
  ['minimumPromotableReaders', -1],
  ['maximumReplicaLagMilliseconds', 0],
  ['maximumFailoversPerHour', -1],
  ['clusterParameterGroup', ''],
  ['instanceParameterGroup', undefined],
  ['deletionProtection', undefined],
  ['storageEncrypted', 'yes'],
  ['globalDatabase', { identifier: 'g', secondaryRegions: [] }],
  ['version', 2],
  ['site', ''],
])('a payload whose %s is %p is refused', async (member, value) => {
  await expect(run({}, undefined, { ...expectation, [member]: value })).rejects.toThrow(member);
});

test.each([
  ['minimumPromotableReaders', 0],
  ['maximumReplicaLagMilliseconds', 1],
  ['maximumFailoversPerHour', 0],
  ['instances', 1],
])('a payload whose %s is %p is taken', async (member, value) => {
  await expect(run({}, undefined, { ...expectation, [member]: value })).resolves.toBeDefined();
});
