import type { Verdict } from './types';

/** The verdict over several worlds: one in which it is refuted refutes it, and it is proved only in all. */
export function joinVerdicts(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts;
  if (first === undefined) {
    return { verdict: 'UNDETERMINED', assuming: [], blames: [], rules: [], pairs: 0 };
  }
  const decided =
    verdicts.find(({ verdict }) => verdict === 'REFUTED') ??
    verdicts.find(({ verdict }) => verdict === 'UNDETERMINED') ??
    first;
  return {
    ...decided,
    assuming: [...new Set(verdicts.flatMap(({ assuming }) => assuming))].sort(),
    rules: [...new Set((decided.verdict === 'PROVED' ? verdicts : [decided]).flatMap(({ rules }) => rules))].sort(),
    pairs: Math.max(...verdicts.map(({ pairs }) => pairs)),
    blames: decided.blames,
  };
}
