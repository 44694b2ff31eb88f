import { answerTo, OSAKA, proveShop, shop, TOKYO, twiceADay, unproved } from './support/shop';

const tagged = (tags: string) => `{BackupRetentionPeriod: 35, DeletionProtection: true, Tags: ${tags}}`;
const covered = (parts: Parameters<typeof shop>[0]) => answerTo(proveShop(shop(parts)), 'StoreCovered').verdict;
const GOLD = '[{Key: backup, Value: gold}]';

describe('a selection by ARN', () => {
  test.each([
    ["{Resources: ['*']}", 'PROVED'],
    ['{}', 'PROVED'],
    ["{Resources: ['arn:aws:rds:*:*:cluster:*']}", 'PROVED'],
    [`{Resources: ['arn:aws:rds:${TOKYO}:*:cluster:*']}`, 'PROVED'],
    ["{Resources: ['arn:aws:rds:*']}", 'PROVED'],
    ['{Resources: [!GetAtt Database.DBClusterArn]}', 'PROVED'],
    ["{Resources: [!Sub 'arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster:shop']}", 'PROVED'],
    // Identifiers of clusters are in lower case.
    ["{Resources: [!Sub 'arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:Shop']}", 'REFUTED'],
    ["{Resources: ['arn:aws:rds:*:*:cluster:sh*']}", 'PROVED'],
    ["{Resources: ['arn:aws:rds:*:*:cluster:other']}", 'REFUTED'],
    ["{Resources: ['arn:aws:rds:*:*:db:*']}", 'REFUTED'],
    [`{Resources: ['arn:aws:rds:${OSAKA}:*:cluster:*']}`, 'REFUTED'],
    ["{Resources: ['arn:aws:s3:::*']}", 'REFUTED'],
    // Wildcards are at the end of an ARN; what others do is not documented.
    ["{Resources: ['arn:aws:rds:*:*:cluster:*op']}", 'UNDETERMINED'],
    // Another account, perhaps: the stack fits any.
    [`{Resources: ['arn:aws:rds:${TOKYO}:123456789012:cluster:shop']}`, 'UNDETERMINED'],
    ["{Resources: ['arn:aws:rds:*:*:cluster:*'], NotResources: ['arn:aws:rds:*:*:cluster:shop']}", 'REFUTED'],
    ["{Resources: ['arn:aws:rds:*:*:cluster:*'], NotResources: ['arn:aws:rds:*:*:db:*']}", 'PROVED'],
    ["{NotResources: ['arn:aws:s3:::*']}", 'PROVED'],
  ])('%s takes the cluster in: %s', (selection, verdict) => {
    expect(covered({ selection })).toBe(verdict);
  });

  test('that misses the cluster leaves its points out', () => {
    const selection = "{Resources: [!Sub 'arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:other']}";
    const report = proveShop(shop({ selection }), { recoveryPoints: 1, backupsPerDay: 1 });
    expect(unproved(report)).toEqual([
      'BackupsPerDay REFUTED',
      'RecoveryPointsKept REFUTED',
      'StoreCovered REFUTED',
      'SelectionSelects REFUTED',
    ]);
    expect(answerTo(report, 'SelectionSelects').says.en).toBe('selects nothing that the templates hold');
    expect(answerTo(report, 'StoreCovered').counterExample?.says.en).toBe(
      'select it, or leave it out with a reason: id:Database',
    );
  });
});

describe('a selection by tag', () => {
  const all = (test: string, key: string, value: string) =>
    `{Conditions: {${test}: [{ConditionKey: 'aws:ResourceTag/${key}', ConditionValue: ${value}}]}}`;
  const any = (...pairs: readonly (readonly [string, string])[]) =>
    `{ListOfTags: [${pairs.map(([key, value]) => `{ConditionType: STRINGEQUALS, ConditionKey: ${key}, ConditionValue: ${value}}`).join(', ')}]}`;

  test('that nobody has selects nothing', () => {
    const report = proveShop(shop({ selection: all('StringEquals', 'backup', 'gold') }), { recoveryPoints: 1 });
    expect(unproved(report)).toEqual([
      'RecoveryPointsKept REFUTED',
      'StoreCovered REFUTED',
      'SelectionSelects REFUTED',
    ]);
  });

  test.each([
    [all('StringEquals', 'backup', 'gold'), 'PROVED'],
    [all('StringEquals', 'backup', 'Gold'), 'REFUTED'],
    [all('StringEquals', 'Backup', 'gold'), 'REFUTED'],
    [all('StringLike', 'backup', "'g*d'"), 'PROVED'],
    [all('StringLike', 'backup', "'s*'"), 'REFUTED'],
    [all('StringNotEquals', 'backup', 'none'), 'PROVED'],
    [all('StringNotEquals', 'backup', 'gold'), 'REFUTED'],
    [all('StringNotLike', 'backup', "'*ol*'"), 'REFUTED'],
    [any(['backup', 'gold']), 'PROVED'],
    [any(['backup', 'silver'], ['backup', 'gold']), 'PROVED'],
    [any(['backup', 'silver']), 'REFUTED'],
    // Every condition must match, but any of the list.
    [
      "{Conditions: {StringEquals: [{ConditionKey: 'aws:ResourceTag/backup', ConditionValue: gold}, {ConditionKey: 'aws:ResourceTag/site', ConditionValue: shop}]}}",
      'REFUTED',
    ],
    // Both an ARN and a tag: whether one is enough AWS does not say.
    [
      "{Resources: ['arn:aws:rds:*:*:cluster:*'], ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: silver}]}",
      'UNDETERMINED',
    ],
    [
      "{Resources: ['arn:aws:rds:*:*:cluster:*'], ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: gold}]}",
      'PROVED',
    ],
    [
      "{Resources: ['arn:aws:rds:*:*:cluster:*'], Conditions: {StringEquals: [{ConditionKey: 'aws:ResourceTag/backup', ConditionValue: silver}]}}",
      'REFUTED',
    ],
  ])('%s takes in what is tagged gold: %s', (selection, verdict) => {
    expect(covered({ selection, cluster: tagged(GOLD) })).toBe(verdict);
  });

  test('stays open where a tag is hidden', () => {
    const selection = all('StringEquals', 'backup', 'gold');
    const sections = 'Parameters: {Metal: {Type: String}}';
    expect(covered({ selection, sections, cluster: tagged('[{Key: backup, Value: !Ref Metal}]') })).toBe(
      'UNDETERMINED',
    );
    expect(covered({ selection, sections, cluster: tagged('[{Key: !Ref Metal, Value: gold}]') })).toBe('UNDETERMINED');
  });
});

describe('what keeps data', () => {
  const table =
    'Sessions: {Type: AWS::DynamoDB::Table, Properties: {PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}}';

  test('and is in no plan is named', () => {
    const report = proveShop(shop({ more: table }));
    expect(unproved(report)).toEqual(['StoreCovered REFUTED']);
    expect(answerTo(report, 'StoreCovered', 'Sessions').verdict).toBe('REFUTED');
  });

  test('may be left out for a reason, and for one that is verified', () => {
    const of = (leftOut: object) =>
      proveShop(
        shop({ more: table }),
        {},
        { leftOut: [{ resources: ['id:Sessions'], reason: 'sessions', ...leftOut }] },
      );
    expect(unproved(of({}))).toEqual([]);
    expect(unproved(of({ keptBy: 'point-in-time-recovery' }))).toEqual([]);
    expect(unproved(of({ keptBy: 'versioning' }))).toEqual(['StoreCovered REFUTED']);
  });

  test.each([
    ['VersioningConfiguration: {Status: Enabled}', 'versioning', 'PROVED'],
    ['VersioningConfiguration: {Status: Suspended}', 'versioning', 'REFUTED'],
    ['BucketName: x', 'versioning', 'REFUTED'],
    [
      'ObjectLockEnabled: true, ObjectLockConfiguration: {Rule: {DefaultRetention: {Mode: COMPLIANCE, Days: 1}}}',
      'object-lock',
      'PROVED',
    ],
    ['ObjectLockEnabled: true', 'object-lock', 'REFUTED'],
  ] as const)('a bucket with {%s} is kept by %s: %s', (properties, keptBy, verdict) => {
    const report = proveShop(
      shop({ more: `Logs: {Type: AWS::S3::Bucket, Properties: {${properties}}}` }),
      {},
      {
        leftOut: [{ resources: ['id:Logs'], reason: 'logs', keptBy }],
      },
    );
    expect(answerTo(report, 'StoreCovered', 'Logs').verdict).toBe(verdict);
  });

  test('needs versioning when it is a bucket', () => {
    const bucket = (status: string) =>
      `Bucket: {Type: AWS::S3::Bucket, DeletionPolicy: Retain, Properties: {VersioningConfiguration: {Status: ${status}}}}`;
    const of = (status: string) => {
      const report = proveShop(
        shop({ more: bucket(status), selection: "{Resources: ['*']}" }),
        {},
        {
          protects: { system: { resources: ['id:Bucket'], recoveryPoints: 5, backupsPerDay: 2 } },
        },
      );
      return unproved(report);
    };
    expect(of('Enabled')).toEqual([]);
    expect(of('Suspended')).toEqual(['BackupsPerDay REFUTED', 'RecoveryPointsKept REFUTED', 'StoreReady REFUTED']);
  });

  test('in another Region is not taken in', () => {
    const other = 'Resources: {Table: {Type: AWS::DynamoDB::Table}}';
    const report = proveShop({ [TOKYO]: shop({ selection: "{Resources: ['*']}" }), [OSAKA]: other });
    expect(answerTo(report, 'StoreCovered', 'Table').verdict).toBe('REFUTED');
  });

  test('that follows another one is covered by it', () => {
    const cluster =
      '{BackupRetentionPeriod: 35, DeletionProtection: true, GlobalClusterIdentifier: shop-global, MasterUsername: admin}';
    const secondary =
      'Resources: {Secondary: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql, GlobalClusterIdentifier: shop-global}}}';
    const report = proveShop(
      { [TOKYO]: shop({ cluster }), [OSAKA]: secondary },
      {},
      {
        protects: { database: { resources: ['id:Database'], regions: [{ region: OSAKA, dataLossSeconds: 60 }] } },
      },
    );
    expect(unproved(report)).toEqual([]);
    expect(answerTo(report, 'RegionLoss').parts).toEqual([
      expect.objectContaining({ value: '1 s', basis: 'typical', fact: 'BK-29' }),
    ]);
  });

  test('a plan without a selection backs nothing up', () => {
    const more = `Idle: {Type: AWS::Backup::BackupPlan, Properties: {BackupPlan: {BackupPlanName: idle, BackupPlanRule: []}}}`;
    expect(answerTo(proveShop(shop({ more })), 'SelectionSelects', 'Idle').verdict).toBe('REFUTED');
  });

  test('a selection of a plan that is elsewhere leaves open what it does', () => {
    const more = `Other:
  Type: AWS::Backup::BackupSelection
  Properties: {BackupPlanId: somewhere, BackupSelection: {SelectionName: other, IamRoleArn: !GetAtt Role.Arn, Resources: ['*']}}`;
    const report = proveShop(shop({ more, rules: twiceADay('Lifecycle: {DeleteAfterDays: 1}') }), {
      recoveryPoints: 5,
    });
    expect(unproved(report)).toEqual(['RecoveryPointsKept UNDETERMINED']);
  });
});
