import { oneOfPasses } from '../pass';
import type { Party } from '../types';
import type { Way } from '../walk/way';
import type { Door, End } from './ends';
import type { Env } from './env';
import { travel } from './forward';
import { listenerStages, ownProtocols } from './listeners';
import type { Stage, State } from './stage';

/** Stages and answers of one way, for one pair of addresses. */
export function wayStages(
  env: Env,
  from: Party,
  to: Party,
  door: Door,
  source: End,
  destination: End,
  way: Way,
  port: number | undefined,
  isSession = false,
): { readonly stages: readonly Stage[]; readonly state: State } {
  const sender = from.kind === 'interface' ? from.interface : undefined;
  const receiver = to.kind === 'interface' ? to.interface : undefined;
  const start: State = {
    sources: [source.address],
    destination: door.written !== undefined && sender !== undefined ? door.written : destination.address,
    ports: port === undefined ? undefined : [port],
    carrier: sender,
    isHidden: sender === undefined,
    nats: [],
    endpoints: [],
    isAbroad: false,
    isSession,
    ...(door.places === undefined ? {} : { places: door.places }),
  };
  const stages: Stage[] = [];
  if (sender !== undefined) {
    const remote = {
      address: start.destination,
      interface: door.kind === 'private' ? receiver : undefined,
      groups: way.groups.out,
    };
    stages.push({
      hop: 'group-out',
      layer: 'group-out',
      origin: sender.origin,
      says: `out of the security groups of ${sender.origin.label}`,
      pass: env.groups.pass(sender, 'out', remote),
      rules: ['SG-01', 'SG-02'],
      asked: { kind: 'group', of: sender, direction: 'out', remote },
    });
  }
  stages.push(...ownProtocols(env, sender));
  const travelled = travel(env, way, start, destination.address);
  stages.push(...travelled.stages);
  if (receiver !== undefined && way.stop === undefined) {
    stages.push(...arrival(env, receiver, travelled.state, sender, way));
  }
  return { stages, state: travelled.state };
}

function arrival(
  env: Env,
  receiver: NonNullable<State['carrier']>,
  state: State,
  sender: State['carrier'],
  way: Way,
): readonly Stage[] {
  const remotes = state.sources.map((address) => ({
    address,
    interface: state.isHidden ? undefined : sender,
    groups: way.groups.in,
  }));
  const { via } = way;
  if (via !== undefined) {
    // A server on the way may also put its own address, or any other.
    const own = env.privateClasses(via.addresses, 4);
    remotes.push(...own.map((address) => ({ address, interface: via, groups: 'unknown' as const })));
    const others = env.spaces.addresses.classes.filter(({ family }) => family === familyOfState(env, state));
    remotes.push(...others.map(({ index }) => ({ address: index, interface: undefined, groups: 'no' as const })));
  }
  const passes = remotes.map((remote) => env.groups.pass(receiver, 'in', remote));
  const [remote] = remotes;
  const [only] = passes;
  const stages: Stage[] = [
    {
      hop: 'group-in',
      layer: 'group-in',
      origin: receiver.origin,
      says: `into the security groups of ${receiver.origin.label}`,
      pass: passes.length === 1 && only !== undefined ? only : oneOfPasses(env.spaces.services, passes, true),
      rules: ['SG-01', 'SG-03'],
      ...(remote === undefined ? {} : { asked: { kind: 'group', of: receiver, direction: 'in', remote } as const }),
    },
  ];
  return [...stages, ...listenerStages(env, receiver)];
}

function familyOfState({ spaces }: Env, { destination }: State): 4 | 6 {
  return spaces.addresses.at(destination).family;
}
