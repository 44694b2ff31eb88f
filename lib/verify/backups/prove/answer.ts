import type { FactId } from '../facts';
import type { BackupProof, BackupVerdict, Part, Words } from '../types';

/** What a question came to; `open` and `facts` are put in order. */
export type Answered = Omit<BackupProof, 'open' | 'parts' | 'facts'> & {
  readonly open?: readonly Words[];
  readonly parts?: readonly Part[];
  readonly facts?: readonly FactId[];
};

/** One answer, with the facts of its parts. */
export function answer({ open = [], parts = [], facts = [], ...rest }: Answered): BackupProof {
  const ofParts = parts.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  return {
    ...rest,
    open: rest.verdict === 'UNDETERMINED' ? open : [],
    parts,
    facts: [...new Set([...facts, ...ofParts])].sort(),
  };
}

/** Proved when the worst still holds, refuted when the best does not. */
export function verdictOf(holdsAtWorst: boolean, holdsAtBest: boolean): BackupVerdict {
  return holdsAtWorst ? 'PROVED' : holdsAtBest ? 'UNDETERMINED' : 'REFUTED';
}

/** A verdict of three possible answers. */
export function verdictFor(answer: 'yes' | 'no' | 'unknown'): BackupVerdict {
  return answer === 'yes' ? 'PROVED' : answer === 'no' ? 'REFUTED' : 'UNDETERMINED';
}

/** A number with its English noun. */
export function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
