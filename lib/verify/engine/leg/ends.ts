import { familyOf, type Certainty, type PortRange } from '../../address';
import type { Interface } from '../../network/types';
import type { Party } from '../types';
import type { Env } from './env';

/** An address that a party uses. */
export interface End {
  readonly address: number;
  readonly family: 4 | 6;
  /** Whether the party surely uses it; an address that is forged only may come. */
  readonly has: Certainty;
  /** Whether it only stands for what may come besides: it says nothing about what surely arrives. */
  readonly isExtra: boolean;
}

/** One of the addresses under which a party is reached. */
export interface Door {
  readonly kind: 'private' | 'public' | 'abroad' | 'other';
  readonly ends: readonly End[];
  /** What the sender writes when that is not the address at which the packet arrives. */
  readonly written?: number;
}

/** Addresses from which a party sends. */
export function sourceEnds(env: Env, party: Party, allowForged: boolean): readonly End[] {
  switch (party.kind) {
    case 'interface':
      return [...privateEnds(env, party.interface), ...(allowForged ? foreignEnds(env, party.interface) : [])];
    case 'internet':
      return internetEnds(env, party.address, allowForged);
    case 'site':
      return siteEnds(env, party, allowForged);
    case 'edge':
      return edgeEnds(env);
    case 'service':
      return [];
  }
}

/** Ports from which a party opens connections: at most, and surely. */
export function sourcePorts(party: Party): { readonly may: PortRange; readonly must: PortRange } {
  const usual = { from: 1024, to: 65535 };
  return party.kind === 'interface' ? party.interface.sourcePorts : { may: usual, must: usual };
}

/** Addresses under which a party is reached by another. */
export function doorsOf(env: Env, party: Party, from: Party): readonly Door[] {
  switch (party.kind) {
    case 'interface':
      return interfaceDoors(env, party.interface, from);
    case 'internet':
      return [
        {
          kind: 'other',
          ends: internetEnds(env, party.address, false).concat(
            party.address === undefined ? [...managedEnds(env), ...translatedEnds(env)] : [],
          ),
        },
      ];
    case 'site':
      return [{ kind: 'other', ends: siteEnds(env, party, false) }];
    case 'service':
      return [
        {
          kind: 'other',
          ends: party.service.list.blocks
            .flatMap((block) => env.spaces.addresses.classesOf(block))
            .map(({ index, family }) => ({ address: index, family, has: 'yes', isExtra: false })),
        },
      ];
    case 'edge':
      return [];
  }
}

function privateEnds(env: Env, of: Interface): readonly End[] {
  return of.addresses.flatMap(({ block, has }) =>
    env.spaces.addresses.classesOf(block).map(({ index, family }) => ({ address: index, family, has, isExtra: false })),
  );
}

/** A server whose addresses nobody checks may write any. */
function foreignEnds(env: Env, of: Interface): readonly End[] {
  if (of.forwards === 'no' || (of.kind !== 'instance' && of.kind !== 'network-interface')) {
    return [];
  }
  return env.spaces.addresses.classes.map(({ index, family }) => ({
    address: index,
    family,
    has: 'unknown',
    isExtra: true,
  }));
}

function interfaceDoors(env: Env, of: Interface, from: Party): readonly Door[] {
  const ends = privateEnds(env, of);
  const [ipv4, ipv6] = [ends.filter(({ family }) => family === 4), ends.filter(({ family }) => family === 6)];
  const isOutside = from.kind === 'internet' || from.kind === 'edge';
  const doors: Door[] = isOutside
    ? []
    : [
        { kind: 'private', ends: ipv4 },
        { kind: 'private', ends: ipv6 },
      ];
  if (from.kind === 'interface' && from.interface.kind === 'load-balancer') {
    // Targets are known to load balancers by their private addresses.
    return doors.filter((door) => door.ends.length > 0);
  }
  const { has, block } = of.publicAddress;
  const [written] = block === undefined ? [] : env.spaces.addresses.classesOf(block);
  if (has !== 'no' && from.kind !== 'site') {
    const weak: readonly End[] = ipv4.map((end) => ({ ...end, has: end.has === 'yes' ? has : end.has }));
    doors.push({ kind: 'public', ends: weak, ...(written === undefined ? {} : { written: written.index }) });
  }
  if (ipv6.length > 0 && from.kind !== 'site' && of.deniesInternet !== 'yes') {
    const isOpen = (of.deniesInternet ?? 'no') === 'no';
    doors.push({ kind: 'abroad', ends: isOpen ? ipv6 : ipv6.map((end) => ({ ...end, has: 'unknown' })) });
  }
  return doors.filter((door) => door.ends.length > 0);
}

function internetEnds(env: Env, address: string | undefined, allowForged: boolean): readonly End[] {
  const { spaces } = env;
  if (address !== undefined) {
    const found = spaces.addresses.classAt(address);
    return found === undefined ? [] : [{ address: found.index, family: found.family, has: 'yes', isExtra: false }];
  }
  const ends = spaces.internet.map((each): End => ({
    address: each.index,
    family: each.family,
    has: 'yes',
    isExtra: false,
  }));
  const edge = env.network.proxies.some(({ kind }) => kind === 'cloudfront') ? edgeEnds(env) : [];
  const forged = allowForged
    ? spaces.special.map((each): End => ({ address: each.index, family: each.family, has: 'unknown', isExtra: true }))
    : [];
  return [
    ...ends,
    ...(allowForged ? edge.map((end): End => ({ ...end, has: 'unknown', isExtra: true })) : []),
    ...forged,
  ];
}

/** Addresses that AWS keeps in lists are addresses of the internet too. */
function managedEnds(env: Env): readonly End[] {
  return env.network.services
    .flatMap(({ list }) => list.blocks)
    .flatMap((block) => env.spaces.addresses.classesOf(block))
    .map(({ index, family }) => ({ address: index, family, has: 'yes', isExtra: true }));
}

/** IPv6 addresses that stand for IPv4 addresses of the internet. */
function translatedEnds(env: Env): readonly End[] {
  return env.spaces.special
    .filter(({ block }) => block.kind === 'literal' && block.interval.first >> 32n === 0x64ff9bn << 64n)
    .map(({ index, family }) => ({ address: index, family, has: 'yes', isExtra: true }));
}

function edgeEnds(env: Env): readonly End[] {
  return env.network.blocks
    .filter((block) => block.kind === 'abstract' && block.id === 'aws:cloudfront-origin-facing')
    .flatMap((block) => env.spaces.addresses.classesOf(block))
    .map(({ index }) => ({ address: index, family: 4, has: 'yes', isExtra: false }));
}

function siteEnds(env: Env, party: Extract<Party, { kind: 'site' }>, allowForged: boolean): readonly End[] {
  const own = party.site.addresses.flatMap((block) =>
    env.spaces.addresses
      .classesOf(block)
      .map(({ index }): End => ({ address: index, family: familyOf(block), has: 'yes', isExtra: false })),
  );
  const others = allowForged
    ? env.spaces.addresses.classes.filter(
        (each) => each.family === 4 && !own.some(({ address }) => address === each.index) && !each.isOutside,
      )
    : [];
  return [
    ...own,
    ...others.map((each): End => ({ address: each.index, family: each.family, has: 'unknown', isExtra: true })),
  ];
}
