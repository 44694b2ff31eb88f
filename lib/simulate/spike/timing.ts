/**
 * How soon everything reacts. AWS gives ranges and no numbers; the earliest and the latest of them bound what happens.
 * Earlier is not always better: a rate-based rule that acts sooner blocks more.
 */
export interface Timing {
  readonly id: TimingId;
  /** From a rate that is too high until the rule acts. */
  readonly wafLagSeconds: number;
  /**
   * From the end of a period until an alarm sees it.
   *
   * ALB sends every 60 s; how soon they can be read is nowhere promised. The constructs count on a minute.
   */
  readonly metricDelaySeconds: number;
  /** From the time of a scheduled action until it is carried out. */
  readonly scheduleDelaySeconds: number;
  /** Whether a new target waits for its first health check as long as it may. */
  readonly waitsForCheck: boolean;
}

export type TimingId = 'earliest' | 'latest';

export const TIMINGS: readonly TimingId[] = ['earliest', 'latest'];

/** ALB metrics are a minute old when they are seen. */
const METRIC_DELAY_SECONDS = 60;

/**
 * "Might be delayed for up to two minutes."
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html read 2026-11-26
 */
const SCHEDULE_DELAY_SECONDS = 120;

export function timingOf(id: TimingId, wafLagSeconds: number): Timing {
  return id === 'earliest'
    ? { id, wafLagSeconds: 0, metricDelaySeconds: 0, scheduleDelaySeconds: 0, waitsForCheck: false }
    : {
        id,
        wafLagSeconds,
        metricDelaySeconds: METRIC_DELAY_SECONDS,
        scheduleDelaySeconds: SCHEDULE_DELAY_SECONDS,
        waitsForCheck: true,
      };
}
