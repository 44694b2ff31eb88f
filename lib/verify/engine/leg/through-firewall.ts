import { or } from '../../address';
import type { FirewallEndpoint } from '../../network/types';
import type { Flow } from '../guards/firewall-guard';
import { oneOfPasses, type Pass } from '../pass';
import type { Env } from './env';
import type { Stage, State } from './stage';

/** Past a firewall endpoint, which remembers what it saw. */
export function throughFirewall(
  env: Env,
  endpoint: FirewallEndpoint,
  state: State,
  isAnswer: boolean,
): { readonly stage: Stage; readonly state: State } {
  const { policy } = endpoint.firewall;
  const flows = state.sources.flatMap((source) =>
    (state.ports ?? [undefined]).map((port) => ({ source, destination: state.destination, port })),
  );
  const passes = flows.map((each) =>
    isAnswer ? env.firewalls.answer(policy, each) : env.firewalls.pass(policy, each, state.isSession === true),
  );
  const handed = flows.map((each) => env.firewalls.handed(policy, each));
  const flow = flows[0] ?? { source: state.destination, destination: state.destination, port: undefined };
  const isPartial = policy.options.some(({ stateful }) => stateful.some((rule) => rule.isPartial));
  const stage: Stage = {
    hop: 'firewall',
    layer: 'firewall',
    origin: endpoint.origin,
    says: `through the firewall ${endpoint.origin.label} in ${endpoint.interface.subnet.origin.label}`,
    // From which port an answer comes, the packet tells: what surely passes is found there.
    pass: isAnswer ? { may: oneOf(env, passes).may, must: env.everything.must } : oneOf(env, passes),
    rules: isAnswer ? ['NFW-04'] : ['NFW-01', 'NFW-02', 'NFW-03', ...(isPartial ? ['NFW-06'] : [])],
    asked: { kind: 'firewall', endpoint, flow, isAnswer },
  };
  return {
    stage,
    state: {
      ...state,
      endpoints: [...state.endpoints, endpoint.id],
      inspectors: [...(state.inspectors ?? []), endpoint],
      handed: new Map([...(state.handed ?? []), [endpoint, crossedBefore(env, endpoint, state, oneOf(env, handed))]]),
      flows: new Map([...(state.flows ?? []), [endpoint, [...(state.flows?.get(endpoint) ?? []), ...flows]]]),
      ...(isAnswer || state.isSession !== true ? {} : { named: withNamed(env, endpoint, state, flows) }),
    },
  };
}

/** What crosses an endpoint twice has two flows there, and only one of them is that of an answer. */
function crossedBefore(env: Env, endpoint: FirewallEndpoint, { handed }: State, pass: Pass): Pass {
  const before = handed?.get(endpoint);
  return before === undefined ? pass : { may: or(before.may, pass.may), must: env.nothing.must };
}

function withNamed(
  env: Env,
  endpoint: FirewallEndpoint,
  { named }: State,
  flows: readonly Flow[],
): NonNullable<State['named']> {
  const passes = flows.map((each) => env.firewalls.named(endpoint.firewall.policy, each));
  const before = named?.get(endpoint);
  const all = before === undefined ? passes : [...passes, before];
  return new Map([...(named ?? []), [endpoint, oneOf(env, all)]]);
}

/** What passes when one of some happens. */
export function oneOf(env: Env, passes: readonly Pass[]): Pass {
  const [only] = passes;
  return passes.length === 1 && only !== undefined ? only : oneOfPasses(env.spaces.services, passes, true);
}
