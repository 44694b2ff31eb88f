import { andNot, or } from '../../address';
import { bothPass, type Pass } from '../pass';
import type { Step, Way } from '../walk/way';
import type { Env } from './env';
import type { Stage, State } from './stage';
import { oneOf, throughFirewall } from './through-firewall';

/** What happens on a way: stage by stage, and how the packet looks at its end. */
export interface Travelled {
  readonly stages: readonly Stage[];
  readonly state: State;
}

/** Takes a packet along a way. */
export function travel(env: Env, way: Way, start: State, arrivesAt: number, isAnswer = false): Travelled {
  const stages: Stage[] = [];
  let state = start;
  for (const step of way.steps) {
    const done = take(env, step, state, arrivesAt, isAnswer);
    // What was ICMP of IPv6 is another message now, if it goes on at all.
    stages.push(state.wrote === undefined ? done.stage : { ...done.stage, pass: blurIcmp(env, done.stage.pass) });
    state = done.state;
  }
  if (way.stop !== undefined) {
    const { kind, origin, says, rules } = way.stop;
    stages.push({ hop: 'route', layer: kind, origin, says, pass: env.nothing, rules });
  }
  if (way.isGuess !== undefined) {
    stages.push({
      hop: 'route',
      origin: { id: way.isGuess, label: way.isGuess },
      says: `only the deployment tells ${way.isGuess}`,
      pass: env.perhaps,
      rules: way.guessedBy ?? ['UNK-01'],
    });
  }
  return { stages, state };
}

/** Leaves ICMP of IPv6 open. */
export function blurIcmp({ icmpv6 }: Env, { may, must }: Pass): Pass {
  return { may: or(may, icmpv6), must: andNot(must, icmpv6) };
}

/** What passes all stages. */
export function passOf(env: Env, stages: readonly Stage[]): Pass {
  return stages.reduce<Pass>((pass, stage) => bothPass(pass, stage.pass), env.everything);
}

function take(
  env: Env,
  step: Step,
  state: State,
  arrivesAt: number,
  isAnswer: boolean,
): { readonly stage: Stage; readonly state: State } {
  switch (step.kind) {
    case 'acl': {
      const addresses = step.direction === 'in' ? state.sources : [state.destination];
      const passes = addresses.map((address) => env.acls.pass(step.subnet.acl, step.direction, address));
      const pass = oneOf(env, passes);
      const [acl] = step.subnet.acl.options;
      const stage: Stage = {
        hop: step.direction === 'in' ? 'acl-in' : 'acl-out',
        layer: step.direction === 'in' ? 'acl-in' : 'acl-out',
        origin: acl?.origin ?? step.subnet.origin,
        says: `${acl?.origin.label ?? 'network ACL'}, ${step.direction === 'in' ? 'into' : 'out of'} ${step.subnet.origin.label}`,
        pass: step.isAssumed ? { may: env.spaces.services.all, must: pass.must } : pass,
        rules: isAnswer ? [...step.rules, 'ACL-02'] : step.rules,
        asked: {
          kind: 'acl',
          subnet: step.subnet,
          direction: step.direction,
          address: addresses[0] ?? state.destination,
          isAssumed: step.isAssumed,
        },
      };
      return { stage, state };
    }
    case 'firewall':
      return throughFirewall(env, step.endpoint, state, isAnswer);
    case 'nat':
      return throughNat(env, step, state);
    case 'internet-gateway':
      return step.direction === 'in'
        ? {
            stage: plain(
              'gateway',
              step.vpc.origin,
              `in through the internet gateway of ${step.vpc.origin.label}`,
              env.everything,
              ['IGW-02'],
            ),
            state: { ...state, destination: arrivesAt, isAbroad: true },
          }
        : outToInternet(env, step, state, isAnswer);
    case 'gateway':
      return {
        stage: plain(
          'gateway',
          step.origin,
          step.says,
          step.isOpen === true ? env.perhaps : env.everything,
          step.rules,
        ),
        state: step.choice === undefined ? state : { ...state, choices: [...(state.choices ?? []), step.choice] },
      };
    case 'route':
      return {
        stage: {
          ...plain('route', step.route.origin, `route ${step.route.origin.label}`, env.everything, step.rules),
          rule: step.route.origin,
        },
        state,
      };
    case 'transit-route':
      return {
        stage: {
          ...plain(
            'route',
            step.route.origin,
            `transit gateway route ${step.route.origin.label}`,
            env.everything,
            step.rules,
          ),
          rule: step.route.origin,
        },
        state,
      };
  }
}

function throughNat(env: Env, { nat, becomes }: Extract<Step, { kind: 'nat' }>, state: State) {
  const stage: Stage = {
    hop: 'translation',
    layer: 'no-address',
    origin: nat.origin,
    says: `${nat.origin.label} sends it on with its own address`,
    pass: becomes === undefined ? env.translatable : blurIcmp(env, env.translatable),
    rules: becomes === undefined ? ['NAT-01'] : ['NAT-01', 'NAT-02'],
  };
  return {
    stage,
    state: {
      ...state,
      sources: env.privateClasses(nat.addresses, 4),
      ...(becomes === undefined ? {} : { destination: becomes, wrote: state.destination }),
      ports: env.spaces.portsIn(nat.sourcePorts.may),
      carrier: nat,
      isHidden: true,
      nats: [...state.nats, nat],
    },
  };
}

function outToInternet(
  env: Env,
  step: Extract<Step, { kind: 'internet-gateway' }>,
  state: State,
  isAnswer: boolean,
): { readonly stage: Stage; readonly state: State } {
  const { origin } = step.vpc;
  const { carrier } = state;
  const isIpv6 = env.spaces.addresses.at(state.destination).family === 6;
  if (carrier !== undefined && carrier.subnet.vpc.id !== step.vpc.id) {
    const says = `${carrier.origin.label} is not of ${origin.label}`;
    const stage: Stage = { hop: 'gateway', layer: 'no-address', origin, says, pass: env.nothing, rules: ['IGW-01'] };
    return { stage, state: { ...state, isAbroad: true } };
  }
  if (carrier === undefined && !isIpv6) {
    const says = `the internet gateway of ${origin.label} has no public address for what comes from elsewhere`;
    const stage: Stage = { hop: 'gateway', layer: 'no-address', origin, says, pass: env.nothing, rules: ['IGW-01'] };
    return { stage, state: { ...state, isAbroad: true } };
  }
  if (isIpv6 || carrier === undefined) {
    return step.isEgressOnly === true
      ? {
          // Connections that it did not let out are none that it lets answers through for.
          stage: plain(
            'gateway',
            origin,
            'out through the egress-only internet gateway',
            isAnswer ? env.nothing : env.everything,
            ['IGW-04'],
          ),
          state: { ...state, isAbroad: true, isEgressOnly: true as const },
        }
      : {
          stage: plain('gateway', origin, 'out through the internet gateway', env.everything, ['IGW-03']),
          state: { ...state, isAbroad: true },
        };
  }
  const { has, block } = carrier.publicAddress;
  const sources =
    block === undefined ? state.sources : env.classesOf(block).map((index) => state.places?.get(index) ?? index);
  const stage: Stage = {
    hop: 'translation',
    layer: 'no-address',
    origin: carrier.origin,
    says:
      has === 'no'
        ? `${carrier.origin.label} has no public address`
        : `the internet gateway puts the public address of ${carrier.origin.label}`,
    pass: has === 'yes' ? env.everything : has === 'no' ? env.nothing : env.perhaps,
    rules: has === 'unknown' ? ['IGW-01', 'UNK-01'] : ['IGW-01'],
  };
  return { stage, state: { ...state, sources, isHidden: true, isAbroad: true } };
}

function plain(hop: Stage['hop'], origin: Stage['origin'], says: string, pass: Pass, rules: readonly string[]): Stage {
  return { hop, origin, says, pass, rules };
}
