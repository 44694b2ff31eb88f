import { andNot, blockKey, holdsBlock, intersects, isEmpty, type Block } from '../../address';
import type { ServiceSpace } from '../../address';
import type { AddressMatch, PrefixList, ServiceMatch } from '../../network/types';

/** Whether whatever one match is about, another is about too. */
export function coversMatch(outer: AddressMatch, inner: AddressMatch): boolean {
  switch (inner.kind) {
    case 'unknown':
      return false;
    case 'group':
      return (
        (outer.kind === 'group' && outer.group.id === inner.group.id) ||
        // Whoever carries the group has its addresses in its VPC.
        (inner.group.vpc !== undefined &&
          inner.group.isExternal !== true &&
          inner.group.vpc.blocks.length > 0 &&
          inner.group.vpc.blocks.every((block) => coversBlock(outer, block)))
      );
    case 'list':
      return (
        (outer.kind === 'list' && isSameList(outer.list, inner.list)) ||
        (inner.list.open === undefined &&
          inner.list.blocks.length > 0 &&
          inner.list.blocks.every((block) => coversBlock(outer, block)))
      );
    case 'block':
      return coversBlock(outer, inner.block);
  }
}

function coversBlock(outer: AddressMatch, block: Block): boolean {
  switch (outer.kind) {
    case 'block':
      return holdsBlock(outer.block, block) === 'yes';
    case 'list':
      return outer.list.blocks.some((each) => holdsBlock(each, block) === 'yes');
    case 'group':
    case 'unknown':
      return false;
  }
}

function isSameList(a: PrefixList, b: PrefixList): boolean {
  return a.id === b.id;
}

/** Whether every packet that one match may be about, another surely is about. */
export function coversServices(space: ServiceSpace, outer: ServiceMatch, inner: ServiceMatch): boolean {
  return isEmpty(andNot(space.union(inner.may), space.union(outer.must)));
}

/** Whether two matches may be about the same packet. */
export function meetServices(space: ServiceSpace, a: ServiceMatch, b: ServiceMatch): boolean {
  return intersects(space.union(a.may), space.union(b.may));
}

/** Text that matches about the same thing share. */
export function matchKey(match: AddressMatch): string {
  switch (match.kind) {
    case 'block':
      return blockKey(match.block);
    case 'list':
      return `list ${match.list.id}`;
    case 'group':
      return `group ${match.group.id}`;
    case 'unknown':
      return `unknown ${match.reason}`;
  }
}
