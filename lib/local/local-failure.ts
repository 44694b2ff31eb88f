/**
 * What was tried really failed: a deployment, a removal, an expectation. Not a fault of what the user wrote, and no bug of
 * the local site either.
 */
export class LocalFailure extends Error {
  /** One sentence for each thing that failed. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.name = 'LocalFailure';
    this.problems = problems;
  }
}
