import type {
  FateGroup,
  FaultSelector,
  ManualReaction,
  Need,
  Part,
  Pool,
  Service,
} from '../../../lib/failures/model/types';
import type { Case } from './decisive';
import { diceOf, type Dice } from './dice';
import { randomDetectors, withBlindSights } from './random-detectors';
import { database, entrance, gateways, lines, servers, workers, type Piece } from './random-pools';
import { delayOf, PLANES } from './random-reactions';
import { randomScenario } from './random-scenario';

/** Draws who is blind apart from everything else. */
const BLIND = 0x5ee;

/** A random small model and a scenario of it: the same for the same seed. */
export function randomCase(seed: number): Case {
  const dice = diceOf(seed);
  const zones = dice.pick([['a'], ['a', 'b'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c']]);
  const { pools, parts } = randomPools(dice, zones);
  const groups = groupsOf(zones, parts);
  const services = randomServices(dice, pools);
  const known = groups.map(({ id }) => id);
  return {
    model: {
      groups,
      parts,
      pools,
      services,
      manual: randomManual(dice, zones, pools),
      detectors: withBlindSights(diceOf(seed + BLIND), randomDetectors(dice, { parts, pools, services }), known),
    },
    scenario: randomScenario(dice, { groups, pools, zones }),
  };
}

const KEY: Part = { id: 'key', label: 'key', fate: ['key'] };

/** From the database up: each pool may need those before it, so that none needs itself. */
function randomPools(dice: Dice, zones: readonly string[]): Piece {
  let piece: Piece = { pools: [], parts: [KEY] };
  const add = ({ pools, parts }: Piece): void => {
    piece = { pools: [...piece.pools, ...pools], parts: [...piece.parts, ...parts] };
  };
  const below = (): readonly Need[] => [
    ...piece.pools.map(({ id }): Need => ({ kind: 'pool', pool: id })),
    ...(dice.chance(0.25) ? [{ kind: 'parts' as const, parts: ['key'], atLeast: 1 }] : []),
  ];
  add(database(dice, zones));
  if (dice.chance(0.55)) {
    add(gateways(dice, zones));
  }
  if (dice.chance(0.3)) {
    add(lines(dice));
  }
  if (dice.chance(0.25)) {
    add(workers(dice, zones, [...below(), { kind: 'parts', parts: ['key'], atLeast: 1 }]));
  }
  const isTwoTier = dice.chance(0.35);
  if (isTwoTier) {
    add(servers(dice, zones, { name: 'app', below: below(), isEntered: false }));
  }
  add(servers(dice, zones, { name: 'web', below: below(), isEntered: true }));
  if (dice.chance(0.4)) {
    add(entrance(dice, zones, below()));
  }
  return piece;
}

function groupsOf(zones: readonly string[], parts: readonly Part[]): readonly FateGroup[] {
  const named = (id: string, kind: FateGroup['kind'], includes?: readonly string[]): FateGroup => ({
    id,
    kind,
    label: id,
    ...(includes === undefined ? {} : { includes }),
  });
  const groups = [
    named('home', 'region', [...zones, 'compute']),
    named('far', 'region', ['dns']),
    ...zones.map((zone) => named(zone, 'zone')),
    ...PLANES.map((plane) => named(plane, 'control-plane')),
    named('centre', 'gateway'),
  ];
  const known = groups.map(({ id }) => id);
  const own = parts.map(({ id }) => id).filter((id) => !known.includes(id));
  return [...groups, ...own.map((id) => named(id, id === 'key' ? 'shared' : 'part'))];
}

/** Services that need what is entered, at times with something more; one asks to read, another to write. */
function randomServices(dice: Dice, pools: readonly Pool[]): readonly Service[] {
  const ids = pools.map(({ id }) => id);
  const [top = 'web', ...others] = ids.toReversed();
  const service = (id: string, pool: string): Service => ({
    id,
    label: id,
    isRetried: dice.chance(0.5),
    needs: [
      { kind: 'pool', pool },
      ...(dice.chance(0.15) ? [{ kind: 'parts' as const, parts: ['key'], atLeast: 1 }] : []),
      ...(dice.chance(0.1) ? [{ kind: 'pool' as const, pool: 'writer' }] : []),
    ],
    peakPerSecond: 100,
    onSalePerSecond: 150,
  });
  return [
    service('buy', top),
    ...(dice.chance(0.5) ? [service('browse', dice.pick([top, ...others]))] : []),
    ...(dice.chance(0.3) ? [service('status', dice.pick([top, ...others]))] : []),
    // What goes to and fro is seen best without what lies between.
    ...ids.filter((id) => id === 'workers' || id.endsWith('-also')).map((id) => service(`use-${id}`, id)),
  ];
}

/** A shift of each zone, and moves of each pool that has somebody whom only operators choose, and of some others. */
function randomManual(dice: Dice, zones: readonly string[], pools: readonly Pool[]): readonly ManualReaction[] {
  const manual = (id: string, on: readonly FaultSelector[], effect: ManualReaction['effect']): ManualReaction => ({
    id,
    runbook: id,
    delay: delayOf(dice, dice.pick([300, 600, 900])),
    on,
    effect,
    ...(dice.chance(0.2) ? { planes: [dice.pick(PLANES)] } : {}),
  });
  const shifts = dice
    .some(zones, 0.9)
    .map((zone) => manual(`shift-${zone}`, zoneFaults(dice, zone, pools), { kind: 'shift', zone }));
  const moves = pools
    .filter(({ choice }) => choice === 'prefer')
    .flatMap(({ id, members }) => {
      const [first, ...others] = members;
      const [other, ...more] = others;
      if (first === undefined || other === undefined) {
        return [];
      }
      const manualOnly = others.find(({ isManual }) => isManual);
      const to = manualOnly ?? (dice.chance(0.4) ? dice.pick([other, ...more]) : undefined);
      // At times a second one of the same pool, perhaps back to where it was.
      const also = dice.chance(0.45) ? dice.pick([first, other, ...more]) : undefined;
      const on = [...zones, 'home', 'key', ...members.map(({ part }) => part)].map((group) => ({ group }));
      return [to, also].flatMap((member, index) =>
        member === undefined
          ? []
          : [
              manual(
                `move-${id}-${index}`,
                on.filter(({ group }) => group !== member.part),
                { kind: 'move', pool: id, member: member.id },
              ),
            ],
      );
    });
  return [...shifts, ...moves];
}

/** Faults of a zone and of single parts in it. */
function zoneFaults(dice: Dice, zone: string, pools: readonly Pool[]): readonly FaultSelector[] {
  const parts = new Set(pools.flatMap(({ members }) => members.map(({ part }) => part)));
  const inZone = [...parts].filter((part) => part.endsWith(`-${zone}`)).map((group) => ({ group }));
  const itself: FaultSelector = dice.chance(0.2)
    ? { group: zone, mode: dice.pick(['lost', 'cut-off']) }
    : { group: zone };
  return [itself, ...inZone];
}
