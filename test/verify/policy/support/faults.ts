import { HonmaruError, type Fault } from '../../../../lib/errors';

/** The faults that something throws; none is an error of the test. */
export function faultsOf(act: () => unknown): readonly Fault[] {
  try {
    act();
  } catch (error) {
    return faultsIn(error);
  }
  throw new Error('nothing was thrown');
}

/** The faults that a promise is rejected with. */
export async function faultsOfPromise(promise: Promise<unknown>): Promise<readonly Fault[]> {
  try {
    await promise;
  } catch (error) {
    return faultsIn(error);
  }
  throw new Error('nothing was thrown');
}

function faultsIn(error: unknown): readonly Fault[] {
  if (error instanceof HonmaruError) {
    return error.faults;
  }
  throw error;
}

/** Faults as `code path`. */
export function codesOf(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ code, path }) => `${code} ${path}`);
}
