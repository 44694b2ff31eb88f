/** How many of some rising numbers are less than a bound. */
export function countBelow(numbers: readonly number[], bound: number): number {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((numbers[middle] ?? 0) < bound) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
