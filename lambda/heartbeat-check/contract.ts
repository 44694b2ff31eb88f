import type { CheckEvent, FunctionLabel } from '../shared/contract';

/** A function that must not fall silent. */
export interface ExpectedHeartbeat {
  /** Dimension `Check` of its metrics. */
  readonly check: FunctionLabel;
  /**
   * Longest time without a completed run, in seconds: 120 to 1,209,600. It counts from the beginning of the minute in which
   * the last run was completed, so it must leave room for that minute and for the way of a metric out of the log.
   */
  readonly silenceSeconds: number;
}

/** Payload of the heartbeat check. */
export interface HeartbeatCheckEvent extends CheckEvent {
  /** Region in which these functions run. The check itself runs in another one. */
  readonly region: string;
  /** At least one, each function once. */
  readonly heartbeats: readonly ExpectedHeartbeat[];
}

/** Metrics of the heartbeat check, beside those of every check; it writes them in its own Region. */
export const HEARTBEAT_METRICS = {
  /** Functions that are silent. While something is unknown, those that are known, and never 0. */
  missing: 'HeartbeatsMissing',
} as const;
