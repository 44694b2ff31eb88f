import { HonmaruError, type Fault } from '../../errors';
import { printable } from '../../terminal-text';
import { faultOf, shown } from '../fault';
import type { Arrivals } from './declared-arrivals';

/** Most minutes of a file: two days. */
const MOST_MINUTES = 2880;
/** Most requests of a minute. */
const MOST_REQUESTS = 600_000_000;

/**
 * Reads a CSV with the columns `minute,requests`: minutes since the opening, negative ones before it, each once and
 * without a hole.
 *
 * @throws HonmaruError `SpikeCsvInvalid` with every line that is wrong
 */
export function readArrivalsCsv(file: string, text: string): Extract<Arrivals, { readonly kind: 'minutes' }> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [head = '', ...rest] = lines;
  if (!/^\s*"?minute"?\s*,\s*"?requests"?\s*$/i.test(head)) {
    throw faultOf(
      `${file}:1`,
      'must be the heading minute,requests',
      shown(head),
      'write it as the first line',
      'SpikeCsvInvalid',
    );
  }
  const faults: Fault[] = [];
  const counts: number[] = [];
  let fromMinute = 0;
  rest.forEach((line, index) => {
    if (line.trim() === '') {
      return;
    }
    const [, minute, requests] = /^\s*"?(-?\d{1,6})"?\s*,\s*"?(\d{1,9})"?\s*$/.exec(line) ?? [];
    const expected = counts.length === 0 ? undefined : fromMinute + counts.length;
    const must =
      minute === undefined || requests === undefined || Number(requests) > MOST_REQUESTS
        ? `must be <minute>,<requests> of whole numbers, at most ${String(MOST_REQUESTS)} requests`
        : expected !== undefined && Number(minute) !== expected
          ? `must be minute ${String(expected)}: each once, in order, without a hole`
          : undefined;
    if (must !== undefined) {
      const path = printable(`${file}:${String(index + 2)}`);
      faults.push({ path, must, got: shown(line), hint: 'correct the line', code: 'SpikeCsvInvalid' });
    } else if (faults.length === 0) {
      fromMinute = counts.length === 0 ? Number(minute) : fromMinute;
      counts.push(Number(requests));
    }
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  if (counts.length === 0 || counts.length > MOST_MINUTES) {
    const must = `must hold 1 to ${String(MOST_MINUTES)} minutes`;
    throw faultOf(file, must, String(counts.length), 'write one line for each minute', 'SpikeCsvInvalid');
  }
  return { kind: 'minutes', fromMinute, counts };
}
