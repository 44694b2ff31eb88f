import type { Observed } from '../shared/observed';

/** A member as the cluster reports it. */
export interface ClusterMember {
  readonly instanceId: string;
  /** `IsClusterWriter`: the only thing that says who the writer is. */
  readonly isWriter: boolean;
  /** 0 to 15; the lowest is promoted first. */
  readonly promotionTier: number;
}

export interface ClusterState {
  readonly status: string;
  readonly members: readonly ClusterMember[];
  /** Absent until the first backup of the cluster. */
  readonly latestRestorableTime?: Date | undefined;
}

export interface InstanceState {
  readonly instanceId: string;
  readonly status: string;
  readonly availabilityZone: string;
  /** With `db.` in front. */
  readonly instanceClass: string;
}

/** Everything the database check reads. */
export interface DatabaseObservation {
  readonly cluster: Observed<ClusterState | 'absent'>;
  readonly instances: Observed<readonly InstanceState[]>;
}
