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
  /** Milliseconds a reader may be behind the writer and still be promoted, at least 1. */
  readonly maximumReplicaLagMilliseconds: number;
  /** Failovers within an hour that may happen; one more means that the cause is still there. */
  readonly maximumFailoversPerHour: number;
  /** Name of the parameter group of the cluster. */
  readonly clusterParameterGroup: string;
  /** Name of the parameter group of every instance: that of RDS, `default.<family>`, where none was deployed. */
  readonly instanceParameterGroup: string;
  /** Whether the cluster must be protected from deletion. */
  readonly deletionProtection: boolean;
  /** Whether the storage must be encrypted. */
  readonly storageEncrypted: boolean;
  /**
   * The global database that replicates the cluster to other Regions.
   *
   * @default - the cluster is in one Region alone
   */
  readonly globalDatabase?: ExpectedGlobalDatabase | undefined;
}

/** A global database. */
export interface ExpectedGlobalDatabase {
  readonly identifier: string;
  /** Regions that must each hold a secondary cluster, at least one. */
  readonly secondaryRegions: readonly string[];
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
  /**
   * Milliseconds that the reader farthest behind is behind the writer. While some readers are unknown, that of the others
   * if it is beyond the limit.
   */
  replicaLag: 'ReplicaLagMilliseconds',
  /** Failovers of the last hour that RDS reported, as far as it does. */
  failovers: 'FailoverEvents',
  /** Parameter groups that are not those deployed or not in effect. While some are unknown, those known, and never 0. */
  parameterFaults: 'ParameterFaults',
  /** Secondary clusters that are missing or not synchronized. While some are unknown, those known, and never 0. */
  secondaryFaults: 'SecondariesNotSynchronized',
  /** Milliseconds that the Region farthest behind is behind the primary one. */
  globalLag: 'GlobalReplicationLagMilliseconds',
} as const;
