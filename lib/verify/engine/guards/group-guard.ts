import { orInto, type Bits } from '../../address';
import type { GroupRule, Interface, Network, SecurityGroup, Vpc } from '../../network/types';
import { everythingPasses, mayPass, type Pass } from '../pass';
import { Recent } from '../recent';
import type { Spaces } from '../spaces';
import { matchesRemote, mayBeSame, type Remote } from './match';

export type Direction = 'in' | 'out';

const LETTER = { yes: 'y', no: 'n', unknown: 'u' } as const;
const NUMBER = { yes: 0, no: 1, unknown: 2, in: 0, out: 3 } as const;

/** What the security groups of an interface let pass. */
export class GroupGuard {
  private readonly spaces: Spaces;
  private readonly network: Network;
  private readonly remembered = new Recent<Pass, string | number>();
  private readonly signatures = new Recent<Pass>();
  private readonly numbers = new WeakMap<Interface['groups'], number>();
  private readonly byContent = new Map<string, number>();

  constructor(network: Network, spaces: Spaces) {
    this.network = network;
    this.spaces = spaces;
  }

  pass(of: Interface, direction: Direction, remote: Remote): Pass {
    return this.remembered.of(this.nameOf(of, direction, remote), () => this.evaluate(of, direction, remote));
  }

  /** What a result is remembered by. Mostly nobody is seen behind an address: then a number, which is found sooner. */
  private nameOf({ groups, subnet }: Interface, direction: Direction, remote: Remote): string | number {
    const own = this.numberOf(groups);
    const { length } = this.spaces.addresses.classes;
    if (remote.interface === undefined && groups.any === undefined && remote.address < length) {
      const asked = NUMBER[direction] + NUMBER[remote.groups];
      return (own * 6 + asked) * length + remote.address;
    }
    const other =
      remote.interface === undefined
        ? ''
        : `${this.numberOf(remote.interface.groups)}@${remote.interface.subnet.vpc.id}`;
    return `${own} ${subnet.vpc.id} ${direction} ${remote.address} ${remote.groups} ${other}`;
  }

  private evaluate({ groups, subnet }: Interface, direction: Direction, remote: Remote): Pass {
    if (groups.isUnfiltered === 'yes') {
      return everythingPasses(this.spaces.services);
    }
    if (groups.isUnfiltered === 'unknown') {
      return mayPass(this.spaces.services);
    }
    return groups.any === undefined
      ? this.bySignature(groups, subnet.vpc, direction, remote)
      : this.join(groups, subnet.vpc, direction, remote);
  }

  /** Addresses of which every rule thinks the same share one result. */
  private bySignature(groups: Interface['groups'], vpc: Vpc, direction: Direction, remote: Remote): Pass {
    const answers = [...groups.surely, ...groups.perhaps].map((group) =>
      (direction === 'in' ? group.ingress : group.egress).map(
        ({ peer }) => LETTER[matchesRemote(this.spaces.addresses, peer, remote)],
      ),
    );
    const key = `${this.numberOf(groups)} ${direction} ${answers.flat().join('')}`;
    return this.signatures.of(key, () => this.join(groups, vpc, direction, remote));
  }

  private join(groups: Interface['groups'], vpc: Vpc, direction: Direction, remote: Remote): Pass {
    const may = this.spaces.services.none();
    const must = this.spaces.services.none();
    for (const group of groups.surely) {
      this.add(group, direction, remote, may, must);
    }
    for (const group of perhapsOn(this.network, groups, vpc)) {
      this.add(group, direction, remote, may, undefined);
    }
    return { may, must };
  }

  private add(group: SecurityGroup, direction: Direction, remote: Remote, may: Bits, must: Bits | undefined): void {
    if (group.open !== undefined) {
      orInto(may, this.spaces.services.all);
    }
    for (const rule of direction === 'in' ? group.ingress : group.egress) {
      const matches = matchesRemote(this.spaces.addresses, rule.peer, remote);
      if (matches === 'no' || rule.exists === 'no') {
        continue;
      }
      orInto(may, this.spaces.services.union(rule.services.may));
      if (must !== undefined && matches === 'yes' && rule.exists === 'yes') {
        orInto(must, this.spaces.services.union(rule.services.must));
      }
    }
  }

  private numberOf(groups: Interface['groups']): number {
    const known = this.numbers.get(groups);
    if (known !== undefined) {
      return known;
    }
    // Interfaces with the same groups share what was evaluated for one of them: in the same order, in which rules answer.
    const ids = (list: readonly SecurityGroup[]) => list.map(({ id }) => id).join(',');
    const key = `${ids(groups.surely)}|${ids(groups.perhaps)}|${groups.any === undefined ? '' : 'any'}|${groups.isUnfiltered}`;
    const number = this.byContent.get(key) ?? this.byContent.size + 1;
    this.byContent.set(key, number);
    this.numbers.set(groups, number);
    return number;
  }
}

/** Groups that an interface may carry, besides those that it surely does. */
export function perhapsOn(
  network: Pick<Network, 'groups'>,
  { any, perhaps }: Interface['groups'],
  vpc: Vpc,
): readonly SecurityGroup[] {
  return any === undefined
    ? perhaps
    : [...perhaps, ...network.groups.filter((group) => group.vpc === undefined || mayBeSame(group.vpc, vpc))];
}

/** Rules of an interface's groups that let a packet pass, or may. */
export function rulesOfGroups(of: Interface, direction: Direction): readonly GroupRule[] {
  return [...of.groups.surely, ...of.groups.perhaps].flatMap((group) =>
    direction === 'in' ? group.ingress : group.egress,
  );
}
