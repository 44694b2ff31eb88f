import type { ServiceRange } from '../../address';
import type { Level, Party, Relation } from '../../engine/types';
import type { VerifierOptions } from '../../engine/world-view';
import type { Origin } from '../../network/types';
import type { Words } from '../../policy/types';
import type { Edit } from '../edit-model';

/** What was asked, so that it can be asked again of a changed network. */
export interface ChangeQuestion {
  /** `isolate`: nothing gets through. `reach-only`: nothing but `services` does. `reach`: everyone does. */
  readonly kind: 'isolate' | 'reach-only' | 'reach';
  readonly from: readonly Party[];
  readonly to: readonly Party[];
  readonly services?: readonly ServiceRange[];
  readonly level?: Level;
  readonly relation?: Relation;
}

/** A small change of the templates after which the answer is another. */
export interface Change {
  readonly says: Words;
  readonly edits: readonly Edit[];
  /** What is changed, with the lines that a person would edit. */
  readonly origins: readonly Origin[];
  /** Other connections, by party, party and service, that a closing change breaks, or an opening one lets in. */
  readonly collateral: number;
  /** Some of them, in words. */
  readonly examples: readonly string[];
}

export interface ChangeOptions {
  /** Most changes to tell of. @default 3 */
  readonly most?: number;
  /** Most networks to build while trying. @default 40 */
  readonly tries?: number;
  /** What the verifier was given that answered. */
  readonly verifier?: VerifierOptions;
}

/** One edit that may help, before it is tried. */
export interface Candidate {
  /** Candidates of one kind go together when one alone does not suffice: a route of each zone. */
  readonly kind: string;
  readonly says: Words;
  readonly edits: readonly Edit[];
  readonly origins: readonly Origin[];
}
