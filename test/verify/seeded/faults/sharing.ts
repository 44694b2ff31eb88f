import type { Fault } from '../../../seeded/fault';

const ALIKE = 'lib/verify/engine/leg/alike.ts';
const MATCHES = 'lib/verify/network/address-matches.ts';
const TWINS = 'lib/verify/engine/twins.ts';

/** What is found about one address, interface or set of groups, and taken to hold for others. */
export const SHARING_FAULTS: readonly Fault[] = [
  {
    id: 'alike-ignores-static-routes',
    file: MATCHES,
    find: '...network.vpns.flatMap(({ staticRoutes }) => staticRoutes),',
    replace: '',
    what: 'Addresses are not alike when a static route of a VPN holds one of them.',
  },
  {
    id: 'alike-ignores-gateway-tables',
    file: MATCHES,
    find: '...[edgeTables.internet, edgeTables.virtualPrivate].flatMap((table) => table ?? []),',
    replace: '...(edgeTables.internet === edgeTables.virtualPrivate ? [] : []),',
    what: 'Addresses are not alike when a route of a gateway holds one of them.',
  },
  {
    id: 'alike-ignores-nat64',
    file: ALIKE,
    find: `each.block.kind === 'abstract' || (each.block.kind === 'literal' && standsForIpv4(each.block.interval))`,
    replace: `each.block.kind === 'abstract' || (each.block.kind === 'literal' && standsForIpv4(each.block.interval) && false)`,
    what: 'Addresses that stand for IPv4 addresses are not alike: behind a NAT gateway each is another one.',
  },
  {
    id: 'alike-ignores-groups',
    file: ALIKE,
    find: `const rules = by === undefined ? NO_RULES : this.rulesOf(by, direction);`,
    replace: `const rules = by === undefined || direction === 'in' ? NO_RULES : this.rulesOf(by, direction);`,
    what: 'Addresses are not alike when a rule of the groups that look at them tells them apart.',
  },
  {
    id: 'alike-by-one-direction',
    file: ALIKE,
    find: `const key = JSON.stringify([direction, any === undefined ? '' : subnet.vpc.id, ...named]);`,
    replace: `const key = JSON.stringify([any === undefined ? '' : subnet.vpc.id, ...named]);`,
    what: 'Which addresses the groups of an interface tell apart is not the same of what comes in and of what goes out.',
  },
  {
    id: 'twins-ignore-groups',
    file: TWINS,
    find: 'ids(groups.surely),',
    replace: 'ids(groups.surely).length,',
    what: 'Interfaces that carry other groups are no twins.',
  },
  {
    id: 'twins-ignore-addresses',
    file: TWINS,
    find: 'addresses.map(({ block, has }) => [blockKey(block), has]),',
    replace: 'addresses.map(({ has }) => has),',
    what: 'Interfaces with other addresses are no twins.',
  },
  {
    id: 'twins-ignore-targets',
    file: TWINS,
    find: `to.kind === 'interfaces' ? to.interfaces : to.kind === 'function' ? to.function.interfaces : [],`,
    replace: `to.kind === 'function' ? to.function.interfaces : [],`,
    what: 'An interface to which a load balancer forwards is no twin of one to which it does not.',
  },
  {
    id: 'twins-ignore-named-addresses',
    file: TWINS,
    find: '? mentioned.has(key)',
    replace: '? mentioned.has(key) && mentioned.size < 0',
    what: 'An interface whose public address a rule names is no twin of one whose address none names.',
  },
  {
    id: 'untold-address-in-two-places',
    file: 'lib/verify/engine/leg/placings.ts',
    find: 'if (count < 2 || count > MOST_PLACINGS) {',
    replace: 'if (count > 0) {',
    what: 'A public address that only the deployment tells lies in one place for all that look at it.',
  },
  {
    id: 'untold-address-in-the-first-place',
    file: 'lib/verify/engine/leg/leg.ts',
    find: 'all.map((each) => each(port)),',
    replace: 'all.slice(0, 1).map((each) => each(port)),',
    what: 'A public address that only the deployment tells may lie in any place.',
  },
  {
    id: 'sorts-ignore-acls',
    file: 'lib/verify/engine/leg/sorts.ts',
    find: 'const found = `${places[index]} ${passes.join()}`;',
    replace: 'const found = `${places[index]} ${passes.length}`;',
    what: 'Public addresses are of one sort only when network ACLs let the same pass for them.',
  },
  {
    id: 'groups-in-any-order',
    file: 'lib/verify/engine/guards/group-guard.ts',
    find: `list.map(({ id }) => id).join(',');`,
    replace: `list.map(({ id }) => id).sort().join(',');`,
    what: 'What is remembered by the order of the rules holds for groups in that order only.',
  },
];
