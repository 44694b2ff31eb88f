import type { Zone } from '../net/network';
import type { Truth } from '../net/truth';

/** Zones are the same when nothing tells them apart. */
export function sameZone(a: Zone, b: Zone): Truth {
  if (a.key === b.key) {
    return a.value.kind === 'unknown' ? 'unknown' : 'yes';
  }
  if (a.value.kind === 'known' && b.value.kind === 'known') {
    return 'no';
  }
  const group = (zone: Zone): string | undefined =>
    zone.value.kind === 'symbol' ? zone.value.constraints.distinct : undefined;
  return group(a) !== undefined && group(a) === group(b) ? 'no' : 'unknown';
}
