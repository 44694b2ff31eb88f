import { familyOf, standsForIpv4, type Certainty, type PortRange } from '../../address';
import type { Interface } from '../../network/types';
import type { Party } from '../types';
import type { Env } from './env';
import type { Places } from './stage';

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
  /** Where public addresses that only the deployment tells are taken to lie. */
  readonly places?: Places;
}

/** Who looks at addresses: of those that look the same to it one is enough. */
interface Viewer {
  readonly by: Interface | undefined;
  readonly direction: 'in' | 'out';
}

/** Addresses from which a party sends to another. */
export function sourceEnds(env: Env, party: Party, to: Party, allowForged: boolean): readonly End[] {
  const viewer: Viewer = { by: to.kind === 'interface' ? to.interface : undefined, direction: 'in' };
  switch (party.kind) {
    case 'interface':
      return [
        ...privateEnds(env, party.interface, viewer),
        ...(allowForged ? foreignEnds(env, party.interface, viewer) : []),
      ];
    case 'internet':
      return internetEnds(env, party.address, allowForged, viewer);
    case 'site':
      return siteEnds(env, party, allowForged, viewer);
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
  const viewer: Viewer = { by: from.kind === 'interface' ? from.interface : undefined, direction: 'out' };
  switch (party.kind) {
    case 'interface':
      return interfaceDoors(env, party.interface, from, viewer);
    case 'internet':
      return [
        {
          kind: 'other',
          ends: internetEnds(env, party.address, false, viewer).concat(
            party.address === undefined ? [...managedEnds(env), ...translatedEnds(env)] : [],
          ),
        },
      ];
    case 'site':
      return [{ kind: 'other', ends: siteEnds(env, party, false, viewer) }];
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

function privateEnds(env: Env, of: Interface, viewer: Viewer): readonly End[] {
  return of.addresses.flatMap(({ block, has }) =>
    chosen(env, env.classesOf(block), viewer).map((address) => ({
      address,
      family: familyOf(block),
      has,
      isExtra: false,
    })),
  );
}

/** Of some classes one for each kind that anything on the way, or the viewer, tells apart. */
function chosen(env: Env, classes: readonly number[], { by, direction }: Viewer): readonly number[] {
  return env.alike.among(classes, by, direction);
}

/** A server whose addresses nobody checks may write any. */
function foreignEnds(env: Env, of: Interface, viewer: Viewer): readonly End[] {
  if (of.forwards === 'no' || (of.kind !== 'instance' && of.kind !== 'network-interface')) {
    return [];
  }
  return chosen(env, env.everyClass, viewer).map((address) => ({
    address,
    family: env.spaces.addresses.at(address).family,
    has: 'unknown',
    isExtra: true,
  }));
}

function interfaceDoors(env: Env, of: Interface, from: Party, viewer: Viewer): readonly Door[] {
  const ends = privateEnds(env, of, viewer);
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

function internetEnds(env: Env, address: string | undefined, allowForged: boolean, viewer: Viewer): readonly End[] {
  const { spaces } = env;
  if (address !== undefined) {
    const found = spaces.addresses.classAt(address);
    return found === undefined ? [] : [{ address: found.index, family: found.family, has: 'yes', isExtra: false }];
  }
  const endsOf = (classes: readonly number[], has: Certainty, isExtra: boolean) =>
    chosen(env, classes, viewer).map((index): End => ({
      address: index,
      family: spaces.addresses.at(index).family,
      has,
      isExtra,
    }));
  const ends = endsOf(env.internetClasses, 'yes', false);
  const edge = env.network.proxies.some(({ kind }) => kind === 'cloudfront') ? edgeEnds(env) : [];
  const forged = allowForged ? endsOf(env.specialClasses, 'unknown', true) : [];
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
    .filter(({ block }) => block.kind === 'literal' && standsForIpv4(block.interval))
    .map(({ index, family }) => ({ address: index, family, has: 'yes', isExtra: true }));
}

function edgeEnds(env: Env): readonly End[] {
  return env.network.blocks
    .filter((block) => block.kind === 'abstract' && block.id === 'aws:cloudfront-origin-facing')
    .flatMap((block) => env.spaces.addresses.classesOf(block))
    .map(({ index }) => ({ address: index, family: 4, has: 'yes', isExtra: false }));
}

function siteEnds(
  env: Env,
  party: Extract<Party, { kind: 'site' }>,
  allowForged: boolean,
  viewer: Viewer,
): readonly End[] {
  const own = party.site.addresses.flatMap((block) =>
    chosen(env, env.classesOf(block), viewer).map((address): End => ({
      address,
      family: familyOf(block),
      has: 'yes',
      isExtra: false,
    })),
  );
  const others = allowForged ? chosen(env, env.foreignTo(party.site), viewer) : [];
  return [...own, ...others.map((address): End => ({ address, family: 4, has: 'unknown', isExtra: true }))];
}
