import { inspect } from 'node:util';
import { describeError } from './exit-code';

/** Prints an error: the message where somebody can act on it, everything where it is a bug. */
export function reportError(output: { write(text: string): unknown }, error: unknown): void {
  const text = describeError(error);
  output.write(`${typeof text === 'string' ? text : inspect(text)}\n`);
}
