import * as z from 'zod/mini';
import type { CheckStatus } from '../contract';

/** What the world was told last about a function's outcome. */
export interface Announcement {
  readonly outcome: string;
  /** What had been announced before. */
  readonly from: string;
  /** Run that announced it. */
  readonly requestId: string;
  readonly at: string;
  /** When a run last came to this outcome. */
  readonly heldAt: string;
  /** Whether a run ended since of which nobody knows what it announced. */
  readonly doubted: boolean;
}

/** Shape of an announcement. */
export const announcementSchema: z.ZodMiniType<Announcement> = z.strictObject({
  outcome: z.string(),
  from: z.string(),
  requestId: z.string(),
  at: z.iso.datetime(),
  heldAt: z.iso.datetime(),
  doubted: z.boolean(),
});

/** A run, as far as announcing it goes. */
export interface AnnouncedRun {
  readonly outcome: string;
  readonly requestId: string;
  readonly completedAt: Date;
  /** Given by a function that keeps a state of its own and knows whether it changed. */
  readonly changed?: boolean | undefined;
}

/** What becomes of a run's outcome. */
export interface Announcing {
  /** Whether the outcome is announced now. */
  readonly changed: boolean;
  /** What was announced last, `UNKNOWN` when nobody knows. */
  readonly previous: string;
  readonly announced: Announcement | null;
}

/** What stands in place of an outcome that nobody knows. */
export const NOBODY_KNOWS = 'UNKNOWN';

/**
 * Time without the announced outcome after which a better one is announced: five minutes, so that a status that flaps is
 * announced once and not every minute.
 */
export const CALM_MILLISECONDS = 300_000;

/** Order of the outcomes of checks. What is not known may hide anything, but what is known to be lost is worse. */
const SEVERITY: Readonly<Record<CheckStatus, number>> = { HEALTHY: 0, UNKNOWN: 1, DEGRADED: 2, FAILED: 3 };

/**
 * Decides whether a run's outcome is announced. An announcement too many is better than one that is lost:
 *
 * - where it is not known what was announced, the outcome is;
 * - a worse outcome is, at once;
 * - a better one is when nothing as bad as what was announced was seen for five minutes, hence never while it flaps, and
 *   always when it lasts;
 * - the same one is when a run crashed since, which may have announced another, at most every five minutes;
 * - a second attempt at the request that announced last announces again: Lambda repeats a request whose result it never
 *   got, and hands on no result of a run that failed.
 */
export function announce(last: Announcement | null, run: AnnouncedRun): Announcing {
  const at = run.completedAt.toISOString();
  const previous = last?.outcome ?? NOBODY_KNOWS;
  if (last !== null && last.requestId === run.requestId) {
    return anew(last.from);
  }
  if (run.changed ?? (last === null || isChange(last, run))) {
    return anew(previous);
  }
  const held = last !== null && last.outcome === run.outcome;
  return { changed: false, previous, announced: held ? { ...last, heldAt: at } : last };

  function anew(from: string): Announcing {
    const { outcome, requestId } = run;
    return { changed: true, previous: from, announced: { outcome, from, requestId, at, heldAt: at, doubted: false } };
  }
}

function isChange(last: Announcement, { outcome, completedAt }: AnnouncedRun): boolean {
  if (outcome === last.outcome) {
    return last.doubted && isPast(last.at, completedAt);
  }
  const [before, now] = [severityOf(last.outcome), severityOf(outcome)];
  if (before === undefined || now === undefined || now > before) {
    return true;
  }
  return isPast(last.heldAt, completedAt);
}

/** Whether five minutes have passed. Where a clock went backwards, nobody can tell, and they have. */
function isPast(moment: string, now: Date): boolean {
  const passed = now.getTime() - Date.parse(moment);
  return passed < 0 || passed >= CALM_MILLISECONDS;
}

function severityOf(outcome: string): number | undefined {
  return Object.entries(SEVERITY).find(([status]) => status === outcome)?.[1];
}

/** Of two memories of what is announced, the one that is newer. */
export function newer(a: Announcement | null, b: Announcement | null): Announcement | null {
  return a === null || (b !== null && Date.parse(b.heldAt) > Date.parse(a.heldAt)) ? b : a;
}
