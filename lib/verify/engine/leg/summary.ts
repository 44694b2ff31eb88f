import { andInto, orInto, sameBits, type Bits } from '../../address';
import type { Party } from '../types';
import type { Env } from './env';
import { forEachCell, type LegOptions } from './leg';

/** What passes between two parties, over all their addresses and ports. */
export interface Summary {
  /** Packets that may pass from some address. */
  readonly mayAny: Bits;
  /** Packets that surely pass from some address. */
  readonly mustAny: Bits;
  /** Packets that surely pass from every address, by one of the addresses of the receiver. */
  readonly mustAll: Bits;
  /** Packets that may pass from every address, by one of the addresses of the receiver. */
  readonly mayAll: Bits;
}

/** Sums a leg up. */
export function summarize(
  env: Env,
  from: Party,
  to: Party,
  options: LegOptions,
  portsOf: { readonly may: readonly number[]; readonly must: readonly number[] },
): Summary {
  const { services } = env.spaces;
  const [mayAny, mustAny, mustAll, mayAll] = [services.none(), services.none(), services.none(), services.none()];
  const doors = new Map<string, { readonly must: Bits; readonly may: Bits }>();
  forEachCell(env, from, to, options, (cell) => {
    orInto(mayAny, cell.pass.may);
    orInto(mustAny, cell.pass.must);
    if (!cell.source.isExtra && !cell.destination.isExtra) {
      const key = `${cell.door.kind} ${cell.source.family}`;
      const door = doors.get(key) ?? { must: services.all.slice(), may: services.all.slice() };
      doors.set(key, door);
      if (cell.port === undefined || portsOf.may.includes(cell.port)) {
        andInto(door.must, cell.pass.must);
      }
      if (cell.port === undefined || portsOf.must.includes(cell.port)) {
        andInto(door.may, cell.pass.may);
      }
    }
    return false;
  });
  for (const { must, may } of doors.values()) {
    orInto(mustAll, must);
    orInto(mayAll, may);
  }
  // Mostly what passes surely passes, and from everywhere: of pairs there are very many.
  const sets = [mayAny];
  const shared = (bits: Bits) => {
    const same = sets.find((each) => sameBits(each, bits));
    if (same === undefined) {
      sets.push(bits);
    }
    return same ?? bits;
  };
  return { mayAny, mustAny: shared(mustAny), mustAll: shared(mustAll), mayAll: shared(mayAll) };
}
