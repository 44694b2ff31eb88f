import { isPrivate, parseAddress, parseBlock, type Address, type Block } from './net/address';
import type { Truth } from './net/truth';
import type { Sent } from './send';
import type { World } from './world';

/** Pairs of addresses that are tried at most; of more it stays open. */
const MOST = 5000;

/** Blocks of which AWS gives no address to anyone, beside the private ones. */
const NOBODYS = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'].map(parseBlock).filter((block) => block !== undefined);

/** Behind each of them, public addresses begin again. */
const BEGINNINGS = ['1.0.0.0', '11.0.0.0', '100.128.0.0', '128.0.0.0', '169.255.0.0', '172.32.0.0', '192.169.0.0']
  .map(parseAddress)
  .filter((address) => address !== undefined)
  .map(({ value }) => value);

/** The address as that as which it is taken, where only the deployment tells it. */
export function takenAddress({ untold }: World, address: Address): Address {
  if (untold === undefined || !isUntold(address)) {
    return address;
  }
  return { ...address, taken: address.value === untold.target.value ? untold.target : untold.others };
}

/** Whether AWS chooses it out of its own. */
function isUntold({ publicOnly, isOutside, service }: Address): boolean {
  return publicOnly === true && isOutside !== true && service === undefined;
}

/** By what an address was asked for. */
type Asked = Block | readonly Block[];

/** What is found for a packet. */
interface Found {
  readonly delivers: Truth;
  readonly session: Truth;
}

/**
 * What becomes of a packet to a public address that only the deployment tells, whichever it is: the same for every address,
 * or not known. One of each sort is tried that anything asked about it on the way tells apart.
 */
export function whicheverAddress<T extends Found>(
  world: World,
  { from, destination }: Sent,
  find: (world: World) => T,
): T {
  if (from.kind !== 'interface' || typeof destination === 'string' || !isUntold(destination)) {
    return find(world);
  }
  const { value } = destination;
  const asked = { target: new Set<Asked>(), others: new Set<Asked>() };
  const at = (target: bigint | undefined, others: bigint | undefined): T =>
    find({
      ...world,
      untold: { target: { value, as: target, asked: asked.target }, others: { as: others, asked: asked.others } },
    });
  const found = at(undefined, undefined);
  let joined = found;
  // About an address that is decided upon more may be asked than about any.
  for (let before = -1; isOpen(found) && before < asked.target.size + asked.others.size;) {
    before = asked.target.size + asked.others.size;
    const pairs = pairsOf(sortsOf(asked.target), sortsOf(asked.others));
    joined = pairs.length > MOST ? found : joinAll(found, pairs, at);
    if (joined === found) {
      return found;
    }
  }
  return joined;
}

function isOpen({ delivers, session }: Found): boolean {
  return delivers === 'unknown' || session === 'unknown';
}

/** What holds for all pairs; what was found before, when that is nothing more. */
function joinAll<T extends Found>(
  found: T,
  pairs: readonly (readonly [target: bigint, other: bigint])[],
  at: (target: bigint, other: bigint) => T,
): T {
  let joined: T | undefined;
  for (const [target, other] of pairs) {
    const one = at(target, other);
    joined = {
      ...(joined ?? one),
      delivers: joined === undefined || joined.delivers === one.delivers ? one.delivers : 'unknown',
      session: joined === undefined || joined.session === one.session ? one.session : 'unknown',
    };
    if (joined.delivers === found.delivers && joined.session === found.session) {
      return found;
    }
  }
  return joined === undefined || joined.delivers !== 'unknown'
    ? (joined ?? found)
    : { ...found, session: joined.session };
}

/** All pairs, first those in which each is another one: most differences show there. */
function pairsOf(targets: readonly bigint[], others: readonly bigint[]): readonly (readonly [bigint, bigint])[] {
  const all = targets.flatMap((target, row) =>
    others.map((other, column) => ({
      pair: [target, other] as const,
      isFirst: row % others.length === column % targets.length,
    })),
  );
  return [...all.filter(({ isFirst }) => isFirst), ...all.filter(({ isFirst }) => !isFirst)].map(({ pair }) => pair);
}

/** One public address of each sort that some blocks, or lists of blocks, tell apart. */
function sortsOf(asked: ReadonlySet<Asked>): readonly bigint[] {
  const lists = [...asked].map((each) =>
    [each].flat().filter(({ family, symbol }) => family === 4 && symbol === undefined),
  );
  const starts = [...BEGINNINGS, ...lists.flat().flatMap(({ first, last }) => [first, last + 1n])];
  const sorts = new Map<string, bigint>();
  for (const value of new Set(starts.filter(isGiven))) {
    const sort = lists
      .map((blocks) => (blocks.some(({ first, last }) => first <= value && value <= last) ? 'y' : 'n'))
      .join('');
    sorts.set(sort, sorts.get(sort) ?? value);
  }
  return [...sorts.values()];
}

function isGiven(value: bigint): boolean {
  const isNobodys = NOBODYS.some(({ first, last }) => first <= value && value <= last);
  return value < 1n << 32n && !isNobodys && !isPrivate({ family: 4, value });
}
