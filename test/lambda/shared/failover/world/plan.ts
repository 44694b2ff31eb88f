/** What goes wrong with a call to the store. */
export type StoreFault =
  /** It does not happen, and nobody knows. */
  | 'down'
  /** It happens, and nobody knows. */
  | 'answerLost'
  /** It happens a while later, when the caller has given up. */
  | 'late';

/** What goes wrong with an answer of RDS. */
export type ClusterFault =
  /** No answer that is one. */
  | 'unknown'
  /** What was true half a minute ago. */
  | 'stale'
  /** A second member is called the writer. */
  | 'twoWriters'
  /** No member is called the writer. */
  | 'noWriter'
  /** RDS is working on the cluster, or says something nobody understands. */
  | 'busy'
  | 'unclear';

/** What goes wrong with the probe of a zone. */
export type ProbeFault =
  /** It does not answer. */
  | 'unknown'
  /** It is cut off: nothing answers it. */
  | 'blind'
  /** Only the endpoint of the cluster and the writer do not answer it: its zone is grey. */
  | 'grey'
  /** The server lets nobody in. */
  | 'busy'
  /** The server refuses its user. */
  | 'refused';

/** What goes wrong with the mutating call. */
export type MutationFault =
  /** It never arrives, and nobody knows. */
  | 'lost'
  /** It arrives, and nobody knows. */
  | 'answerLost'
  | 'refused'
  /** It is confirmed, and nothing happens. */
  | 'ignored';

/** What goes wrong in one run. */
export interface RunFaults {
  readonly acquire?: StoreFault | undefined;
  /** Of the first, second and third save of the run. */
  readonly saves: readonly (StoreFault | undefined)[];
  /** Of the first and second reading of the cluster; later ones are right. */
  readonly clusters: readonly (ClusterFault | undefined)[];
  readonly probes: Readonly<Partial<Record<string, ProbeFault>>>;
  readonly evacuations?: 'unknown' | undefined;
  readonly mutation?: MutationFault | undefined;
  /** Milliseconds each call takes, over and over. */
  readonly delays: readonly number[];
  /** Calls after which, or before whose effect, the run ends or stands still. */
  readonly stop?: Stop | undefined;
}

/** A run that is killed at one of its calls, or frozen for a while. */
export interface Stop {
  readonly call: number;
  readonly when: 'before' | 'after';
  /** For ever: killed. */
  readonly milliseconds: number | 'for ever';
  /** Whether its monotonic clock stands still as well. */
  readonly isClockFrozen: boolean;
}

/** A run, and what goes wrong in it. */
export interface RunPlan {
  readonly at: number;
  readonly action: 'fail-over-writer' | 'fail-over-writer-dry-run' | 'evacuate-writer' | 'drill';
  /** Zone an order to evacuate is about. */
  readonly zone?: string;
  /** Of an order; the same id is the same order. */
  readonly orderId?: string;
  readonly orderAgeMilliseconds?: number;
  readonly faults: RunFaults;
}

/** What happens to the cluster. */
export type Happening =
  | { readonly at: number; readonly kind: 'loss'; readonly isStillFlagged: boolean }
  /** Aurora moves the writer by itself. */
  | { readonly at: number; readonly kind: 'native'; readonly to: string; readonly milliseconds: number }
  | { readonly at: number; readonly kind: 'return'; readonly as: 'reader' | 'writer' };

/** A story: what happens to the cluster, which runs there are, and what goes wrong in them. */
export interface Plan {
  readonly happenings: readonly Happening[];
  readonly runs: readonly RunPlan[];
  /** Moments at which the clock of the store jumps, and how far, in milliseconds. */
  readonly jumps: readonly { readonly at: number; readonly by: number }[];
  /** Milliseconds a run has. */
  readonly timeoutMilliseconds: number;
  /** Milliseconds Aurora takes to carry out a failover it accepted. */
  readonly failoverMilliseconds: number;
}
