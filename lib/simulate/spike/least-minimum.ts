import { Portion } from '../fraction';
import type { Tier } from '../read';
import { WaitingLine } from './waiting-line';

/** Minimum sizes of a group with which nothing is refused although nothing is launched. */
export interface LeastMinimum {
  readonly allZones: number;
  /**
   * With one zone lost from the beginning; `undefined` where the number of zones is not known, and `none` where there is
   * only one: no number of instances is enough then.
   */
  readonly oneZoneLost: number | 'none' | undefined;
}

/** Sizes no group reaches. */
const MOST = 2 ** 30;

/**
 * The least minimum that carries the admitted requests by itself (static stability), as if every tier before served all.
 *
 * More instances never refuse more while nothing is launched, so the least can be found by halving. With launches that is
 * not so: a smaller group can see its alarm sooner and be the larger one for a while.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html read 2026-11-26
 */
export function leastMinimum(tier: Tier, admitted: readonly (readonly number[])[]): LeastMinimum {
  const { zones } = tier.group;
  const enough = (serving: number) => admitted.every((requests) => carries(tier, requests, serving));
  const least = leastOf(enough);
  return { allZones: least, oneZoneLost: zones === undefined ? undefined : leastWithLoss(least, zones) };
}

/** The least number of which enough are left in the other zones; the lost one never has fewer than they. */
function leastWithLoss(least: number, zones: number): number | 'none' {
  return zones === 1 ? 'none' : leastOf((size) => size - Math.ceil(size / zones) >= least);
}

/** Whether as many instances refuse nothing. */
function carries({ declared }: Tier, requests: readonly number[], serving: number): boolean {
  const { rpsPerInstance, callsPerRequest: calls, queuePerInstance } = declared;
  const isPartial = calls.n < calls.d;
  const need = new Portion();
  const line = new WaitingLine();
  const room = {
    room: rpsPerInstance * serving * (isPartial ? 1 : calls.d),
    cost: isPartial ? 1 : calls.n,
    places: queuePerInstance * serving,
  };
  return requests.every((arrived) => line.serve(isPartial ? need.take(arrived, calls) : arrived, room).shed === 0);
}

/** The least number from 1 for which something holds that holds for every greater one. */
function leastOf(holds: (size: number) => boolean): number {
  let enough = 1;
  while (enough < MOST && !holds(enough)) {
    enough *= 2;
  }
  let tooFew = enough / 2;
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (holds(middle)) {
      enough = middle;
    } else {
      tooFew = middle;
    }
  }
  return Math.ceil(enough);
}
