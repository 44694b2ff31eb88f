import type { StopSignal } from './exit-code';

/** What stands in front of a process: `process` itself, or an emitter in tests. */
export interface SignalSource {
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
}

/** A stream whose reader may go away. */
export interface WatchedStream {
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** Tells work to stop, once, and remembers why. */
export interface StopWatch {
  /** Aborted as soon as something asks to stop. */
  readonly signal: AbortSignal;
  /** First signal that arrived. */
  readonly stoppedBy: () => StopSignal | undefined;
  /** First error that nothing caught: a bug, which stops the work as well. */
  readonly uncaught: () => { readonly error: unknown } | undefined;
  /** Listens no more. */
  readonly close: () => void;
}

/** Reason of an abort by a signal. */
export class StoppedBySignal extends Error {
  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.name = 'AbortError';
  }
}

const STOPPING = 'stopping, cleaning up';

const STILL_STOPPING = 'already stopping: what was started is being ended, which must not be cut short';

/**
 * Listens to everything that may ask a command to stop: signals, a reader that has gone away, an error nobody caught. From
 * then on none of them ends the process, so that the work can clean up.
 *
 * @param say called with what a person should know
 */
export function watchForStop(
  source: SignalSource,
  streams: readonly WatchedStream[],
  say: (text: string) => void,
): StopWatch {
  const controller = new AbortController();
  const state: { by?: StopSignal; uncaught?: { error: unknown }; repeated: boolean } = { repeated: false };
  const stop = (by: StopSignal): void => {
    if (!controller.signal.aborted) {
      state.by = by;
      say(STOPPING);
      controller.abort(new StoppedBySignal(by));
    } else if (!state.repeated && by !== 'SIGPIPE') {
      state.repeated = true;
      say(STILL_STOPPING);
    }
  };
  const fail = (error: unknown): void => {
    state.uncaught ??= { error };
    if (!controller.signal.aborted) {
      say(STOPPING);
      controller.abort(error);
    }
  };
  const onStreamError = (error: Error & { readonly code?: string }): void => {
    if (error.code === 'EPIPE') {
      stop('SIGPIPE');
    } else {
      fail(error);
    }
  };
  const listeners: readonly (readonly [event: string, listener: (value: unknown) => void])[] = [
    ...SIGNALS.map(
      (name) =>
        [
          name,
          () => {
            stop(name);
          },
        ] as const,
    ),
    ['uncaughtException', fail],
  ];
  listeners.forEach(([event, listener]) => source.on(event, listener));
  streams.forEach((stream) => stream.on('error', onStreamError));
  return {
    signal: controller.signal,
    stoppedBy: () => state.by,
    uncaught: () => state.uncaught,
    close: () => {
      listeners.forEach(([event, listener]) => source.off(event, listener));
      streams.forEach((stream) => stream.off('error', onStreamError));
    },
  };
}

/** Node.js never delivers SIGPIPE: a reader that has gone away is an error of the stream. */
const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
