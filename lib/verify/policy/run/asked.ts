import type { Fault } from '../../../errors';
import type { Level, Party, Relation, Verdict } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import type { Selection } from '../select/selection';
import type { ServiceText, SiteStatement, Words } from '../types';
import type { Between } from './failing-paths';

/** One question that a rule asks. */
export interface Asked {
  readonly says: Words;
  readonly from: string;
  readonly to: string;
  readonly senders: readonly Party[];
  readonly receivers: readonly Party[];
  readonly services: readonly ServiceText[];
  readonly level: Level;
  readonly relation: Relation;
  /** What should get through: nothing of the services, only the services, or all of them. */
  readonly expects: 'nothing' | 'only' | 'everything';
  readonly answer: () => Verdict;
  /** What gets through between two parties; missing where pairs are not what is asked about. */
  readonly between?: Between;
}

/** With what rules are turned into questions. */
export interface Asking {
  readonly verifier: Verifier;
  readonly selection: Selection;
  /** What the policy states about sites, as the verifier was told. */
  readonly sites: readonly SiteStatement[];
  /** Name of the rule in messages. */
  readonly path: string;
  readonly report: (fault: Fault) => void;
}
