import type { Delay, Member, Pool, Reaction } from '../../../lib/failures/model/types';
import type { Dice } from './dice';

/** Control planes that random reactions need: `compute` fails with the Region, `dns` with another. */
export const PLANES = ['compute', 'dns'] as const;

/** A delay of one piece or two. */
export function delayOf(dice: Dice, seconds: number): Delay {
  const piece = { basis: dice.pick(['bound', 'typical', 'declared', 'unverified']), source: 'dice' };
  return seconds > 1 && dice.chance(0.3)
    ? [
        { ...piece, name: 'notice', seconds: 1 },
        { ...piece, name: 'act', seconds: seconds - 1 },
      ]
    : [{ ...piece, name: 'act', seconds }];
}

/** Something that happens after one of some delays; seldom about the time when a day or its half is over. */
export function reaction(dice: Dice, seconds: readonly [number, ...number[]], planeShare: number): Reaction {
  const isSlow = dice.chance(0.01);
  const delay = delayOf(dice, dice.pick(isSlow ? [43_200, 43_201, 60_000, 86_395, 86_400, 86_401, 90_000] : seconds));
  return dice.chance(planeShare) ? { rule: 'DICE-01', delay, planes: [dice.pick(PLANES)] } : { rule: 'DICE-01', delay };
}

export function rotating(dice: Dice): Pick<Pool, 'leave' | 'comeBack'> {
  return {
    ...(dice.chance(0.92) ? { leave: reaction(dice, [2, 5, 10, 12], 0.06) } : {}),
    ...(dice.chance(0.95) ? { comeBack: reaction(dice, [2, 5, 10, 20], 0.04) } : {}),
  };
}

/** @param like a pool with the same parts, which mostly ends them in the same second and would let them live sooner */
export function replacing(dice: Dice, like?: Pool): Pick<Pool, 'replace'> {
  const after = reaction(dice, [5, 12, 30, 60], 0.1);
  const relaunch = reaction(dice, like?.replace === undefined ? [40, 60, 120] : [50, 130, 160], 0.15);
  return { replace: { after: dice.chance(0.7) ? (like?.replace?.after ?? after) : after, relaunch } };
}

export function openingBelow(dice: Dice, members: number): Pick<Pool, 'failOpenBelow'> {
  return { failOpenBelow: dice.pick([1, members, members, Math.max(1, members - 1)]) };
}

export function takingOver(
  dice: Dice,
  { isManual }: { readonly isManual: boolean },
): Pick<Member, 'start' | 'loses' | 'isManual'> {
  return {
    ...(dice.chance(0.35) ? { start: delayOf(dice, dice.pick([5, 20, 60])) } : {}),
    ...(dice.chance(0.4) ? { loses: delayOf(dice, dice.pick([1, 60, 300])) } : {}),
    ...(isManual ? { isManual } : {}),
  };
}

export function capacity(dice: Dice): Member['perSecond'] {
  return dice.pick([50, 100, 100, 120, 200, 'unlimited', 'unlimited', 'unlimited', undefined]);
}
