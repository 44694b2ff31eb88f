import { bench } from '../bench';
import { refuse } from '../fake-clients';

const ok = () => ({});

describe('a database instance', () => {
  const type = 'AWS::RDS::DBInstance';
  const instance = {
    DBInstanceArn: 'arn:aws:rds:ap-northeast-1:111122223333:db:x',
    DbiResourceId: 'db-ABC',
    Endpoint: { Address: 'x.local', Port: 5433, HostedZoneId: 'Z' },
  };
  const properties = {
    AvailabilityZone: 'ap-northeast-1c',
    DBClusterIdentifier: 'site-database',
    DBInstanceClass: 'db.t4g.medium',
    Engine: 'aurora-postgresql',
    MonitoringInterval: 60,
    PromotionTier: 1,
    PubliclyAccessible: false,
    Tags: [{ Key: 'site', Value: 'x' }],
  };
  const members = (writer: string) => ({
    DescribeDBClusters: () => ({
      DBClusters: [
        {
          DBClusterMembers: ['a', 'b'].map((id) => ({ DBInstanceIdentifier: id, IsClusterWriter: id === writer })),
        },
      ],
    }),
  });

  test('is created in its zone and tier under a name that is made up', async () => {
    const { create, fake } = bench(type, { CreateDBInstance: () => ({ DBInstance: instance }) });
    const outcome = await create(properties);
    expect(outcome).toMatchObject({
      physicalId: expect.stringMatching(/^site-network-logical-[0-9a-f]{12}$/),
      attributes: {
        DBInstanceArn: instance.DBInstanceArn,
        DbiResourceId: 'db-ABC',
        'Endpoint.Address': 'x.local',
        'Endpoint.HostedZoneId': 'Z',
        'Endpoint.Port': '5433',
      },
    });
    expect(fake.inputOf('CreateDBInstance')).toStrictEqual({
      ...properties,
      DBInstanceIdentifier: outcome.physicalId,
    });
  });

  test('has another class and tags in place', async () => {
    const { create, update, fake } = bench(type, {
      CreateDBInstance: () => ({ DBInstance: instance }),
      ModifyDBInstance: ok,
      AddTagsToResource: ok,
      RemoveTagsFromResource: ok,
      DescribeDBInstances: () => ({ DBInstances: [instance] }),
    });
    const { physicalId } = await create(properties);
    const after = { ...properties, DBInstanceClass: 'db.r8g.large', Tags: [{ Key: 'new', Value: 'y' }] };
    expect(await update(physicalId, properties, after)).toMatchObject({ status: 'SUCCESS', physicalId });
    expect(fake.inputOf('ModifyDBInstance')).toStrictEqual({
      DBInstanceIdentifier: physicalId,
      DBInstanceClass: 'db.r8g.large',
      ApplyImmediately: true,
    });
    const ResourceName = `arn:aws:rds:ap-northeast-1:111122223333:db:${physicalId}`;
    expect(fake.inputOf('RemoveTagsFromResource')).toStrictEqual({ ResourceName, TagKeys: ['site'] });
  });

  test('is another one in another zone', async () => {
    const { create, update } = bench(type, { CreateDBInstance: () => ({ DBInstance: instance }) });
    const { physicalId } = await create(properties);
    const moved = await update(physicalId, properties, { ...properties, AvailabilityZone: 'ap-northeast-1d' });
    expect(moved.status).toBe('SUCCESS');
    expect(moved.physicalId).not.toBe(physicalId);
  });

  test('is deleted', async () => {
    const { remove, fake } = bench(type, { ...members('b'), DeleteDBInstance: ok });
    expect(await remove('a', properties)).toMatchObject({ status: 'SUCCESS' });
    expect(fake.inputOf('DeleteDBInstance')).toStrictEqual({ DBInstanceIdentifier: 'a', SkipFinalSnapshot: true });
    expect(fake.names).not.toContain('FailoverDBCluster');
  });

  test('that writes has a reader promoted before it goes', async () => {
    const { remove, fake } = bench(type, { ...members('a'), FailoverDBCluster: ok, DeleteDBInstance: ok });
    await remove('a', properties);
    expect(fake.names).toStrictEqual(['DescribeDBClusters', 'FailoverDBCluster', 'DeleteDBInstance']);
  });

  test.each(['DBInstanceNotFoundFault', 'DBInstanceNotFound'])(
    'is removed already when cluster and instance are gone: %s',
    async (code) => {
      const { remove } = bench(type, {
        DescribeDBClusters: refuse('DBClusterNotFoundFault'),
        DeleteDBInstance: refuse(code),
      });
      expect(await remove('a', properties)).toMatchObject({ status: 'SUCCESS' });
    },
  );
});
