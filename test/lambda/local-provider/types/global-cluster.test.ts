import { bench } from '../bench';
import { refuse } from '../fake-clients';

const type = 'AWS::RDS::GlobalCluster';
const properties = { GlobalClusterIdentifier: 'tickets', Engine: 'aurora-postgresql', EngineVersion: '17.7', Tags: [] };
const cluster = { GlobalClusterIdentifier: 'tickets', GlobalClusterArn: 'arn:tickets', Endpoint: 'tickets.global' };
const created = { CreateGlobalCluster: () => ({ GlobalCluster: cluster }) };
const described = { DescribeGlobalClusters: () => ({ GlobalClusters: [cluster] }) };

test('a global cluster is created under its name, with its writer endpoint', async () => {
  const { create, fake } = bench(type, created);
  expect(await create(properties)).toMatchObject({
    physicalId: 'tickets',
    attributes: { 'GlobalEndpoint.Address': 'tickets.global' },
  });
  expect(fake.inputOf('CreateGlobalCluster')).toMatchObject({ Engine: 'aurora-postgresql', EngineVersion: '17.7' });
});

test('its protection and version change in place, and nothing else is sent', async () => {
  const { update, fake } = bench(type, { ...described, ModifyGlobalCluster: () => ({}) });
  const change = { ...properties, DeletionProtection: true };
  expect(await update('tickets', properties, change)).toMatchObject({ physicalId: 'tickets' });
  expect(fake.inputOf('ModifyGlobalCluster')).toStrictEqual({
    GlobalClusterIdentifier: 'tickets',
    DeletionProtection: true,
  });
});

test('without a change nothing is modified', async () => {
  const { update } = bench(type, { ...described, ModifyGlobalCluster: refuse('InvalidGlobalClusterStateFault') });
  expect(await update('tickets', properties, properties)).toMatchObject({ status: 'SUCCESS', physicalId: 'tickets' });
});

test('another name is another global cluster', async () => {
  const { update } = bench(type, { CreateGlobalCluster: () => ({ GlobalCluster: cluster }) });
  const renamed = { ...properties, GlobalClusterIdentifier: 'events' };
  expect(await update('tickets', properties, renamed)).toMatchObject({ physicalId: 'events' });
});

test('one that is gone counts as removed, one that still has clusters does not', async () => {
  const remove = (code: string) => bench(type, { DeleteGlobalCluster: refuse(code) }).remove('tickets', properties);
  expect(await remove('GlobalClusterNotFoundFault')).toMatchObject({ status: 'SUCCESS' });
  expect(await remove('InvalidGlobalClusterStateFault')).toMatchObject({
    status: 'FAILED',
    reason: 'InvalidGlobalClusterStateFault: no',
  });
});
