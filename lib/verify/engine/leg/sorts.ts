import { bitsText, type AddressSpace } from '../../address';
import { blocksOfMatch, blocksOnTheWay } from '../../network/address-matches';
import type { Interface, Network, NetworkAcl } from '../../network/types';
import type { AclGuard } from '../guards/acl-guard';
import type { Direction, GroupGuard } from '../guards/group-guard';
import type { Pass } from '../pass';
import { Recent } from '../recent';
import { placesOf, type Alike } from './alike';

/** What sorts are found with. */
interface Around {
  readonly network: Network;
  readonly spaces: { readonly addresses: AddressSpace };
  readonly acls: AclGuard;
  readonly groups: GroupGuard;
  readonly alike: Alike;
  readonly internetClassesV4: readonly number[];
}

/**
 * Sorts of public addresses: those that fare alike wherever they are looked at. Other than classes that are alike they may
 * match different rules, as long as these let the same pass.
 */
export class Sorts {
  private readonly around: Around;
  private readonly found = new Recent<readonly number[]>();
  private readonly numbers = new Map<string, number>();
  private readonly places = new Map<number, string>();
  private unshared: { readonly acls: readonly NetworkAcl[]; readonly places: Int32Array } | undefined;

  constructor(around: Around) {
    this.around = around;
  }

  /** A class of the internet of each sort, for addresses that only the deployment tells and that groups look at. */
  of(untold: readonly number[], by: Interface, direction: Direction): readonly number[] {
    const { alike, internetClassesV4 } = this.around;
    const classes = alike.among(internetClassesV4, by, direction);
    return classes.length < 3
      ? classes
      : this.found.of(`${by.id} ${direction} ${untold.join()}`, () => this.choose(classes, untold, by, direction));
  }

  private choose(
    classes: readonly number[],
    untold: readonly number[],
    by: Interface,
    direction: Direction,
  ): readonly number[] {
    const { groups, spaces } = this.around;
    const chosen = new Map<string, number>();
    for (const index of classes) {
      const passes = untold.map((each) => {
        const address = spaces.addresses.placed(each, index);
        return this.numberOf(groups.pass(by, direction, { address, interface: undefined, groups: 'no' }));
      });
      const sort = `${this.placeOf(index)} ${passes.join()}`;
      chosen.set(sort, chosen.get(sort) ?? index);
    }
    return [...chosen.values()];
  }

  /** What everything but groups makes of a class of the internet. */
  private placeOf(index: number): string {
    const known = this.places.get(index);
    if (known !== undefined) {
      return known;
    }
    this.unshared ??= this.findUnshared();
    const { acls, places } = this.unshared;
    const passes = acls.flatMap((acl) =>
      (['in', 'out'] as const).map((direction) =>
        this.numberOf(this.around.acls.pass({ options: [acl] }, direction, index)),
      ),
    );
    const found = `${places[index]} ${passes.join()}`;
    this.places.set(index, found);
    return found;
  }

  /** What network ACLs say is the same where they let the same pass; other things tell apart what they name. */
  private findUnshared(): { readonly acls: readonly NetworkAcl[]; readonly places: Int32Array } {
    const { network, spaces } = this.around;
    const acls = [...new Set(network.subnets.flatMap(({ acl }) => acl.options))].filter(isTold);
    const told = new Set(acls);
    const subnets = network.subnets.map((subnet) => ({
      ...subnet,
      acl: { ...subnet.acl, options: subnet.acl.options.filter((each) => !told.has(each)) },
    }));
    return { acls, places: placesOf(spaces.addresses, blocksOnTheWay({ ...network, subnets })) };
  }

  /** A number that equal results share. */
  private numberOf({ may, must }: Pass): number {
    const text = `${bitsText(may)} ${bitsText(must)}`;
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}

/** Whether it names no block of which only the deployment tells the addresses. */
function isTold({ ingress, egress }: NetworkAcl): boolean {
  return [...ingress, ...egress].flatMap(({ match }) => blocksOfMatch(match)).every(({ kind }) => kind === 'literal');
}
