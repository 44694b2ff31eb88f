import { answerTo, OSAKA, proveShop, shop, STAYS, TOKYO, unproved } from './support/shop';

describe('point in time recovery', () => {
  const of = (cluster: string, pointInTimeMinutes?: number, pointInTimeDays?: number) =>
    answerTo(
      proveShop(shop({ cluster: `{DeletionProtection: true, ${cluster}}` }), {
        ...(pointInTimeMinutes === undefined ? {} : { pointInTimeMinutes }),
        ...(pointInTimeDays === undefined ? {} : { pointInTimeDays }),
      }),
      'PointInTime',
    );

  test('of Aurora comes within 5 minutes, typically', () => {
    const proof = of('BackupRetentionPeriod: 35', 5);
    expect([proof.verdict, proof.facts]).toEqual(['PROVED', ['BK-20', 'BK-21']]);
    expect(proof.parts.filter(({ basis }) => basis === 'typical').map(({ value }) => value)).toEqual(['5 min']);
  });

  test('comes no closer', () => {
    expect([of('BackupRetentionPeriod: 35', 4).verdict, of('BackupRetentionPeriod: 35', 6).verdict]).toEqual([
      'REFUTED',
      'PROVED',
    ]);
  });

  test('reaches back as long as automated backups are kept, a day when nothing is said', () => {
    expect([of('BackupRetentionPeriod: 7', 5, 7).verdict, of('BackupRetentionPeriod: 7', 5, 8).verdict]).toEqual([
      'PROVED',
      'REFUTED',
    ]);
    expect([of('Port: 5432', 5, 1).verdict, of('Port: 5432', 5, 2).verdict]).toEqual(['PROVED', 'REFUTED']);
  });

  test('is the shorter of what the template and AWS Backup say', () => {
    const rules = `- {RuleName: continuous, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 3 * * ? *)', StartWindowMinutes: 60, CompletionWindowMinutes: 180, EnableContinuousBackup: true, Lifecycle: {DeleteAfterDays: 14}}`;
    const ask = (pointInTimeDays: number) =>
      answerTo(proveShop(shop({ rules, vault: '{}' }), { pointInTimeDays }), 'PointInTime');
    // 35 in the template, 14 in the plan: each is set back by the other.
    expect([ask(14).verdict, ask(15).verdict, ask(36).verdict]).toEqual(['PROVED', 'UNDETERMINED', 'REFUTED']);
    expect(ask(15).facts).toContain('BK-30');
  });

  const instance = (days: number) => `Instance:
  Type: AWS::RDS::DBInstance
  DeletionPolicy: Snapshot
  Properties: {Engine: postgres, DBInstanceClass: db.m7g.large, BackupRetentionPeriod: ${String(days)}, DeletionProtection: true}`;
  const table = (more: string) => `Table: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, Properties: {${more}}}`;
  const bucket =
    'Bucket: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: {VersioningConfiguration: {Status: Enabled}}}';

  test.each([
    [instance(1), 'id:Instance', 'PROVED'],
    [instance(0), 'id:Instance', 'REFUTED'],
    [table('PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}'), 'id:Table', 'PROVED'],
    [table('PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: false}'), 'id:Table', 'REFUTED'],
    [table('TableName: x'), 'id:Table', 'REFUTED'],
    [bucket, 'id:Bucket', 'REFUTED'],
  ])('%s has it: %#', (more, resource, verdict) => {
    const report = proveShop(
      shop({ more, selection: "{Resources: ['*']}" }),
      {},
      {
        protects: { system: { resources: [resource], pointInTimeMinutes: 5 } },
      },
    );
    expect(answerTo(report, 'PointInTime').verdict).toBe(verdict);
  });
});

describe('maintenance', () => {
  const of = (windows: string) =>
    answerTo(
      proveShop(shop({ cluster: `{BackupRetentionPeriod: 35, DeletionProtection: true, ${windows}}` })),
      'MaintenanceApart',
    );

  test.each([
    ["PreferredBackupWindow: '03:00-03:30', PreferredMaintenanceWindow: 'mon:19:30-mon:20:30'", 'PROVED'],
    // The daily window is there on Mondays too.
    ["PreferredBackupWindow: '20:00-20:30', PreferredMaintenanceWindow: 'mon:19:30-mon:20:30'", 'REFUTED'],
    ["PreferredBackupWindow: '20:30-21:00', PreferredMaintenanceWindow: 'mon:19:30-mon:20:30'", 'PROVED'],
    // Over midnight, and over the end of the week.
    ["PreferredBackupWindow: '23:45-00:15', PreferredMaintenanceWindow: 'sun:00:00-sun:00:30'", 'REFUTED'],
    ["PreferredBackupWindow: '00:10-00:40', PreferredMaintenanceWindow: 'sat:23:45-sun:00:15'", 'REFUTED'],
    ["PreferredBackupWindow: '00:15-00:45', PreferredMaintenanceWindow: 'sat:23:45-sun:00:15'", 'PROVED'],
    ["PreferredBackupWindow: '03:00-03:29', PreferredMaintenanceWindow: 'mon:19:30-mon:20:30'", 'REFUTED'],
  ])('{%s} is %s', (windows, verdict) => {
    expect(of(windows).verdict).toBe(verdict);
  });

  const instance = (window: string) => `Instance:
  Type: AWS::RDS::DBInstance
  DeletionPolicy: Snapshot
  Properties: {Engine: postgres, DBInstanceClass: db.m7g.large, DeletionProtection: true, PreferredMaintenanceWindow: '${window}'}`;

  test.each([
    // Snapshots start from 3:00 to 4:00 and from 15:00 to 16:00; none does from an hour before maintenance to its end.
    ['wed:05:00-wed:05:30', 'PROVED'],
    ['wed:04:30-wed:05:00', 'UNDETERMINED'],
    ['wed:03:30-wed:04:00', 'REFUTED'],
    ['wed:16:00-wed:16:30', 'REFUTED'],
    ['wed:02:00-wed:03:00', 'PROVED'],
    ['wed:02:00-wed:03:30', 'UNDETERMINED'],
  ])('of an instance of RDS at %s leaves its snapshots alone: %s', (window, verdict) => {
    const report = proveShop(shop({ more: instance(window), selection: "{Resources: ['*']}" }));
    expect(answerTo(report, 'MaintenanceApart', 'Instance').verdict).toBe(verdict);
  });

  test('of Aurora stops no snapshot', () => {
    const cluster =
      "{BackupRetentionPeriod: 35, DeletionProtection: true, PreferredMaintenanceWindow: 'wed:03:30-wed:04:00'}";
    expect(unproved(proveShop(shop({ cluster })))).toEqual([]);
  });
});

describe('a database that is taken out of its template', () => {
  const of = (clusterAttributes: string, cluster = '{BackupRetentionPeriod: 35, DeletionProtection: true}') =>
    answerTo(proveShop(shop({ clusterAttributes, cluster })), 'DataStays');

  test.each([
    ['DeletionPolicy: Retain\nUpdateReplacePolicy: Retain', 'PROVED'],
    // On removal RDS leaves a snapshot by default; of a replacement AWS does not say so.
    ['', 'UNDETERMINED'],
    ['UpdateReplacePolicy: Snapshot', 'PROVED'],
    ['DeletionPolicy: Delete', 'REFUTED'],
    ['DeletionPolicy: Snapshot\nUpdateReplacePolicy: Delete', 'REFUTED'],
  ])('leaves something behind with %j: %s', (attributes, verdict) => {
    expect(of(attributes).verdict).toBe(verdict);
  });

  test('is protected from deletion', () => {
    const proof = of(STAYS, '{BackupRetentionPeriod: 35}');
    expect([proof.verdict, proof.origin?.property]).toEqual(['REFUTED', 'DeletionProtection']);
    expect(of(STAYS, '{DeletionProtection: false}').verdict).toBe('REFUTED');
  });
});

describe('a global database', () => {
  const cluster = (more = '') =>
    `{BackupRetentionPeriod: 35, DeletionProtection: true, MasterUsername: admin, DBClusterParameterGroupName: !Ref Group${more}}`;
  const group = (parameters: string) =>
    `Group: {Type: AWS::RDS::DBClusterParameterGroup, Properties: {Description: x, Family: aurora-postgresql17, Parameters: ${parameters}}}
Global: {Type: AWS::RDS::GlobalCluster, Properties: {GlobalClusterIdentifier: shop-global, SourceDBClusterIdentifier: !Ref Database}}`;
  const secondary =
    'Resources: {Secondary: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql, GlobalClusterIdentifier: shop-global}}}';
  const loss = (parameters: string, dataLossSeconds: number, region = OSAKA) =>
    answerTo(
      proveShop(
        { [TOKYO]: shop({ cluster: cluster(), more: group(parameters) }), [OSAKA]: secondary },
        {},
        {
          protects: { database: { resources: ['id:Database'], regions: [{ region, dataLossSeconds }] } },
        },
      ),
      'RegionLoss',
    );

  test('lags typically less than a second, which is promised to nobody', () => {
    const proof = loss('{}', 1);
    expect([proof.verdict, proof.parts.map(({ basis }) => basis)]).toEqual(['PROVED', ['typical']]);
    expect(loss('{}', 0).verdict).toBe('REFUTED');
  });

  test('lags no more than its parameter allows', () => {
    expect([loss("{rds.global_db_rpo: '60'}", 59).verdict, loss("{rds.global_db_rpo: '60'}", 60).verdict]).toEqual([
      'REFUTED',
      'PROVED',
    ]);
    expect(loss("{rds.global_db_rpo: '60'}", 60).parts.map(({ basis }) => basis)).toEqual(['documented']);
  });

  test('is of no use to another Region', () => {
    expect(loss('{}', 1_000_000, 'us-east-1').verdict).toBe('REFUTED');
  });
});
