import type { Observed } from '../shared/observed';
import type { ReplicaLags } from '../shared/rds/replica-lag';

/** A member as the cluster reports it. */
export interface ClusterMember {
  readonly instanceId: string;
  /** `IsClusterWriter`: the only thing that says who the writer is. */
  readonly isWriter: boolean;
  /** 0 to 15; the lowest is promoted first. */
  readonly promotionTier: number;
  /** Whether the cluster's parameters are in effect here; absent when RDS does not say. */
  readonly parameterStatus?: string | undefined;
}

/** The cluster as RDS describes it. What RDS may leave out is a question of its own, and takes nothing else along. */
export interface ClusterState {
  readonly status: string;
  readonly members: readonly ClusterMember[];
  /** Absent until the first backup of the cluster. */
  readonly latestRestorableTime?: Date | undefined;
  readonly parameterGroup?: string | undefined;
  readonly deletionProtection?: boolean | undefined;
  readonly storageEncrypted?: boolean | undefined;
}

export interface InstanceState {
  readonly instanceId: string;
  readonly status: string;
  readonly availabilityZone: string;
  /** With `db.` in front. */
  readonly instanceClass: string;
  /** Absent when RDS does not say. */
  readonly parameterGroups?: readonly ParameterGroupState[] | undefined;
}

export interface ParameterGroupState {
  readonly name?: string | undefined;
  /** Whether its parameters are in effect. */
  readonly status?: string | undefined;
}

/** Something that happened, as RDS reports it. */
export interface DatabaseEvent {
  /** Identifier of the cluster or the instance. */
  readonly source: string;
  readonly at: Date;
  readonly message: string;
  readonly categories: readonly string[];
}

/** Events of the last hour. RDS reports on a best-effort basis: that something is missing here proves nothing. */
export interface EventHistory {
  readonly cluster: Observed<readonly DatabaseEvent[]>;
  /** Of every instance in the Region. */
  readonly instances: Observed<readonly DatabaseEvent[]>;
}

/** A cluster of a global database. */
export interface GlobalMember {
  readonly region: string;
  readonly clusterIdentifier: string;
  readonly isWriter: boolean;
  /** Absent when RDS does not say, as about the primary cluster. */
  readonly synchronization?: string | undefined;
}

/** What RDS and CloudWatch said about a global database. */
export interface GlobalObservation {
  readonly database: Observed<readonly GlobalMember[] | 'absent'>;
  /** Milliseconds that secondary clusters are behind, by Region. */
  readonly lags: Readonly<Record<string, Observed<number>>>;
}

/** Everything the database check reads. */
export interface DatabaseObservation {
  readonly cluster: Observed<ClusterState | 'absent'>;
  readonly instances: Observed<readonly InstanceState[]>;
  /** Of the readers, by instance. */
  readonly replicaLags: Observed<ReplicaLags>;
  readonly history: EventHistory;
  /** Absent for a cluster in one Region alone. */
  readonly global?: GlobalObservation | undefined;
}
