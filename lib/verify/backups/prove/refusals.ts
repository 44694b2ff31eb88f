import type { FactId } from '../facts';
import type { Rule } from '../read/plans';
import type { Words } from '../types';
import type { RuleRuns } from './rule-runs';

/** Why AWS Backup does not take a rule, or might not. */
export interface Refusal {
  readonly sure: boolean;
  readonly why: Words;
  readonly fact: FactId;
  readonly property?: string;
}

const LEAST_START_WINDOW = 60;
const LONGEST_CONTINUOUS_DAYS = 35;
const COLD_DAYS = 90;

/** Everything that is wrong with a rule by itself. */
export function refusalsOf(rule: Rule, runs: RuleRuns): readonly Refusal[] {
  return [...scheduleRefusals(runs), ...windowRefusals(rule), ...continuousRefusals(rule, runs), ...coldRefusals(rule)];
}

function scheduleRefusals(runs: RuleRuns): readonly Refusal[] {
  if (runs.kind === 'known') {
    return runs.schedule.kind === 'cron'
      ? []
      : [
          {
            sure: false,
            why: {
              en: 'AWS Backup documents cron expressions alone, and may refuse a rate',
              ja: 'AWS Backup の文書にあるのは cron 式だけで、rate は拒否されうる',
            },
            fact: 'BK-26',
            property: 'ScheduleExpression',
          },
        ];
  }
  const fact = runs.kind === 'refused' && /hour/.test(runs.why.en) ? 'BK-07' : 'BK-24';
  return [{ sure: runs.kind === 'refused', why: runs.why, fact, property: 'ScheduleExpression' }];
}

function windowRefusals({ startWindow, completionWindow }: Rule): readonly Refusal[] {
  const isShort = startWindow.most < LEAST_START_WINDOW;
  const isClosed = completionWindow.most <= startWindow.least;
  return [
    ...(startWindow.least < LEAST_START_WINDOW
      ? [
          {
            sure: isShort,
            why: {
              en: 'the start window must last 60 minutes at least',
              ja: '開始ウィンドウは 60 分以上でなければならない',
            },
            fact: 'BK-02' as const,
            property: 'StartWindowMinutes',
          },
        ]
      : []),
    ...(completionWindow.least <= startWindow.most
      ? [
          {
            sure: isClosed,
            why: {
              en: 'the completion window must be longer than the start window',
              ja: '完了ウィンドウは開始ウィンドウより長くなければならない',
            },
            fact: 'BK-03' as const,
            property: 'CompletionWindowMinutes',
          },
        ]
      : []),
  ];
}

function continuousRefusals(rule: Rule, runs: RuleRuns): readonly Refusal[] {
  const { continuous, keptDays, warmDays } = rule;
  if (continuous === false) {
    return [];
  }
  const sure = continuous === true;
  const gap = runs.kind === 'known' ? greatestGapDays(runs.runs.map(({ from }) => from)) : 0;
  return [
    ...(keptDays.most > LONGEST_CONTINUOUS_DAYS
      ? [
          {
            sure: sure && keptDays.least > LONGEST_CONTINUOUS_DAYS,
            why: {
              en: 'continuous backups are kept for 1 to 35 days',
              ja: '継続バックアップの保持期間は 1〜35 日',
            },
            fact: 'BK-08' as const,
            property: 'Lifecycle.DeleteAfterDays',
          },
        ]
      : []),
    ...(warmDays.least < Infinity
      ? [
          {
            sure: sure && warmDays.most < Infinity,
            why: {
              en: 'continuous backups never go to cold storage',
              ja: '継続バックアップはコールドストレージへ移せない',
            },
            fact: 'BK-08' as const,
            property: 'Lifecycle.MoveToColdStorageAfterDays',
          },
        ]
      : []),
    ...(keptDays.least <= gap
      ? [
          {
            sure: sure && keptDays.most <= gap,
            why: {
              en: 'the retention must be longer than the time between two runs',
              ja: '保持期間は実行の間隔より長くなければならない',
            },
            fact: 'BK-08' as const,
            property: 'Lifecycle.DeleteAfterDays',
          },
        ]
      : []),
  ];
}

/** What moves to cold storage stays there for 90 days. */
function coldRefusals(rule: Rule): readonly Refusal[] {
  const places = [rule, ...(rule.copies ?? [])];
  return places.flatMap(({ warmDays, keptDays }) =>
    warmDays.least < Infinity && keptDays.least < warmDays.most + COLD_DAYS
      ? [
          {
            sure: warmDays.most < Infinity && keptDays.most < warmDays.least + COLD_DAYS,
            why: {
              en: 'the retention must be 90 days longer than the time before cold storage',
              ja: '保持期間はコールドストレージへ移すまでの日数より 90 日以上長くなければならない',
            },
            fact: 'BK-12' as const,
            property: 'Lifecycle',
          },
        ]
      : [],
  );
}

/** Days between two neighbours, the greatest. */
function greatestGapDays(minutes: readonly number[]): number {
  const gaps = minutes.slice(1).map((minute, index) => minute - (minutes[index] ?? minute));
  return gaps.reduce((greatest, gap) => Math.max(greatest, gap), 0) / 1440;
}
