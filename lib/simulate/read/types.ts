import type { Fraction } from '../fraction';
import type { Cron } from './cron';
import type { ZoneClock } from './zoned-time';

/** Something that would have to be known, and is not; or that was taken for granted. */
export interface Open {
  readonly code: OpenCode;
  /** What it is about: a group, a policy, a rule of the web ACL, a scheduled action. */
  readonly subject: string;
}

/**
 * What stays open. `GAPS` may hide a shortfall; of everything else the worse possibility was simulated, or the text says
 * what was taken for granted.
 */
export type OpenCode =
  | 'tier-not-declared'
  | 'clients-not-declared'
  | 'paths-not-declared'
  | 'rate-rule-unread'
  | 'zones-unknown'
  | 'schedule-unread'
  | 'launch-time-not-declared'
  | 'warm-start-not-declared'
  | 'policy-not-simulated'
  | 'rule-not-simulated'
  | 'challenge-not-simulated'
  | 'alarm-periods-observed'
  | 'first-tier-uncached';

export const GAPS: readonly OpenCode[] = [
  'tier-not-declared',
  'clients-not-declared',
  'paths-not-declared',
  'rate-rule-unread',
  'zones-unknown',
  'schedule-unread',
];

/** An Auto Scaling group as the templates have it; `undefined` where only the deployment tells. */
export interface ServerGroup {
  /** `<construct path of the stack>/<logical id>`. */
  readonly key: string;
  /** Name of the group, or its logical id. */
  readonly name: string;
  readonly logicalId: string;
  readonly minInstances: number | undefined;
  readonly maxInstances: number | undefined;
  readonly desiredInstances: number | undefined;
  /** Zones it launches in. */
  readonly zones: number | undefined;
  /** Whether it would rather stay small than launch more in the zones that are left (`balanced-only`). */
  readonly keepsBalance: boolean;
  /** From "in service" until an instance counts for scaling. */
  readonly warmupSeconds: number;
  readonly cooldownSeconds: number;
  readonly graceSeconds: number;
  /** Longest time a launch may take before its hook gives it up; `undefined` when none does. */
  readonly launchLimitSeconds: number | undefined;
  /** Instances that wait, stopped or running, to be put into the group. */
  readonly warmPoolInstances: number;
  readonly targets: TargetSettings;
  readonly policies: readonly ScalingPolicy[];
  readonly actions: readonly ScheduledSize[];
  readonly open: readonly Open[];
}

/** Health checks and slow start of the target groups; of several the slowest. */
export interface TargetSettings {
  /** From an instance that is in service until the load balancer sends it requests, at most. */
  readonly registrationSeconds: number;
  /** From an instance that is lost until it gets no more requests. */
  readonly detectionSeconds: number;
  /** Time over which the share of a new target grows to the full one; 0 without slow start. */
  readonly slowStartSeconds: number;
}

/** What a scaling policy looks at. */
export type ScalingMetric = 'requests-per-target' | 'cpu';

export type ScalingPolicy =
  | {
      readonly kind: 'target';
      readonly name: string;
      readonly metric: ScalingMetric;
      readonly target: Fraction;
      readonly periodSeconds: number;
      readonly warmupSeconds: number;
      readonly scalesIn: boolean;
    }
  | {
      readonly kind: 'step';
      readonly name: string;
      readonly metric: ScalingMetric;
      readonly threshold: Fraction;
      /** Whether the threshold itself raises the alarm. */
      readonly inclusive: boolean;
      readonly periodSeconds: number;
      readonly periods: number;
      readonly warmupSeconds: number;
      readonly adjusts: 'change' | 'percent' | 'exact';
      readonly leastChange: number;
      readonly steps: readonly Step[];
    };

/** An adjustment for metrics from `from` to below `below`, both counted from the threshold. */
export interface Step {
  readonly from: Fraction | undefined;
  readonly below: Fraction | undefined;
  readonly by: number;
}

/** A scheduled action. */
export interface ScheduledSize {
  readonly name: string;
  readonly minInstances: number | undefined;
  readonly maxInstances: number | undefined;
  readonly desiredInstances: number | undefined;
  readonly when:
    | { readonly kind: 'once'; readonly at: number }
    | {
        readonly kind: 'recurring';
        readonly cron: Cron;
        readonly clock: ZoneClock;
        readonly from: number | undefined;
        readonly until: number | undefined;
      };
}

/** A rate-based rule of the web ACL in front. */
export interface RateRule {
  readonly name: string;
  readonly priority: number;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly action: 'block' | 'count' | 'challenge';
  /** What is counted together. */
  readonly counts: 'address' | 'address-and-path' | 'everything';
  readonly scope: PathScope;
}

/** Requests that a rule looks at, told by their path. */
export type PathScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'path'; readonly how: 'starts' | 'ends' | 'contains' | 'is'; readonly text: string }
  | { readonly kind: 'any-of' | 'all-of'; readonly scopes: readonly PathScope[] }
  | { readonly kind: 'not'; readonly scope: PathScope };

/** The web ACL in front of the site. */
export interface FrontAcl {
  readonly name: string;
  readonly rules: readonly RateRule[];
  readonly open: readonly Open[];
}
