import { compareSharing } from './compare-sharing';

test.each([4, 6, 7, 8, 9, 60])('shares outcomes of random model %d only where they are equal', (seed) => {
  const { scenarios, differing } = compareSharing(seed);
  expect(scenarios).toBeGreaterThan(10);
  expect(differing).toEqual([]);
});
