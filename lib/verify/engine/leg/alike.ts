import { blockKey, countBelow, standsForIpv4, type AddressSpace, type Block } from '../../address';
import { blocksOfMatch, blocksOnTheWay } from '../../network/address-matches';
import type { AddressMatch, Interface, Network, SecurityGroup } from '../../network/types';
import { perhapsOn, type Direction } from '../guards/group-guard';
import { matchesAddress } from '../guards/match';
import { Recent } from '../recent';

/** More abstract blocks, or more rules, than this are not looked through for every address. */
const MANY = 2000;

/**
 * Finds of many classes of addresses one for each kind: classes that no route, ACL, firewall or gateway tells apart, nor
 * any rule of the groups that look at them. Rules of all other groups cut the addresses as well, and matter to nobody.
 */
export class Alike {
  private readonly network: Network;
  private readonly space: AddressSpace;
  /** By class: the same number is the same to everything but groups. */
  private readonly places: Int32Array;
  private readonly starts = new WeakMap<readonly number[], readonly number[]>();
  private readonly rules = new Recent<Rules>();
  /** Who asked last: several lists are looked at by the same one. */
  private last: { readonly by: Interface; readonly direction: Direction; readonly rules: Rules } | undefined;
  private readonly found = new WeakMap<readonly number[], Recent<readonly number[]>>();

  constructor(network: Network, space: AddressSpace) {
    this.network = network;
    this.space = space;
    this.places = placesOf(space, blocksOnTheWay(network));
  }

  /** One of each kind of some classes, which are in rising order; `by` looks at them as it sends, or as it is sent to. */
  among(classes: readonly number[], by: Interface | undefined, direction: Direction): readonly number[] {
    if (classes.length < 2) {
      return classes;
    }
    const rules = by === undefined ? NO_RULES : this.rulesOf(by, direction);
    const byRules = this.found.get(classes) ?? new Recent<readonly number[]>();
    this.found.set(classes, byRules);
    return byRules.of(rules.key, () => this.choose(classes, rules));
  }

  private choose(classes: readonly number[], { peers, isAbstract }: Rules): readonly number[] {
    if (peers.length > MANY) {
      return classes;
    }
    const starts = isAbstract ? classes.map((_, index) => index) : this.piecesOf(classes, peers);
    const chosen = new Map<string, number>();
    for (const start of starts) {
      const index = classes[start];
      if (index === undefined) {
        continue;
      }
      const answers = peers.map((peer) => matchesAddress(this.space, peer, index)).join('');
      const key = `${this.places[index]} ${answers}`;
      if (!chosen.has(key)) {
        chosen.set(key, index);
      }
    }
    return [...chosen.values()].sort((a, b) => a - b);
  }

  /** Positions at which the topology, or a rule, changes its mind. */
  private piecesOf(classes: readonly number[], peers: readonly AddressMatch[]): readonly number[] {
    const pieces = new Set(this.startsOf(classes));
    for (const block of peers.flatMap(blocksOfMatch)) {
      for (const bound of block.kind === 'literal' ? this.space.rangesOf(block).flat() : []) {
        pieces.add(countBelow(classes, bound));
      }
    }
    return [...pieces];
  }

  private startsOf(classes: readonly number[]): readonly number[] {
    const known =
      this.starts.get(classes) ??
      classes.flatMap((index, at) =>
        at === 0 || this.places[index] !== this.places[classes[at - 1] ?? 0] ? [at] : [],
      );
    this.starts.set(classes, known);
    return known;
  }

  private rulesOf(by: Interface, direction: Direction): Rules {
    if (this.last?.by !== by || this.last.direction !== direction) {
      this.last = { by, direction, rules: this.findRules(by, direction) };
    }
    return this.last.rules;
  }

  private findRules({ groups, subnet }: Interface, direction: Direction): Rules {
    const { surely, perhaps, any } = groups;
    const named = [...surely, ...perhaps].map(({ id }) => id);
    const key = JSON.stringify([direction, any === undefined ? '' : subnet.vpc.id, ...named]);
    return this.rules.of(key, () =>
      rulesOfGroups([...surely, ...perhapsOn(this.network, groups, subnet.vpc)], direction, key),
    );
  }
}

interface Rules {
  readonly key: string;
  readonly peers: readonly AddressMatch[];
  /** Whether some peer's addresses are told by the deployment only: then each class is asked about. */
  readonly isAbstract: boolean;
}

const NO_RULES: Rules = { key: '', peers: [], isAbstract: false };

function rulesOfGroups(groups: readonly SecurityGroup[], direction: Direction, key: string): Rules {
  const peers = new Map<string, AddressMatch>();
  for (const { peer } of groups.flatMap(({ ingress, egress }) => (direction === 'in' ? ingress : egress))) {
    if (peer.kind === 'block') {
      peers.set(blockKey(peer.block), peer);
    } else if (peer.kind === 'list') {
      peers.set(`list ${peer.list.id}`, peer);
    }
  }
  const all = [...peers.values()];
  return {
    key,
    peers: all,
    isAbstract: all.flatMap(blocksOfMatch).some(({ kind }) => kind === 'abstract'),
  };
}

/** Numbers for the classes of a space, equal for those of which every block says the same. */
export function placesOf(space: AddressSpace, blocks: readonly Block[]): Int32Array {
  const { classes } = space;
  const literals = blocks.flatMap((block) => (block.kind === 'literal' ? [block] : []));
  const abstracts = blocks.filter(({ kind }) => kind === 'abstract');
  const places = new Int32Array(classes.length);
  if (abstracts.length > MANY) {
    return places.map((_, index) => index);
  }
  const smallest = new Int32Array(classes.length);
  literals
    .map((block) => ({
      block,
      size: block.interval.last - block.interval.first,
    }))
    .sort((a, b) => (a.size > b.size ? -1 : a.size < b.size ? 1 : 0))
    .forEach(({ block }, number) => {
      for (const [first, end] of space.rangesOf(block)) {
        smallest.fill(number + 1, first, end);
      }
    });
  const numbers = new Map<string, number>();
  classes.forEach((each, index) => {
    const answers = abstracts.map((block) => space.holds(block, index)).join('');
    const key =
      each.block.kind === 'abstract' || (each.block.kind === 'literal' && standsForIpv4(each.block.interval))
        ? `own ${index}`
        : `${smallest[index]} ${each.family} ${each.isSpecial} ${each.isOutside} ${answers}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    places[index] = number;
  });
  return places;
}
