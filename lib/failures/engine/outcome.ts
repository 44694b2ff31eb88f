import type { Event } from './timeline';

/** Requests in a second that can be served. */
export type Capacity = number | 'unlimited' | 'not determined';

/** What a service is at a moment. */
export type State = 'UP' | 'PARTIAL' | 'DOWN' | 'UNDETERMINED';

/** One choice on a way. */
export interface Step {
  readonly pool: string;
  /** Members that requests use, by the labels of their parts. */
  readonly members: readonly string[];
}

export interface Moment {
  readonly state: State;
  /** Share of the requests that get no answer; `undefined` when it is not determined. */
  readonly lost: number | undefined;
  /** The way that requests take which are answered; empty when none is. */
  readonly path: readonly Step[];
  readonly capacity: Capacity;
  /** Data lost so far, in seconds of work; `undefined` when it is not determined. */
  readonly dataLossSeconds: number | undefined;
}

/** What a scenario does to a service. */
export interface ServiceOutcome {
  readonly service: string;
  /** Before any reaction, after the automatic ones, after the runbooks. */
  readonly t0: Moment;
  readonly t1: Moment;
  readonly t2: Moment;
  /** Seconds until everything is answered again, by itself and with the runbooks; `undefined` when it is not. */
  readonly recoverySeconds: number | undefined;
  readonly manualRecoverySeconds: number | undefined;
  /** Lost share, added up over the seconds until the recovery: so many seconds of a full outage; `undefined` without one. */
  readonly lostSeconds: number | undefined;
}

export interface Outcome {
  readonly services: readonly ServiceOutcome[];
  /** By detector that sees it: seconds until it says so. */
  readonly seen: ReadonlyMap<string, number>;
  /** What happened by itself up to t1. */
  readonly events: readonly Event[];
  /** Manual reactions that were done. */
  readonly byHand: readonly string[];
  readonly isAtRest: boolean;
}
