import { HonmaruError, type Fault } from '../errors';
import { cutAt, printable } from '../terminal-text';

/** Columns of what somebody wrote that are shown of it. */
const MOST_COLUMNS = 60;

/** What somebody wrote, as one short line that cannot steer a terminal. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string': {
      const [first = '', more] = cutAt(printable(value), MOST_COLUMNS);
      return `'${first}${more === undefined ? '' : '…'}'`;
    }
    case 'number':
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'nothing';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? `a list of ${String(value.length)}` : 'an object';
    case 'bigint':
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    default:
      return 'something unknown';
  }
}

/** One fault as an error. */
export function faultOf(path: string, must: string, got: string | undefined, hint: string, code: string): HonmaruError {
  const fault: Fault = { path: printable(path), must, ...(got === undefined ? {} : { got }), hint, code };
  return new HonmaruError([fault]);
}
