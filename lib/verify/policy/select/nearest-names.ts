import { distance } from 'fastest-levenshtein';

const MOST_NEAR = 3;

/** Part of the letters that may differ: beyond it, a name has not been meant. */
const MOST_DIFFERENT = 0.5;

/** Names most like a written one: those that hold it first, then by the number of letters that differ. */
export function nearestNames(written: string, names: readonly string[]): readonly string[] {
  const plain = written.replaceAll('*', '').toLowerCase();
  return names
    .map((name) => {
      const other = name.toLowerCase();
      const isPart = plain !== '' && (other.includes(plain) || plain.includes(other));
      return { name, cost: isPart ? 0 : distance(plain, other) / Math.max(plain.length, other.length, 1) };
    })
    .filter(({ cost }) => cost <= MOST_DIFFERENT)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST_NEAR)
    .map(({ name }) => name);
}
