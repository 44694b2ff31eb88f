/** Where the decision about a cluster stands. */
export type State =
  /** Nothing speaks against the writer. */
  | 'OBSERVE'
  /** The writer was found lost, not yet often enough. */
  | 'SUSPECT'
  /** Found lost often enough, or ordered away: what an act still needs is looked at. */
  | 'CONFIRM'
  /** The intent is saved. From here on the call may have been sent. */
  | 'ACT'
  /** A failover runs, Aurora's own or ours: only looked at until it is over. */
  | 'VERIFY'
  /** Over, and well: one writer, where it should be. */
  | 'DONE'
  /** Something is not known, or speaks against acting. Looked at anew by every run. */
  | 'HOLD'
  /** Two instances may both take writes. Nothing is changed; a person looks. */
  | 'SPLIT_SUSPECT'
  /** Called off, with the reason. */
  | 'ABORTED';

/** What a run meets. */
export type Event =
  /** One writer, where it was, seen by both planes. */
  | 'healthy'
  /** No writer by the control plane, and enough probes agree. */
  | 'writerMissing'
  /** Something that has to be known is not. */
  | 'unknown'
  /** Something known speaks against a lost writer, or two facts against each other. */
  | 'contradictory'
  /** Two instances are, or may be, the writer. */
  | 'twoWriters'
  /** Aurora is moving the writer, or has moved it since the last sighting. */
  | 'nativeFailover'
  /** An order asks for the writer to be moved, and everything it needs is given. */
  | 'ordered'
  /** The store gave or confirmed the lease. */
  | 'leaseWon'
  /** Another run holds the lease. */
  | 'leaseLost'
  /** The store does not answer. */
  | 'leaseStoreDown'
  /** Too soon after another act, or too many of them. */
  | 'rateLimited'
  /** The call was confirmed. */
  | 'accepted'
  /** The call was refused: nothing happened. */
  | 'refused'
  /** The call may have been sent and may have worked. */
  | 'outcomeUnknown'
  /** Read again before sending, the writer is another one. */
  | 'writerMoved'
  /** The time is up: that of the run, or that of the failover. */
  | 'deadline'
  /** Asks for what has been done already. */
  | 'duplicate'
  /** Asks for what was wanted too long ago. */
  | 'stale'
  /** Asks for what must not be done now, or calls off what was begun. */
  | 'abort'
  /** A run takes up what another one left. */
  | 'restart';

/** What an event does in a state. */
export type Transition =
  | {
      readonly to: State;
      /** Where it leads instead once it was met often enough: 3 times in a row, unless the limits ask for more. */
      readonly whenMet?: State;
      readonly why: string;
    }
  /** It cannot be met there, for that reason. A test walks through everything a run can do and never meets it. */
  | { readonly unreachable: string };

/** One step of a run. */
export interface Step {
  readonly from: State;
  readonly event: Event;
  readonly to: State;
}
