/**
 * Does work for each item, one after the other. Unlike with `Promise.all`, nothing is under way any more when it fails,
 * so that what was made can be found and removed.
 */
export async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) {
    results.push(await work(item));
  }
  return results;
}
