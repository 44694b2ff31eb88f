import type { Fault } from '../../../seeded/fault';

const CHOOSE = 'lib/verify/engine/walk/choose-route.ts';
const FORWARD = 'lib/verify/engine/leg/forward.ts';
const LEAVE = 'lib/verify/engine/walk/leave.ts';
const TRANSIT_WALK = 'lib/verify/engine/walk/transit-walk.ts';
const WALKER = 'lib/verify/engine/walk/walker.ts';

/** Routes, gateways and address translation. */
export const ROUTE_FAULTS: readonly Fault[] = [
  {
    id: 'shortest-prefix',
    file: CHOOSE,
    find: 'return b.least - a.least ||',
    replace: 'return a.least - b.least ||',
    what: 'The longest prefix that holds an address is taken.',
  },
  {
    id: 'propagated-before-static',
    file: CHOOSE,
    find: `const RANK = { local: 0, static: 1, 'prefix-list': 2, propagated: 3 } as const;`,
    replace: `const RANK = { local: 0, propagated: 1, static: 2, 'prefix-list': 3 } as const;`,
    what: 'Of equally long prefixes a static route goes before a propagated one.',
  },
  {
    id: 'propagated-before-local',
    file: CHOOSE,
    find: `const possible = isOwn ? candidates.filter(({ route }) => route.kind !== 'propagated') : candidates;`,
    replace: 'const possible = isOwn ? [...candidates] : candidates;',
    what: 'A propagated route never takes what a local route holds, however long it is.',
  },
  {
    id: 'blackhole-falls-through',
    file: TRANSIT_WALK,
    find: 'chooseRoute(walker.spaces.addresses, table.routes, address);',
    replace: `chooseRoute(
    walker.spaces.addresses,
    table.routes.filter(({ target }) => target.kind !== 'blackhole'),
    address,
  );`,
    what: 'A black hole in the table of a transit gateway wins, and drops what it matches.',
  },
  {
    id: 'detached-gateway-falls-through',
    file: WALKER,
    find: 'const chosen = chooseRoute(this.spaces.addresses, routes, address);',
    replace: `const chosen = chooseRoute(
      this.spaces.addresses,
      routes.filter(({ target }) => target.kind !== 'blackhole'),
      address,
    );`,
    what: 'A route to a gateway that is not attached wins, and drops what it matches.',
  },
  {
    id: 'edge-table-ignored',
    file: WALKER,
    find: 'this.enter(vpc, vpc.edgeTables.internet?.routes, address, goal, [CAME_IN]),',
    replace: 'this.enter(vpc, undefined, address, goal, [CAME_IN]),',
    what: 'What comes in through an internet gateway follows the table that is associated with it.',
  },
  {
    id: 'nat-takes-packets',
    file: 'lib/verify/network/build/interfaces/endpoints.ts',
    find: `receives: 'none',
    sourcePorts: SERVICE_PORTS,`,
    replace: `receives: 'all',
    sourcePorts: SERVICE_PORTS,`,
    what: 'A NAT gateway takes no connections that the internet opens.',
  },
  {
    id: 'nat-keeps-source',
    file: FORWARD,
    find: 'sources: env.privateClasses(nat.addresses, 4),',
    replace: 'sources: state.sources,',
    what: 'Behind a NAT gateway packets come from its address.',
  },
  {
    id: 'private-nat-is-public',
    file: 'lib/verify/network/build/interfaces/endpoints.ts',
    find: `const isPublic = textIs(ctx.property(resource, 'ConnectivityType'), (text) => text === 'public', true);`,
    replace: `const isPublic = 'yes' as const;`,
    what: 'A private NAT gateway has no public address.',
  },
  {
    id: 'internet-without-address',
    file: FORWARD,
    find: `pass: has === 'yes' ? env.everything : has === 'no' ? env.nothing : env.perhaps,`,
    replace: 'pass: env.everything,',
    what: 'Only what has a public address gets out through an internet gateway over IPv4.',
  },
  {
    id: 'egress-only-lets-in',
    file: FORWARD,
    find: 'isAnswer ? env.nothing : env.everything,',
    replace: 'env.everything,',
    what: 'An egress-only internet gateway lets no connection in.',
  },
  {
    id: 'peering-transit',
    file: LEAVE,
    find: `if (goal.kind !== 'subnet' || (other !== undefined && other.id !== goal.subnet.vpc.id)) {`,
    replace: `if (goal.kind !== 'subnet') {`,
    what: 'A peering connection leads into the peered VPC and not through it.',
  },
  {
    id: 'peering-edge-to-edge',
    file: LEAVE,
    find: 'if (!seen.includes(sentFrom(from.vpc))) {',
    replace: `if (seen.includes('nobody')) {`,
    what: 'A peering connection carries nothing that comes from a gateway of the VPC.',
  },
  {
    id: 'endpoint-for-everyone',
    file: LEAVE,
    find: `goal.service.list.id === target.service.list.id &&
        seen.includes(sentFrom(from.vpc))`,
    replace: 'goal.service.list.id === target.service.list.id',
    what: 'A gateway endpoint takes packets of its own VPC only.',
  },
  {
    id: 'endpoint-loses-to-default-route',
    file: 'lib/verify/address/block.ts',
    find: `return { least: block.pool === 'services' ? SHORTEST_OF_AWS : 1, most };`,
    replace: `return { least: 0, most: block.pool === 'services' ? 0 : most };`,
    what: 'The prefixes of a gateway endpoint are longer than a default route.',
  },
  {
    id: 'appliance-check-ignored',
    file: LEAVE,
    find: `return target.interface.forwards === 'no' &&`,
    replace: `return target.interface.forwards === 'unknown' &&`,
    what: 'An interface drops packets that are not for it unless its check is switched off.',
  },
  {
    id: 'transit-enters-any-zone',
    file: TRANSIT_WALK,
    find: `rated.find(({ certainty }) => certainty === 'unknown') ??`,
    replace: `rated.map(({ subnet }) => ({ subnet, certainty: 'yes' as const }))[0] ??`,
    what: 'A transit gateway is reached through an attachment in the zone of the sender only.',
  },
  {
    id: 'transit-leaves-any-zone',
    file: TRANSIT_WALK,
    find: `return same.length > 0 && to.applianceMode === 'no' ? same : to.subnets;`,
    replace: 'return same.length < 0 ? same : to.subnets;',
    what: 'Without appliance mode packets leave a transit gateway in the zone in which they came.',
  },
  {
    id: 'transit-default-table-off',
    file: 'lib/verify/network/build/transit.ts',
    find: `textIs(ctx.property(resource, name), (text) => text === 'enable', true);`,
    replace: `textIs(ctx.property(resource, name), (text) => text === 'enable', false);`,
    what: 'Attachments join the default route table of a transit gateway unless that is switched off.',
  },
  {
    id: 'vpns-are-apart',
    file: 'lib/verify/engine/walk/gateway-walk.ts',
    find: ": guessed(`whether ${gateway.origin.label} joins its connections`, ['VPN-03']);",
    replace: ": stopped(noRoute(gateway.origin, 'connections are apart', ['VPN-03']));",
    what: 'A virtual private gateway may join its VPN connections: that it does not is not documented.',
  },
];
