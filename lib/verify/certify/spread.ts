/**
 * Ways to give each of some things one of its variants, so that of every two things every combination of variants comes up.
 *
 * With a prime `q` not less than the number of variants, rows `(x, y)` of a field of `q` give a thing with the digit `d`
 * the variant `x + y·d`; two things whose digits differ so meet in every combination. Digits of higher places tell the rest
 * apart.
 */
export function spreadVariants(counts: readonly number[]): readonly (readonly number[])[] {
  const most = Math.max(1, ...counts);
  const several = counts.flatMap((count, index) => (count > 1 ? [index] : []));
  if (most === 1) {
    return [counts.map(() => 0)];
  }
  const prime = primeFrom(Math.max(2, most));
  const places = Math.max(1, Math.ceil(Math.log(Math.max(2, several.length)) / Math.log(prime)));
  const numbers = new Map(several.map((index, position) => [index, position]));
  const rows: number[][] = [];
  for (let place = 0; place < places; place += 1) {
    for (let x = 0; x < prime; x += 1) {
      for (let y = 0; y < prime; y += 1) {
        rows.push(
          counts.map((count, index) => {
            const digit = Math.floor((numbers.get(index) ?? 0) / prime ** place) % prime;
            return ((x + y * digit) % prime) % count;
          }),
        );
      }
    }
  }
  return rows;
}

function primeFrom(least: number): number {
  for (let number = least; ; number += 1) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
      isPrime &&= number % divisor !== 0;
    }
    if (isPrime) {
      return number;
    }
  }
}
