import { compare } from '../../../template/compare';
import type { Blame, Party, Reach, Verdict, VerdictName } from '../../engine/types';
import { pathFingerprint } from '../fingerprint';
import type { FailingPath, ProofResult } from '../types';
import type { Asked } from './asked';
import { common, without } from './service-words';

/** What gets from one party to another, in words. */
export type Between = (from: Party, to: Party) => Pick<Reach, 'may' | 'some' | 'every'>;

/**
 * Every pair for which a question fails, sorted: never none, so that nothing that fails is lost in a baseline.
 */
export function failingPaths(
  result: Pick<ProofResult, 'rule' | 'kind'>,
  asked: Asked,
  { verdict, blames }: Verdict,
): readonly FailingPath[] {
  const pairs =
    asked.between === undefined ? blames.map((blame) => ofBlame(asked, blame, verdict)) : pairsOf(asked, asked.between);
  const paths = pairs.length > 0 ? pairs : [whole(asked, verdict)];
  return paths
    .map((path) => ({ ...path, fingerprint: pathFingerprint(result, path) }))
    .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.state, b.state));
}

type Unnamed = Omit<FailingPath, 'fingerprint'>;

function pairsOf({ senders, receivers, services, expects }: Asked, between: Between): readonly Unnamed[] {
  return senders
    .flatMap((from) => receivers.filter(({ id }) => id !== from.id).map((to) => ({ from, to })))
    .flatMap(({ from, to }) => {
      const { may, some, every } = between(from, to);
      const ends = { from: from.id, to: to.id };
      const of = (state: FailingPath['state'], words: readonly string[]): readonly Unnamed[] =>
        words.length === 0 ? [] : [{ ...ends, state, services: words }];
      if (expects === 'everything') {
        const surely = without(services, may);
        return [...of('closed', surely), ...of('perhaps-closed', without(without(services, every), surely))];
      }
      const wrong = (words: readonly string[]) =>
        expects === 'only' ? without(words, services) : common(words, services);
      const surely = wrong(some);
      return [...of('open', surely), ...of('perhaps-open', without(wrong(may), surely))];
    });
}

/** Where no pairs are asked about, what is to blame stands for the way. */
function ofBlame({ from, services }: Asked, { what, origin }: Blame, verdict: VerdictName): Unnamed {
  return { from: origin?.id ?? from, to: what, state: verdict === 'REFUTED' ? 'open' : 'perhaps-open', services };
}

function whole({ from, to, services, expects }: Asked, verdict: VerdictName): Unnamed {
  const state = expects === 'everything' ? 'closed' : 'open';
  return { from, to, state: verdict === 'REFUTED' ? state : `perhaps-${state}`, services };
}
