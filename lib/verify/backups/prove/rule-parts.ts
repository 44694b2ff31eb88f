import { MINUTES_PER_DAY, formatDays, formatMinutes } from '../schedule/time';
import { DEFAULT_COMPLETION_WINDOW, DEFAULT_START_WINDOW, type Rule } from '../read/plans';
import type { Span } from '../read/span';
import type { Part, Words } from '../types';
import { describeSchedule } from './calendar';

/** What a rule says about time, for whoever wants to compute again. */
export function ruleParts(rule: Rule, keptDays: Span = rule.keptDays): readonly Part[] {
  const named = (what: Words): Words => ({ en: `${rule.name}: ${what.en}`, ja: `${rule.name}：${what.ja}` });
  return [
    { what: named({ en: 'schedule', ja: 'スケジュール' }), value: describeSchedule(rule), basis: 'template' },
    {
      what: named({ en: 'start window', ja: '開始ウィンドウ' }),
      value: spanText(rule.startWindow, formatMinutes),
      basis: isDefault(rule.startWindow, DEFAULT_START_WINDOW) ? 'documented' : 'template',
      fact: 'BK-02',
    },
    {
      what: named({ en: 'completion window', ja: '完了ウィンドウ' }),
      value: spanText(rule.completionWindow, formatMinutes),
      basis: isDefault(rule.completionWindow, DEFAULT_COMPLETION_WINDOW) ? 'documented' : 'template',
      fact: 'BK-03',
    },
    {
      what: named({ en: 'retention', ja: '保持期間' }),
      value: spanText(keptDays, formatDays),
      basis: 'template',
      fact: 'BK-06',
    },
  ];
}

/** Minutes for which each recovery point of a rule surely exists. */
export function surelyThere(rule: Rule, keptDays: Span, delay: number): number {
  return Math.max(0, keptDays.least * MINUTES_PER_DAY - rule.startWindow.most - rule.completionWindow.most - delay);
}

/** A span for people. */
export function spanText({ least, most, hidden }: Span, format: (number: number) => string): string {
  return hidden === undefined && least === most ? format(least) : `${format(least)} – ${format(most)}`;
}

function isDefault({ least, most }: Span, byDefault: number): boolean {
  return least === byDefault && most === byDefault;
}
