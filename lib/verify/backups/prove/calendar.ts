import type { Plan, Rule } from '../read/plans';
import { isFasterThanHourly, runsOf, type Run } from '../schedule/runs';
import { HORIZON, MINUTES_PER_DAY, type Horizon } from '../schedule/time';
import { TimeZone } from '../schedule/time-zone';
import type { Words } from '../types';
import { refusalsOf } from './refusals';
import type { RuleRuns } from './rule-runs';
import { takenRuns, type TakenRuns } from './taken';

/** What a plan does, for each of the resources that it backs up. */
export interface PlanRuns {
  readonly taken: TakenRuns;
  /** Whether it may do more than can be counted. */
  readonly isOpen: boolean;
  readonly open: readonly Words[];
}

/** Times before the horizon from which runs are counted, so that it begins with what was there before. */
const LEADS = [120, 4 * 366, 12 * 366].map((days) => days * MINUTES_PER_DAY);
const LONGEST_LEAD = 12 * 366 * MINUTES_PER_DAY;

/** Computes the runs of rules over a horizon, each schedule once. */
export class Calendar {
  readonly horizon: Horizon;
  private readonly zones = new Map<string, TimeZone | undefined>();
  private readonly runs = new Map<string, readonly Run[]>();
  private readonly plans = new Map<Plan, PlanRuns>();

  constructor(horizon: Horizon = HORIZON) {
    this.horizon = horizon;
  }

  /** A time zone; `undefined` when there is none of that name. */
  zoneOf(name: string): TimeZone | undefined {
    if (!this.zones.has(name)) {
      this.zones.set(name, TimeZone.find(name, this.withLead(LONGEST_LEAD)));
    }
    return this.zones.get(name);
  }

  /** When a rule runs, from as long before the horizon as what it leaves behind lives. */
  runsOfRule(rule: Rule, lead = leadOf([rule])): RuleRuns {
    const { schedule, timeZone } = rule;
    if (schedule.kind === 'hidden' || timeZone.kind === 'hidden') {
      return { kind: 'open', why: { en: `when ${rule.key} runs`, ja: `${rule.key} の実行時刻` } };
    }
    if (schedule.kind === 'refused') {
      return { kind: 'refused', why: schedule.why };
    }
    if (schedule.kind === 'unclear') {
      return { kind: 'open', why: schedule.why };
    }
    const zone = this.zoneOf(timeZone.kind === 'known' ? timeZone.value : 'UTC');
    if (zone === undefined) {
      return {
        kind: 'refused',
        why: { en: 'there is no time zone of that name', ja: 'その名前のタイムゾーンはない' },
      };
    }
    if (isFasterThanHourly(schedule)) {
      return { kind: 'refused', why: { en: 'it runs twice within an hour', ja: '1 時間に 2 回以上動く' } };
    }
    const key = `${zone.name} ${schedule.text} ${String(lead)}`;
    const runs = this.runs.get(key) ?? runsOf(schedule, zone, this.withLead(lead));
    this.runs.set(key, runs);
    return { kind: 'known', runs, schedule, zone };
  }

  /** What all rules of a plan do together; nothing, where AWS Backup refuses one of them. */
  runsOfPlan(plan: Plan): PlanRuns {
    const known = this.plans.get(plan);
    if (known !== undefined) {
      return known;
    }
    const rules = plan.rules ?? [];
    // All from the same time on, so that none is missing where they meet.
    const lead = leadOf(rules);
    const each = rules.map((rule) => ({ rule, found: this.runsOfRule(rule, lead) }));
    const open = [
      ...(plan.rules === undefined ? [{ en: `the rules of ${plan.key}`, ja: `${plan.key} のルール` }] : []),
      ...each.flatMap(({ found }) => (found.kind === 'open' ? [found.why] : [])),
      ...each.flatMap(({ rule, found }) =>
        found.kind === 'known' && found.runs.some(({ sure }) => !sure) ? [skipped(rule)] : [],
      ),
      ...each.flatMap(({ rule, found }) =>
        found.kind === 'known' && found.schedule.kind === 'rate' ? [unlisted(rule)] : [],
      ),
    ];
    if (each.some(({ rule, found }) => refusalsOf(rule, found).some(({ sure }) => sure))) {
      const nothing = { taken: { surely: [], possibly: [], facts: [], meetings: [] }, isOpen: false, open: [] };
      this.plans.set(plan, nothing);
      return nothing;
    }
    const isKnown = each.every(({ found }) => found.kind === 'known' && found.schedule.kind === 'cron');
    const taken = takenRuns(
      each.flatMap(({ rule, found }) => (found.kind === 'known' ? found.runs.map((run) => ({ rule, run })) : [])),
    );
    const result = {
      // A rule that runs nobody knows when may put any other one aside.
      taken: withClocks(isKnown || each.length <= 1 ? this.unsureOfRates(taken, each) : { ...taken, surely: [] }, each),
      isOpen: plan.rules === undefined || each.some(({ found }) => found.kind === 'open'),
      open,
    };
    this.plans.set(plan, result);
    return result;
  }

  /** What runs at a rate may be refused altogether. */
  private unsureOfRates(taken: TakenRuns, each: readonly { readonly found: RuleRuns }[]): TakenRuns {
    return each.some(({ found }) => found.kind === 'known' && found.schedule.kind === 'rate')
      ? { ...taken, surely: [], facts: [...new Set([...taken.facts, 'BK-26' as const])].sort() }
      : taken;
  }

  private withLead(lead: number): Horizon {
    return { from: this.horizon.from - lead, until: this.horizon.until };
  }
}

/** Minutes for which recovery points of rules live, copies included, with the windows of their jobs; the longest there are. */
function leadOf(rules: readonly Rule[]): number {
  const lives = rules.map(
    ({ keptDays, startWindow, completionWindow, copies = [] }) =>
      Math.max(keptDays.most, ...copies.map((copy) => copy.keptDays.most)) * MINUTES_PER_DAY +
      startWindow.most +
      completionWindow.most,
  );
  const longest = lives.reduce((greatest, life) => Math.max(greatest, life), 0);
  // As long again, so that rare runs are among those that are looked at.
  return LEADS.find((lead) => 2 * longest <= lead) ?? LONGEST_LEAD;
}

/** Where clocks skip a time or show it twice, AWS does not say what happens. */
function withClocks(taken: TakenRuns, each: readonly { readonly found: RuleRuns }[]): TakenRuns {
  const isTouched = each.some(
    ({ found }) => found.kind === 'known' && found.runs.some(({ from, to, sure }) => !sure || from < to),
  );
  return isTouched ? { ...taken, facts: [...new Set([...taken.facts, 'BK-25' as const])].sort() } : taken;
}

function skipped(rule: Rule): Words {
  return {
    en: `whether ${rule.key} runs on the days on which clocks skip its time`,
    ja: `時計が時刻を飛び越す日に ${rule.key} が動くか`,
  };
}

function unlisted(rule: Rule): Words {
  return {
    en: `whether AWS Backup takes the rate of ${rule.key}: its documentation knows cron expressions alone`,
    ja: `${rule.key} の rate を AWS Backup が受け付けるか（文書にあるのは cron 式だけ）`,
  };
}

/** Days in which recovery points are counted at the most: those that live longer are more than the count. */
export const LONGEST_COUNTED_DAYS = LONGEST_LEAD / MINUTES_PER_DAY;

/** The schedule of a rule for people. */
export function describeSchedule({ schedule, timeZone }: Rule): string {
  const text = schedule.kind === 'hidden' ? `\${${schedule.by}}` : schedule.text;
  const zone = timeZone.kind === 'known' ? timeZone.value : timeZone.kind === 'absent' ? 'UTC' : `\${${timeZone.by}}`;
  return `${text} ${zone}`;
}
