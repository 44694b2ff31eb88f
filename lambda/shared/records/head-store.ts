import type { Observed } from '../observed';

/** A text with the tag of its version. */
export interface StoredText {
  readonly text: string;
  /** Differs for every version. */
  readonly tag: string;
}

/**
 * Keeps the newest decision record of a function under a key; older versions stay under lock.
 *
 * Every write names the version it replaces, so two runs can never both append to the same record. Nothing throws for what
 * the store does; a call ends soon after its signal.
 */
export interface HeadStore {
  readonly read: (key: string, signal?: AbortSignal) => Promise<Observed<StoredText | 'absent'>>;
  /**
   * Writes if the newest version is `replaces`, or if there is none and `replaces` is `undefined`. Unknown: it may have
   * been written or not. `conflict` may also be said of a write of one's own whose first answer was lost.
   */
  readonly write: (
    key: string,
    text: string,
    replaces: string | undefined,
    signal?: AbortSignal,
  ) => Promise<Observed<{ readonly tag: string } | 'conflict'>>;
  /** Every key that begins like this, in any order. */
  readonly list: (prefix: string, signal?: AbortSignal) => Promise<Observed<readonly string[]>>;
}
