import type { Fault } from '../../../seeded/fault';

const RECORDING = 'lib/verify/flips/recheck/recording.ts';
const GRAPH = 'lib/verify/flips/recheck/sharing-graph.ts';

/** What is taken over after a change although the change touches it. */
export const RECHECK_FAULTS: readonly Fault[] = [
  {
    id: 'recheck-ignores-acls',
    file: RECORDING,
    find: 'return other !== undefined && isSamePass(',
    replace: 'return other !== undefined || isSamePass(',
    what: 'What is known of a way past a network ACL is not taken over when the ACL says something else of its packets.',
  },
  {
    id: 'recheck-ignores-groups',
    file: RECORDING,
    find: 'isSamePass(others.env.groups.pass(there, direction, { ...remote, interface: theirs }), pass)',
    replace: 'isSamePass(pass, pass)',
    what: 'What is known of an interface is not taken over when its security groups say something else of the other side.',
  },
  {
    id: 'recheck-ignores-routes',
    file: RECORDING,
    find: 'return other !== undefined && taken(other) === own;',
    replace: 'return other !== undefined || own === undefined;',
    what: 'What is known of a way is not taken over when a table takes its packets elsewhere.',
  },
  {
    id: 'recheck-ignores-firewalls',
    file: RECORDING,
    find: 'override pass(policy: Choice<FirewallPolicy>, flow: Flow, isSession?: boolean): Pass {\n    this.recorder.note(policy.options.map(({ id }) => id));',
    replace: 'override pass(policy: Choice<FirewallPolicy>, flow: Flow, isSession?: boolean): Pass {',
    what: 'What is known of a way past a firewall is not taken over when its policy differs.',
  },
  {
    id: 'recheck-ignores-parties',
    file: GRAPH,
    find: 'this.recorder?.note([from, to].flatMap(partsOfParty));',
    replace: '',
    what: 'What is known of two interfaces is not taken over when one of them differs.',
  },
  {
    id: 'recheck-forgets-what-was-found-before',
    file: GRAPH,
    find: 'this.recorder?.noteAll(found.looked);',
    replace: '',
    what: 'An answer rests on all that was looked at, whether for it or for an earlier one.',
  },
  {
    id: 'recheck-ignores-new-senders',
    file: GRAPH,
    find: 'this.basis?.hasSameCast === true',
    replace: 'this.basis !== undefined',
    what: 'Whoever begins to pass packets on changes the answers about others.',
  },
  {
    id: 'recheck-ignores-proxies',
    file: GRAPH,
    find: 'this.recorder?.note(this.env.network.proxies.map(({ id }) => id));',
    replace: '',
    what: 'An answer is not taken over when a load balancer forwards elsewhere.',
  },
  {
    id: 'recheck-ignores-the-cut',
    file: 'lib/verify/flips/recheck/rechecker.ts',
    find: 'const parts = isFine ? changedParts(known.parts, all) : undefined;',
    replace: 'const parts = isFine || known.parts.size > 0 ? changedParts(known.parts, all) : undefined;',
    what: 'Of a network that is cut more finely nothing is taken over.',
  },
];
