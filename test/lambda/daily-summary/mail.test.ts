import { writeMail } from '../../../lambda/daily-summary/mail';
import { localTime } from '../../../lambda/daily-summary/render';
import { summarize } from '../../../lambda/daily-summary/summary';
import { known, unknown } from '../../../lambda/shared/observed';
import { ABSENT, expectation, goodDay, MORNING, partsOf, recordOf, summaryWith } from './days';

const DENIED = unknown('Denied', 'AccessDenied');
const good = summarize(expectation, goodDay, MORNING);
const nothingKnown = summarize(
  expectation,
  {
    'database-check': { yesterday: DENIED, today: DENIED },
    'backup-check': { yesterday: ABSENT, today: ABSENT },
    drill: { yesterday: ABSENT, today: ABSENT },
  },
  MORNING,
);

const busyDay = recordOf(
  {
    completed: 1_400,
    crashed: 2,
    byOutcome: { UNKNOWN: 4, DEGRADED: 1, HEALTHY: 1_395 },
    unknownByCode: { Timeout: 3, Denied: 1 },
    changes: [
      { at: '2026-11-25T12:00:05.000Z', from: 'HEALTHY', to: 'DEGRADED', reason: 'NoWriter: cluster: none is' },
      { at: '2026-11-25T12:06:05.000Z', from: 'DEGRADED', to: 'HEALTHY', reason: 'nothing found, nothing unknown' },
    ],
    changeCount: 2,
    happened: [{ at: '2026-11-25T12:01:00.000Z', text: 'failed over to site-database-2' }],
    happenedCount: 1,
  },
  {
    standing: {
      last: { outcome: 'DEGRADED', at: '2026-11-25T23:58:10.000Z' },
      announced: null,
      pending: [{ requestId: 'r', startedAt: '2026-11-25T23:59:00.000Z', sequence: 7 }],
    },
  },
);
const busy = summaryWith('database-check', known(busyDay));

test('a good day is told in both languages', () => {
  const [english, japanese] = partsOf(good);
  expect(english).toStrictEqual([
    'All 3 functions ran as planned and found nothing.',
    '',
    'Daily summary of test-site for 2026-11-25 (UTC)',
    'From 2026-11-25 09:00:00 to 2026-11-26 09:00:00, Asia/Tokyo. All times below are local.',
    '',
    '== Failovers, evacuations and drills ==',
    'none that is known',
    '',
    '== As planned, nothing found ==',
    '- database-check: 1440 of 1440 runs completed',
    '- backup-check: 24 of 24 runs completed',
    '- drill: was not called',
  ]);
  expect(japanese).toStrictEqual([
    '3 個の機能はすべて予定どおり動作し、異常は見つかりませんでした。',
    '',
    'test-site の日次サマリー 2026-11-25 (UTC)',
    '対象期間: 2026-11-25 09:00:00 から 2026-11-26 09:00:00 まで (Asia/Tokyo)。以下の時刻はすべて現地時刻です。',
    '',
    '== フェイルオーバー、退避、訓練 ==',
    '把握しているものはありません',
    '',
    '== 予定どおり、異常なし ==',
    '- database-check: 完了した実行: 予定 1440 回のうち 1440 回',
    '- backup-check: 完了した実行: 予定 24 回のうち 24 回',
    '- drill: 呼び出されませんでした',
  ]);
});

test('a busy day is told with everything that happened', () => {
  const [english, japanese] = partsOf(busy);
  expect(english).toStrictEqual([
    '1 of 3 functions need attention.',
    '',
    'Daily summary of test-site for 2026-11-25 (UTC)',
    'From 2026-11-25 09:00:00 to 2026-11-26 09:00:00, Asia/Tokyo. All times below are local.',
    '',
    '== Needs attention ==',
    '- database-check',
    '    last status: DEGRADED (run at 2026-11-26 08:58:10)',
    '    1400 of 1440 runs completed',
    '    runs missing: 40',
    '    runs crashed: 2',
    '    runs not ended with the day: 1',
    '    by status: DEGRADED 1, HEALTHY 1395, UNKNOWN 4',
    '    unknown: Denied 1, Timeout 3',
    '    status changes: 2',
    '      2026-11-25 21:00:05 HEALTHY -> DEGRADED: NoWriter: cluster: none is',
    '      2026-11-25 21:06:05 DEGRADED -> HEALTHY: nothing found, nothing unknown',
    '    today: records since 2026-11-26 09:00:10',
    '',
    '== Failovers, evacuations and drills ==',
    '- database-check: actions: 1',
    '    2026-11-25 21:01:00 failed over to site-database-2',
    '',
    '== As planned, nothing found ==',
    '- backup-check: 24 of 24 runs completed',
    '- drill: was not called',
  ]);
  expect(japanese).toStrictEqual([
    '3 個の機能のうち 1 個に確認が必要です。',
    '',
    'test-site の日次サマリー 2026-11-25 (UTC)',
    '対象期間: 2026-11-25 09:00:00 から 2026-11-26 09:00:00 まで (Asia/Tokyo)。以下の時刻はすべて現地時刻です。',
    '',
    '== 確認が必要 ==',
    '- database-check',
    '    最後の状態: DEGRADED (2026-11-26 08:58:10 の実行)',
    '    完了した実行: 予定 1440 回のうち 1400 回',
    '    不足した実行: 40 回',
    '    途中で終わった実行: 2 回',
    '    日の終わりに未完了の実行: 1 回',
    '    状態別: DEGRADED 1, HEALTHY 1395, UNKNOWN 4',
    '    不明だった項目: Denied 1, Timeout 3',
    '    状態の変化: 2 回',
    '      2026-11-25 21:00:05 HEALTHY → DEGRADED: NoWriter: cluster: none is',
    '      2026-11-25 21:06:05 DEGRADED → HEALTHY: nothing found, nothing unknown',
    '    本日: 2026-11-26 09:00:10 から記録があります',
    '',
    '== フェイルオーバー、退避、訓練 ==',
    '- database-check: 実施: 1 件',
    '    2026-11-25 21:01:00 failed over to site-database-2',
    '',
    '== 予定どおり、異常なし ==',
    '- backup-check: 完了した実行: 予定 24 回のうち 24 回',
    '- drill: 呼び出されませんでした',
  ]);
});

test('F52 where nothing is known the first line says so, and why', () => {
  const [english, japanese] = partsOf(nothingKnown);
  expect(english?.[0]).toBe('NOTHING IS KNOWN about this day: no function has a record of it that could be read.');
  expect(english?.slice(5, 14)).toStrictEqual([
    '== Needs attention ==',
    '- database-check',
    '    the record of the day could not be read: Denied: AccessDenied',
    '    today: the record could not be read: Denied: AccessDenied',
    '- backup-check',
    '    there is NO RECORD of the day: the function did not run, or its records are gone',
    '    today: no record yet',
    '',
    '== Failovers, evacuations and drills ==',
  ]);
  expect(japanese?.[0]).toBe('この日のことは何も分かりません。読み取れた記録がひとつもありません。');
  expect(japanese?.slice(6, 12)).toStrictEqual([
    '- database-check',
    '    この日の記録を読み取れませんでした: Denied: AccessDenied',
    '    本日: 記録を読み取れませんでした: Denied: AccessDenied',
    '- backup-check',
    '    この日の記録がありません。機能が動作しなかったか、記録が失われています',
    '    本日: まだ記録がありません',
  ]);
});

test('a function that is called and completed nothing is told as it is', () => {
  const record = recordOf(
    { opened: 1, completed: 0, crashed: 1, byOutcome: {} },
    { standing: { last: null, announced: null, pending: [] } },
  );
  const [english, japanese] = partsOf(summaryWith('drill', known(record)));
  expect(english?.slice(6, 11)).toStrictEqual([
    '- drill',
    '    last status: unknown, no run was completed',
    '    0 runs completed',
    '    runs crashed: 1',
    '    today: records since 2026-11-26 09:00:10',
  ]);
  expect(japanese?.slice(7, 9)).toStrictEqual([
    '    最後の状態: 不明 (完了した実行がありません)',
    '    完了した実行: 0 回',
  ]);
});

test('of many changes and actions the newest twenty are shown', () => {
  const listed = Array.from({ length: 50 }, (_, index) => ({
    at: '2026-11-25T12:00:00.000Z',
    from: 'A',
    to: 'B',
    reason: `reason ${String(index)}`,
    text: `text ${String(index)}`,
  }));
  const record = recordOf({
    changes: listed.map(({ at, from, to, reason }) => ({ at, from, to, reason })),
    changeCount: 700,
    happened: listed.map(({ at, text }) => ({ at, text })),
    happenedCount: 60,
  });
  const [english, japanese] = partsOf(summaryWith('database-check', known(record)));
  expect(english).toContain('    status changes: 700, the newest 20');
  expect(english).toContain('- database-check: actions: 60, the newest 20');
  expect(japanese).toContain('    状態の変化: 700 回 (新しい 20 回を表示)');
  expect(japanese).toContain('- database-check: 実施: 60 件 (新しい 20 件を表示)');
  expect(english?.filter((line) => line.includes('A -> B: reason'))).toHaveLength(20);
  expect(english).toContain('      2026-11-25 21:00:00 A -> B: reason 30');
  expect(english).toContain('      2026-11-25 21:00:00 A -> B: reason 49');
  expect(english?.filter((line) => line.includes(' text '))).toHaveLength(20);
  expect(english).toContain('    2026-11-25 21:00:00 text 49');
});

test('what a record holds stays on its line', () => {
  const happened = [{ at: '2026-11-25T12:00:00.000Z', text: 'a\nFrom: x\r\u001b[31m\u202eb\u2028c' }];
  const [english] = partsOf(summaryWith('database-check', known(recordOf({ happened, happenedCount: 1 }))));
  expect(english).toContain('    2026-11-25 21:00:00 a From: x  [31m b c');
});

test.each([
  ['2026-11-25T12:00:00Z', 'Asia/Tokyo', '2026-11-25 21:00:00'],
  ['2026-11-25T15:00:00Z', 'Asia/Tokyo', '2026-11-26 00:00:00'],
  ['2026-07-01T12:00:00Z', 'Europe/Berlin', '2026-07-01 14:00:00'],
  ['2026-11-25T12:00:00Z', 'Europe/Berlin', '2026-11-25 13:00:00'],
])('%s in %s is %s', (moment, timeZone, text) => {
  expect(localTime(new Date(moment), timeZone)).toBe(text);
});

describe('the subject', () => {
  test.each([
    [good, '[honmaru] 2026-11-25: all 3 functions as planned (test-site)'],
    [busy, '[honmaru] 2026-11-25: 1 of 3 functions need attention (test-site)'],
    [nothingKnown, '[honmaru] 2026-11-25: NOTHING IS KNOWN (test-site)'],
  ])('says how the day was', (summary, subject) => {
    expect(writeMail(summary).subject).toBe(subject);
  });

  test('is ASCII without line breaks and shorter than 100 characters, whatever the name of the site', () => {
    const { subject } = writeMail({ ...good, site: `本\n${'x'.repeat(200)}` });
    expect(subject).toHaveLength(99);
    expect(subject).toMatch(/^\[honmaru\] 2026-11-25: all 3 functions as planned \(\?\?x+$/);
  });
});
