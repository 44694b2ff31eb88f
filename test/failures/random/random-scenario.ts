import type { Fault, FateGroup, Pool, Scenario } from '../../../lib/failures/model/types';
import type { Dice } from './dice';

/** What a scenario is thrown for. */
export interface Stage {
  readonly groups: readonly FateGroup[];
  readonly pools: readonly Pool[];
  readonly zones: readonly string[];
}

/** One fault, two together or one after the other (of which the second may be none), at times with a zone evacuated, a member out or a sale on. */
export function randomScenario(dice: Dice, stage: Stage): Scenario {
  const sequence = dice.pick(['one', 'one', 'together', 'after']);
  const fault = (): Fault => randomFault(dice, stage);
  const [zone] = stage.zones;
  const places = stage.pools
    .filter(({ choice }) => choice === 'spread')
    .flatMap(({ id, members }) => members.map((member) => `${id}/${member.id}`));
  const [place, ...morePlaces] = places;
  return {
    first: sequence === 'together' ? [fault(), fault()] : [fault()],
    ...(sequence === 'after' ? { then: dice.chance(0.2) ? [fault(), fault()] : [fault()] } : {}),
    ...(sequence === 'one' && dice.chance(0.2) ? { then: [] } : {}),
    ...(zone !== undefined && dice.chance(0.15) ? { evacuated: [dice.pick([zone, ...stage.zones])] } : {}),
    ...(place !== undefined && dice.chance(0.15) ? { out: [dice.pick([place, ...morePlaces])] } : {}),
    ...(dice.chance(0.2) ? { isOnSale: true } : {}),
  };
}

/** Zones, parts that come first in their pools, and what many need, more often than the rest. */
function randomFault(dice: Dice, { groups, pools, zones }: Stage): Fault {
  const [zone = 'a'] = zones;
  const moving = pools.filter(({ choice }) => choice === 'prefer');
  // What others look at moves with the writer.
  const writers = moving.filter(({ id }) => id === 'writer');
  const firsts = [...moving, ...writers, ...writers, ...writers].flatMap(({ members }) =>
    members.slice(0, 1).map(({ part }) => part),
  );
  const [first = zone, ...moreFirsts] = firsts;
  const [any = zone, ...moreAny] = groups.map(({ id }) => id);
  switch (
    dice.pick(['zone', 'zone', 'cut-off', 'cut-off', 'first', 'first', 'first', 'first', 'plane', 'plane', 'any'])
  ) {
    case 'zone':
      return { group: dice.pick([zone, zone, ...zones]), mode: 'lost' };
    case 'cut-off':
      return { group: dice.pick([zone, ...zones]), mode: 'cut-off' };
    case 'first':
      return { group: dice.pick([first, ...moreFirsts]), mode: 'lost' };
    case 'plane':
      return { group: dice.pick(['compute', 'dns', 'key', 'key']), mode: 'lost' };
    case 'any':
      return { group: dice.pick([any, ...moreAny]), mode: 'lost' };
  }
}
