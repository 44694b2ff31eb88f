import type { AddressSpace, Certainty } from '../../address';
import type { AddressMatch, Interface, SecurityGroup, Vpc } from '../../network/types';

/** The other side of a packet as a rule sees it. */
export interface Remote {
  /** Class of its address. */
  readonly address: number;
  /** The interface behind it, when it is seen with its own address. */
  readonly interface: Interface | undefined;
  /** Whether rules that name groups look at the interface's groups. */
  readonly groups: Certainty;
}

/** Whether a rule is about an address. */
export function matchesAddress(space: AddressSpace, match: AddressMatch, address: number): Certainty {
  switch (match.kind) {
    case 'block':
      return space.holds(match.block, address);
    case 'list': {
      const answer = space.lists.holds(match.list.blocks, address);
      return answer === 'no' && match.list.open !== undefined ? 'unknown' : answer;
    }
    case 'group':
      return 'no';
    case 'unknown':
      return 'unknown';
  }
}

/** Whether a rule of a group is about the other side. */
export function matchesRemote(space: AddressSpace, match: AddressMatch, remote: Remote): Certainty {
  if (match.kind !== 'group') {
    return matchesAddress(space, match, remote.address);
  }
  if (remote.interface === undefined || remote.groups === 'no') {
    return 'no';
  }
  const carries = carriesGroup(remote.interface, match.group);
  return carries === 'yes' && remote.groups === 'unknown' ? 'unknown' : carries;
}

/** Whether two VPCs may be one: one that no template makes may be any. */
export function mayBeSame(a: Vpc, b: Vpc): boolean {
  return a.id === b.id || a.origin.resource === undefined || b.origin.resource === undefined;
}

/** Whether an interface carries a group. */
export function carriesGroup({ groups, subnet }: Interface, group: SecurityGroup): Certainty {
  const isSame = (each: SecurityGroup) => each.id === group.id;
  if (groups.surely.some(isSame)) {
    return 'yes';
  }
  const isForeign = group.vpc !== undefined && !mayBeSame(group.vpc, subnet.vpc);
  const isUnknown =
    groups.perhaps.some(isSame) ||
    (groups.any !== undefined && !isForeign) ||
    (group.isExternal === true && groups.isUnfiltered !== 'yes') ||
    [...groups.surely, ...groups.perhaps].some(({ isExternal }) => isExternal === true);
  return isUnknown ? 'unknown' : 'no';
}
