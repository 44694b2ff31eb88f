import type { CheckEvent } from '../shared/contract';

/** The Aurora cluster as it was deployed. */
export interface DatabaseCheckEvent extends CheckEvent {
  readonly clusterIdentifier: string;
  /** Zones that must each hold an instance. */
  readonly availabilityZones: readonly string[];
  /** Classes an instance may have, with `db.` in front. */
  readonly instanceClasses: readonly string[];
  /** Number of instances, the writer included. */
  readonly instances: number;
  /** Readers that must stand ready in zones other than the writer's, wherever the writer is. */
  readonly minimumPromotableReaders: number;
}

/** Metrics of the database check, beside those of every check. Each is left out when it cannot be told. */
export const DATABASE_METRICS = {
  /** Instances that say they are the writer: exactly 1 is right. */
  writers: 'DatabaseWriters',
  /** 1 when the cluster reports more than one writer, otherwise 0. Nothing may be changed while it is 1. */
  splitSuspected: 'SplitSuspected',
  /** Available readers outside the writer's zone that Aurora could promote. */
  promotableReaders: 'PromotableReaders',
  /** Zones that hold an available instance. */
  zones: 'DatabaseZones',
  /** Age of the latest point in time the cluster can be restored to, in seconds. */
  restorableAge: 'LatestRestorableAge',
} as const;
