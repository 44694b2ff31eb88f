import { ICMP, ICMPV6, literalBlock, type AddressSpace, type LiteralBlock, type ServiceAtom } from '../address';
import { formatAddress, type World } from '../packets';
import type { Graph } from '../engine/graph';
import type { Spaces } from '../engine/spaces';
import type { Actor } from './actors';
import { hasPorts, type AskedPacket, type Door } from './packet';

/** By which of its addresses a receiver can be asked for at all. */
export function doorsOf(from: Actor, to: Actor): readonly Door[] {
  if (from.kind === 'edge') {
    // Origins are asked inside of their VPC or under their public address, wherever they have one.
    const inside = to.kind === 'interface' && to.at.v4 !== undefined ? (['v4'] as const) : [];
    return to.kind === 'interface' && to.at.publicV4 !== undefined ? [...inside, 'public'] : inside;
  }
  switch (to.kind) {
    case 'interface': {
      const isBalancer = from.kind === 'interface' && from.at.device.kind === 'balancer';
      // Sites and load balancers know the others by their private addresses.
      const hasPublic = to.at.hasPublic !== 'no' && from.kind !== 'site' && !isBalancer;
      return [
        ...(hasFamily(from, 4) && from.kind !== 'internet' && to.at.v4 !== undefined ? (['v4'] as const) : []),
        ...(hasFamily(from, 4) && hasPublic ? (['public'] as const) : []),
        ...(hasFamily(from, 6) && to.at.v6 !== undefined ? (['v6'] as const) : []),
      ];
    }
    case 'internet': {
      const door = to.address.includes(':') ? 'v6' : 'v4';
      return hasFamily(from, door === 'v6' ? 6 : 4) ? [door] : [];
    }
    case 'site':
    case 'service':
      return hasFamily(from, 4) ? ['v4'] : [];
    case 'edge':
      // Whoever gets to the internet gets to a distribution.
      return from.kind === 'internet' && hasFamily(from, 4) ? ['v4'] : [];
  }
}

function hasFamily(from: Actor, family: 4 | 6): boolean {
  switch (from.kind) {
    case 'interface':
      return (family === 4 ? from.at.v4 : from.at.v6) !== undefined;
    case 'internet':
      return from.address.includes(':') === (family === 6);
    case 'site':
    case 'edge':
      return family === 4;
    case 'service':
      return false;
  }
}

/** Whether someone opens connections of his own. */
export function sends(actor: Actor): boolean {
  switch (actor.kind) {
    case 'interface':
      return actor.party.interface.sends;
    case 'site':
    case 'edge':
    case 'internet':
      return true;
    case 'service':
      return false;
  }
}

/** One packet of each atom; `undefined` of an atom that the family does not have. */
export function packetOfAtom(
  atom: ServiceAtom,
  isV6: boolean,
): Omit<AskedPacket, 'from' | 'to' | 'door' | 'sourcePort'> | undefined {
  const { protocol, ports, icmp } = atom;
  if (protocol === undefined) {
    return { protocol: UNNAMED };
  }
  if (ports !== undefined) {
    return { protocol, port: ports.from };
  }
  if (protocol === ICMP || protocol === ICMPV6) {
    const isForeign = (protocol === ICMPV6) !== isV6;
    return isForeign
      ? undefined
      : {
          protocol,
          icmp: { type: icmp?.type ?? OTHER_TYPE, code: icmp?.code ?? (icmp?.type === undefined ? 0 : OTHER_CODE) },
        };
  }
  return { protocol };
}

/** Number of a protocol that no rule names, and a type and a code of ICMP likewise (IANA: experimental). */
const UNNAMED = 253;
const OTHER_TYPE = 253;
const OTHER_CODE = 15;

/** Source ports, one of each range that no rule tells apart. */
export function sourcePortsFor(graph: Graph, protocol: number): readonly (number | undefined)[] {
  return hasPorts(protocol)
    ? graph.env.spaces.ports.map(({ from, to }) => Math.max(from, Math.min(to, from + 1)))
    : [undefined];
}

/** Addresses of a block that are free, one of each class that rules tell apart. */
export function addressesIn(space: AddressSpace, block: LiteralBlock, taken: ReadonlySet<string>): readonly string[] {
  return space.classesOf(block).flatMap((found) => {
    const first = literalBlock(found.representative)?.interval.first;
    const near = first === undefined ? [] : Array.from({ length: TRIES }, (_, step) => first + BigInt(step));
    const texts = near.map((value) => formatAddress({ family: 4, value }));
    const free = texts.find((text) => !taken.has(text) && space.classAt(text)?.representative === found.representative);
    return free === undefined ? [] : [free];
  });
}

/** Most interfaces of one subnet that get addresses of one class. */
const TRIES = 40;

/** A host of each class of the internet: what lies in a VPC is not of it, though it may be public. */
export function hostsOf({ internet }: Spaces, { vpcs }: World): readonly string[] {
  const own = vpcs.flatMap(({ blocks }) => blocks.filter(({ symbol }) => symbol === undefined));
  const isOwn = (text: string) => {
    const { interval } = literalBlock(text) ?? {};
    return own.some(
      ({ family, first, last }) => interval?.family === family && first <= interval.first && interval.last <= last,
    );
  };
  return internet.flatMap(({ block, representative, isSpecial }) =>
    block.kind === 'literal' && !isSpecial && !isOwn(representative) ? [representative] : [],
  );
}
