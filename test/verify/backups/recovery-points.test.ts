import { answerTo, partOf, proveShop, rule, shop, twiceADay, unproved, WINDOWS } from './support/shop';

// A recovery point surely exists from the end of both windows, 4 h after its time, until its retention is over:
// for `days x 24 h - 4 h`. Of runs every 12 h at least floor(that / 12 h) exist at any instant.

const days = (count: number) => `Lifecycle: {DeleteAfterDays: ${String(count)}}`;

function points(rules: string, recoveryPoints: number) {
  return answerTo(proveShop(shop({ rules, vault: '{}' }), { recoveryPoints }), 'RecoveryPointsKept');
}

test('the shop of these tests is proved in all other respects', () => {
  expect(unproved(proveShop(shop(), { recoveryPoints: 5, backupsPerDay: 2, pointInTimeMinutes: 5 }))).toEqual([]);
});

test('five points twice a day are not held by 2 days', () => {
  // 48 h - 4 h = 44 h; 44 / 12 = 3.7: three, although five of them span 60 h.
  const proof = points(twiceADay(days(2)), 5);
  expect(proof.verdict).toBe('REFUTED');
  expect(proof.says.en).toBe('3 recovery points surely exist at every instant, 5 must');
  // 19:00 is when that of 15:00 is surely complete; between the loss of that of 15:00 two days ago (at 15:00) and then
  // there are those of 3:00, 15:00 and 3:00. The first such instant of 2027 is in the night of its first day: what was
  // made at 3:00 on 30 December is gone at 3:00, and that of 3:00 on 1 January complete at 7:00.
  expect(proof.counterExample?.instant).toBe('2027-01-01T03:00Z');
});

test('five points twice a day are held by 3 days', () => {
  // 72 h - 4 h = 68 h; 68 / 12 = 5.7: five.
  const proof = points(twiceADay(days(3)), 5);
  expect(proof.verdict).toBe('PROVED');
  expect(proof.says.en).toBe('5 recovery points surely exist at every instant, 5 must');
  expect(partOf(proof, 'three: each surely exists for')).toBe('68 h');
  // Just before one is complete the newest is 12 h older than it, 16 h; just then it is as old as both windows.
  expect([partOf(proof, 'greatest age of the newest one'), partOf(proof, 'least age of the newest one')]).toEqual([
    '16 h',
    '4 h',
  ]);
  expect(points(twiceADay(days(3)), 6).verdict).toBe('REFUTED');
});

test('ten points twice a day take 6 days, not 5', () => {
  // 120 - 4 = 116 h: 9.7. 144 - 4 = 140 h: 11.7.
  expect(points(twiceADay(days(5)), 10).verdict).toBe('REFUTED');
  expect(points(twiceADay(days(6)), 10).verdict).toBe('PROVED');
});

test('a retention of a day holds one point of two', () => {
  // 24 - 4 = 20 h; 20 / 12 = 1.7: one.
  expect(points(twiceADay(days(1)), 2).says.en).toMatch(/^1 recovery point /);
  expect(points(twiceADay(days(1)), 2).verdict).toBe('REFUTED');
});

test('a completion window of 7 days leaves no point that surely exists', () => {
  // 1 h + 7 d > 3 d: each may be gone before it is surely complete.
  const rules = `- {RuleName: slow, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 3,15 * * ? *)', StartWindowMinutes: 60, CompletionWindowMinutes: 10080, ${days(3)}}`;
  const proof = points(rules, 1);
  expect([proof.verdict, proof.says.en]).toEqual([
    'REFUTED',
    '0 recovery points surely exist at every instant, 1 must',
  ]);
});

test('windows that are not written are 8 hours and 7 days', () => {
  // 176 h together. 10 d = 240 h - 176 h = 64 h: 5.3. 9 d = 216 h - 176 h = 40 h: 3.3.
  const rules = (count: number) =>
    `- {RuleName: default, TargetBackupVault: !Ref Vault, ScheduleExpression: 'cron(0 3,15 * * ? *)', ${days(count)}}`;
  expect(points(rules(10), 5).verdict).toBe('PROVED');
  expect(points(rules(9), 5).verdict).toBe('REFUTED');
  expect(points(rules(9), 3).verdict).toBe('PROVED');
  expect(points(rules(10), 5).parts.filter(({ basis }) => basis === 'documented')).toHaveLength(2);
});

test('a rule without a schedule runs at 5:00 UTC', () => {
  const rules = `- {RuleName: five, TargetBackupVault: !Ref Vault, ${WINDOWS}, ${days(3)}}`;
  const proof = answerTo(proveShop(shop({ rules }), { backupsPerDay: 1 }), 'BackupsPerDay');
  expect([proof.verdict, partOf(proof, 'five: schedule')]).toEqual(['PROVED', 'cron(0 5 ? * * *) UTC']);
  // 68 h of 24 h: two.
  expect(points(rules, 2).verdict).toBe('PROVED');
  expect(points(rules, 3).verdict).toBe('REFUTED');
});

test('points of several rules of different retention count together', () => {
  // Twice a day for 2 days, 44 h: three from 3:00 to 7:00 and from 15:00 to 19:00, else four. At 21:00 for 3 days, 68 h: two
  // from 21:00 to 1:00, else three. Those hours do not meet: 3 + 3, 4 + 2, six at least.
  const rules = [twiceADay(days(2)), rule('long', 'cron(0 21 * * ? *)', days(3))].join('\n');
  expect(points(rules, 6).verdict).toBe('PROVED');
  expect(points(rules, 7).verdict).toBe('REFUTED');
});

test.each([
  // The last day of every month: 31 days from one to the next at most. 35 d - 4 h > 31 d, but less than two months.
  ['cron(0 3 L * ? *)', 35, 1],
  // The weekday nearest to the 15th: at most 33 days apart (from Friday 14th to Monday 16th, 31 + 2 days).
  ['cron(0 3 15W * ? *)', 35, 1],
  // The third Friday of every month: 4 or 5 weeks apart. 71 d - 4 h hold two of 35 days.
  ['cron(0 3 ? * 6#3 *)', 71, 2],
  // The last Friday of every month: the same.
  ['cron(0 3 ? * 6L *)', 71, 2],
])('%s for %i days holds %i', (schedule, count, held) => {
  const rules = rule('rare', schedule, days(count));
  expect([points(rules, held).verdict, points(rules, held + 1).verdict]).toEqual(['PROVED', 'REFUTED']);
});

test('a day too few between rare runs is found with the instant', () => {
  // 31 d - 4 h are less than the 31 days between 31 December and 31 January: for 4 hours there is none.
  const proof = points(rule('rare', 'cron(0 3 L * ? *)', days(31)), 1);
  expect([proof.verdict, proof.counterExample?.instant]).toEqual(['REFUTED', '2027-01-31T03:00Z']);
  expect(partOf(proof, 'greatest age of the newest one')).toBe('∞');
});

test('a schedule that ends with a year leaves nothing behind', () => {
  const proof = points(rule('ending', 'cron(0 3 * * ? 2027)', days(3)), 1);
  // Before 2027 there was none either: the horizon begins without.
  expect([proof.verdict, proof.counterExample?.instant]).toEqual(['REFUTED', '2027-01-01T00:00Z']);
});

test('what is kept for ever is more than any number, in time', () => {
  const proof = points(rule('for-ever', 'cron(0 3 1 1 ? *)', 'Lifecycle: {}'), 100);
  expect([proof.verdict, proof.open.map(({ en }) => en)]).toEqual([
    'UNDETERMINED',
    [expect.stringContaining('kept for ever, so their number grows')],
  ]);
  expect(points(rule('for-ever', 'cron(0 3 1 1 ? *)', 'Lifecycle: {DeleteAfterDays: -1}'), 4).verdict).toBe('PROVED');
});
