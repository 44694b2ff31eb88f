import type { Observed } from '../observed';

/**
 * A moment by the clock of the lease store: milliseconds since 1970, in whole seconds, because it is the `Date` header of
 * its answers. The only clock that is compared across runs.
 */
export type StoreTime = number;

/** What a status means for requests: they are answered, they are not, they may be interrupted, or nobody knows. */
export type Readiness = 'serving' | 'busy' | 'broken' | 'unclear';

/** A member of the cluster, as RDS describes it. */
export interface MemberView {
  readonly instanceId: string;
  /** `IsClusterWriter`: the only thing that says who the writer is. */
  readonly isWriter: boolean;
  /** 0 to 15; the lowest is promoted first. */
  readonly promotionTier: number;
  /** Meaning of the instance's status; `unclear` when RDS lists no such instance. */
  readonly readiness: Readiness;
  /** With `db.` in front; `undefined` when RDS lists no such instance. */
  readonly instanceClass: string | undefined;
  /** `undefined` when RDS lists no such instance or no zone for it. */
  readonly availabilityZone: string | undefined;
  /** Milliseconds a reader is behind the writer. */
  readonly replicaLagMilliseconds: Observed<number>;
}

/** The cluster, as RDS describes it. */
export interface ClusterView {
  /** `failing-over` while Aurora moves the writer itself; otherwise the meaning of the status. */
  readonly condition: Readiness | 'failing-over';
  readonly members: readonly MemberView[];
}

/** What a probe met at one endpoint. */
export type EndpointReading =
  /** Signed in; the server accepts writes. `server` names the instance, where the engine tells. */
  | { readonly kind: 'writer'; readonly server?: string | undefined }
  /** Signed in; the server is read-only. */
  | { readonly kind: 'reader'; readonly server?: string | undefined }
  /** Nothing answers: no connection, a broken one, or no answer in time. */
  | { readonly kind: 'silent'; readonly reason: string }
  /** A server answers but lets nobody in: no connection left, starting up, shutting down, storage full. */
  | { readonly kind: 'busy'; readonly reason: string }
  /** A server answers and refuses this user: it lives, and its role is not known. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What the probe of one zone saw. */
export interface Vantage {
  /** Zone in which the probe runs; it is pinned to one. */
  readonly availabilityZone: string;
  /**
   * What the endpoint of the cluster answered; unknown when the probe itself did not answer, which is the case of every
   * probe whose zone is lost.
   */
  readonly writerEndpoint: Observed<EndpointReading>;
  /** What the endpoint of each instance answered, by instance id. */
  readonly instances: Readonly<Record<string, EndpointReading>>;
}

/** A zone that operators or AWS moved the traffic away from. */
export interface EvacuatedZone {
  readonly availabilityZone: string;
  /** End of the shift, if it has one, as the API tells it. */
  readonly expiresAt: Date | undefined;
  readonly reason: string;
}

/** How sending the one mutating call ended. */
export type MutationOutcome =
  /** The API confirmed. */
  | { readonly kind: 'accepted' }
  /** The API refused: nothing happened. `inProgress`: because the cluster is already failing over. */
  | { readonly kind: 'refused'; readonly inProgress: boolean; readonly reason: string }
  /** Nobody knows whether it happened: timeout, reset, an answer that is none. It must never be sent again. */
  | { readonly kind: 'outcomeUnknown'; readonly reason: string };

/** A lease that is held. */
export interface Lease {
  /** Greater than every number given before; each write names it, and an older one is refused. */
  readonly fencing: number;
  /** When it was given. */
  readonly grantedAt: StoreTime;
  /** State as the last holder saved it, as JSON; `undefined` at the very first. Checked by whoever reads it. */
  readonly saved: unknown;
}

/** Keeps the lease and the state of one cluster, with conditional writes. */
export interface LeaseStore {
  /** Takes the lease if nobody holds it, or if it has run out by the store's own clock. */
  readonly acquire: (owner: string, leaseMilliseconds: number) => Promise<Observed<Lease | 'held'>>;
  /** Saves the state, if `fencing` is still the newest number. Unknown: it may have been saved or not. */
  readonly save: (fencing: number, state: unknown) => Promise<Observed<{ readonly savedAt: StoreTime } | 'lost'>>;
  /** Gives the lease back, if `fencing` is still the newest number. Never throws: a lease also runs out. */
  readonly release: (fencing: number) => Promise<void>;
}

/** Everything a decider needs of the world; each is a fake in tests. Nothing here throws for what the world does. */
export interface FailoverPorts {
  readonly store: LeaseStore;
  /** Reads the cluster and its instances; the consistent answer of one moment, or unknown. */
  readonly readCluster: () => Promise<Observed<ClusterView>>;
  /** Asks every probe at once: one entry for each expected zone, in every case. */
  readonly readVantages: (instances: readonly string[]) => Promise<readonly Vantage[]>;
  /** Zones that are evacuated now. */
  readonly readEvacuations: () => Promise<Observed<readonly EvacuatedZone[]>>;
  /**
   * Sends the one mutating call: fail over to this instance. Sends it exactly once, whatever happens.
   *
   * Absent in a dry run: there is nothing that could send it.
   */
  readonly failOver?: (targetInstanceId: string) => Promise<MutationOutcome>;
  /** Milliseconds since some moment, never backwards: for time within one run. */
  readonly monotonicNow: () => number;
  /** Milliseconds until the function is stopped. */
  readonly remainingMilliseconds: () => number;
  /** Waits, within one run. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}
