import type { Certainty } from '../address';

/** Whether two zones are one. */
export function sameZone(a: string | undefined, b: string | undefined): Certainty {
  if (a === undefined || b === undefined) {
    return 'unknown';
  }
  if (a === b) {
    return 'yes';
  }
  // Names and symbols of one list of zones differ when their texts do; a zone that nothing tells may be any.
  return a.startsWith('?') || b.startsWith('?') || a.startsWith('=') !== b.startsWith('=') ? 'unknown' : 'no';
}
