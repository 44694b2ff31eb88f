import type { UnknownCode } from '../shared/observed';

/** What a summary says, in one language. Every phrase is one line. */
export interface Phrases {
  readonly title: (site: string, date: string) => string;
  readonly window: (from: string, to: string, timeZone: string) => string;
  /** First line, when no function has a record that could be read. */
  readonly nothingKnown: string;
  readonly attention: (functions: number, all: number) => string;
  readonly allWell: (all: number) => string;
  readonly attentionHeading: string;
  readonly restHeading: string;
  readonly happenedHeading: string;
  readonly nothingHappened: string;
  readonly unread: (code: UnknownCode, reason: string) => string;
  readonly noRecord: string;
  readonly notCalled: string;
  readonly last: (outcome: string, at: string) => string;
  readonly lastUnknown: string;
  readonly runs: (completed: number, planned: number | null) => string;
  readonly runsMissing: (runs: number) => string;
  readonly runsCrashed: (runs: number) => string;
  readonly runsOpen: (runs: number) => string;
  readonly outcomes: (counts: string) => string;
  readonly unknown: (counts: string) => string;
  readonly changes: (all: number, shown: number) => string;
  readonly happened: (all: number, shown: number) => string;
  readonly change: (at: string, from: string, to: string, reason: string) => string;
  readonly todaySince: (at: string) => string;
  readonly todayNone: string;
  readonly todayUnread: (code: UnknownCode, reason: string) => string;
  /** Last line of a text that is too long. */
  readonly cut: (lines: number) => string;
}

/** English. */
export const ENGLISH: Phrases = {
  title: (site, date) => `Daily summary of ${site} for ${date} (UTC)`,
  window: (from, to, timeZone) => `From ${from} to ${to}, ${timeZone}. All times below are local.`,
  nothingKnown: 'NOTHING IS KNOWN about this day: no function has a record of it that could be read.',
  attention: (functions, all) => `${String(functions)} of ${String(all)} functions need attention.`,
  allWell: (all) => `All ${String(all)} functions ran as planned and found nothing.`,
  attentionHeading: 'Needs attention',
  restHeading: 'As planned, nothing found',
  happenedHeading: 'Failovers, evacuations and drills',
  nothingHappened: 'none that is known',
  unread: (code, reason) => `the record of the day could not be read: ${code}: ${reason}`,
  noRecord: 'there is NO RECORD of the day: the function did not run, or its records are gone',
  notCalled: 'was not called',
  last: (outcome, at) => `last status: ${outcome} (run at ${at})`,
  lastUnknown: 'last status: unknown, no run was completed',
  runs: (completed, planned) =>
    planned === null
      ? `${String(completed)} runs completed`
      : `${String(completed)} of ${String(planned)} runs completed`,
  runsMissing: (runs) => `runs missing: ${String(runs)}`,
  runsCrashed: (runs) => `runs crashed: ${String(runs)}`,
  runsOpen: (runs) => `runs not ended with the day: ${String(runs)}`,
  outcomes: (counts) => `by status: ${counts}`,
  unknown: (counts) => `unknown: ${counts}`,
  changes: (all, shown) => `status changes: ${String(all)}${all > shown ? `, the newest ${String(shown)}` : ''}`,
  happened: (all, shown) => `actions: ${String(all)}${all > shown ? `, the newest ${String(shown)}` : ''}`,
  change: (at, from, to, reason) => `${at} ${from} -> ${to}: ${reason}`,
  todaySince: (at) => `today: records since ${at}`,
  todayNone: 'today: no record yet',
  todayUnread: (code, reason) => `today: the record could not be read: ${code}: ${reason}`,
  cut: (lines) => `... too long for one mail: ${String(lines)} lines are left out; the records hold everything.`,
};

/** Japanese. */
export const JAPANESE: Phrases = {
  title: (site, date) => `${site} の日次サマリー ${date} (UTC)`,
  window: (from, to, timeZone) => `対象期間: ${from} から ${to} まで (${timeZone})。以下の時刻はすべて現地時刻です。`,
  nothingKnown: 'この日のことは何も分かりません。読み取れた記録がひとつもありません。',
  attention: (functions, all) => `${String(all)} 個の機能のうち ${String(functions)} 個に確認が必要です。`,
  allWell: (all) => `${String(all)} 個の機能はすべて予定どおり動作し、異常は見つかりませんでした。`,
  attentionHeading: '確認が必要',
  restHeading: '予定どおり、異常なし',
  happenedHeading: 'フェイルオーバー、退避、訓練',
  nothingHappened: '把握しているものはありません',
  unread: (code, reason) => `この日の記録を読み取れませんでした: ${code}: ${reason}`,
  noRecord: 'この日の記録がありません。機能が動作しなかったか、記録が失われています',
  notCalled: '呼び出されませんでした',
  last: (outcome, at) => `最後の状態: ${outcome} (${at} の実行)`,
  lastUnknown: '最後の状態: 不明 (完了した実行がありません)',
  runs: (completed, planned) =>
    planned === null
      ? `完了した実行: ${String(completed)} 回`
      : `完了した実行: 予定 ${String(planned)} 回のうち ${String(completed)} 回`,
  runsMissing: (runs) => `不足した実行: ${String(runs)} 回`,
  runsCrashed: (runs) => `途中で終わった実行: ${String(runs)} 回`,
  runsOpen: (runs) => `日の終わりに未完了の実行: ${String(runs)} 回`,
  outcomes: (counts) => `状態別: ${counts}`,
  unknown: (counts) => `不明だった項目: ${counts}`,
  changes: (all, shown) => `状態の変化: ${String(all)} 回${all > shown ? ` (新しい ${String(shown)} 回を表示)` : ''}`,
  happened: (all, shown) => `実施: ${String(all)} 件${all > shown ? ` (新しい ${String(shown)} 件を表示)` : ''}`,
  change: (at, from, to, reason) => `${at} ${from} → ${to}: ${reason}`,
  todaySince: (at) => `本日: ${at} から記録があります`,
  todayNone: '本日: まだ記録がありません',
  todayUnread: (code, reason) => `本日: 記録を読み取れませんでした: ${code}: ${reason}`,
  cut: (lines) => `... 長すぎるため ${String(lines)} 行を省略しました。記録にはすべて残っています。`,
};
