import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@smithy/core/client';
import { CALLS_DIRECTORY } from '../../support/recorded-calls';

/** What of a client and a command is looked at. */
interface Sending {
  readonly config: { readonly serviceId?: string; readonly requestHandler?: unknown };
}

const written = new Set<string>();

/**
 * Writes down every operation that a test of a function sends through clients with a handler of this kind, so that the
 * grants of its role can be compared with what it calls.
 */
export function recordCalls(isFake: (handler: unknown) => boolean): void {
  const prototype = Client.prototype as { send: (...args: unknown[]) => unknown };
  const { send } = prototype;
  prototype.send = function recorded(this: Sending, ...args: unknown[]): unknown {
    const [command] = args;
    if (isFake(this.config.requestHandler) && typeof command === 'object' && command !== null) {
      recordCall(`${this.config.serviceId ?? ''}.${command.constructor.name.replace(/Command$/, '')}`);
    }
    return send.apply(this, args);
  };
}

/** Writes down one call of the function whose test runs. */
export function recordCall(call: string): void {
  const caller = /[\\/]test[\\/]lambda[\\/]([^\\/]+)[\\/]/.exec(expect.getState().testPath ?? '')?.[1];
  const line = `${caller ?? ''} ${call}\n`;
  if (caller === undefined || written.has(line)) {
    return;
  }
  written.add(line);
  mkdirSync(CALLS_DIRECTORY, { recursive: true });
  // One file a process: lines of two processes never mix.
  appendFileSync(path.join(CALLS_DIRECTORY, `${String(process.pid)}.txt`), line);
}
