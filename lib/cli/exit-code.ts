import { HonmaruError } from '../errors';

/** 1: the judges found something. 2: the input is wrong. 3: a bug. */
export type ExitCode = 1 | 2 | 3;

/** Name of the error a CDK synthesis ends with when a judge found something. */
const VALIDATION_FAILED = 'ValidationFailed';

/** Exit code that an error ends the process with. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof HonmaruError) {
    return 2;
  }
  return error instanceof Error && error.name === VALIDATION_FAILED ? 1 : 3;
}

/** What is printed of an error: the message where somebody can act on it, everything where it is a bug. */
export function describeError(error: unknown): unknown {
  return error instanceof Error && exitCodeOf(error) !== 3 ? error.message : error;
}
