import type { Whereabouts } from './component';

/** One step of a packet, as a row of a table. */
export interface HopRow {
  readonly number: number;
  readonly decision: 'passes' | 'blocks' | 'unknown';
  readonly says: string;
  readonly component: Whereabouts;
  /** The rule of a template that decides; nothing where a default of AWS does, or nothing is decided. */
  readonly rule?: Whereabouts & { readonly text?: string };
  /** Ids of the register. */
  readonly register: readonly string[];
}

/** A part of an explanation. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly Item[] }
  | {
      readonly kind: 'hops';
      readonly title: string;
      readonly direction: 'forward' | 'back';
      readonly packet?: string;
      readonly rows: readonly HopRow[];
    };

/** One thing of a list, with what is to be said about it. */
export interface Item {
  readonly text: string;
  readonly at?: Whereabouts;
  readonly notes: readonly string[];
}

/** Why a verdict is what it is, as every renderer shows it. */
export interface Explanation {
  /** One sentence. */
  readonly headline: string;
  readonly blocks: readonly Block[];
}
