import type { Memory } from '../../../../../lambda/shared/failover/memory';
import type { ActionOutcome } from '../../../../../lambda/shared/failover/outcome';
import type { ClusterView, Vantage } from '../../../../../lambda/shared/failover/ports';
import type { Observed } from '../../../../../lambda/shared/observed';
import type { Truth } from './aurora';
import type { ClusterFault, RunPlan } from './plan';

/** A mutating call that was sent. */
export interface Sent {
  readonly run: number;
  readonly target: string;
  /** When it was called. */
  readonly at: number;
  /** When it arrived; later, if the run stood still in between. */
  readonly arrivedAt: number;
  /** By the clock of the store. */
  readonly storeAt: number;
  readonly truth: Truth;
  /** What the store held when it was sent. */
  readonly saved: Memory | undefined;
}

/** A reading of the cluster as a run got it. */
export interface ClusterReading {
  readonly at: number;
  /** Moment whose truth it shows. */
  readonly shows: number;
  readonly fault: ClusterFault | undefined;
  readonly view: Observed<ClusterView>;
}

/** Everything a run met and did. */
export interface RunJournal {
  readonly number: number;
  readonly plan: RunPlan;
  /** Time of the store when the lease was given; absent when it was not. */
  grantedAt?: number;
  fencing?: number;
  readonly clusters: ClusterReading[];
  readonly vantages: (readonly Vantage[])[];
  /** States saved, whether they arrived or not. */
  readonly saves: unknown[];
  /** When it ended, and with what; absent while it has not. */
  ended?: { readonly at: number; readonly outcome: ActionOutcome };
  failed?: unknown;
}

/** Everything that happened in a story. */
export interface Journal {
  readonly runs: readonly RunJournal[];
  readonly sent: readonly Sent[];
  readonly truth: () => Truth;
}
