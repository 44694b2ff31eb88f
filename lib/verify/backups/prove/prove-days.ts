import { assignmentsOf } from '../read/read-backups';
import type { Store } from '../read/stores';
import { formatInstant, MINUTES_PER_DAY } from '../schedule/time';
import type { TimeZone } from '../schedule/time-zone';
import type { FactId } from '../facts';
import type { BackupProof } from '../types';
import { answer, counted, verdictOf } from './answer';
import type { Context, Subject } from './context';
import { rulesFor } from './prove-points';
import { IN_VAULT } from './points';
import { ruleParts } from './rule-parts';
import { hiddenPlanOf, readinessOf, storeOpen } from './store-points';
import type { Taken } from './taken';

/** Enough backups are taken on every day of the calendar that the schedules go by. */
export function proveBackupsPerDay(
  context: Context,
  { name, protection }: Subject,
  store: Store,
): readonly BackupProof[] {
  const { backupsPerDay } = protection;
  if (backupsPerDay === undefined) {
    return [];
  }
  const zone = zoneOf(context, store);
  const { surely, possibly, isOpen, facts } = backupsOf(context, store);
  const worst = fewestOnADay(surely, zone, context, 'surely');
  const best = fewestOnADay(possibly, zone, context, 'possibly');
  const verdict = verdictOf(worst.count >= backupsPerDay, isOpen || best.count >= backupsPerDay);
  const shown = verdict === 'REFUTED' ? best : worst;
  return [
    answer({
      check: 'BackupsPerDay',
      subject: name,
      about: store.key,
      verdict,
      says: {
        en: `${counted(shown.count, 'backup is', 'backups are')} surely taken on every day in ${zone.name}, ${String(backupsPerDay)} must be`,
        ja: `${zone.name} のどの日にも確実に取られるバックアップは ${String(shown.count)} 回、必要なのは ${String(backupsPerDay)} 回`,
      },
      ...(verdict === 'PROVED'
        ? {}
        : {
            counterExample: {
              instant: formatInstant(shown.day - zone.offsetAt(shown.day)),
              says: {
                en: `on the day that begins then ${String(shown.count)} may be all`,
                ja: `この時刻に始まる日は ${String(shown.count)} 回だけになりうる`,
              },
            },
          }),
      open: storeOpen(context, store, IN_VAULT),
      parts: rulesFor(context, store)
        .filter(({ continuous }) => continuous !== true)
        .flatMap((rule) => ruleParts(rule)),
      facts,
      origin: { resource: store.resource },
    }),
  ];
}

interface Backups {
  readonly surely: readonly Taken[];
  readonly possibly: readonly Taken[];
  readonly isOpen: boolean;
  readonly facts: readonly FactId[];
}

function backupsOf(context: Context, store: Store): Backups {
  const ready = readinessOf(context, store).answer;
  const all = assignmentsOf(context.backups, store).map(({ plan, sure }) => {
    const { taken, isOpen } = context.calendar.runsOfPlan(plan);
    return {
      surely: sure ? taken.surely.filter((each) => arrives(each, 'yes')) : [],
      possibly: taken.possibly.filter((each) => arrives(each, 'yes', 'unknown')),
      isOpen,
      facts: taken.facts,
    };
  });
  return {
    surely: ready === 'yes' && store.exists === 'yes' ? all.flatMap(({ surely }) => surely) : [],
    possibly: ready === 'no' ? [] : all.flatMap(({ possibly }) => possibly),
    isOpen: ready !== 'no' && (all.some(({ isOpen }) => isOpen) || hiddenPlanOf(context, store).length > 0),
    facts: all.flatMap(({ facts }) => facts),
  };
}

/** A job that the lock of its vault refuses makes no backup. */
function arrives({ candidates }: Taken, ...answers: readonly string[]): boolean {
  const each = candidates.map(({ rule }) => IN_VAULT(rule)?.arrives ?? 'no');
  return answers.length === 1 ? each.every((one) => answers.includes(one)) : each.some((one) => answers.includes(one));
}

/** The time zone of the schedules; UTC where they have several. */
function zoneOf({ backups, calendar }: Context, store: Store): TimeZone {
  const rules = assignmentsOf(backups, store).flatMap(({ plan }) => plan.rules ?? []);
  const names = new Set(
    rules
      .filter(({ continuous }) => continuous !== true)
      .map(({ timeZone }) => (timeZone.kind === 'known' ? timeZone.value : 'UTC')),
  );
  const [only = 'UTC'] = names;
  const utc = calendar.zoneOf('UTC');
  const zone = names.size === 1 ? (calendar.zoneOf(only) ?? utc) : utc;
  if (zone === undefined) {
    throw new Error('Node.js knows no UTC');
  }
  return zone;
}

function fewestOnADay(
  taken: readonly Taken[],
  zone: TimeZone,
  { calendar: { horizon } }: Context,
  counted: 'surely' | 'possibly',
): { readonly count: number; readonly day: number } {
  const counts = new Map<number, number>();
  for (const { candidates } of taken) {
    const days = new Set(candidates.map(({ run }) => zone.localDayOf(run.from)));
    // Where the candidates lie on two days it may be missing on either.
    if (days.size === 1 || counted === 'possibly') {
      days.forEach((day) => counts.set(day, (counts.get(day) ?? 0) + 1));
    }
  }
  const first = zone.localDayOf(horizon.from) + MINUTES_PER_DAY;
  let found = { count: Infinity, day: first };
  for (let day = first; day + MINUTES_PER_DAY < horizon.until; day += MINUTES_PER_DAY) {
    const count = counts.get(day) ?? 0;
    found = count < found.count ? { count, day } : found;
  }
  return found;
}
