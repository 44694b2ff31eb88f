import type { Observed } from '../shared/observed';
import type { SiteMethod } from './contract';

/** What a viewer gets. */
export type SiteReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** What WAF wants done first; absent when it wants nothing. */
      readonly wafAction: string | undefined;
      /** Time to the end of the answer, or of the part of it that is read. */
      readonly milliseconds: number;
    }
  /** The site shows a certificate that no viewer accepts; the code is that of Node. */
  | { readonly kind: 'bad-certificate'; readonly code: string };

/** What the site does with each method. */
export type SiteObservation = Readonly<Partial<Record<SiteMethod, Observed<SiteReply>>>>;
