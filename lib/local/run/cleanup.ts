/** Things to undo at the end, the last one first, whatever happens to each. */
export class Cleanup {
  private readonly tasks: { readonly what: string; readonly undo: () => Promise<void> | void }[] = [];

  /** Adds something to undo. */
  add(what: string, undo: () => Promise<void> | void): void {
    this.tasks.push({ what, undo });
  }

  /**
   * Undoes everything.
   *
   * @throws AggregateError when something could not be undone; everything else was
   */
  async run(): Promise<void> {
    const failed: Error[] = [];
    for (let task = this.tasks.pop(); task !== undefined; task = this.tasks.pop()) {
      try {
        await task.undo();
      } catch (cause) {
        failed.push(
          new Error(`could not ${task.what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause }),
        );
      }
    }
    if (failed.length > 0) {
      throw new AggregateError(failed, failed.map(({ message }) => message).join('; '));
    }
  }
}
