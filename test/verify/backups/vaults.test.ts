import {
  answerTo,
  copyTo,
  KEY_POLICY,
  OSAKA,
  proveShop,
  recovery,
  rule,
  shop,
  STAYS,
  TOKYO,
  twiceADay,
  unproved,
} from './support/shop';

describe('the lock of a vault', () => {
  const lock = (text: string) => `{LockConfiguration: ${text}}`;

  test('that takes nothing short enough fails every job', () => {
    const report = proveShop(shop({ vault: lock('{MinRetentionDays: 4, MaxRetentionDays: 35}') }), {
      recoveryPoints: 1,
      backupsPerDay: 1,
    });
    expect(unproved(report)).toEqual(['BackupsPerDay REFUTED', 'RecoveryPointsKept REFUTED', 'LockAccepts REFUTED']);
    expect(answerTo(report, 'RecoveryPointsKept').says.en).toMatch(/^0 recovery points/);
    expect(answerTo(report, 'LockAccepts', 'three').counterExample?.says.en).toBe('every job of three fails');
  });

  test('whose longest retention is below that of the rule fails every job', () => {
    const report = proveShop(shop({ vault: lock('{MinRetentionDays: 1, MaxRetentionDays: 2}') }), {
      recoveryPoints: 1,
    });
    expect(unproved(report)).toEqual(['RecoveryPointsKept REFUTED', 'LockAccepts REFUTED']);
  });

  test('at its bounds takes everything', () => {
    expect(
      unproved(proveShop(shop({ vault: lock('{MinRetentionDays: 3, MaxRetentionDays: 3}') }), { recoveryPoints: 5 })),
    ).toEqual([]);
  });

  test('that allows less than is asked for lets a changed plan shorten it', () => {
    const of = (least: number) =>
      answerTo(
        proveShop(shop({ vault: lock(`{MinRetentionDays: ${String(least)}}`) }), { retentionDays: 3 }),
        'RetentionLocked',
      );
    expect([of(2).verdict, of(3).verdict]).toEqual(['REFUTED', 'PROVED']);
    expect(of(2).counterExample?.says.en).toBe('a changed plan may keep recovery points for 2 d only');
  });

  test('cannot make up for a rule that keeps too little', () => {
    const report = proveShop(shop({ vault: lock('{MinRetentionDays: 1}') }), { retentionDays: 4 });
    expect(unproved(report)).toEqual(['RetentionKept REFUTED', 'RetentionLocked REFUTED']);
  });

  test('that is missing is refuted, unless nobody asked for it', () => {
    const report = proveShop(shop({ vault: '{}' }));
    expect(unproved(report)).toEqual(['VaultLocked REFUTED']);
    const none = proveShop(shop({ vault: '{}' }), {}, { vaultLock: { kind: 'none', reason: 'a test account' } });
    expect(unproved(none)).toEqual([]);
    expect(answerTo(none, 'VaultLocked').says.en).toBe('no lock is asked for: a test account');
  });

  test.each([
    ['{MinRetentionDays: 1}', 'compliance', 'REFUTED'],
    ['{MinRetentionDays: 1, ChangeableForDays: 3}', 'compliance', 'PROVED'],
    ['{MinRetentionDays: 1, ChangeableForDays: 3}', 'governance', 'PROVED'],
    ['{MinRetentionDays: 1, ChangeableForDays: 2}', 'governance', 'REFUTED'],
  ] as const)('%s is for %s %s', (text, kind, verdict) => {
    expect(answerTo(proveShop(shop({ vault: lock(text) }), {}, { vaultLock: { kind } }), 'VaultLocked').verdict).toBe(
      verdict,
    );
  });

  test('that is hidden leaves open what it takes', () => {
    const sections = 'Parameters: {Least: {Type: Number}}';
    const report = proveShop(shop({ vault: lock('{MinRetentionDays: !Ref Least}'), sections }), { recoveryPoints: 1 });
    expect(unproved(report)).toEqual(['RecoveryPointsKept UNDETERMINED', 'LockAccepts UNDETERMINED']);
  });

  test('of a logically air-gapped vault is not known', () => {
    const rules = twiceADay().replaceAll('Lifecycle', 'TargetLogicallyAirGappedBackupVaultArn: somewhere, Lifecycle');
    expect(unproved(proveShop(shop({ rules }), { recoveryPoints: 5 }))).toEqual([
      'RecoveryPointsKept UNDETERMINED',
      'LockAccepts UNDETERMINED',
    ]);
  });

  test('of a vault that is not in the templates is not known', () => {
    const rules = rule('default', 'cron(0 3,15 * * ? *)').replace('!Ref Vault', 'Default');
    const report = proveShop(shop({ rules }), { recoveryPoints: 5 });
    expect(unproved(report)).toEqual(['RecoveryPointsKept UNDETERMINED', 'LockAccepts UNDETERMINED']);
  });
});

describe('copies', () => {
  const both = (lifecycle?: string, other = recovery()) => ({
    [TOKYO]: shop({ rules: twiceADay(copyTo(OSAKA, lifecycle)) }),
    [OSAKA]: other,
  });
  const toOsaka = (more: object) => ({ regions: [{ region: OSAKA, ...more }] });

  test('hold what is asked for in another Region', () => {
    // A copy is surely there 4 h + 4 h after its time: 72 h - 8 h = 64 h; 64 / 12 = 5.3: five.
    // The newest is at worst 12 h + 4 h + 4 h = 20 h = 72,000 s old.
    const report = proveShop(both(), toOsaka({ recoveryPoints: 5, copyMinutes: 240, dataLossSeconds: 72_000 }));
    expect(unproved(report)).toEqual([]);
    expect(answerTo(report, 'RegionLoss').parts.find(({ basis }) => basis === 'declared')?.value).toBe('4 h');
  });

  test('lose more than is allowed, by a second, just before the next one is there', () => {
    const proof = answerTo(proveShop(both(), toOsaka({ copyMinutes: 240, dataLossSeconds: 71_999 })), 'RegionLoss');
    // That of 15:00 on 31 December is the newest until that of 3:00 is surely there, at 11:00.
    expect([proof.verdict, proof.counterExample?.instant]).toEqual(['REFUTED', '2027-01-01T11:00Z']);
  });

  test('take a time that nobody but the objectives can tell', () => {
    const of = (dataLossSeconds: number) => answerTo(proveShop(both(), toOsaka({ dataLossSeconds })), 'RegionLoss');
    // Without the copy 16 h = 57,600 s are the least.
    expect([of(57_599).verdict, of(57_600).verdict, of(1_000_000).verdict]).toEqual([
      'REFUTED',
      'UNDETERMINED',
      'UNDETERMINED',
    ]);
    expect(of(57_600).open.map(({ en }) => en)).toEqual(['how long a copy takes: declare copyMinutes']);
  });

  test('live from the making of their source', () => {
    // 2 days: 48 h - 4 h - 4 h = 40 h; 3.3.
    const of = (recoveryPoints: number, lifecycle: string) =>
      answerTo(proveShop(both(lifecycle), toOsaka({ recoveryPoints, copyMinutes: 240 })), 'CopiesKept').verdict;
    expect([of(3, '{DeleteAfterDays: 2}'), of(4, '{DeleteAfterDays: 2}')]).toEqual(['PROVED', 'REFUTED']);
    // Without a retention, or with one for ever, as long as their source: 3 days.
    expect([of(5, '{}'), of(6, '{}')]).toEqual(['PROVED', 'REFUTED']);
    expect([of(5, '{DeleteAfterDays: -1}'), of(6, '{DeleteAfterDays: -1}')]).toEqual(['PROVED', 'REFUTED']);
  });

  test('are refused by the lock of their own vault', () => {
    const locked = recovery('{LockConfiguration: {MinRetentionDays: 4}}');
    const report = proveShop(both(undefined, locked), {
      recoveryPoints: 5,
      ...toOsaka({ recoveryPoints: 1, copyMinutes: 0 }),
    });
    expect(unproved(report)).toEqual(['CopiesKept REFUTED', 'LockAccepts REFUTED']);
  });

  test('that stay in their Region are none', () => {
    const report = proveShop(
      shop({ rules: twiceADay(copyTo(TOKYO)) }),
      toOsaka({ dataLossSeconds: 1_000_000, copyMinutes: 0 }),
    );
    expect(unproved(report)).toEqual(['RegionLoss REFUTED', 'CopyLeavesRegion REFUTED']);
    expect(answerTo(report, 'CopyLeavesRegion', 'three').counterExample?.says.en).toBe(
      `what ${TOKYO} loses is lost with its copy`,
    );
  });

  test('to the very Region of the data save nothing', () => {
    const report = proveShop(both(), { regions: [{ region: TOKYO, dataLossSeconds: 1_000_000 }] });
    expect(answerTo(report, 'RegionLoss').verdict).toBe('REFUTED');
  });

  test('of one rule of two leave gaps', () => {
    // Copies at 3:00 alone: 24 h + 4 h + 4 h.
    const rules = [rule('three', 'cron(0 3 * * ? *)', copyTo(OSAKA)), rule('fifteen', 'cron(0 15 * * ? *)')].join('\n');
    const templates = { [TOKYO]: shop({ rules }), [OSAKA]: recovery() };
    const of = (hours: number) =>
      answerTo(proveShop(templates, toOsaka({ dataLossSeconds: hours * 3600, copyMinutes: 240 })), 'RegionLoss')
        .verdict;
    expect([of(31), of(32)]).toEqual(['REFUTED', 'PROVED']);
  });

  test('to a vault that is not in the templates may be refused', () => {
    const report = proveShop(
      shop({ rules: twiceADay(copyTo(OSAKA)) }),
      toOsaka({ recoveryPoints: 5, copyMinutes: 240 }),
    );
    expect(unproved(report)).toEqual(['CopiesKept UNDETERMINED', 'LockAccepts UNDETERMINED']);
  });

  test('of continuous backups are snapshots', () => {
    const rules = `- {RuleName: continuous, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 3,15 * * ? *)', StartWindowMinutes: 60, CompletionWindowMinutes: 180, EnableContinuousBackup: true, ${copyTo(OSAKA).replace('DeleteAfterDays: 3', 'DeleteAfterDays: 35')}}`;
    const report = proveShop(
      { [TOKYO]: shop({ rules }), [OSAKA]: recovery() },
      { recoveryPoints: 1, ...toOsaka({ recoveryPoints: 5, copyMinutes: 240 }) },
    );
    // In its own Region there is one continuous recovery point and no snapshot.
    expect(answerTo(report, 'RecoveryPointsKept').verdict).toBe('REFUTED');
    expect(answerTo(report, 'CopiesKept').verdict).toBe('PROVED');
  });
});

describe('keys', () => {
  const bucket = (key: string) => `Bucket:
  Type: AWS::S3::Bucket
  DeletionPolicy: Retain
  Properties:
    VersioningConfiguration: {Status: Enabled}
    BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: ${key}}}]}`;
  const everything = '{Resources: ["*"]}';

  test('of data and backups may not be one', () => {
    const of = (key: string, more = '') => proveShop(shop({ more: `${bucket(key)}\n${more}`, selection: everything }));
    expect(unproved(of('!GetAtt DataKey.Arn'))).toEqual([]);
    expect(unproved(of('!GetAtt VaultKey.Arn'))).toEqual(['KeysApart REFUTED']);
    // By an alias of the same key.
    const alias = 'Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/shop, TargetKeyId: !Ref VaultKey}}';
    expect(unproved(of('alias/shop', alias))).toEqual(['KeysApart REFUTED']);
    expect(unproved(of("!Sub 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/shop'", alias))).toEqual([
      'KeysApart UNDETERMINED',
    ]);
  });

  test('of a database are those of its snapshots, so copies need another one', () => {
    const own = proveShop({
      [TOKYO]: shop({ rules: twiceADay(copyTo(OSAKA)), vaultKey: '!GetAtt DataKey.Arn' }),
      [OSAKA]: recovery(),
    });
    // In the primary Region the key of the vault encrypts nothing of a database.
    expect(unproved(own)).toEqual([]);
    const copied = proveShop({
      [TOKYO]: shop({ rules: twiceADay(copyTo(OSAKA)) }),
      [OSAKA]: recovery(undefined, `'arn:aws:kms:${OSAKA}:123456789012:key/mrk-1'`),
    });
    expect(unproved(copied)).toEqual(['KeyUsable UNDETERMINED', 'KeysApart UNDETERMINED']);
  });

  test('of two Regions may share their material', () => {
    // Data and copies have keys of one material, both given by their ARN.
    const more = bucket("'arn:aws:kms:ap-northeast-1:123456789012:key/mrk-1'");
    const rules = twiceADay(copyTo(OSAKA));
    const copied = proveShop({
      [TOKYO]: shop({ rules, more, selection: everything }),
      [OSAKA]: recovery(undefined, `'arn:aws:kms:${OSAKA}:123456789012:key/mrk-1'`),
    });
    const proof = answerTo(copied, 'KeysApart', `Bucket > ${OSAKA}`);
    expect([proof.verdict, proof.counterExample?.says.en]).toEqual([
      'REFUTED',
      'both keys have the same material: whoever has one has both',
    ]);
  });

  test('of one material may be a key and its replica', () => {
    const replica = `Replica: {Type: AWS::KMS::ReplicaKey, DeletionPolicy: Retain, Properties: {PrimaryKeyArn: !GetAtt VaultKey.Arn, KeyPolicy: ${KEY_POLICY}}}`;
    const report = proveShop(shop({ more: `${bucket('!GetAtt Replica.Arn')}\n${replica}`, selection: everything }));
    expect(unproved(report)).toEqual(['KeysApart REFUTED']);
  });

  test('lie in the Region of their vault', () => {
    const other = shop({ vaultKey: `'arn:aws:kms:${OSAKA}:123456789012:key/1'` });
    const proof = answerTo(proveShop(other), 'KeyInRegion');
    expect([proof.verdict, proof.counterExample?.says.en]).toEqual(['REFUTED', `the key lies in ${OSAKA}`]);
    expect(
      answerTo(proveShop(shop({ vaultKey: `'arn:aws:kms:${TOKYO}:123456789012:key/1'` })), 'KeyInRegion').verdict,
    ).toBe('PROVED');
  });

  test('that AWS keeps need no policy', () => {
    expect(unproved(proveShop(shop({ vaultKey: '!Ref AWS::NoValue' })))).toEqual([]);
    expect(unproved(proveShop(shop({ vaultKey: 'alias/aws/backup' })))).toEqual([]);
  });

  const policy = (...statements: readonly string[]) => `{Statement: [${statements.join(', ')}]}`;
  const allow = (principal: string, action: string, condition = '{}') =>
    `{Effect: Allow, Principal: ${principal}, Action: ${action}, Resource: '*'${condition === '{}' ? '' : `, Condition: ${condition}`}}`;
  const via = (service: string) =>
    `{StringEquals: {'kms:ViaService': ${service}, 'kms:CallerAccount': !Ref AWS::AccountId}}`;
  const all = "['kms:DescribeKey', 'kms:GenerateDataKey*', 'kms:Decrypt', 'kms:CreateGrant']";
  const anybody = "{AWS: '*'}";

  test.each([
    ['leaves it to IAM, and the role may', KEY_POLICY, 'PROVED'],
    ['lets whoever comes by AWS Backup', policy(allow(anybody, all, via(`backup.${TOKYO}.amazonaws.com`))), 'PROVED'],
    ['lets AWS Backup itself', policy(allow('{Service: backup.amazonaws.com}', all)), 'PROVED'],
    [
      'lets whoever comes by AWS Backup of another Region',
      policy(allow(anybody, all, via(`backup.${OSAKA}.amazonaws.com`))),
      'REFUTED',
    ],
    [
      'lets whoever comes by another service',
      policy(allow(anybody, all, via(`rds.${TOKYO}.amazonaws.com`))),
      'REFUTED',
    ],
    [
      'lets it decrypt alone',
      policy(allow(anybody, "['kms:Decrypt']", via(`backup.${TOKYO}.amazonaws.com`))),
      'REFUTED',
    ],
    ['lets a role of another name', policy(allow("{AWS: 'arn:aws:iam::123456789012:role/Other'}", all)), 'REFUTED'],
    [
      'has a condition of another kind',
      policy(allow(anybody, all, "{IpAddress: {'aws:SourceIp': 10.0.0.0/8}}")),
      'UNDETERMINED',
    ],
    [
      'allows everything and denies everybody',
      policy(allow(anybody, "'kms:*'"), "{Effect: Deny, Principal: '*', Action: 'kms:CreateGrant', Resource: '*'}"),
      'REFUTED',
    ],
  ])('a policy that %s is %s', (_, keyPolicy, verdict) => {
    expect(answerTo(proveShop(shop({ keyPolicy })), 'KeyUsable').verdict).toBe(verdict);
  });

  test('that leave it to IAM need a role that may use them', () => {
    const of = (managed: string) =>
      answerTo(proveShop(shop().replace('AWSBackupServiceRolePolicyForBackup', managed)), 'KeyUsable').verdict;
    expect([of('AWSBackupServiceRolePolicyForBackup'), of('ReadOnlyAccess')]).toEqual(['PROVED', 'UNDETERMINED']);
  });

  test('of copies are used by RDS as well', () => {
    const of = (...services: readonly string[]) => {
      const keyPolicy = policy(
        ...services.map((service) => allow(anybody, all, via(`${service}.${OSAKA}.amazonaws.com`))),
      );
      const templates = {
        [TOKYO]: shop({ rules: twiceADay(copyTo(OSAKA)) }),
        [OSAKA]: recovery().replace(KEY_POLICY, keyPolicy),
      };
      return answerTo(proveShop(templates), 'KeyUsable', OSAKA).verdict;
    };
    expect([of('backup', 'rds'), of('backup'), of('rds')]).toEqual(['PROVED', 'UNDETERMINED', 'REFUTED']);
  });

  test('that go with their stack take every recovery point along', () => {
    const proof = answerTo(proveShop(shop({ keyAttributes: 'DeletionPolicy: Delete' })), 'KeyStays');
    expect(proof.verdict).toBe('REFUTED');
    expect(answerTo(proveShop(shop({ keyAttributes: '' })), 'KeyStays').verdict).toBe('REFUTED');
    expect(answerTo(proveShop(shop({ keyAttributes: STAYS })), 'KeyStays').verdict).toBe('PROVED');
    expect(
      answerTo(
        proveShop(shop({ keyAttributes: 'DeletionPolicy: RetainExceptOnCreate\nUpdateReplacePolicy: Delete' })),
        'KeyStays',
      ).verdict,
    ).toBe('REFUTED');
  });
});
