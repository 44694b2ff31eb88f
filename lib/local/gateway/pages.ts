/** Everything on all pages of an answer. */
export async function all<P, T>(
  pages: AsyncIterable<P>,
  items: (page: P) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) {
    found.push(...(items(page) ?? []));
  }
  return found;
}
