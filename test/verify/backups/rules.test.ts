import { answerTo, partOf, proveShop, rule, shop, unproved, WINDOWS } from './support/shop';

const perDay = (rules: string, backupsPerDay: number) => proveShop(shop({ rules }), { backupsPerDay });

describe('start windows that overlap', () => {
  const two = (first: string, second: string, kept = [3, 3]) =>
    [first, second]
      .map((time, index) =>
        rule(
          `at-${time.replace(' ', '-')}`,
          `cron(${time} * * ? *)`,
          `Lifecycle: {DeleteAfterDays: ${String(kept[index])}}`,
        ),
      )
      .join('\n');

  test('two backups in one window are one', () => {
    // 3:00 to 4:00 and 3:30 to 4:30 share half an hour.
    const report = perDay(two('0 3', '30 3'), 2);
    expect(answerTo(report, 'BackupsPerDay').verdict).toBe('REFUTED');
    expect(answerTo(report, 'BackupsPerDay').says.en).toMatch(/^1 backup is/);
    const apart = answerTo(report, 'WindowsApart');
    expect([apart.verdict, apart.counterExample?.instant, apart.facts]).toEqual([
      'REFUTED',
      '2027-01-01T03:00Z',
      ['BK-02', 'BK-04'],
    ]);
    expect(answerTo(perDay(two('0 3', '30 3'), 1), 'BackupsPerDay').verdict).toBe('PROVED');
  });

  test('windows that touch are two', () => {
    const report = perDay(two('0 3', '0 4'), 2);
    expect(unproved(report)).toEqual([]);
  });

  test('the backup with the longer retention is the one that is taken', () => {
    // That of 3:30 lives 6 days, 144 h - 4 h = 140 h; 140 / 24 = 5.8: five.
    const rules = two('0 3', '30 3', [3, 6]);
    const of = (recoveryPoints: number) =>
      answerTo(proveShop(shop({ rules, vault: '{}' }), { recoveryPoints }), 'RecoveryPointsKept');
    expect([of(5).verdict, of(6).verdict]).toEqual(['PROVED', 'REFUTED']);
  });

  test('a window that is not written lasts 8 hours', () => {
    // 3:00 to 11:00 holds 10:00.
    const rules = [
      "- {RuleName: open, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 3 * * ? *)', CompletionWindowMinutes: 600, Lifecycle: {DeleteAfterDays: 3}}",
      rule('ten', 'cron(0 10 * * ? *)'),
    ].join('\n');
    expect(answerTo(perDay(rules, 2), 'BackupsPerDay').verdict).toBe('REFUTED');
  });

  test('a weekly backup takes the place of the daily one', () => {
    // Sundays at 3:00: kept for 35 days, so the daily one of that time is not taken; there is still one on every day.
    const rules = [
      rule('daily', 'cron(0 3 * * ? *)'),
      rule('weekly', 'cron(0 3 ? * SUN *)', 'Lifecycle: {DeleteAfterDays: 35}'),
    ].join('\n');
    const report = perDay(rules, 1);
    expect(answerTo(report, 'BackupsPerDay').verdict).toBe('PROVED');
    // The first Sunday of 2027.
    expect(answerTo(report, 'WindowsApart').counterExample?.instant).toBe('2027-01-03T03:00Z');
  });

  test('hourly runs of one rule do not stand in the way of one another', () => {
    const rules = `- {RuleName: hourly, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 * * * ? *)', StartWindowMinutes: 480, CompletionWindowMinutes: 600, Lifecycle: {DeleteAfterDays: 2}}`;
    // 48 h - 18 h = 30 h: thirty.
    const of = (recoveryPoints: number) =>
      answerTo(proveShop(shop({ rules, vault: '{}' }), { recoveryPoints }), 'RecoveryPointsKept');
    expect([of(30).verdict, of(31).verdict]).toEqual(['PROVED', 'REFUTED']);
  });
});

test('two rules that run every hour in turn are looked at in no time', () => {
  // Each run meets the one before and the one after; of three in a row one is taken at least.
  const rules = [rule('whole', 'cron(0 * * * ? *)'), rule('half', 'cron(30 * * * ? *)')].join('\n');
  const started = performance.now();
  const report = proveShop(shop({ rules }), { backupsPerDay: 15 });
  // 48 runs a day; 16 neighbourhoods of three, of which one may lie on two days.
  expect(answerTo(report, 'WindowsApart').verdict).toBe('REFUTED');
  expect(answerTo(report, 'BackupsPerDay').verdict).toBe('PROVED');
  expect(performance.now() - started).toBeLessThan(30_000);
});

describe('continuous backups', () => {
  const continuous = (more: string, at = '45 8') =>
    `- {RuleName: continuous, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(${at} * * ? *)', EnableContinuousBackup: true, ${more}}`;
  const with_ = (more: string, at?: string) =>
    [continuous(more, at), rule('three', 'cron(0 3 * * ? *)'), rule('fifteen', 'cron(0 15 * * ? *)')].join('\n');

  test('reach back 35 days and leave snapshots alone that are due at other times', () => {
    const report = proveShop(shop({ rules: with_(`${WINDOWS}, Lifecycle: {DeleteAfterDays: 35}`) }), {
      backupsPerDay: 2,
      recoveryPoints: 5,
      pointInTimeMinutes: 5,
      pointInTimeDays: 35,
    });
    expect(unproved(report)).toEqual([]);
  });

  test('with a window of 8 hours meet a snapshot, and whether that is taken nobody says', () => {
    // 8:45 to 16:45 holds 15:00.
    const report = proveShop(shop({ rules: with_('Lifecycle: {DeleteAfterDays: 35}') }), {
      backupsPerDay: 2,
      recoveryPoints: 5,
    });
    expect(unproved(report)).toEqual([
      'BackupsPerDay UNDETERMINED',
      'RecoveryPointsKept UNDETERMINED',
      'WindowsApart UNDETERMINED',
    ]);
    expect(answerTo(report, 'RecoveryPointsKept').facts).toContain('BK-05');
    // Without the snapshot of 15:00: 68 h of 24 h, two.
    expect(answerTo(report, 'RecoveryPointsKept').says.en).toMatch(/^2 recovery points/);
    const one = proveShop(shop({ rules: with_('Lifecycle: {DeleteAfterDays: 35}') }), {
      backupsPerDay: 1,
      recoveryPoints: 2,
    });
    expect(unproved(one)).toEqual(['WindowsApart UNDETERMINED']);
    const many = proveShop(shop({ rules: with_('Lifecycle: {DeleteAfterDays: 35}') }), { recoveryPoints: 6 });
    expect(answerTo(many, 'RecoveryPointsKept').verdict).toBe('REFUTED');
  });

  test('between two snapshots that do not meet leave both open, and refute neither', () => {
    // 8:45 to 16:45 holds 9:00 and 15:00, which are apart.
    const rules = [
      continuous('Lifecycle: {DeleteAfterDays: 35}'),
      rule('nine', 'cron(0 9 * * ? *)'),
      rule('fifteen', 'cron(0 15 * * ? *)'),
    ].join('\n');
    const report = proveShop(shop({ rules }), { backupsPerDay: 2, recoveryPoints: 5 });
    expect(unproved(report)).toEqual([
      'BackupsPerDay UNDETERMINED',
      'RecoveryPointsKept UNDETERMINED',
      'WindowsApart UNDETERMINED',
    ]);
    expect(answerTo(report, 'BackupsPerDay').says.en).toMatch(/^0 backups/);
  });

  test.each([
    ['Lifecycle: {DeleteAfterDays: 36}', 'REFUTED'],
    ['Lifecycle: {}', 'REFUTED'],
    ['Lifecycle: {DeleteAfterDays: 35, MoveToColdStorageAfterDays: 1}', 'REFUTED'],
    ['Lifecycle: {DeleteAfterDays: 1}', 'REFUTED'],
    ['Lifecycle: {DeleteAfterDays: 2}', 'PROVED'],
  ])('with %s are %s', (lifecycle, verdict) => {
    // A daily rule needs more than a day.
    const report = proveShop(shop({ rules: continuous(`${WINDOWS}, ${lifecycle}`), vault: '{}' }));
    expect(answerTo(report, 'RuleAccepted').verdict).toBe(verdict);
  });

  test('that are refused give no point in time', () => {
    const rules = continuous(`${WINDOWS}, Lifecycle: {DeleteAfterDays: 36}`);
    const proof = answerTo(
      proveShop(shop({ rules, vault: '{}', cluster: '{BackupRetentionPeriod: 7, DeletionProtection: true}' }), {
        pointInTimeDays: 8,
      }),
      'PointInTime',
    );
    expect([proof.verdict, proof.counterExample?.says.en]).toEqual(['REFUTED', 'it reaches back 7 d at most']);
  });

  test('in two vaults of one plan are refused', () => {
    const rules = [
      continuous(`${WINDOWS}, Lifecycle: {DeleteAfterDays: 35}`),
      continuous(`${WINDOWS}, Lifecycle: {DeleteAfterDays: 35}`, '0 20')
        .replace('!Ref Vault', 'Other')
        .replace('continuous', 'second'),
    ].join('\n');
    expect(answerTo(proveShop(shop({ rules })), 'RuleAccepted', ' > continuous').verdict).toBe('REFUTED');
  });
});

describe('rules that AWS Backup refuses', () => {
  test.each([
    ['StartWindowMinutes: 59, CompletionWindowMinutes: 180', 'REFUTED', 'StartWindowMinutes'],
    ['StartWindowMinutes: 60, CompletionWindowMinutes: 60', 'REFUTED', 'CompletionWindowMinutes'],
    ['StartWindowMinutes: 60, CompletionWindowMinutes: 61', 'PROVED', undefined],
  ])('%s: %s', (windows, verdict, property) => {
    const rules = `- {RuleName: one, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 3 * * ? *)', ${windows}, Lifecycle: {DeleteAfterDays: 3}}`;
    const proof = answerTo(proveShop(shop({ rules })), 'RuleAccepted');
    expect([proof.verdict, proof.origin?.property]).toEqual([
      verdict,
      ['BackupPlan.BackupPlanRule[0]', property].filter((part) => part !== undefined).join('.'),
    ]);
  });

  test.each([
    ['cron(0 3 * * * *)', 'REFUTED'],
    ['cron(0/30 * * * ? *)', 'REFUTED'],
    ['rate(30 minutes)', 'REFUTED'],
    ['rate(12 hours)', 'UNDETERMINED'],
    ['cron(0 3 LW * ? *)', 'UNDETERMINED'],
    ['cron(0 * * * ? *)', 'PROVED'],
  ])('%s: %s', (schedule, verdict) => {
    expect(answerTo(proveShop(shop({ rules: rule('one', schedule) })), 'RuleAccepted').verdict).toBe(verdict);
  });

  test('a rate is counted, and never trusted', () => {
    // Every 12 h for 3 days: five, wherever it counts from; for 2 days three.
    const of = (count: number, kept: number) =>
      answerTo(
        proveShop(shop({ rules: rule('steady', 'rate(12 hours)', `Lifecycle: {DeleteAfterDays: ${String(kept)}}`) }), {
          recoveryPoints: count,
        }),
        'RecoveryPointsKept',
      );
    expect([of(5, 3).verdict, of(5, 3).facts.includes('BK-26')]).toEqual(['UNDETERMINED', true]);
    expect(of(5, 2).verdict).toBe('REFUTED');
  });

  test.each([
    ['{MoveToColdStorageAfterDays: 30, DeleteAfterDays: 119}', 'REFUTED'],
    ['{MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120}', 'PROVED'],
    ['{MoveToColdStorageAfterDays: 30}', 'PROVED'],
  ])('cold storage takes 90 days: %s is %s', (lifecycle, verdict) => {
    const report = proveShop(
      shop({ rules: rule('cold', 'cron(0 3 * * ? *)', `Lifecycle: ${lifecycle}`), vault: '{}' }),
    );
    expect(answerTo(report, 'RuleAccepted').verdict).toBe(verdict);
  });

  test('what a refused schedule would have made does not count', () => {
    const report = proveShop(shop({ rules: rule('one', 'cron(0 3 * * * *)') }), {
      recoveryPoints: 1,
      backupsPerDay: 1,
    });
    expect(unproved(report)).toEqual(['BackupsPerDay REFUTED', 'RecoveryPointsKept REFUTED', 'RuleAccepted REFUTED']);
  });
});

test.each([
  ['a schedule', rule('refused', 'cron(0 3 * * * *)')],
  [
    'a lifecycle',
    rule('refused', 'cron(0 9 * * ? *)', 'Lifecycle: {MoveToColdStorageAfterDays: 1, DeleteAfterDays: 35}'),
  ],
])('%s that AWS Backup refuses takes its plan along', (_, refused) => {
  const rules = [refused, rule('three', 'cron(0 3 * * ? *)'), rule('fifteen', 'cron(0 15 * * ? *)')].join('\n');
  const report = proveShop(shop({ rules }), { recoveryPoints: 5, backupsPerDay: 2 });
  expect(unproved(report)).toEqual(['BackupsPerDay REFUTED', 'RecoveryPointsKept REFUTED', 'RuleAccepted REFUTED']);
  expect(answerTo(report, 'RecoveryPointsKept').says.en).toMatch(/^0 recovery points/);
});

describe('what only the deployment tells', () => {
  const rules = rule('hidden', 'cron(0 3,15 * * ? *)', 'Lifecycle: {DeleteAfterDays: !Ref Days}');
  const allowed = 'Parameters: {Days: {Type: Number, AllowedValues: [2, 3]}}';
  const any = 'Parameters: {Days: {Type: Number, Default: 3}}';
  const of = (sections: string, recoveryPoints: number, parameters = {}) =>
    answerTo(
      proveShop(shop({ rules, sections, vault: '{}' }), { recoveryPoints }, {}, parameters),
      'RecoveryPointsKept',
    );

  test('stays open, with bounds where there are some', () => {
    // 2 or 3 days hold three or five.
    expect(of(allowed, 3).verdict).toBe('PROVED');
    expect(of(allowed, 5).verdict).toBe('UNDETERMINED');
    expect(of(allowed, 5).open.map(({ en }) => en)).toEqual([expect.stringMatching(/^DeleteAfterDays of .+\/hidden/)]);
    expect(of(allowed, 6).verdict).toBe('REFUTED');
    // A default is no value: whoever deploys may give another.
    expect(of(any, 5).verdict).toBe('UNDETERMINED');
  });

  test('is settled by a value that is given', () => {
    expect(of(any, 5, { Days: '3' }).verdict).toBe('PROVED');
    expect(of(any, 5, { Days: '2' }).verdict).toBe('REFUTED');
  });

  test('is looked at under every condition', () => {
    const sections =
      'Parameters: {Stage: {Type: String}}\nConditions: {IsProduction: !Equals [!Ref Stage, production]}';
    const report = proveShop(
      shop({
        rules: rule('conditional', 'cron(0 3,15 * * ? *)', 'Lifecycle: {DeleteAfterDays: !If [IsProduction, 3, 1]}'),
        sections,
      }),
      { recoveryPoints: 5 },
    );
    const proof = answerTo(report, 'RecoveryPointsKept');
    expect([proof.verdict, proof.world]).toEqual(['REFUTED', `not ap-northeast-1/IsProduction`]);
    expect(partOf(proof, 'retention')).toBe('1 d');
    expect(answerTo(report, 'WindowsApart').world).toBeUndefined();
  });

  test('a schedule that is hidden leaves everything open', () => {
    const hidden =
      '- {RuleName: when, TargetBackupVault: !Ref Vault, ScheduleExpression: !Ref When, Lifecycle: {DeleteAfterDays: 3}}';
    const report = proveShop(shop({ rules: hidden, sections: 'Parameters: {When: {Type: String}}' }), {
      recoveryPoints: 1,
      backupsPerDay: 1,
    });
    expect(unproved(report)).toEqual([
      'BackupsPerDay UNDETERMINED',
      'RecoveryPointsKept UNDETERMINED',
      'RuleAccepted UNDETERMINED',
      'WindowsApart UNDETERMINED',
    ]);
  });

  test('a macro may make more', () => {
    const report = proveShop(shop({ sections: 'Transform: SomebodysMacro' }));
    expect(answerTo(report, 'TemplatesComplete').verdict).toBe('UNDETERMINED');
    expect(report.holds).toBe(false);
  });
});
