import { distance } from 'fastest-levenshtein';

/** The known word nearest to a written one, when it is near enough to have been meant. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const word = written.slice(0, 60).toLowerCase();
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of known) {
    const edits = distance(word, candidate.toLowerCase());
    if (best === undefined || edits < best.edits) {
      best = { candidate, edits };
    }
  }
  return best !== undefined && best.edits <= allowedEdits(best.candidate) ? best.candidate : undefined;
}

/** A third of the letters may be wrong, or two changed places: a slip of the keyboard, and no other word. */
function allowedEdits({ length }: string): number {
  return Math.max(length < 4 ? 1 : 2, Math.floor(length / 3));
}
