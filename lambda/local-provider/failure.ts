/** Whether the API answered with one of these codes. */
export function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && codes.includes(error.name);
}

/** Answer of the API, or `undefined` when it says that the thing is gone. Every other error stays one. */
export async function unlessGone<T>(work: Promise<T>, codes: readonly string[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, codes)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Does the rest of a creation whose first call has succeeded, and undoes that call when the rest fails: CloudFormation
 * learns no physical id of a failed creation and would leave the first part behind.
 */
export async function orUndo<T>(rest: () => Promise<T>, undo: () => Promise<unknown>): Promise<T> {
  try {
    return await rest();
  } catch (error) {
    try {
      await undo();
    } catch (second) {
      throw new Error(`${describeError(error)}; what was made could not be removed: ${describeError(second)}`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** A member that the API always answers with. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) {
    throw new Error(`the API answered without ${name}`);
  }
  return value;
}

/** Error in the words of the API, with its code; an error of the provider itself has none. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}
