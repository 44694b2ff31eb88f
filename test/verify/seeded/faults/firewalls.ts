import type { Fault } from '../../../seeded/fault';

const POLICIES = 'lib/verify/network/build/firewalls/policies.ts';

/** AWS Network Firewall. */
export const FIREWALL_FAULTS: readonly Fault[] = [
  {
    id: 'stateless-priority-reversed',
    file: POLICIES,
    find: 'const sorted = [...rules.items].sort((a, b) => priority(a.value) - priority(b.value));',
    replace: 'const sorted = [...rules.items].sort((a, b) => priority(b.value) - priority(a.value));',
    what: 'The stateless rule with the lowest priority that matches decides.',
  },
  {
    id: 'group-priority-ignored',
    file: POLICIES,
    find: 'const sorted = [...references.items].sort((a, b) => priority(a.value) - priority(b.value));',
    replace: 'const sorted = references.items;',
    what: 'Rule groups are asked in the order of their priority, not of the template.',
  },
  {
    id: 'strict-order-ignored',
    file: POLICIES,
    find: 'stateful: isStrict ? rules : [...rules].sort((a, b) => rank(a) - rank(b)),',
    replace: 'stateful: [...rules].sort((a, b) => rank(a) - rank(b)),',
    what: 'With strict order stateful rules are asked as they are written.',
  },
  {
    id: 'action-order-ignored',
    file: POLICIES,
    find: 'stateful: isStrict ? rules : [...rules].sort((a, b) => rank(a) - rank(b)),',
    replace: 'stateful: rules,',
    what: 'Without strict order rules that pass go before rules that drop.',
  },
  {
    id: 'drop-strict-passes',
    file: POLICIES,
    find: `return names.includes('aws:drop_strict')
    ? 'drop'`,
    replace: `return names.includes('aws:drop_strict')
    ? 'pass'`,
    what: 'The default action aws:drop_strict drops what no stateful rule matches.',
  },
  {
    id: 'default-without-strict-order',
    file: POLICIES,
    find: `if (!isStrict) {
    return 'pass';`,
    replace: `if (!isStrict) {
    return 'drop';`,
    what: 'Without strict order what no stateful rule matches passes.',
  },
  {
    id: 'stateful-rules-skipped',
    file: POLICIES,
    find: `: name === 'aws:forward_to_sfe'
        ? 'forward'`,
    replace: `: name === 'aws:forward_to_sfe'
        ? 'pass'`,
    what: 'aws:forward_to_sfe hands packets to the stateful rules.',
  },
  {
    id: 'domain-list-for-every-port',
    file: 'lib/verify/network/build/firewalls/stateful-rules.ts',
    find: `services: perhaps([{ protocol: TCP }], 'the name that the client asks for'),
      bothWays: false,
      isPartial: true,`,
    replace: `services: matchOf([{ protocol: TCP }]),
      bothWays: false,
      isPartial: false,`,
    what: 'A list of domains is about HTTP and TLS, and about the names in them; nothing else is dropped by it.',
  },
  {
    id: 'firewall-negation-forgotten',
    file: 'lib/verify/network/build/firewalls/address-lists.ts',
    find: 'return flatten(trimmed.slice(1), variables, !isNegated, depth + 1);',
    replace: 'return flatten(trimmed.slice(1), variables, isNegated, depth + 1);',
    what: '! before an address stands for every other address.',
  },
  {
    id: 'firewall-asymmetry-ignored',
    file: 'lib/verify/engine/leg/answers.ts',
    find: `if (inspectors.map(({ id }) => id).join(' ') === expected.map(({ id }) => id).join(' ')) {`,
    replace: 'if (inspectors.length >= 0) {',
    what: 'A firewall that did not see the packet drops the answer.',
  },
];
