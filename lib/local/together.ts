/** Results of a tuple of promises. */
type Results<P extends readonly unknown[]> = { -readonly [I in keyof P]: Awaited<P[I]> };

/** Waits until all have ended, so that nothing goes on behind an error, and then throws the first one there was. */
export async function together<const P extends readonly unknown[]>(promises: P): Promise<Results<P>> {
  await Promise.allSettled(promises);
  return Promise.all(promises) as Promise<Results<P>>;
}
