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
    expect(outcome).toStrictEqual({
      status: 'SUCCESS',
      physicalId: expect.stringMatching(/^site-network-logical-[0-9a-f]{12}$/),
      attributes: {
        DBInstanceArn: instance.DBInstanceArn,
        DbiResourceId: 'db-ABC',
        // Not what the API says: the emulator calls every endpoint after this machine.
        'Endpoint.Address': `${outcome.physicalId}.honmarulocal.ap-northeast-1.rds.amazonaws.com`,
        'Endpoint.HostedZoneId': 'Z',
        'Endpoint.Port': '5433',
      },
    });
    expect(fake.inputOf('CreateDBInstance')).toStrictEqual({
      ...properties,
      DBInstanceIdentifier: outcome.physicalId,
    });
  });

  test.each([[{ HostedZoneId: 'Z' }], [undefined]])(
    'has no attribute of what its endpoint %j does not tell',
    async (Endpoint) => {
      const { create } = bench(type, { CreateDBInstance: () => ({ DBInstance: { ...instance, Endpoint } }) });
      const outcome = await create(properties);
      expect('attributes' in outcome && Object.keys(outcome.attributes).sort()).toStrictEqual([
        ...['DBInstanceArn', 'DbiResourceId', 'Endpoint.Address'],
        ...(Endpoint === undefined ? [] : ['Endpoint.HostedZoneId']),
      ]);
    },
  );

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
    expect(await update(physicalId, properties, after)).toMatchObject({
      status: 'SUCCESS',
      physicalId,
      attributes: { 'Endpoint.Address': `${physicalId}.honmarulocal.ap-northeast-1.rds.amazonaws.com` },
    });
    expect(fake.inputOf('ModifyDBInstance')).toStrictEqual({
      DBInstanceIdentifier: physicalId,
      DBInstanceClass: 'db.r8g.large',
      ApplyImmediately: true,
    });
    const ResourceName = `arn:aws:rds:ap-northeast-1:111122223333:db:${physicalId}`;
    expect(fake.inputOf('AddTagsToResource')).toStrictEqual({ ResourceName, Tags: [{ Key: 'new', Value: 'y' }] });
    expect(fake.inputOf('RemoveTagsFromResource')).toStrictEqual({ ResourceName, TagKeys: ['site'] });
  });

  test('is only read without a change', async () => {
    const { update, fake } = bench(type, { DescribeDBInstances: () => ({ DBInstances: [instance] }) });
    const named = { ...properties, DBInstanceIdentifier: 'a' };
    expect(await update('a', named, named)).toMatchObject({ status: 'SUCCESS', physicalId: 'a' });
    expect(fake.calls).toStrictEqual([['DescribeDBInstances', { DBInstanceIdentifier: 'a' }]]);
  });

  test('has every setting of an instance set when it is created', async () => {
    const { create, fake } = bench(type, { CreateDBInstance: () => ({ DBInstance: instance }) });
    const all = {
      ...properties,
      ...{ AutoMinorVersionUpgrade: false, CACertificateIdentifier: 'rds-ca-rsa2048-g1', DBInstanceIdentifier: 'a' },
      ...{ DBParameterGroupName: 'group', DatabaseInsightsMode: 'advanced', DeletionProtection: true },
      ...{ EnablePerformanceInsights: true, MonitoringRoleArn: 'arn:role', PerformanceInsightsKMSKeyId: 'arn:key' },
      ...{ PerformanceInsightsRetentionPeriod: 465, PreferredMaintenanceWindow: 'sun:18:00-sun:18:30' },
    };
    expect(await create(all)).toMatchObject({ physicalId: 'a' });
    expect(fake.inputOf('CreateDBInstance')).toStrictEqual(all);
  });

  test.each([
    ['DBInstance', { CreateDBInstance: ok }, 'create'],
    ['DBInstances', { DescribeDBInstances: ok }, 'update'],
  ] as const)('fails when the API answers without %s', async (member, answers, work) => {
    const { create, update } = bench(type, answers);
    const outcome = work === 'create' ? await create(properties) : await update('a', properties, properties);
    expect(outcome).toMatchObject({ status: 'FAILED', reason: `the API answered without ${member}` });
  });

  test.each([
    { AvailabilityZone: 'ap-northeast-1d' },
    { DBClusterIdentifier: 'other' },
    { DBInstanceIdentifier: 'other' },
    { Engine: 'aurora-mysql' },
    { PerformanceInsightsKMSKeyId: 'arn:other' },
  ])('is another one with %j', async (change) => {
    const { create, update, fake } = bench(type, { CreateDBInstance: () => ({ DBInstance: instance }) });
    const { physicalId } = await create(properties);
    const moved = await update(physicalId, properties, { ...properties, ...change });
    expect(moved.status).toBe('SUCCESS');
    expect(moved.physicalId).not.toBe(physicalId);
    expect(fake.calls.at(-1)?.[1]).toStrictEqual({
      ...properties,
      ...change,
      DBInstanceIdentifier: moved.physicalId,
    });
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
    expect(fake.calls).toStrictEqual([
      ['DescribeDBClusters', { DBClusterIdentifier: 'site-database' }],
      ['FailoverDBCluster', { DBClusterIdentifier: 'site-database' }],
      ['DeleteDBInstance', { DBInstanceIdentifier: 'a', SkipFinalSnapshot: true }],
    ]);
  });

  test('that writes alone goes at once: nobody could write in its place', async () => {
    const alone = { DBClusterMembers: [{ DBInstanceIdentifier: 'a', IsClusterWriter: true }] };
    const { remove, fake } = bench(type, { DescribeDBClusters: () => ({ DBClusters: [alone] }), DeleteDBInstance: ok });
    expect(await remove('a', properties)).toMatchObject({ status: 'SUCCESS' });
    expect(fake.names).toStrictEqual(['DescribeDBClusters', 'DeleteDBInstance']);
  });

  test.each([
    ['its cluster cannot be read', 'DescribeDBClusters'],
    ['it cannot be deleted', 'DeleteDBInstance'],
  ])('stays when %s', async (_, failing) => {
    const { remove } = bench(type, { ...members('b'), DeleteDBInstance: ok, [failing]: refuse('AccessDenied') });
    expect(await remove('a', properties)).toMatchObject({ status: 'FAILED', reason: 'AccessDenied: no' });
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
