import { endpointsOf } from '../../../../lambda/shared/aws-failover/instance-endpoints';
import { CLUSTER_ENDPOINT, hostOf } from '../../support/fake-cluster';

test('an instance has the endpoint that RDS names', () => {
  expect(endpointsOf(['db-1'], { 'db-1': 'x.example' }, CLUSTER_ENDPOINT)).toStrictEqual([
    { instanceId: 'db-1', host: 'x.example' },
  ]);
});

test('one that RDS names no more has that which the endpoint of its cluster tells', () => {
  expect(endpointsOf(['db-1', 'db-9'], { 'db-1': hostOf('db-1') }, CLUSTER_ENDPOINT)).toStrictEqual([
    { instanceId: 'db-1', host: hostOf('db-1') },
    { instanceId: 'db-9', host: hostOf('db-9') },
  ]);
});

test.each([
  'localhost',
  'db.cluster.example',
  'db.cluster-ro-c7tj4example.example',
  'db.cluster-c7tj4example',
  'x.db.cluster-c7tj4example.example',
  'cluster-c7tj4example.example',
])('%s tells of no other endpoint', (clusterEndpoint) => {
  expect(endpointsOf(['db-1', 'db-9'], { 'db-1': 'x.example' }, clusterEndpoint)).toStrictEqual([
    { instanceId: 'db-1', host: 'x.example' },
  ]);
});
