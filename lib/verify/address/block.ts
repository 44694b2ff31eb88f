import { blockText, everything, holds, meets, parseBlock, prefixLength, type Family, type Interval } from './interval';

/**
 * A block of addresses.
 *
 * An abstract block is one whose addresses only the deployment tells: the block of a parameter, an Elastic IP address,
 * what Amazon assigns. Equal ids are equal blocks. `within` bounds it; a public one lies outside the special ranges.
 */
export type Block = LiteralBlock | AbstractBlock;

export interface LiteralBlock {
  readonly kind: 'literal';
  readonly interval: Interval;
}

export interface AbstractBlock {
  readonly kind: 'abstract';
  readonly family: Family;
  readonly id: string;
  readonly label: string;
  readonly within: Block | undefined;
  readonly isPublic: boolean;
  /** The blocks of which it is one, when a list of allowed values tells. */
  readonly among?: readonly LiteralBlock[];
  /** Whose addresses they are: those that AWS gives to interfaces are none of its services. */
  readonly pool?: 'interfaces' | 'services';
}

/** Whether something holds, as far as that is known. */
export type Certainty = 'yes' | 'no' | 'unknown';

/** A literal block, or `undefined` when the text is none. */
export function literalBlock(text: string): LiteralBlock | undefined {
  const interval = parseBlock(text);
  return interval === undefined ? undefined : { kind: 'literal', interval };
}

/** A block of which only the deployment tells the addresses. */
export function abstractBlock(
  family: Family,
  id: string,
  label: string,
  bounds: { readonly within?: Block; readonly isPublic?: boolean } & Pick<AbstractBlock, 'among' | 'pool'> = {},
): AbstractBlock {
  const { within, isPublic = false, among, pool } = bounds;
  return {
    kind: 'abstract',
    family,
    id,
    label,
    within,
    isPublic,
    ...(among === undefined ? {} : { among }),
    ...(pool === undefined ? {} : { pool }),
  };
}

/** Every address of a family. */
export function anyBlock(family: Family): LiteralBlock {
  return { kind: 'literal', interval: everything(family) };
}

export function familyOf(block: Block): Family {
  return block.kind === 'literal' ? block.interval.family : block.family;
}

/** Text that equal blocks share. */
export function blockKey(block: Block): string {
  return block.kind === 'literal' ? blockText(block.interval) : `$${block.family}:${block.id}`;
}

/** The block for people. */
export function describeBlock(block: Block): string {
  return block.kind === 'literal' ? blockText(block.interval) : `\${${block.label}}`;
}

/**
 * Ranges that are not addresses of the internet.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/ and iana-ipv6-special-registry, read 2026-11-25
 */
export const SPECIAL: readonly Interval[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/8',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].flatMap((text) => parseBlock(text) ?? []);

/** The literal block in which an abstract one is known to lie, and whether it is public. */
export function boundsOf(block: AbstractBlock): { readonly interval: Interval; readonly isPublic: boolean } {
  const { within } = block;
  if (within === undefined) {
    return { interval: everything(block.family), isPublic: block.isPublic };
  }
  return within.kind === 'literal'
    ? { interval: within.interval, isPublic: block.isPublic }
    : { interval: boundsOf(within).interval, isPublic: block.isPublic || boundsOf(within).isPublic };
}

/** Whether `outer` holds every address of `inner`: no also when they share none, unknown when it may go either way. */
export function holdsBlock(outer: Block, inner: Block): Certainty {
  if (familyOf(outer) !== familyOf(inner)) {
    return 'no';
  }
  for (let around: Block | undefined = inner; around !== undefined; around = aroundOf(around)) {
    if (blockKey(around) === blockKey(outer)) {
      return 'yes';
    }
  }
  if (outer.kind === 'abstract' && outer.among !== undefined) {
    return agreed(outer.among.map((each) => holdsBlock(each, inner)));
  }
  if (inner.kind === 'abstract' && inner.among !== undefined) {
    return agreed(inner.among.map((each) => holdsBlock(outer, each)));
  }
  if (outer.kind === 'literal' && inner.kind === 'literal') {
    return holds(outer.interval, inner.interval) ? 'yes' : meets(outer.interval, inner.interval) ? 'unknown' : 'no';
  }
  if (outer.kind === 'literal') {
    return inner.kind === 'literal' ? 'no' : literalHoldsAbstract(outer.interval, inner);
  }
  const bounds = boundsOf(outer);
  const other = inner.kind === 'literal' ? { interval: inner.interval, isPublic: false } : boundsOf(inner);
  const isApart =
    !meets(bounds.interval, other.interval) ||
    (bounds.isPublic && isSpecial(other.interval)) ||
    (other.isPublic && isSpecial(bounds.interval)) ||
    (inner.kind === 'abstract' && (areSiblings(outer, inner) || areOfOtherPools(outer, inner)));
  return isApart ? 'no' : 'unknown';
}

/** Whether all of an interval is outside the internet. */
export function isSpecial(interval: Interval): boolean {
  return SPECIAL.some((special) => holds(special, interval));
}

/**
 * No range of a service is larger: a default route, or half of one, never goes before it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html read 2026-11-26
 */
const SHORTEST_OF_AWS = 8;

/** Prefix lengths that a block can have. */
export function lengthsOf(block: Block): { readonly least: number; readonly most: number } {
  if (block.kind === 'literal') {
    const length = prefixLength(block.interval);
    return { least: length, most: length };
  }
  if (block.among !== undefined) {
    const lengths = block.among.map(({ interval }) => prefixLength(interval));
    return { least: Math.min(...lengths), most: Math.max(...lengths) };
  }
  const most = block.family === 4 ? 32 : 128;
  if (block.within !== undefined) {
    return { least: lengthsOf(block.within).least, most };
  }
  return { least: block.pool === 'services' ? SHORTEST_OF_AWS : 1, most };
}

/** What all say; unknown when they differ. */
export function agreed(all: readonly Certainty[]): Certainty {
  const [first] = all;
  return first !== undefined && all.every((each) => each === first) ? first : 'unknown';
}

function aroundOf(block: Block): Block | undefined {
  return block.kind === 'abstract' ? block.within : undefined;
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html read 2026-11-26: each service has its ranges */
function areOfOtherPools(a: AbstractBlock, b: AbstractBlock): boolean {
  return (
    a.pool !== undefined && b.pool !== undefined && (a.pool !== b.pool || (a.pool === 'services' && a.id !== b.id))
  );
}

/** Blocks cut from the same one are apart: subnets of one network never overlap, nor do addresses of one pool. */
function areSiblings(a: AbstractBlock, b: AbstractBlock): boolean {
  const isSame =
    a.within === undefined
      ? b.within === undefined
      : b.within !== undefined && blockKey(a.within) === blockKey(b.within);
  return isSame && a.within !== undefined && a.id !== b.id;
}

function literalHoldsAbstract(outer: Interval, inner: AbstractBlock): Certainty {
  const { interval, isPublic } = boundsOf(inner);
  if (holds(outer, interval)) {
    return 'yes';
  }
  return !meets(outer, interval) || (isPublic && isSpecial(outer)) ? 'no' : 'unknown';
}

/** Whether a block is known to lie inside another as a part with a class of its own. */
export function isInside(inner: Block, outer: Block): boolean {
  for (let around = inner.kind === 'abstract' ? inner.within : undefined; around !== undefined;) {
    if (blockKey(around) === blockKey(outer)) {
      return outer.kind === 'abstract' && familyOf(outer) === familyOf(inner);
    }
    around = around.kind === 'abstract' ? around.within : undefined;
  }
  return false;
}
