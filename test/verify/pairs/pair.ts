import type { Template } from './builders';

/**
 * Where a packet starts or arrives: `internet`, `internet:<address>`, the logical id of an instance, a network interface, a
 * load balancer, a database, a function or an endpoint, `site:<logical id of a customer gateway>`, or
 * `<logical id>@<zone>`.
 */
export type Place = string;

/**
 * What a verdict says of a policy.
 *
 * - `PROVED`: it holds for every value of what the template leaves open. Isolated: not one packet of the services is
 *   delivered. Reached: every session of the services is opened and answered.
 * - `PROVED-IF`: it holds for the default of a parameter that may be given another value; the value is the assumption.
 * - `REFUTED`: what the template says for certain, with its defaults, is enough for a packet that shows the contrary.
 * - `UNDETERMINED`: what decides is not in the template.
 */
export type Verdict = 'PROVED' | 'PROVED-IF' | 'REFUTED' | 'UNDETERMINED';

/** A way that no packet filter sees; it stands beside a verdict and does not change it. */
export type ControlPlaneWay = 'ssm-session' | 'instance-connect-endpoint';

/** What must hold. */
export interface Policy {
  readonly says: string;
  readonly from: Place;
  readonly to: Place;
  /** Services at the destination, in the form of `../matrices/services.ts`. */
  readonly services: readonly string[];
  /** `isolate` is about packets that are delivered, `reach` about sessions that are answered. */
  readonly relation: 'isolate' | 'reach';
  /**
   * How far chains are followed, as in `../matrices/matrix.ts`.
   *
   * @default 'viaProxies'
   */
  readonly level?: 'direct' | 'viaProxies';
}

/** A template and what it makes of the policy. */
export interface Case {
  readonly template: Template;
  readonly verdict: Verdict;
  readonly because: string;
  /** What `PROVED-IF` assumes, by parameter. */
  readonly assuming?: Readonly<Record<string, string>>;
  /** Ways of the API plane from which the destination is within reach; left open where it is not given. */
  readonly controlPlane?: readonly ControlPlaneWay[];
}

/** Where it is written that the difference matters. */
export interface Source {
  readonly url: string;
  /** Day on which the passage was read; otherwise the page is known by name, and the verdict rests on the design. */
  readonly read?: '2026-11-25';
}

/** Two templates that differ in little, and a policy that tells them apart. */
export interface Pair {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  readonly policy: Policy;
  readonly bad: Case;
  readonly good: Case;
}

/** Region and account of every template. */
export const STACK = { region: 'ap-northeast-1', account: '111122223333' } as const;
