import type { Capacity } from '../engine/outcome';
import { Evaluator } from '../engine/evaluate';
import type { FailureModel, Member, Service } from '../model/types';
import type { Margin } from './types';

/** For each tier whose capacity counts, and each service that needs it: what is left with any one zone lost. */
export function marginsOf(model: FailureModel, isOnSale: boolean): readonly Margin[] {
  const zones = model.groups.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
  return tiersOf(model).flatMap((tier) => {
    const evaluator = new Evaluator(countingOnly(model, tier));
    const capacities = [undefined, ...zones].map((zone) => ({
      zone,
      services: evaluator.evaluate({ first: zone === undefined ? [] : [{ group: zone, mode: 'lost' }] }).services,
    }));
    return model.services.flatMap((service, at): readonly Margin[] => {
      const all = capacities.map(({ zone, services }) => ({ zone, capacity: services[at]?.t1.capacity ?? 0 }));
      const least = leastOf(all);
      return least.capacity === 'unlimited' ? [] : [marginOf(tier, service, isOnSale, least)];
    });
  });
}

function marginOf(tier: string, service: Service, isOnSale: boolean, { zone, capacity }: Left): Margin {
  const peak = isOnSale ? (service.onSalePerSecond ?? service.peakPerSecond) : service.peakPerSecond;
  return {
    tier,
    service: service.id,
    isOnSale,
    zone,
    perSecond: capacity,
    peakPerSecond: peak,
    share: typeof capacity !== 'number' || peak === undefined ? undefined : capacity / peak - 1,
  };
}

interface Left {
  readonly zone: string | undefined;
  readonly capacity: Capacity;
}

/** Unknown is worse than anything that is known. */
function leastOf(all: readonly Left[]): Left {
  const rank = ({ capacity }: Left): number =>
    capacity === 'not determined' ? -1 : capacity === 'unlimited' ? Infinity : capacity;
  return all.reduce((least, each) => (rank(each) < rank(least) ? each : least), {
    zone: undefined,
    capacity: 'unlimited',
  });
}

/** Tiers with a member that does not carry everything. */
function tiersOf({ parts, pools }: FailureModel): readonly string[] {
  const tierOf = new Map(parts.map(({ id, tier }) => [id, tier]));
  const limited = pools.flatMap(({ members }) => members).filter(({ perSecond }) => perSecond !== 'unlimited');
  return [...new Set(limited.flatMap(({ part }) => tierOf.get(part) ?? []))];
}

/** The same model, in which only the members of one tier bound what is carried. */
function countingOnly(model: FailureModel, tier: string): FailureModel {
  const own = new Set(model.parts.filter((part) => part.tier === tier).map(({ id }) => id));
  const free = (member: Member): Member => (own.has(member.part) ? member : { ...member, perSecond: 'unlimited' });
  return {
    ...model,
    detectors: [],
    pools: model.pools.map((pool) => ({ ...pool, members: pool.members.map(free) })),
  };
}
