import { HonmaruError } from '../errors';
import { renderResult } from '../report/verify';
import type {
  IsolateRule,
  MatrixRule,
  NoEgressRule,
  Policy,
  PolicyRule,
  ProofResult,
  ReachRule,
  Selector,
  ServiceText,
} from '../verify/policy';
import { Network } from './network';
import { refuseNegation } from './refuse-negation';

/** What a matcher of jest gives. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

type Refinement<R extends PolicyRule, K extends keyof R> = Partial<Pick<R, K>>;

/** Further words of an expectation that nothing gets through. */
export type Isolation = Refinement<IsolateRule, 'services' | 'level' | 'relation'>;
/** Further words of an expectation that everyone gets through. */
export type Reaching = Refinement<ReachRule, 'level' | 'relation'>;

/**
 * Matchers for `expect` of jest or vitest: `expect.extend(networkMatchers)`.
 *
 * None of them may be negated: that isolation was not proved does not show that there is a way, and an unknown answer is
 * neither. Expect the contrary instead.
 */
export const networkMatchers = {
  /** Nothing gets from one to the other, through load balancers and other proxies either. */
  toIsolate(this: unknown, network: unknown, from: Selector, to: Selector, refined: Isolation = {}): MatcherResult {
    return judge(this, network, { id: 'toIsolate', kind: 'isolate', from, to, ...refined });
  },

  /** None gets to another of them. */
  toIsolatePairwise(
    this: unknown,
    network: unknown,
    among: readonly Selector[],
    refined: Pick<Isolation, 'services' | 'level'> = {},
  ): MatcherResult {
    return judge(this, network, { id: 'toIsolatePairwise', kind: 'isolate-pairwise', among, ...refined });
  },

  /** Everyone gets to everyone on every service, and the answer comes back. */
  toReach(
    this: unknown,
    network: unknown,
    from: Selector,
    to: Selector,
    services: readonly ServiceText[],
    refined: Reaching = {},
  ): MatcherResult {
    return judge(this, network, { id: 'toReach', kind: 'reach', from, to, services, ...refined });
  },

  /** Nothing but these services gets through. */
  toReachOnly(
    this: unknown,
    network: unknown,
    from: Selector,
    to: Selector,
    services: readonly ServiceText[],
    refined: Pick<Reaching, 'level'> = {},
  ): MatcherResult {
    return judge(this, network, { id: 'toReachOnly', kind: 'reach-only', from, to, services, ...refined });
  },

  /** Nothing leaves for the internet, other accounts or sites. */
  toHaveNoEgress(
    this: unknown,
    network: unknown,
    from: Selector,
    refined: Refinement<NoEgressRule, 'except' | 'tolerate'> = {},
  ): MatcherResult {
    return judge(this, network, { id: 'toHaveNoEgress', kind: 'no-egress', from, ...refined });
  },

  /** Whoever gets from one to the other passes one of the given ones. */
  toPassThrough(
    this: unknown,
    network: unknown,
    from: Selector,
    to: Selector,
    through: Selector,
    refined: Pick<Isolation, 'services'> = {},
  ): MatcherResult {
    return judge(this, network, { id: 'toPassThrough', kind: 'pass-through', from, to, through, ...refined });
  },

  /** Answers cross the same firewall endpoints as packets. */
  toBeSymmetric(this: unknown, network: unknown): MatcherResult {
    return judge(this, network, { id: 'toBeSymmetric', kind: 'symmetric' });
  },

  /** Exactly these services get from each segment to each other one. */
  toHaveMatrix(
    this: unknown,
    network: unknown,
    segments: readonly string[],
    cells: MatrixRule['cells'],
    refined: Refinement<MatrixRule, 'level'> = {},
  ): MatcherResult {
    return judge(this, network, { id: 'toHaveMatrix', kind: 'matrix', segments, cells, ...refined });
  },

  /** Everything that a policy says holds. */
  toHold(this: unknown, network: unknown, policy: Policy): MatcherResult {
    refuseNegation(this, 'network', 'toHold');
    const { rules, ...rest } = policy;
    return resultOf(requireNetwork(network).ask(rules, rest));
  },
};

function judge(context: unknown, network: unknown, rule: PolicyRule): MatcherResult {
  refuseNegation(context, 'network', rule.id);
  return resultOf(requireNetwork(network).askRule(rule));
}

function resultOf(results: readonly ProofResult[]): MatcherResult {
  const failing = results.filter(({ holds, severity }) => !holds && severity === 'error');
  return {
    pass: failing.length === 0,
    message: () => failing.map((result) => renderResult(result, { language: 'en', root: process.cwd() })).join('\n\n'),
  };
}

function requireNetwork(value: unknown): Network {
  if (!(value instanceof Network)) {
    throw new HonmaruError([
      {
        path: 'expect(…)',
        must: 'must be given a network',
        got: value === null ? 'null' : typeof value,
        hint: "make one with networkOf('cdk.out')",
        code: 'MatcherWithoutNetwork',
      },
    ]);
  }
  return value;
}
