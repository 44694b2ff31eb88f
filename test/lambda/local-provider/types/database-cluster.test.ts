import { bench } from '../bench';
import { refuse } from '../fake-clients';

const ok = () => ({});

describe('a database cluster', () => {
  const type = 'AWS::RDS::DBCluster';
  const cluster = {
    DBClusterArn: 'arn:aws:rds:ap-northeast-1:111122223333:cluster:site-database',
    DbClusterResourceId: 'cluster-ABC',
    Endpoint: 'writer.local',
    ReaderEndpoint: 'readers.local',
    Port: 5433,
    MasterUserSecret: { SecretArn: 'arn:secret' },
  };
  const described = { DescribeDBClusters: () => ({ DBClusters: [cluster] }) };
  const properties = {
    BackupRetentionPeriod: 35,
    DBClusterIdentifier: 'site-database',
    DBSubnetGroupName: 'group',
    DatabaseName: 'site',
    DeleteAutomatedBackups: false,
    DeletionProtection: true,
    EnableCloudwatchLogsExports: ['iam-db-auth-error', 'postgresql'],
    EnableIAMDatabaseAuthentication: true,
    Engine: 'aurora-postgresql',
    EngineVersion: '17.7',
    KmsKeyId: 'arn:key',
    ManageMasterUserPassword: true,
    MasterUserSecret: { KmsKeyId: 'arn:key' },
    MasterUsername: 'admin',
    PerformanceInsightsEnabled: true,
    PerformanceInsightsKmsKeyId: 'arn:key',
    Port: 5433,
    StorageEncrypted: true,
    Tags: [{ Key: 'site', Value: 'x' }],
    VpcSecurityGroupIds: ['sg-1'],
  };

  test('is created under the names of the API, and answers what CloudFormation would', async () => {
    const { create, fake } = bench(type, { CreateDBCluster: () => ({ DBCluster: cluster }) });
    expect(await create(properties)).toStrictEqual({
      status: 'SUCCESS',
      physicalId: 'site-database',
      attributes: {
        DBClusterArn: cluster.DBClusterArn,
        DBClusterResourceId: 'cluster-ABC',
        // Not what the API says: the emulator calls every endpoint after this machine.
        'Endpoint.Address': 'site-database.cluster-honmarulocal.ap-northeast-1.rds.amazonaws.com',
        'Endpoint.Port': '5433',
        'ReadEndpoint.Address': 'site-database.cluster-ro-honmarulocal.ap-northeast-1.rds.amazonaws.com',
        'MasterUserSecret.SecretArn': 'arn:secret',
      },
    });
    const {
      MasterUserSecret,
      PerformanceInsightsEnabled,
      PerformanceInsightsKmsKeyId,
      DeleteAutomatedBackups,
      ...same
    } = properties;
    expect(fake.inputOf('CreateDBCluster')).toStrictEqual({
      ...same,
      MasterUserSecretKmsKeyId: MasterUserSecret.KmsKeyId,
      EnablePerformanceInsights: PerformanceInsightsEnabled,
      PerformanceInsightsKMSKeyId: PerformanceInsightsKmsKeyId,
    });
    expect(DeleteAutomatedBackups).toBe(false);
  });

  test('has no attribute of a secret that RDS does not manage', async () => {
    const { create } = bench(type, {
      CreateDBCluster: () => ({ DBCluster: { ...cluster, MasterUserSecret: undefined } }),
    });
    const outcome = await create(properties);
    expect('attributes' in outcome && Object.keys(outcome.attributes)).not.toContain('MasterUserSecret.SecretArn');
  });

  test('has what changed changed at once, and nothing else', async () => {
    const { update, fake } = bench(type, { ...described, ModifyDBCluster: ok, AddTagsToResource: ok });
    const after = {
      ...properties,
      DeletionProtection: false,
      EnableCloudwatchLogsExports: ['postgresql', 'instance'],
      EngineVersion: '18.1',
      Tags: [{ Key: 'site', Value: 'y' }],
    };
    expect(await update('site-database', properties, after)).toMatchObject({
      physicalId: 'site-database',
      attributes: {
        'Endpoint.Address': 'site-database.cluster-honmarulocal.ap-northeast-1.rds.amazonaws.com',
        'ReadEndpoint.Address': 'site-database.cluster-ro-honmarulocal.ap-northeast-1.rds.amazonaws.com',
      },
    });
    expect(fake.inputOf('ModifyDBCluster')).toStrictEqual({
      DBClusterIdentifier: 'site-database',
      ApplyImmediately: true,
      AllowMajorVersionUpgrade: true,
      DeletionProtection: false,
      EngineVersion: '18.1',
      CloudwatchLogsExportConfiguration: { EnableLogTypes: ['instance'], DisableLogTypes: ['iam-db-auth-error'] },
    });
    expect(fake.inputOf('AddTagsToResource')).toStrictEqual({
      ResourceName: cluster.DBClusterArn,
      Tags: [{ Key: 'site', Value: 'y' }],
    });
  });

  test.each([{}, { DeleteAutomatedBackups: true }, { HonmaruFinalSnapshot: true }])(
    'is only read on a change of %p',
    async (change) => {
      const { update, fake } = bench(type, described);
      expect(await update('site-database', properties, { ...properties, ...change })).toMatchObject({
        status: 'SUCCESS',
      });
      expect(fake.names).toStrictEqual(['DescribeDBClusters']);
    },
  );

  test('is another one under another name', async () => {
    const { update } = bench(type, { CreateDBCluster: () => ({ DBCluster: cluster }) });
    const after = { ...properties, DBClusterIdentifier: 'other', DatabaseName: 'new' };
    expect(await update('site-database', properties, after)).toMatchObject({ physicalId: 'other' });
  });

  test.each([
    ...[{ KmsKeyId: 'arn:other' }, { DatabaseName: 'other' }, { StorageEncrypted: false }, { Engine: 'mysql' }],
    ...[{ AvailabilityZones: ['x'] }, { DBSubnetGroupName: 'other' }, { EngineMode: 'serverless' }],
    ...[{ GlobalClusterIdentifier: 'tickets' }, { MasterUsername: 'other' }],
  ])('is not replaced under the same name on a change of %p', async (change) => {
    const { update, fake } = bench(type);
    expect(await update('site-database', properties, { ...properties, ...change })).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining(`because ${Object.keys(change).join()} changed; give it another name`),
    });
    expect(fake.calls).toStrictEqual([]);
  });

  test('without a name gets one of small letters', async () => {
    const { create } = bench(type, { CreateDBCluster: () => ({ DBCluster: cluster }) });
    expect((await create({ ...properties, DBClusterIdentifier: undefined })).physicalId).toMatch(
      /^site-network-logical-[0-9a-f]{12}$/,
    );
  });

  test('is deleted without a snapshot', async () => {
    const { remove, fake } = bench(type, { DeleteDBCluster: ok });
    await remove('site-database', properties);
    expect(fake.calls).toStrictEqual([
      [
        'DeleteDBCluster',
        { DBClusterIdentifier: 'site-database', SkipFinalSnapshot: true, DeleteAutomatedBackups: false },
      ],
    ]);
  });

  test('that is protected stays, and that is a failure', async () => {
    const { remove } = bench(type, { DeleteDBCluster: refuse('InvalidParameterCombination', 'DeletionProtection') });
    expect(await remove('site-database', properties)).toMatchObject({
      status: 'FAILED',
      reason: 'InvalidParameterCombination: DeletionProtection',
    });
  });

  describe('with a last snapshot', () => {
    const kept = { ...properties, HonmaruFinalSnapshot: true };

    test('is deleted after it', async () => {
      const { remove, fake } = bench(type, { CreateDBClusterSnapshot: ok, DeleteDBCluster: ok });
      expect(await remove('site-database', kept)).toMatchObject({ status: 'SUCCESS' });
      expect(fake.names).toStrictEqual(['CreateDBClusterSnapshot', 'DeleteDBCluster']);
      expect(fake.inputOf('CreateDBClusterSnapshot')).toStrictEqual({
        DBClusterIdentifier: 'site-database',
        DBClusterSnapshotIdentifier: expect.stringMatching(/^site-network-logical-[0-9a-f]{12}$/),
      });
    });

    test('is deleted when an earlier attempt took it', async () => {
      const { remove, fake } = bench(type, {
        CreateDBClusterSnapshot: refuse('DBClusterSnapshotAlreadyExistsFault'),
        DeleteDBCluster: ok,
      });
      expect(await remove('site-database', kept)).toMatchObject({ status: 'SUCCESS' });
      expect(fake.names).toContain('DeleteDBCluster');
    });

    test('stays when it cannot be taken', async () => {
      const { remove, fake } = bench(type, { CreateDBClusterSnapshot: refuse('SnapshotQuotaExceededFault') });
      expect(await remove('site-database', kept)).toMatchObject({ status: 'FAILED' });
      expect(fake.names).not.toContain('DeleteDBCluster');
    });

    test('is removed already when it is gone', async () => {
      const { remove } = bench(type, { CreateDBClusterSnapshot: refuse('DBClusterNotFoundFault') });
      expect(await remove('site-database', kept)).toMatchObject({ status: 'SUCCESS' });
    });
  });

  test('that is gone is removed already', async () => {
    const { remove } = bench(type, { DeleteDBCluster: refuse('DBClusterNotFoundFault') });
    expect(await remove('site-database', properties)).toMatchObject({ status: 'SUCCESS' });
  });
});

test('a member of a global database leaves it before it is deleted, also when it has left already', async () => {
  const member = { DBClusterIdentifier: 'tickets-a', Engine: 'aurora-postgresql', GlobalClusterIdentifier: 'tickets' };
  for (const RemoveFromGlobalCluster of [() => ({}), refuse('DBClusterNotFoundFault')]) {
    const { remove, fake } = bench('AWS::RDS::DBCluster', { RemoveFromGlobalCluster, DeleteDBCluster: () => ({}) });
    expect(await remove('tickets-a', member)).toMatchObject({ status: 'SUCCESS' });
    expect(fake.inputOf('RemoveFromGlobalCluster')).toMatchObject({ GlobalClusterIdentifier: 'tickets' });
  }
});
