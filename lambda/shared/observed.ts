/** Why a fact is not known. */
export type UnknownCode =
  /** The API asked to come back later, three times. */
  | 'Throttled'
  /** The API refused: a permission was taken away, a token expired. */
  | 'Denied'
  /** Who asks was to prove to be a browser first. */
  | 'Challenged'
  /** No answer in time. */
  | 'Timeout'
  /** No connection, or one that broke. */
  | 'Network'
  /** The API failed, or said something it never says about this question. */
  | 'ApiError'
  /** An answer came, and it is not one: a proxy's page, half a document, a member missing. */
  | 'Malformed'
  /** The answer is complete but contradicts itself or another one. */
  | 'Contradictory'
  /** Answers were read, and they do not settle the question. */
  | 'Incomplete';

/** A fact that could not be read or believed: neither good nor bad news. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly code: UnknownCode;
  /** What happened, for people; holds no secret. */
  readonly reason: string;
}

/** A fact, or the reason why it is not known. */
export type Observed<T> = { readonly kind: 'known'; readonly value: T } | Unknown;

/** Wraps a fact. */
export function known<T>(value: T): Observed<T> {
  return { kind: 'known', value };
}

/** Wraps the lack of one. */
export function unknown(code: UnknownCode, reason: string): Unknown {
  return { kind: 'unknown', code, reason };
}
