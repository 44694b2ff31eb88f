/** A text in both languages, or one for both. */
export type ReviewedText = string | { readonly en: string; readonly ja: string };

/** A state that has to be explained. */
export type ExceptedState = 'DOWN' | 'PARTIAL' | 'UNDETERMINED';

/**
 * What is done by hand when it happens: a document says how; or nothing is, and why.
 */
export type ReviewedProcedure =
  | { readonly document: string; readonly does?: ReviewedText; readonly nothing?: never }
  | { readonly nothing: ReviewedText; readonly document?: never; readonly does?: never };

/** What an exceptions file says of some scenarios after which, by itself, a service is not up. */
export interface WrittenException {
  /** Names of scenarios; `*` stands for any text. */
  readonly scenarios: readonly string[];
  /** Ids of services. @default - every service */
  readonly services?: readonly string[];
  /** In which state each of the services is once everything that happens by itself has happened. */
  readonly state: ExceptedState;
  /** Why that is accepted. */
  readonly reason: ReviewedText;
  readonly procedure: ReviewedProcedure;
  /** Role or team that answers for it. */
  readonly owner: string;
  /** Day on which it is to be looked at again, as `YYYY-MM-DD`. No clock is asked: reports show it. @default - none */
  readonly until?: string;
}

/** An exception with the place where it is written. */
export interface ReviewedException extends WrittenException {
  readonly at: string;
}
