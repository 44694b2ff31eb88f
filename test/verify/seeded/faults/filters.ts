import type { Fault } from '../../../seeded/fault';

const ACL_GUARD = 'lib/verify/engine/guards/acl-guard.ts';
const GROUP_GUARD = 'lib/verify/engine/guards/group-guard.ts';
const GROUPS = 'lib/verify/network/build/groups.ts';
const SERVICES = 'lib/verify/network/build/read-services.ts';
const SUBNETS = 'lib/verify/network/build/subnets.ts';
const VPCS = 'lib/verify/network/build/vpcs.ts';

/** Network ACLs and security groups. */
export const FILTER_FAULTS: readonly Fault[] = [
  {
    id: 'acl-last-match',
    file: ACL_GUARD,
    find: 'for (const rule of rules) {',
    replace: 'for (const rule of [...rules].reverse()) {',
    what: 'The lowest rule of a network ACL that matches decides, not the highest.',
  },
  {
    id: 'acl-egress-forgotten',
    file: ACL_GUARD,
    find: `const rules = direction === 'in' ? acl.ingress : acl.egress;`,
    replace: 'const rules = acl.ingress;',
    what: 'What leaves a subnet is asked about in the egress rules of its network ACL.',
  },
  {
    id: 'acl-rest-allowed',
    file: ACL_GUARD,
    find: 'orInto(denied, undecided);',
    replace: 'orInto(may, undecided);',
    what: 'What no rule of a network ACL matches is denied.',
  },
  {
    id: 'acl-same-subnet',
    file: 'lib/verify/engine/walk/walker.ts',
    find: 'return arrived();',
    replace: `return after([{ kind: 'acl', subnet, direction: 'in', isAssumed: false, rules: [] }], arrived());`,
    what: 'Network ACLs are not asked about packets within a subnet.',
  },
  {
    id: 'acl-keeps-state',
    file: 'lib/verify/engine/leg/forward.ts',
    find: 'pass: step.isAssumed ? { may: env.spaces.services.all, must: pass.must } : pass,',
    replace: 'pass: isAnswer ? env.everything : pass,',
    what: 'Network ACLs keep no state: answers need rules of their own.',
  },
  {
    id: 'acl-answer-on-service-port',
    file: 'lib/verify/engine/spaces.ts',
    find: `if (atom !== undefined && hasBit(answers, atom)) {
        orInto(bits, all);`,
    replace: `if (atom !== undefined) {
        orInto(bits, all.map((word, at) => word & (answers[at] ?? 0)));`,
    what: 'Answers go to the port from which the packet came, not to that of the service.',
  },
  {
    id: 'acl-numbers-as-text',
    file: SUBNETS,
    find: 'rules.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));',
    replace: 'rules.sort((a, b) => String(a.number).localeCompare(String(b.number)));',
    what: 'Rules of network ACLs are asked in the order of their numbers: 90 before 100.',
  },
  {
    id: 'acl-entry-is-egress',
    file: SUBNETS,
    find: `isEgress: truth(property('Egress'), false)`,
    replace: `isEgress: truth(property('Egress'), true)`,
    what: 'An entry that does not say Egress is about what comes in.',
  },
  {
    id: 'default-acl-denies',
    file: VPCS,
    find: `action: 'allow' as const,`,
    replace: `action: 'deny' as const,`,
    what: 'The default network ACL lets everything pass.',
  },
  {
    id: 'group-across-regions',
    file: 'lib/verify/engine/walk/leave.ts',
    find: 'arrived({ in: peering.sameRegion, out: peering.sameRegion }),',
    replace: 'arrived(),',
    what: 'Rules that name a group of a peered VPC match within one Region only.',
  },
  {
    id: 'group-without-peering',
    file: 'lib/verify/engine/walk/transit-walk.ts',
    find: `(groups) => ({ in: weaker(groups.in, references), out: 'no' })`,
    replace: '(groups) => groups',
    what: 'Over a transit gateway rules that name groups match only where it supports that, and never on the way out.',
  },
  {
    id: 'group-default-egress-missing',
    file: GROUPS,
    find: `hasSeparate ? 'unknown' : 'yes'`,
    replace: `hasSeparate ? 'unknown' : 'no'`,
    what: 'A group without egress rules of its own sends anywhere.',
  },
  {
    id: 'group-default-egress-stays',
    file: GROUPS,
    find: `} else if (listed(egress).items.every(({ exists }) => exists !== 'yes')) {
    group.egress.push(...sendAnywhere(group.origin, 'unknown'));`,
    replace: `} else {
    group.egress.push(...sendAnywhere(group.origin));`,
    what: 'A group with egress rules of its own sends only what they allow.',
  },
  {
    id: 'group-default-egress-ipv4',
    file: VPCS,
    find: 'return ANYWHERE.map((peer) => ({ peer, services: EVERY_SERVICE, exists, origin }));',
    replace: 'return ANYWHERE.slice(0, 1).map((peer) => ({ peer, services: EVERY_SERVICE, exists, origin }));',
    what: 'The default egress rule is for ::/0 too.',
  },
  {
    id: 'no-group-no-filter',
    file: GROUPS,
    find: `return { surely: [vpc.defaultGroup], perhaps: [], isUnfiltered: 'no' };`,
    replace: 'return UNFILTERED;',
    what: 'Without groups an interface carries the default group of its VPC.',
  },
  {
    id: 'default-group-open',
    file: VPCS,
    find: `group.ingress.push({ peer: { kind: 'group', group },`,
    replace: `group.ingress.push({ peer: { kind: 'block', block: everyAddress('0.0.0.0/0') },`,
    what: 'The default group lets in its own members only.',
  },
  {
    id: 'prefix-list-all-entries',
    file: 'lib/verify/address/block-lists.ts',
    find: 'for (const block of blocks) {',
    replace: 'for (const block of blocks.slice(0, 1)) {',
    what: 'A prefix list holds an address when one of its entries does.',
  },
  {
    id: 'group-unknown-is-no',
    file: GROUP_GUARD,
    find: `if (matches === 'no' || rule.exists === 'no') {`,
    replace: `if (matches !== 'yes' || rule.exists !== 'yes') {`,
    what: 'A rule that may match may let packets in.',
  },
  {
    id: 'group-unknown-is-yes',
    file: GROUP_GUARD,
    find: `if (must !== undefined && matches === 'yes' && rule.exists === 'yes') {`,
    replace: 'if (must !== undefined) {',
    what: 'A rule that may match does not surely let packets in.',
  },
  {
    id: 'icmp-type-ignored',
    file: SERVICES,
    find: 'const icmp = onlyType === -1 ? {} : onlyCode === -1 ? { type: onlyType } : { type: onlyType, code: onlyCode };',
    replace: 'const icmp = {};',
    what: 'A rule for ICMP is about its type and code.',
  },
  {
    id: 'protocol-all-is-a-number',
    file: SERVICES,
    find: `return number === -1 || lower === 'all' ? ('any' as const) : number;`,
    replace: `return lower === 'all' ? ('any' as const) : number;`,
    what: 'Protocol -1 is every protocol.',
  },
  {
    id: 'port-range-end-exclusive',
    file: SERVICES,
    find: 'return from === -1 ? ANY_PORT : { from, to };',
    replace: 'return from === -1 ? ANY_PORT : { from, to: from === to ? to : to - 1 };',
    what: 'A range of ports holds its last port.',
  },
];
