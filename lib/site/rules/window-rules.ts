import { onSaleWindows } from '../derive/derive-tier';
import type { Report } from '../input/fault-collector';
import type { OnSale } from '../site';
import type { CapacityConfig } from '../site-config';
import {
  formatMinuteOfDay,
  minuteOfDay,
  spansTouch,
  weekSpans,
  type WeekSpan,
  WEEKDAYS,
  MINUTES_PER_DAY,
} from '../windows';
import { reportDuplicates, reportTwins, type Rule } from './rule';

const ON_SALE = ['capacity', 'onSale'] as const;

/** On-sale windows: each in order, none in the way of another. */
export const windowRules: Rule = ({ capacity }, report) => {
  if (capacity === undefined) {
    return;
  }
  const windows = onSaleWindows(capacity);
  reportTwins(
    windows.map(({ name }) => name),
    ON_SALE,
    report,
  );
  windows.forEach((entry, index) => {
    checkWindow(entry, index, report);
    checkPeak(entry, index, capacity, report);
  });
  checkOverlaps(windows, report);
};

function checkWindow({ window }: OnSale, index: number, report: Report): void {
  const path = [...ON_SALE, index, 'window'];
  reportDuplicates(window.days, [...path, 'days'], 'DayDuplicate', report);
  if (minuteOfDay(window.until) <= minuteOfDay(window.from)) {
    report([...path, 'until'], {
      must: `must be later than 'from', ${window.from}, on the same day`,
      got: `'${window.until}'`,
      hint: 'write a window over midnight as two windows',
      code: 'WindowOrder',
    });
  }
}

function checkPeak({ peakRps }: OnSale, index: number, capacity: CapacityConfig, report: Report): void {
  if (peakRps < capacity.peakRps) {
    report([...ON_SALE, index, 'peakRps'], {
      must: `must be at least capacity.peakRps ${capacity.peakRps}`,
      got: String(peakRps),
      hint: 'a sale adds to the ordinary load; state the sum',
      code: 'OnSalePeakTooLow',
    });
  }
}

/**
 * Refuses windows that touch, lead time included: the end of the one would take away the instances of the other.
 *
 * Scheduled actions of one group must not start at the same minute either.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
 */
function checkOverlaps(windows: readonly OnSale[], report: Report): void {
  const spans = windows.flatMap((entry, index) =>
    isOrdered(entry) ? weekSpans(entry.window, entry.leadMinutes).map((span) => ({ span, index })) : [],
  );
  const reported = new Set<string>();
  spans.forEach(({ span, index }, position) => {
    for (const other of spans.slice(0, position)) {
      const key = `${other.index}-${index}`;
      if (!reported.has(key) && spansTouch(span, other.span)) {
        reported.add(key);
        report([...ON_SALE, Math.max(index, other.index), 'window'], overlapProblem(windows, { span, index }, other));
      }
    }
  });
}

/** One appearance of a window in the week, lead time included. */
interface Appearance {
  readonly span: WeekSpan;
  readonly index: number;
}

function overlapProblem(
  windows: readonly OnSale[],
  mine: Appearance,
  other: Appearance,
): { readonly must: string; readonly got: string; readonly hint: string; readonly code: string } {
  const [earlier, later] = mine.span.from < other.span.from ? [mine, other] : [other, mine];
  const { name = '', leadMinutes = 0 } = windows[later.index] ?? {};
  const start = formatPoint(earlier.span.until + 1 + leadMinutes);
  return {
    must: `must end before, or start after, the window '${windows[other.index]?.name ?? ''}' with its lead time, ${formatSpan(other.span)}`,
    got: `${formatSpan(mine.span)} with its lead time`,
    hint: `make one window of both with the greater peak, or start '${name}' at ${start} or later, ${leadMinutes} minutes of lead time after the other`,
    code: 'OnSaleOverlap',
  };
}

function formatSpan({ from, until }: WeekSpan): string {
  return `${formatPoint(from)} to ${formatPoint(until)}`;
}

function formatPoint(minute: number): string {
  return `${WEEKDAYS[Math.floor(minute / MINUTES_PER_DAY) % 7] ?? ''} ${formatMinuteOfDay(minute)}`;
}

function isOrdered({ window }: OnSale): boolean {
  return minuteOfDay(window.until) > minuteOfDay(window.from) && new Set(window.days).size === window.days.length;
}
