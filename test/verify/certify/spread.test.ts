import { spreadVariants } from '../../../lib/verify/certify/spread';

test.each([[[1, 1, 1]], [[2, 2]], [[3, 1, 2]], [[4, 4, 4, 4, 4, 4, 4]], [[5, 2, 3, 1, 4, 5, 5, 2, 3, 4, 5, 1, 2]]])(
  'lets every two of %j meet in every combination',
  (counts) => {
    const rows = spreadVariants(counts);
    for (const [a, most] of counts.entries()) {
      for (const [b, other] of counts.entries()) {
        const met = new Set(rows.map((row) => `${row[a]} ${row[b]}`));
        expect(met.size).toBe(a === b ? most : most * other);
      }
    }
  },
);

test('needs one way when nothing has variants', () => {
  expect(spreadVariants([1, 1])).toEqual([[0, 0]]);
});

test('gives no variant that a thing does not have', () => {
  const counts = [3, 1, 2, 5];
  for (const row of spreadVariants(counts)) {
    expect(row.every((variant, index) => variant < (counts[index] ?? 0))).toBe(true);
  }
});
