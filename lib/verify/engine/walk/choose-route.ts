import { anyBlock, blockKey, lengthsOf, type AddressSpace, type Block, type Certainty } from '../../address';
import type { AddressMatch } from '../../network/types';
import { matchesAddress } from '../guards/match';

/** What a route is, as far as choosing one goes. */
export interface Choosable {
  readonly kind: 'local' | 'static' | 'prefix-list' | 'propagated';
  readonly match: AddressMatch;
  readonly exists: Certainty;
  /** Shared by routes of which exactly one is there. */
  readonly oneOf?: string;
}

/** Routes of which one is taken; none of them when `none` is set. */
export interface Chosen<T> {
  readonly routes: readonly T[];
  /** Whether it may be that no route matches. */
  readonly none: boolean;
}

const RANK = { local: 0, static: 1, 'prefix-list': 2, propagated: 3 } as const;

/**
 * The route for an address: the longest prefix, of equally long ones first the static ones.
 *
 * A propagated route never takes what the VPC's own blocks hold, however long it is.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html read 2026-11-25
 */
export function chooseRoute<T extends Choosable>(
  space: AddressSpace,
  routes: readonly T[],
  address: number,
): Chosen<T> {
  const candidates = routes.flatMap((route) => candidatesOf(space, routes, route, address));
  const isOwn = candidates.some(({ route, matches }) => route.kind === 'local' && matches === 'yes');
  const possible = isOwn ? candidates.filter(({ route }) => route.kind !== 'propagated') : candidates;
  const sure = possible.filter(({ matches }) => matches === 'yes').sort(compareCandidates)[0];
  if (sure === undefined) {
    return { routes: possible.map(({ route }) => route), none: true };
  }
  const rivals = possible.filter((each) => each.route !== sure.route && mayBeat(each, sure));
  return { routes: [sure.route, ...rivals.map(({ route }) => route)], none: false };
}

interface Candidate<T> {
  readonly route: T;
  readonly matches: Certainty;
  readonly least: number;
  readonly most: number;
}

function candidatesOf<T extends Choosable>(
  space: AddressSpace,
  routes: readonly T[],
  route: T,
  address: number,
): readonly Candidate<T>[] {
  if (route.exists === 'no') {
    return [];
  }
  const { family } = space.at(address);
  const matches = matchesAddress(space, route.match, address);
  const held: Certainty = matches === 'yes' && route.exists === 'unknown' ? 'unknown' : matches;
  if (held === 'no') {
    return [];
  }
  const all =
    route.match.kind === 'block' ? [route.match.block] : route.match.kind === 'list' ? route.match.list.blocks : [];
  const holding = all.filter((block) => space.holds(block, address) !== 'no');
  const blocks = holding.filter((block) => !routes.some((other) => isAlwaysBefore(other, route, block)));
  const own = blocks.map(lengthsOf);
  const isClosed = blocksOf(route.match) !== undefined;
  if (own.length === 0 && isClosed) {
    return [];
  }
  // Of the entries that surely hold it the longest counts.
  const sure = blocks.filter((block) => space.holds(block, address) === 'yes').map((block) => lengthsOf(block).least);
  const anything = lengthsOf(anyBlock(family));
  const open = route.match.kind === 'unknown' || (route.match.kind === 'list' && route.match.list.open !== undefined);
  return [
    {
      route,
      matches: isClosed && sure.length === 0 ? 'unknown' : held,
      least:
        sure.length > 0
          ? Math.max(...sure)
          : own.length === 0
            ? anything.least
            : Math.min(...own.map(({ least }) => least)),
      most: open || own.length === 0 ? (family === 4 ? 32 : 128) : Math.max(...own.map(({ most }) => most)),
    },
  ];
}

function compareCandidates<T extends Choosable>(a: Candidate<T>, b: Candidate<T>): number {
  return b.least - a.least || RANK[a.route.kind] - RANK[b.route.kind];
}

/** Whether a route may be taken although another surely matches. */
function mayBeat<T extends Choosable>(rival: Candidate<T>, sure: Candidate<T>): boolean {
  if (rival.route.oneOf !== undefined && rival.route.oneOf === sure.route.oneOf) {
    return true;
  }
  // The blocks of a VPC do not overlap, nor does a local route compete with another.
  if (rival.route.kind === 'local' && sure.route.kind === 'local') {
    return false;
  }
  if (rival.most === sure.least && RANK[rival.route.kind] === RANK[sure.route.kind]) {
    // Of two lists with one range, or two neighbours that tell of one range, AWS takes either.
    return rival.route.kind !== 'static';
  }
  return rival.most > sure.least || (rival.most === sure.least && RANK[rival.route.kind] < RANK[sure.route.kind]);
}

/** Whether for a block of a route another one, which has it as well, is always taken before it. */
function isAlwaysBefore(first: Choosable, second: Choosable, block: Block): boolean {
  const isBefore = first.exists === 'yes' && RANK[first.kind] < RANK[second.kind];
  return isBefore && blocksOf(first.match)?.some((other) => blockKey(other) === blockKey(block)) === true;
}

/** The blocks of a route; `undefined` when it may have others. */
function blocksOf(match: AddressMatch): readonly Block[] | undefined {
  switch (match.kind) {
    case 'block':
      return [match.block];
    case 'list':
      return match.list.open === undefined ? match.list.blocks : undefined;
    case 'group':
    case 'unknown':
      return undefined;
  }
}
