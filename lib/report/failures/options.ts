import type { FailureComparison, MatchedExceptions, Row } from '../../failures';
import type { Language } from '../verify/language';

/** What a failure report says beside what was computed. */
export interface FailuresRenderOptions {
  readonly language: Language;
  readonly toolVersion: string;
  /** Templates that were read. */
  readonly read: readonly { readonly stack: string; readonly file: string; readonly sha256: string }[];
  /** How many faults at most came together. */
  readonly faults: 1 | 2;
  readonly comparison?: FailureComparison;
  /** What is not survived by itself, held against what was reviewed. */
  readonly exceptions?: MatchedExceptions<Row>;
}

/** How the report is shown on a terminal. */
export interface FailuresPrettyOptions extends FailuresRenderOptions {
  /** Whether colours are used. @default false */
  readonly colours?: boolean;
  /** Columns of a line. @default 100 */
  readonly width?: number;
  /** Whether ways, recoveries part by part with their sources, and every finding are shown as well. @default false */
  readonly verbose?: boolean;
}
