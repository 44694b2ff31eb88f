import { and, hasBit, or, ServiceSpace, type Bits, type ServiceAtom, type ServiceRange } from '../address';
import { describeServices } from './explain';
import type { Between } from './judge';
import type { Reach } from './types';

/** What gets through in one world, and the services into which that world cuts packets. */
export interface InWorld {
  readonly space: ServiceSpace;
  readonly between: Between;
}

/** What gets through over all worlds, in words: perhaps in any of them, surely in each. */
export function joinBetween(worlds: readonly InWorld[]): Pick<Reach, 'may' | 'some' | 'every'> {
  const [only] = worlds;
  if (worlds.length === 1 && only !== undefined) {
    return inWords(only.space, only.between);
  }
  const space = new ServiceSpace(worlds.flatMap((world) => world.space.atoms.flatMap(rangeOf)));
  const all = worlds.map(({ space: own, between }) => {
    const places = space.atoms.map((atom) => placeOf(own, atom));
    const moved = (bits: Bits) => space.collect(({ index }) => hasBit(bits, places[index] ?? 0));
    return { may: moved(between.may), some: moved(between.some), every: moved(between.every) };
  });
  return inWords(
    space,
    all.reduce((a, b) => ({ may: or(a.may, b.may), some: and(a.some, b.some), every: and(a.every, b.every) })),
  );
}

function inWords(space: ServiceSpace, { may, some, every }: Between): Pick<Reach, 'may' | 'some' | 'every'> {
  return {
    may: describeServices(space, may),
    some: describeServices(space, some),
    every: describeServices(space, every),
  };
}

function rangeOf({ protocol, ports, icmp }: ServiceAtom): readonly ServiceRange[] {
  return protocol === undefined
    ? []
    : [{ protocol, ...(ports === undefined ? {} : { ports }), ...(icmp === undefined ? {} : { icmp }) }];
}

/** The atom of a world in which a finer one lies. */
function placeOf({ atoms }: ServiceSpace, fine: ServiceAtom): number {
  const found =
    atoms.find(
      ({ protocol, ports, icmp }) =>
        protocol === fine.protocol &&
        (ports === undefined ||
          (fine.ports !== undefined && ports.from <= fine.ports.from && fine.ports.to <= ports.to)) &&
        icmp?.type === fine.icmp?.type &&
        icmp?.code === fine.icmp?.code,
    ) ??
    atoms.find(
      ({ protocol, icmp }) =>
        protocol === fine.protocol && icmp !== undefined && icmp.type === fine.icmp?.type && icmp.code === undefined,
    ) ??
    atoms.find(({ protocol, icmp }) => protocol === fine.protocol && icmp !== undefined && icmp.type === undefined) ??
    atoms.find(({ protocol }) => protocol === undefined);
  return found?.index ?? 0;
}
