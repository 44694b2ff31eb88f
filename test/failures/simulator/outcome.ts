/** What became of a scenario: plain data, by which two implementations can be compared. */
export interface Outcome {
  readonly services: readonly ServiceOutcome[];
  readonly detectors: readonly DetectorOutcome[];
  /** What was played, in the order of time. */
  readonly runs: readonly RunOutcome[];
  /** Everything that happened by itself or by hand, in the order of time; of what goes round, once round. */
  readonly reactions: readonly Happening[];
}

/** A service when the faults have struck, when what happens by itself has ended, and after what operators do. */
export interface ServiceOutcome {
  readonly service: string;
  readonly t0: MomentOutcome;
  readonly t1: MomentOutcome;
  readonly t2: MomentOutcome;
  /**
   * Share of requests that get no answer, added up over the seconds until the service recovers by itself: so many seconds
   * of a full outage lose as much. Left out of what does not recover by itself.
   */
  readonly lostSeconds?: number;
}

/** What a service is worth at a moment, if that can be said. */
export type MomentOutcome =
  | {
      readonly state: 'UP' | 'PARTIAL' | 'DOWN';
      /** Share of requests that get an answer. */
      readonly value: number;
      readonly capacity: Capacity;
      readonly lossSeconds: number;
      /** Left out at t0, and of what is not UP. At t2 with what operators do. */
      readonly recoverySeconds?: number;
    }
  | {
      readonly state: 'UNDETERMINED';
      /** Left out where the run before never came to rest: then the moment itself is nowhere. */
      readonly lossSeconds?: number;
    };

/** Requests in a second. */
export type Capacity = number | 'unlimited' | 'not determined';

export interface DetectorOutcome {
  readonly detector: string;
  /** Left out: it sees nothing. */
  readonly seenAfterSeconds?: number;
}

export interface RunOutcome {
  readonly phase: Phase;
  readonly lastSecond: number;
  readonly isAtRest: boolean;
}

export type ReactionKind =
  'leave' | 'come-back' | 'move' | 'terminate' | 'relaunch' | 'fail-open' | 'shift' | 'manual-move';

/**
 * Part of a scenario, each of which counts its own seconds.
 *
 * - `before`: the first faults, when further ones follow.
 * - `run`: what leads to t1.
 * - `manual`: what follows on the reactions of operators, and leads to t2.
 */
export type Phase = 'before' | 'run' | 'manual';

export interface Happening {
  readonly phase: Phase;
  readonly second: number;
  readonly kind: ReactionKind;
  readonly pool: string;
  /** Left out of `fail-open`, which is of the pool. */
  readonly member?: string;
}
