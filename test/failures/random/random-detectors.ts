import type { Detector, Part, Pool, Service, Sight } from '../../../lib/failures/model/types';
import type { Dice } from './dice';
import { delayOf, PLANES } from './random-reactions';

/** What detectors look at. */
export interface Sights {
  readonly parts: readonly Part[];
  readonly pools: readonly Pool[];
  readonly services: readonly Service[];
}

/** Some detectors of one sight, or of several that may take turns. */
export function randomDetectors(dice: Dice, sights: Sights): readonly Detector[] {
  return ['one', 'two', 'three'].map((name): Detector => {
    const turns = dice.chance(0.5) ? turnsOf(dice, sights) : undefined;
    const count = dice.pick([1, 1, 2, 3]);
    const any = { sees: Array.from({ length: count }, () => randomSight(dice, sights)), lasts: randomLasts(dice) };
    return {
      id: `detector-${name}`,
      kind: dice.pick(['alarm', 'check', 'event']),
      ...(turns ?? any),
      delay: delayOf(dice, dice.pick([60, 120])),
      planes: dice.some([...PLANES, 'a'], 0.1),
    };
  });
}

/** The same, of which some sights are blind to some groups. */
export function withBlindSights(
  dice: Dice,
  detectors: readonly Detector[],
  groups: readonly string[],
): readonly Detector[] {
  return detectors.map((detector) => ({
    ...detector,
    sees: detector.sees.map((sight) => (dice.chance(0.3) ? { ...sight, blindTo: dice.some(groups, 0.25) } : sight)),
  }));
}

/** What is lost until something moves, and what is ended meanwhile: longer together than one of them. */
function turnsOf(dice: Dice, { pools, services }: Sights): Pick<Detector, 'sees' | 'lasts'> | undefined {
  const ended = pools.filter(({ id, replace }) => id !== 'writer' && replace !== undefined);
  const [first, ...others] = ended.flatMap(({ members }) => members.map(({ part }) => part));
  const [service = '', ...moreServices] = services.map(({ id }) => id);
  if (first === undefined) {
    return undefined;
  }
  const lost = dice.pick<[Sight, Sight]>([
    { kind: 'unanswered', pool: 'writer', atLeast: 1 },
    { kind: 'service', service: dice.pick([service, ...moreServices]) },
  ]);
  const parts = dice.chance(0.5) ? [first, ...others] : [dice.pick([first, ...others])];
  const sees: readonly Sight[] = [lost, { kind: 'part', parts }];
  return { sees: dice.chance(0.5) ? sees : sees.toReversed(), lasts: dice.pick([30, 60, 61, 90, 100]) };
}

/** Nothing said, at once, about as long as it takes until something happens or one second less, and about a day or its half. */
function randomLasts(dice: Dice): number | undefined {
  switch (dice.pick(['left out', 'none', 'short', 'reaction', 'reaction', 'reaction', 'reaction', 'several', 'long'])) {
    case 'left out':
      return undefined;
    case 'none':
      return 0;
    case 'short':
      return 1 + dice.below(4);
    case 'reaction':
      return dice.pick([5, 10, 12, 20, 30, 60, 90]) - dice.below(2);
    case 'several':
      return 10 + dice.below(170);
    case 'long':
      return dice.pick([3600, 43_200, 60_000, 86_340, 86_399, 86_400, 86_401, 90_000]);
  }
}

function randomSight(dice: Dice, { parts, pools, services }: Sights): Sight {
  const [first, ...others] = pools;
  const pool = first === undefined ? undefined : dice.pick([first, ...others]);
  const [service, ...moreServices] = services.map(({ id }) => id);
  if (pool === undefined || service === undefined) {
    throw new Error('nothing to look at');
  }
  switch (dice.pick(['part', 'failing', 'failing', 'unanswered', 'unanswered', 'service'])) {
    case 'part':
      return { kind: 'part', parts: dice.some(parts, dice.pick([0.1, 0.3])).map(({ id }) => id) };
    case 'failing': {
      const members = dice.chance(0.75) ? namedOf(dice, pool) : undefined;
      const most = (members ?? pool.members).length;
      return {
        kind: 'failing',
        pool: pool.id,
        atLeast: 1 + dice.below(Math.min(2, most)),
        ...(members === undefined ? {} : { members }),
      };
    }
    case 'unanswered':
      return { kind: 'unanswered', pool: pool.id, atLeast: randomShare(dice, pool.members.length) };
    case 'service':
      return { kind: 'service', service: dice.pick([service, ...moreServices]) };
  }
}

/** Some members of a pool, at least one. */
function namedOf(dice: Dice, { members }: Pool): readonly string[] {
  const ids = members.map(({ id }) => id);
  const [first = '', ...others] = ids;
  const named = dice.some(ids, 0.35);
  return named.length > 0 ? named : [dice.pick([first, ...others])];
}

/** Mostly what just so many of the members lose; also of those that are left, and of two choices one after the other. */
function randomShare(dice: Dice, members: number): number {
  const few = Math.max(1, members - dice.below(2));
  return dice.pick([1, 1 / 2, 1 / 3, 2 / 3, 1 / 4, 5 / 9, 0.01, 0.95, (1 + dice.below(few)) / few, 1 / members]);
}
