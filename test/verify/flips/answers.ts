import { tcp, type Party, type ServiceRange, type Verifier } from '../../../lib/verify';

/** Every ordered pair of parties, the internet being one of them: of all, or of those with some names. */
function pairsOf(verifier: Verifier, among?: ReadonlySet<string>): readonly (readonly [Party, Party])[] {
  const all = [verifier.internet, ...verifier.parties.filter(({ id }) => among?.has(id) !== false)];
  return all.flatMap((from) => all.flatMap((to) => (from.id === to.id ? [] : [[from, to] as const])));
}

/** Whether things hold, question by question: nothing gets through, nothing but some does, and someone gets through. */
export function answersOf(
  verifier: Verifier,
  among?: ReadonlySet<string>,
  services: readonly ServiceRange[] = [tcp(443), tcp(8443)],
): readonly string[] {
  return pairsOf(verifier, among).flatMap(([from, to]) => {
    const question = { from: [from], to: [to] };
    const verdicts = {
      isolate: verifier.isolate(question),
      direct: verifier.isolate({ ...question, level: 'direct' }),
      only: verifier.reachOnly({ ...question, services }),
      reach: verifier.reach({ ...question, services: services.slice(-1) }),
    };
    return Object.entries(verdicts).map(
      ([name, { verdict, pairs: count }]) =>
        `${name} ${from.id} > ${to.id} ${verdict === 'PROVED' ? 'holds' : 'fails'} ${String(count)}`,
    );
  });
}

/** What gets from everyone to everyone, in words. */
export function reachesOf(verifier: Verifier, among?: ReadonlySet<string>): readonly string[] {
  return pairsOf(verifier, among).map(([from, to]) => {
    const { may, some, every } = verifier.between(from, to);
    return `${from.id} > ${to.id} ${[may, some, every].map((words) => words.join(' ')).join(' / ')}`;
  });
}
