import { LEAST_ZONES_TO_ACT } from '../derive/derive-database';
import { selectZones } from '../derive/select-zones';
import { onSaleWindows } from '../derive/derive-tier';
import type { Report } from '../input/fault-collector';
import type { Sections } from '../schema/sections';
import type { DrillConfig, Environment } from '../site-config';
import { minuteOfDay, spansTouch, weekSpans, type WeekSpan } from '../windows';
import { maintenanceOf, maintenanceSpans } from './maintenance-spans';
import { reportDuplicates, type Rule } from './rule';

const FAILOVER = ['database', 'failover'] as const;
const DRILL = [...FAILOVER, 'drill'] as const;

/**
 * Shortest window of a drill: the start may come five minutes late, the failover takes a minute or two, the run has a
 * quarter of an hour at most, and the rest is for people who look at it.
 */
const LEAST_DRILL_MINUTES = 30;

/** Failover beyond what Aurora does by itself, and drills of it. */
export const failoverRules: Rule = (sections, report) => {
  const { database, environment } = sections;
  const failover = database?.failover;
  if (failover === undefined) {
    return;
  }
  if (failover.writer === 'act') {
    checkQuorum(sections, report);
  }
  if (failover.drill !== undefined) {
    checkPermission(failover.drill, environment, report);
    checkWindow(failover.drill, sections, report);
  }
};

/** One zone is the writer's, and two others must agree that it is lost. */
function checkQuorum({ primary, profile }: Sections, report: Report): void {
  const zones = primary === undefined || profile === undefined ? [] : selectZones(primary, profile);
  const count = new Set(zones).size;
  // Fewer than two zones are a fault of their own.
  if (count >= 2 && count < LEAST_ZONES_TO_ACT) {
    report([...FAILOVER, 'writer'], {
      must: `must be 'dry-run' in ${count} zones: it takes ${LEAST_ZONES_TO_ACT}, two of which agree that the third is lost`,
      got: "'act'",
      hint: 'leave it out, or add a zone',
      code: 'FailoverWithoutQuorum',
    });
  }
}

function checkPermission({ production }: DrillConfig, environment: Environment | undefined, report: Report): void {
  if (environment === 'production' && production === undefined) {
    report([...DRILL, 'production'], {
      must: 'must give the reason why a production site is drilled: requests fail while the writer moves',
      got: 'nothing',
      hint: "write production: { reason: '…' }, or environment: 'non-production' where that is true",
      code: 'DrillInProduction',
    });
  }
  if (environment === 'non-production' && production !== undefined) {
    report([...DRILL, 'production'], {
      must: "must be left out while environment is 'non-production'",
      got: 'a reason',
      hint: 'remove it, so that no exception outlives its cause',
      code: 'WaiverUnneeded',
    });
  }
}

function checkWindow({ window }: DrillConfig, sections: Sections, report: Report): void {
  const path = [...DRILL, 'window'];
  reportDuplicates(window.days, [...path, 'days'], 'DayDuplicate', report);
  if (minuteOfDay(window.until) - minuteOfDay(window.from) < LEAST_DRILL_MINUTES) {
    report([...path, 'until'], {
      must: `must be at least ${LEAST_DRILL_MINUTES} minutes later than 'from', ${window.from}, on the same day`,
      got: `'${window.until}'`,
      hint: 'choose half an hour or more within one day',
      code: 'WindowOrder',
    });
    return;
  }
  const spans = weekSpans({ ...window, days: [...new Set(window.days)] });
  const got = `${window.days.join(', ')} ${window.from} to ${window.until}`;
  const sale = onSaleWindows(sections.capacity ?? { peakRps: 0 }).find((entry) =>
    touch(spans, weekSpans(entry.window, entry.leadMinutes)),
  );
  if (sale !== undefined) {
    report(path, {
      must: `must not touch the on-sale window '${sale.name}' with its lead time`,
      got,
      hint: 'choose another day or time',
      code: 'DrillInSale',
    });
  }
  const { operations } = sections;
  if (operations !== undefined && touch(spans, maintenanceSpans(operations))) {
    const { day, from, until } = maintenanceOf(operations);
    report(path, {
      must: `must not touch operations.maintenance, ${day} ${from} to ${until}, daylight saving included: an instance may be down then`,
      got,
      hint: 'choose another day or time',
      code: 'DrillInMaintenance',
    });
  }
}

function touch(spans: readonly WeekSpan[], others: readonly WeekSpan[]): boolean {
  return spans.some((span) => others.some((other) => spansTouch(span, other)));
}
