import type { Fault } from '../../../seeded/fault';

/** What CloudFormation makes of a template, and what of that is known before deployment. */
export const TEMPLATE_FAULTS: readonly Fault[] = [
  {
    id: 'default-is-known',
    file: 'lib/template/evaluate/parameters.ts',
    find: `const taken = given ?? (stack.parent !== undefined || MADE_BY_CDK.test(name) ? definition['Default'] : undefined);`,
    replace: `const taken = given ?? definition['Default'];`,
    what: 'A parameter with a default may be given another value.',
  },
  {
    id: 'one-of-takes-the-first',
    file: 'lib/template/values/alternatives.ts',
    find: `: { kind: 'one-of', alternatives: distinct, because };`,
    replace: ': (distinct[0]?.value ?? unknown(because));',
    what: 'What is one of some values may be any of them.',
  },
  {
    id: 'condition-ignored',
    file: 'lib/template/evaluate/evaluator.ts',
    find: 'const own = resource.condition === undefined ? true : condition(resource.stack, resource.condition);',
    replace: 'const own: Truth = true;',
    what: 'A resource whose condition is false is not made.',
  },
  {
    id: 'only-compared-values',
    file: 'lib/template/evaluate/worlds.ts',
    find: '? [{ value: undefined, truth: false }]',
    replace: '? []',
    what: 'A parameter may have another value than those with which conditions compare it.',
  },
  {
    id: 'nested-condition-ignored',
    file: 'lib/template/evaluate/evaluator.ts',
    find: `const around = resource.stack.parent === undefined ? 'yes' : exists(resource.stack.parent);`,
    replace: `const around: 'yes' | 'no' | 'unknown' = 'yes';`,
    what: 'What a nested stack holds is made only when the nested stack is.',
  },
  {
    id: 'endpoints-in-order',
    file: 'lib/template/evaluate/firewall-order.ts',
    find: 'if (firewalls.length === 0) {',
    replace: 'if (firewalls.length >= 0) {',
    what: 'The endpoints of a firewall are listed in no order that is known.',
  },
  {
    id: 'worlds-agree-when-one-does',
    file: 'lib/verify/engine/join-worlds.ts',
    find: 'some: and(a.some, b.some), every: and(a.every, b.every)',
    replace: 'some: or(a.some, b.some), every: or(a.every, b.every)',
    what: 'What surely gets through does so whatever the conditions are.',
  },
];
