import { HonmaruError } from '../errors';
import { LocalFailure } from '../local/local-failure';

/** 1: something was found, or an expectation was missed. 2: the input is wrong or something is missing. 3: a bug. */
export type ExitCode = 1 | 2 | 3;

/** Signals that stop a command in good order. `SIGPIPE` stands for a reader that has gone away. */
export type StopSignal = 'SIGHUP' | 'SIGINT' | 'SIGPIPE' | 'SIGTERM';

/** How a command ends: 0 when all is well, an `ExitCode`, or 128 and the number of the signal that stopped it. */
export type CommandExitCode = 0 | ExitCode | (typeof STOPPED)[StopSignal];

const STOPPED = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 } as const;

/** Name of the error a CDK synthesis ends with when a judge found something. */
const VALIDATION_FAILED = 'ValidationFailed';

/** Exit code that an error ends the process with. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof HonmaruError) {
    return 2;
  }
  return error instanceof LocalFailure || (error instanceof Error && error.name === VALIDATION_FAILED) ? 1 : 3;
}

/** Exit code of a command that a signal stopped, as shells have it. */
export function exitCodeOfSignal(signal: StopSignal): CommandExitCode {
  return STOPPED[signal];
}

/** What is printed of an error: the message where somebody can act on it, everything where it is a bug. */
export function describeError(error: unknown): unknown {
  return error instanceof Error && exitCodeOf(error) !== 3 ? error.message : error;
}
