import type { Member, Need, Part, Pool } from '../../../lib/failures/model/types';
import type { Dice } from './dice';
import { capacity, openingBelow, reaction, replacing, rotating, takingOver } from './random-reactions';

/** Pools with the parts that nothing before them has. */
export interface Piece {
  readonly pools: readonly Pool[];
  readonly parts: readonly Part[];
}

/** A database: copies of a volume in each zone, a writer that moves, perhaps with a copy elsewhere, and perhaps readers. */
export function database(dice: Dice, zones: readonly string[]): Piece {
  const copies = zones.flatMap((zone) => ['1', '2'].map((number) => partIn(`copy-${number}`, zone)));
  const instances = [
    ...zones.map((zone) => partIn('db', zone)),
    ...(dice.chance(0.3) ? [partIn('db-2', zones[0])] : []),
  ];
  const remote: Part = { id: 'db-far', label: 'db-far', fate: ['db-far', 'far'] };
  const hasRemote = dice.chance(0.5);
  const all = hasRemote ? [...instances, remote] : instances;
  const quorum = (atLeast: number): Need => ({ kind: 'parts', parts: copies.map(({ id }) => id), atLeast });
  const hasVolume = dice.chance(0.6);
  const write = hasVolume ? [quorum(dice.pick([copies.length / 2, copies.length - 2, copies.length - 1]) || 1)] : [];
  const read = hasVolume ? [quorum(copies.length / 2)] : [];
  const isChecked = dice.chance(0.6);
  const perSecond = capacity(dice);
  const writer: Pool = {
    id: 'writer',
    label: 'writer',
    choice: 'prefer',
    members: all.map((part, index) => ({
      id: part.id,
      part: part.id,
      needs: part === remote ? [] : write,
      checks: isChecked && part !== remote && write.length > 0 ? [0] : undefined,
      perSecond,
      ...(index > 0 ? takingOver(dice, { isManual: part === remote ? dice.chance(0.8) : dice.chance(0.15) }) : {}),
    })),
    ...(dice.chance(0.95) ? { move: reaction(dice, [20, 30, 60], 0.3) } : {}),
    ...(dice.chance(0.12) ? replacing(dice) : {}),
  };
  const readers: Pool = {
    id: 'readers',
    label: 'readers',
    choice: 'spread',
    members: instances.map(({ id }) => ({ id, part: id, needs: read, perSecond: capacity(dice) })),
    ...(dice.chance(0.8) ? { without: 'writer' } : {}),
    ...rotating(dice),
    ...(dice.chance(0.35) ? openingBelow(dice, instances.length) : {}),
    ...(dice.chance(0.12) ? replacing(dice) : {}),
  };
  return { pools: dice.chance(0.5) ? [writer, readers] : [writer], parts: [...(hasVolume ? copies : []), ...all] };
}

/** A gateway in each zone, as NAT: shallow, for its own zone, mostly never out of rotation. */
export function gateways(dice: Dice, zones: readonly string[]): Piece {
  const parts = zones.map((zone) => partIn('nat', zone));
  const pool: Pool = {
    id: 'nat',
    label: 'nat',
    choice: 'spread',
    reach: 'own-zone',
    members: parts.map(({ id }) => ({ id, part: id, needs: [], perSecond: capacity(dice) })),
    ...(dice.chance(0.3) ? { ...rotating(dice), ...openingBelow(dice, parts.length) } : {}),
    ...(dice.chance(0.1) ? replacing(dice) : {}),
  };
  return { pools: [pool], parts };
}

/** Lines that stand in no zone, the second of which takes over. */
export function lines(dice: Dice): Piece {
  const parts = ['line-1', 'line-2'].map((id): Part => ({
    id,
    label: id,
    fate: dice.chance(0.5) ? [id, 'centre'] : [id],
  }));
  const pool: Pool = {
    id: 'lines',
    label: 'lines',
    choice: dice.pick(['prefer', 'prefer', 'spread']),
    members: parts.map(({ id }) => ({ id, part: id, needs: [], perSecond: capacity(dice) })),
  };
  const further = pool.choice === 'prefer' ? { move: reaction(dice, [10, 30], 0.2) } : rotating(dice);
  return { pools: [{ ...pool, ...further, ...(dice.chance(0.1) ? replacing(dice) : {}) }], parts };
}

/** Servers in each zone with random checks, rotation and replacement; mostly in one pool, sometimes in one more. */
export function servers(
  dice: Dice,
  zones: readonly string[],
  { name, below, isEntered }: { readonly name: string; readonly below: readonly Need[]; readonly isEntered: boolean },
): Piece {
  const parts = [
    ...zones.map((zone) => partIn(name, zone)),
    ...(zones.length < 3 && dice.chance(0.4) ? zones.map((zone) => partIn(`${name}-2`, zone)) : []),
  ];
  const needs = someNeeds(dice, below);
  const isDeep = dice.chance(0.72);
  const numbers = needs.map((_need, index) => index);
  const members = parts.map(({ id }): Member => ({
    id,
    part: id,
    needs,
    checks: isDeep && dice.chance(0.9) ? dice.some(numbers, 0.85) : undefined,
    perSecond: capacity(dice),
  }));
  const isReplaced = dice.chance(0.42);
  const pool = (id: string, isShallow: boolean, like?: Pool): Pool => ({
    id,
    label: id,
    choice: 'spread',
    members: isShallow ? members.map((member) => ({ ...member, needs: [], checks: undefined })) : members,
    ...(!isEntered && dice.chance(0.4) ? { reach: 'own-zone' } : {}),
    ...rotating(dice),
    ...(dice.chance(0.75) ? openingBelow(dice, members.length) : {}),
    ...(dice.chance(0.85) ? { isShiftable: true } : {}),
    ...(isReplaced ? replacing(dice, like) : {}),
  });
  const first = pool(name, false);
  const also = dice.chance(0.3) ? [pool(`${name}-also`, dice.chance(isReplaced ? 0.3 : 0.6), first)] : [];
  return { pools: [first, ...also], parts };
}

/**
 * Two servers in a group each, and a pool that prefers one of them: as their groups end them each at its own times, it
 * may go to and fro for ever.
 */
export function workers(dice: Dice, zones: readonly string[], below: readonly Need[]): Piece {
  const parts = ['worker-1', 'worker-2'].map((name) => partIn(name, dice.chance(0.3) ? zones[0] : undefined));
  const needs = someNeeds(dice, below);
  const endedBy = dice.pick(['groups', 'primary', 'both', 'both']);
  const isChecked = endedBy !== 'groups' || dice.chance(0.2);
  const groups = parts.map(({ id }): Pool => ({
    id: `group-of-${id}`,
    label: id,
    choice: 'spread',
    members: [{ id, part: id, needs, checks: needs.map((_need, index) => index), perSecond: capacity(dice) }],
    ...rotating(dice),
    ...(endedBy === 'primary' ? {} : replacing(dice)),
  }));
  const primary: Pool = {
    id: 'workers',
    label: 'workers',
    choice: 'prefer',
    members: parts.map(({ id }) => ({
      id,
      part: id,
      ...(isChecked && dice.chance(0.8) ? { needs, checks: [0] } : { needs: [] }),
      perSecond: capacity(dice),
      ...takingOver(dice, { isManual: false }),
    })),
    move: reaction(dice, [2, 5, 10], 0.1),
    ...(endedBy === 'groups' ? {} : replacing(dice, groups[0])),
  };
  return { pools: [...groups, primary], parts };
}

/** A name that is resolved to one of two sites, or an edge that asks one origin and then the other. */
export function entrance(dice: Dice, zones: readonly string[], below: readonly Need[]): Piece {
  const isRecord = dice.chance(0.6);
  const name = isRecord ? 'site' : 'origin';
  const parts: readonly Part[] = [
    dice.chance(0.7) ? { id: `${name}-1`, label: name, fate: [`${name}-1`] } : partIn(`${name}-1`, zones[0]),
    { id: `${name}-2`, label: name, fate: [`${name}-2`, 'far'] },
  ];
  const members = parts.map(({ id }, index): Member => {
    const needs = index === 0 || dice.chance(0.4) ? someNeeds(dice, below) : [];
    const checks = dice.chance(0.7) ? needs.map((_need, number) => number) : undefined;
    return { id, part: id, needs, checks, perSecond: capacity(dice) };
  });
  const replaced = dice.chance(0.12) ? replacing(dice) : {};
  const pool: Pool = { id: name, label: name, choice: isRecord ? 'prefer' : 'fallback', members, ...replaced };
  if (!isRecord) {
    return { pools: [pool], parts };
  }
  const second = takingOver(dice, { isManual: dice.chance(0.3) });
  return {
    pools: [
      {
        ...pool,
        members: members.map((member, index) => (index > 0 ? { ...member, ...second } : member)),
        ...(dice.chance(0.9) ? { move: reaction(dice, [30, 60, 90], 0.4) } : {}),
      },
    ],
    parts,
  };
}

/** A part that fails alone and with its zone. */
export function partIn(name: string, zone: string | undefined): Part {
  const id = zone === undefined ? name : `${name}-${zone}`;
  return { id, label: id, zone, fate: zone === undefined ? [id] : [id, zone] };
}

/** One need at least, and three at most: the ways of a request are multiplied by each. */
function someNeeds(dice: Dice, below: readonly Need[]): readonly Need[] {
  const [first, ...rest] = below;
  if (first === undefined) {
    return [];
  }
  const needs = below.filter((need) => dice.chance(isOften(need) ? 0.9 : 0.4)).slice(0, 3);
  return needs.length > 0 ? needs : [dice.pick([first, ...rest])];
}

/** What moves is what checks come to see working again. */
function isOften(need: Need): boolean {
  return need.kind === 'pool' && need.pool === 'writer';
}
