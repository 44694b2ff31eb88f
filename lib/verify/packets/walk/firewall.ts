import type { FirewallEndpoint, Interface } from '../net/network';
import { statefulAction, statelessActions, type Stateless } from './inspect';
import type { Verdict } from '../net/truth';
import { fork, note, passes, stop, stopped, type Next } from './next';
import type { Walk } from './state';

/**
 * A packet goes through a firewall endpoint and on by the route table of the subnet of the endpoint.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-processing.html read 2026-11-25
 */
export function aroundFirewall(walk: Walk, at: Interface, endpoint: FirewallEndpoint): Next {
  const { policy, name } = endpoint;
  if (policy.doubt !== undefined) {
    walk.flow.inspections.push({ endpoint, stateful: true, passedByRule: true });
    return passes(walk, name, { truth: 'unknown', rule: policy.doubt, by: 'firewall-unknown' })
      ? { step: 'leave', from: at }
      : stopped(walk);
  }
  return fork(walk, statelessActions(policy, walk.packet), (way, action) => act(way, at, endpoint, action));
}

function act(walk: Walk, at: Interface, endpoint: FirewallEndpoint, stateless: Stateless): Next {
  const { name } = endpoint;
  switch (stateless.action) {
    case 'drop':
      // Stateless rules do not know answers by what was asked.
      return stop(
        walk,
        'no',
        name,
        walk.reply === undefined ? 'firewall-stateless' : 'firewall-answer',
        stateless.rule,
      );
    case 'pass':
      walk.flow.inspections.push({ endpoint, stateful: false, passedByRule: true });
      passes(walk, name, isUnseen(walk, endpoint) ?? { truth: 'yes', rule: stateless.rule, by: 'firewall-stateless' });
      return { step: 'leave', from: at };
    case 'unknown':
      walk.flow.inspections.push({ endpoint, stateful: true, passedByRule: true });
      return passes(walk, name, { truth: 'unknown', rule: stateless.rule, by: 'firewall-unknown' })
        ? { step: 'leave', from: at }
        : stopped(walk);
    case 'forward':
      return walk.reply === undefined ? inspectOpening(walk, at, endpoint) : inspectAnswer(walk, at, endpoint);
  }
}

/**
 * Stateless rules know no connections; still the page wants both directions of each to pass the same endpoint.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html read 2026-11-26
 */
function isUnseen(walk: Walk, endpoint: FirewallEndpoint): Verdict | undefined {
  const isSeen = walk.reply?.inspections.some((inspection) => inspection.endpoint === endpoint) !== false;
  const rule = 'an answer to a request that this firewall endpoint did not see, passed by a stateless rule';
  return isSeen ? undefined : { truth: 'unknown', rule, by: 'firewall-symmetry' };
}

function inspectOpening(walk: Walk, at: Interface, endpoint: FirewallEndpoint): Next {
  const action = statefulAction(endpoint.policy, walk.packet, 'opening');
  walk.flow.inspections.push({ endpoint, stateful: true, passedByRule: action.byRule });
  return passes(walk, endpoint.name, action.opening) ? { step: 'leave', from: at } : stopped(walk);
}

/**
 * Answers pass when the endpoint saw the request; it knows nothing of what went another way.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config-tgw-multi-az.html read 2026-11-25
 */
function inspectAnswer(walk: Walk, at: Interface, endpoint: FirewallEndpoint): Next {
  const crossings = (walk.reply?.inspections ?? []).filter((inspection) => inspection.endpoint === endpoint);
  const seen = crossings.find(({ stateful }) => stateful);
  if (seen === undefined) {
    const rule = 'an answer to a request that this firewall endpoint did not see';
    return stop(walk, 'no', endpoint.name, 'firewall-symmetry', rule);
  }
  if (crossings.length > 1) {
    walk.flow.inspections.push({ endpoint, stateful: true, passedByRule: true });
    const rule = 'which of the packets that crossed it this answers, is not known';
    return passes(walk, endpoint.name, { truth: 'unknown', rule, by: 'firewall-symmetry' })
      ? { step: 'leave', from: at }
      : stopped(walk);
  }
  walk.flow.inspections.push(seen);
  note(walk, endpoint.name, 'firewall-symmetry', 'the endpoint saw the request');
  if (seen.passedByRule) {
    note(walk, endpoint.name, 'firewall-answer', 'an answer of a connection that a rule let pass');
    return { step: 'leave', from: at };
  }
  // Nothing passed the connection by name, so a rule about the answer, or the default, decides over it.
  const { answer } = statefulAction(endpoint.policy, walk.packet, 'answer');
  return passes(walk, endpoint.name, answer) ? { step: 'leave', from: at } : stopped(walk);
}
