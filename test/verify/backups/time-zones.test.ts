import { answerTo, partOf, proveShop, rule, shop } from './support/shop';

const berlin = (schedule: string, more = 'Lifecycle: {DeleteAfterDays: 3}') =>
  rule('local', schedule, `ScheduleExpressionTimezone: Europe/Berlin, ${more}`);

const recoveryPoints = (rules: string, count: number) =>
  answerTo(proveShop(shop({ rules, vault: '{}' }), { recoveryPoints: count }), 'RecoveryPointsKept');

test('a day of 25 hours makes a gap of 25 hours', () => {
  // In the night of the last Sunday of October 3:00 comes 25 h after the 3:00 before; plus 4 h of windows.
  expect(partOf(recoveryPoints(berlin('cron(0 3 * * ? *)'), 2), 'greatest age of the newest one')).toBe('29 h');
  expect(partOf(recoveryPoints(rule('utc', 'cron(0 3 * * ? *)'), 2), 'greatest age of the newest one')).toBe('28 h');
});

test('the hour more costs a point where retention is cut to the day', () => {
  // Windows of 1 h and 23 h: each surely exists from 24 h to 72 h after its time, for 48 h. Runs that are 24 h apart: two.
  // Where one is 25 h after the other there is an hour with one alone: the instant at which the older one is gone.
  const wide = 'StartWindowMinutes: 60, CompletionWindowMinutes: 1380';
  const of = (zone: string) =>
    `- {RuleName: daily, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 12 * * ? *)', ScheduleExpressionTimezone: ${zone}, ${wide}, Lifecycle: {DeleteAfterDays: 3}}`;
  expect(recoveryPoints(of('UTC'), 2).verdict).toBe('PROVED');
  expect(recoveryPoints(of('Asia/Tokyo'), 2).verdict).toBe('PROVED');
  const proof = recoveryPoints(of('Europe/Berlin'), 2);
  // 31 October 2027 has 25 hours. That of 29 October, 12:00 (10:00 UTC), is gone on 1 November, 10:00 UTC; that of 30 October
  // remains, and that of 31 October, 12:00 (11:00 UTC), is surely complete on 1 November, 11:00 UTC.
  expect([proof.verdict, proof.counterExample?.instant]).toEqual(['REFUTED', '2027-11-01T10:00Z']);
});

test('a time that clocks skip may have no backup', () => {
  // 28 March 2027: clocks go from 2:00 to 3:00.
  const proof = answerTo(
    proveShop(shop({ rules: berlin('cron(30 2 * * ? *)') }), { backupsPerDay: 1 }),
    'BackupsPerDay',
  );
  expect([proof.verdict, proof.counterExample?.instant]).toEqual(['UNDETERMINED', '2027-03-27T23:00Z']);
  expect(proof.facts).toContain('BK-25');
});

test('a time that clocks show twice has its backup at either', () => {
  // 31 October 2027: 2:30 comes at 0:30 and at 1:30 UTC. Either way there is one, and at worst 25 h from the next.
  const rules = berlin('cron(30 2 * * ? *)', 'Lifecycle: {DeleteAfterDays: 4}');
  const report = proveShop(shop({ rules, vault: '{}' }), { recoveryPoints: 2 });
  expect(answerTo(report, 'RecoveryPointsKept').verdict).toBe('PROVED');
});

test('days are those of the schedules', () => {
  // 23:30 and 0:30 in Tokyo are 14:30 and 15:30 UTC: two on every day of either calendar.
  const at = (name: string, time: string) =>
    rule(name, `cron(${time} * * ? *)`, 'ScheduleExpressionTimezone: Asia/Tokyo, Lifecycle: {DeleteAfterDays: 3}');
  const report = proveShop(shop({ rules: [at('late', '30 22'), at('early', '30 0')].join('\n') }), {
    backupsPerDay: 2,
  });
  expect(answerTo(report, 'BackupsPerDay').verdict).toBe('PROVED');
  expect(answerTo(report, 'BackupsPerDay').says.en).toContain('on every day in Asia/Tokyo');
});

test('a weekend without backups is found with the day it begins', () => {
  const proof = answerTo(
    proveShop(shop({ rules: berlin('cron(0 12 ? * MON-FRI *)') }), { backupsPerDay: 1 }),
    'BackupsPerDay',
  );
  // 2 January 2027 is a Saturday; in Berlin it begins at 23:00 UTC.
  expect([proof.verdict, proof.counterExample?.instant]).toEqual(['REFUTED', '2027-01-01T23:00Z']);
});

test('a zone of no name is refused', () => {
  const rules = rule(
    'nowhere',
    'cron(0 3 * * ? *)',
    'ScheduleExpressionTimezone: Europe/Berlinn, Lifecycle: {DeleteAfterDays: 3}',
  );
  const report = proveShop(shop({ rules }), { recoveryPoints: 1 });
  expect(answerTo(report, 'RuleAccepted').verdict).toBe('REFUTED');
  expect(answerTo(report, 'RecoveryPointsKept').verdict).toBe('REFUTED');
});
