import type { Declared, FrontAcl, Open, Tier } from '../read';
import type { SpikeFinding } from './findings';
import type { LeastMinimum } from './least-minimum';
import type { MinuteRow } from './minutes';
import type { Scenario } from './scenarios';
import type { Timeline } from './timeline';
import type { TimingId } from './timing';
import type { Totals } from './totals';

/** One scenario, played with one timing. */
export interface SpikeRun {
  readonly scenario: Scenario;
  readonly timing: TimingId;
  readonly rows: readonly MinuteRow[];
  readonly totals: Totals;
}

/** What becomes of a sale. */
export interface SpikeReport {
  readonly timeline: Pick<Timeline, 'opensAt' | 'timeZone'>;
  readonly declared: Declared;
  readonly tiers: readonly TierReport[];
  readonly acl: FrontAcl | undefined;
  readonly runs: readonly SpikeRun[];
  /** Errors first. */
  readonly findings: readonly SpikeFinding[];
  /** What nobody knows, or what was taken for granted; sorted. */
  readonly open: readonly Open[];
}

/** A tier, with the minimum it had and the one it would need. */
export interface TierReport extends Tier {
  /** Instances the group keeps at the opening, in the ordinary scenario. */
  readonly minimumAtOpening: number;
  readonly least: LeastMinimum;
}
