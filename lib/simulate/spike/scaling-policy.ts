import { ceilDivide, type Fraction } from '../fraction';
import type { ScalingPolicy, Step } from '../read';
import type { Measured } from './period';

/** What a policy looks at when a period has ended. */
export interface Observed {
  /** Value of the metric over the period. */
  readonly measured: Measured;
  readonly desired: number;
  /** Instances in service beyond their warm-up when the period ended: the capacity that policies count from. */
  readonly warmed: number;
  /** Whether instances are being launched or warm up: nothing is taken away then. */
  readonly isGrowing: boolean;
}

/**
 * What the alarms of target tracking are seen to be: three periods above the target, fifteen below 90 % of it. AWS
 * promises no number, only "as fast as it can" and "more gradually"; the report says so.
 *
 * @see https://github.com/aws/copilot-cli/issues/4233 read 2026-11-26
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html read 2026-11-26
 */
const HIGH_PERIODS = 3;
const LOW_PERIODS = 15;
const LOW_SHARE: Fraction = { n: 9, d: 10 };

/** One policy with its alarms. */
export class PolicyState {
  readonly policy: ScalingPolicy;
  private high = 0;
  private low = 0;
  /** What the group could shrink to, once all policies are ready to. */
  private smaller: number | undefined;

  constructor(policy: ScalingPolicy) {
    this.policy = policy;
  }

  /** Size the policy asks for when it wants the group to grow; `undefined` when it does not. */
  observe(observed: Observed): number | undefined {
    return this.policy.kind === 'target' ? this.track(this.policy, observed) : this.step(this.policy, observed);
  }

  /** Size to which the policy would let the group shrink; `undefined` when it would not. */
  get shrinksTo(): number | undefined {
    return this.smaller;
  }

  /**
   * Target tracking: as many instances as bring the metric to the target, were it shared evenly by all.
   *
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html read 2026-11-26
   */
  private track(policy: Extract<ScalingPolicy, { kind: 'target' }>, observed: Observed): number | undefined {
    const { measured, warmed, isGrowing } = observed;
    const { total, parts } = measured;
    const { n, d } = policy.target;
    const isHigh = parts > 0 && total * d > n * parts;
    const isLow = parts > 0 && total * d * LOW_SHARE.d < n * LOW_SHARE.n * parts;
    this.high = isHigh ? this.high + 1 : 0;
    this.low = isLow ? this.low + 1 : 0;
    const size = parts === 0 ? 0 : ceilDivide(warmed * total * d, n * parts);
    this.smaller = policy.scalesIn && this.low >= LOW_PERIODS && !isGrowing ? Math.max(1, size) : undefined;
    return this.high >= HIGH_PERIODS ? size : undefined;
  }

  /**
   * Step scaling: the adjustment of the step that the metric is in, counted from the capacity that has warmed up. So
   * several periods in one step make one change.
   *
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html read 2026-11-26
   */
  private step(policy: Extract<ScalingPolicy, { kind: 'step' }>, { measured, warmed }: Observed): number | undefined {
    const { total, parts } = measured;
    const { n, d } = policy.threshold;
    const above = total * d - n * parts;
    this.high = parts > 0 && (above > 0 || (policy.inclusive && above === 0)) ? this.high + 1 : 0;
    if (this.high < policy.periods) {
      return undefined;
    }
    const step = policy.steps.find((each) => isInStep(each, above, d * parts));
    return step === undefined ? undefined : adjusted(policy, step.by, warmed);
  }
}

/** Whether `above / unit` lies in a step. */
function isInStep({ from, below }: Step, above: number, unit: number): boolean {
  const isFrom = from === undefined || above * from.d >= from.n * unit;
  return isFrom && (below === undefined || above * below.d < below.n * unit);
}

/** Percentages are rounded down above 1, and up to 1 below. */
function adjusted(policy: Extract<ScalingPolicy, { kind: 'step' }>, by: number, capacity: number): number {
  switch (policy.adjusts) {
    case 'exact':
      return by;
    case 'change':
      return capacity + by;
    case 'percent': {
      const change = Math.floor((capacity * by) / 100);
      return capacity + Math.max(policy.leastChange, by > 0 && change < 1 ? 1 : change);
    }
  }
}
