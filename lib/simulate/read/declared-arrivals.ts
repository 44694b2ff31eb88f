import type { Fraction } from '../fraction';
import type { Fields } from './fields';

/** Requests over time, before the web ACL. */
export type Arrivals =
  | {
      readonly kind: 'curve';
      readonly baseRps: number;
      readonly peakRps: number;
      readonly riseSeconds: number;
      readonly holdSeconds: number;
      readonly decaySeconds: number;
    }
  /** Requests of each minute, the first of them `fromMinute` minutes after the opening. */
  | { readonly kind: 'minutes'; readonly fromMinute: number; readonly counts: readonly number[] };

/** Most seconds of a part of a curve: a day. */
const DAY = 86_400;
const MOST_RPS = 10_000_000;

/** Reads a curve; `undefined` when something of it is wrong, which is reported. */
export function arrivalsOf(fields: Fields, arrivals: Fields | undefined): Arrivals | undefined {
  if (arrivals === undefined) {
    return fields.required('arrivals', undefined, 'tell how many requests come: baseRps, peakMultiple and so on');
  }
  // A relative file is read by whoever knows where from; here it is only no unknown field.
  arrivals.text('csv');
  const seconds = { least: 0, most: DAY };
  const baseRps = arrivals.required(
    'baseRps',
    arrivals.whole('baseRps', { least: 0, most: MOST_RPS }),
    'write the requests per second before the sale',
  );
  const multiple = arrivals.fraction('peakMultiple', { least: 1, most: MOST_RPS });
  const peakRps = arrivals.whole('peakRps', { least: 1, most: MOST_RPS }) ?? multipleOf(arrivals, baseRps, multiple);
  if (arrivals.has('peakRps') === arrivals.has('peakMultiple')) {
    arrivals.report(
      [arrivals.has('peakRps') ? 'peakMultiple' : 'peakRps'],
      'must be given, or peakMultiple instead, and not both',
      undefined,
      'write one of them',
      'SpikePeakAmbiguous',
    );
  }
  const hint = 'write a number of seconds';
  const riseSeconds = arrivals.required('riseSeconds', arrivals.whole('riseSeconds', seconds), hint);
  const holdSeconds = arrivals.required('holdSeconds', arrivals.whole('holdSeconds', seconds), hint);
  const decaySeconds = arrivals.whole('decaySeconds', seconds) ?? 0;
  arrivals.close();
  if (baseRps === undefined || peakRps === undefined || riseSeconds === undefined || holdSeconds === undefined) {
    return undefined;
  }
  if (peakRps < baseRps) {
    return arrivals.report(
      ['peakRps'],
      `must be at least baseRps ${String(baseRps)}`,
      String(peakRps),
      'raise it',
      'SpikePeakBelowBase',
    );
  }
  if (riseSeconds + holdSeconds + decaySeconds < 1) {
    return arrivals.report(
      ['holdSeconds'],
      'must last a second at least, with rise and decay',
      '0',
      'raise one of them',
      'SpikeNumberInvalid',
    );
  }
  return { kind: 'curve', baseRps, peakRps, riseSeconds, holdSeconds, decaySeconds };
}

function multipleOf(arrivals: Fields, baseRps: number | undefined, multiple: Fraction | undefined): number | undefined {
  if (baseRps === undefined || multiple === undefined) {
    return undefined;
  }
  const peak = (baseRps * multiple.n) / multiple.d;
  return Number.isInteger(peak) && peak >= 1 && peak <= MOST_RPS
    ? peak
    : arrivals.report(
        ['peakMultiple'],
        `must make a whole number of requests per second of baseRps ${String(baseRps)}, from 1 to ${String(MOST_RPS)}`,
        String(peak),
        'write peakRps instead',
        'SpikePeakInvalid',
      );
}
