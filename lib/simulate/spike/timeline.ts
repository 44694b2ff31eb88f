import { faultOf } from '../fault';
import { Portion } from '../fraction';
import { occurrencesIn, ZoneClock, type Arrivals, type Declared, type Tier } from '../read';

/** The virtual clock of a simulation: seconds since 1970, from `start` to before `end`. */
export interface Timeline {
  /** The opening of the sale, at a full minute. */
  readonly opensAt: number;
  readonly start: number;
  readonly end: number;
  /** Requests of each second, before the web ACL. */
  readonly arrivals: readonly number[];
  /** When the most requests begin to come. */
  readonly peakAt: number;
  /** Where the opening is a time of day. */
  readonly timeZone: string | undefined;
}

/** An opening at no declared time: a full minute, hour and day as good as any. */
const SOME_DAY = 864_000;
const MINUTE = 60;
/** Time before the opening that is simulated at least, so that what was before can be seen. */
const LEAD = 5 * MINUTE;
/** Scheduled actions of this time before the opening are played; what earlier ones launched is there already. */
const SCHEDULE_LEAD = 4 * 3600;

/**
 * Lays out the time to simulate.
 *
 * @throws HonmaruError `SpikeTimeMissing` when there are scheduled actions and nobody said when the sale opens
 */
export function layOutTime(declared: Declared, tiers: readonly Tier[]): Timeline {
  const { arrivals } = declared;
  const { opensAt, timeZone } = openingOf(declared, tiers);
  const begins = arrivals.kind === 'curve' ? 0 : arrivals.fromMinute * MINUTE;
  const first = Math.min(opensAt - LEAD, opensAt + begins);
  const actions = tiers.flatMap(({ group }) => group.actions);
  const due = actions.flatMap((action) => occurrencesIn(action, opensAt - SCHEDULE_LEAD, opensAt));
  const start = Math.min(first, ...due.map((at) => at - MINUTE));
  const length = arrivals.kind === 'curve' ? curveSeconds(arrivals) : begins + arrivals.counts.length * MINUTE;
  const end = opensAt + Math.max(MINUTE, Math.ceil(length / MINUTE) * MINUTE);
  return {
    opensAt,
    start,
    end,
    arrivals: arrivalsOf(arrivals, opensAt, start, end),
    peakAt: peakOf(arrivals, opensAt),
    timeZone,
  };
}

function openingOf({ opens, timeZone }: Declared, tiers: readonly Tier[]): Pick<Timeline, 'opensAt' | 'timeZone'> {
  const actions = tiers.flatMap(({ group }) => group.actions);
  const zones = new Set(actions.flatMap(({ when }) => (when.kind === 'recurring' ? [when.clock.timeZone] : [])));
  if (opens === undefined) {
    const [first] = actions;
    if (first !== undefined) {
      const must = 'must be given, because sizes of groups change at set times';
      throw faultOf(
        'opens',
        must,
        undefined,
        'write when the sale opens, for example 2026-12-05T10:00',
        'SpikeTimeMissing',
      );
    }
    return { opensAt: SOME_DAY, timeZone: undefined };
  }
  const [only, ...others] = zones;
  const zone = timeZone ?? (others.length === 0 ? only : undefined);
  if (zone === undefined) {
    const must = 'must be given with opens, unless all scheduled actions follow one time zone';
    throw faultOf('timeZone', must, undefined, 'write for example Asia/Tokyo', 'SpikeTimeMissing');
  }
  return { opensAt: new ZoneClock(zone).epochOf(opens), timeZone: zone };
}

function curveSeconds(arrivals: Extract<Arrivals, { readonly kind: 'curve' }>): number {
  return arrivals.riseSeconds + arrivals.holdSeconds + arrivals.decaySeconds;
}

function peakOf(arrivals: Arrivals, opensAt: number): number {
  return arrivals.kind === 'curve'
    ? opensAt + arrivals.riseSeconds
    : opensAt + (arrivals.fromMinute + arrivals.counts.indexOf(Math.max(...arrivals.counts))) * MINUTE;
}

function arrivalsOf(arrivals: Arrivals, opensAt: number, start: number, end: number): readonly number[] {
  // What is left over of the rise is no part of the fall: its unit is another.
  const portions = { rise: new Portion(), fall: new Portion() };
  return Array.from({ length: end - start }, (_, index) => {
    const after = start + index - opensAt;
    return arrivals.kind === 'curve' ? ofCurve(arrivals, after, portions) : ofMinute(arrivals, after);
  });
}

/**
 * Requests of the second that begins `t` seconds after the opening. While the rate r goes from a to b within T seconds,
 * second t holds the integral of it: a + (b - a)(2t + 1) / 2T.
 */
function ofCurve(
  curve: Extract<Arrivals, { readonly kind: 'curve' }>,
  t: number,
  { rise, fall }: { readonly rise: Portion; readonly fall: Portion },
): number {
  const { baseRps, peakRps, riseSeconds, holdSeconds, decaySeconds } = curve;
  const falls = t - riseSeconds - holdSeconds;
  if (t < 0 || falls >= decaySeconds) {
    return baseRps;
  }
  if (falls < 0 && t >= riseSeconds) {
    return peakRps;
  }
  const above = peakRps - baseRps;
  return falls < 0
    ? baseRps + rise.take(above, { n: 2 * t + 1, d: 2 * riseSeconds })
    : baseRps + fall.take(above, { n: 2 * (decaySeconds - falls) - 1, d: 2 * decaySeconds });
}

/** The requests of a minute come evenly. */
function ofMinute({ fromMinute, counts }: Extract<Arrivals, { readonly kind: 'minutes' }>, t: number): number {
  const minute = Math.floor(t / MINUTE);
  const second = t - minute * MINUTE;
  const count = counts[minute - fromMinute] ?? 0;
  return Math.floor((count * (second + 1)) / MINUTE) - Math.floor((count * second) / MINUTE);
}
