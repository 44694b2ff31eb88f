import { and, isEmpty, type PortRange } from '../../address';
import { bothPass, oneOfPasses, type Pass } from '../pass';
import type { Party, Relation } from '../types';
import type { Way, Ways } from '../walk/way';
import { answerOverNode, answersTo } from './answers';
import { Collapse, isCollapsible } from './collapse';
import { doorsOf, sourceEnds, type Door, type End } from './ends';
import type { Env } from './env';
import { passOf, travel } from './forward';
import { listenerStages, ownProtocols } from './listeners';
import { project } from './seen-first';
import type { Stage, State } from './stage';
import { exists, isSurelyLetIn } from './sure';
import { waysBetween } from './ways-between';

/** One source address, one destination address, one source port, and what passes between them. */
export interface Cell {
  readonly door: Door;
  readonly source: End;
  readonly destination: End;
  /** Index of the source port; `undefined` when it makes no difference. */
  readonly port: number | undefined;
  readonly ways: Ways;
  readonly pass: Pass;
}

/** Options of looking at a leg. */
export interface LegOptions {
  readonly relation: Relation;
  /** Whether senders may write addresses that are not theirs. */
  readonly allowForged: boolean;
  /** Whose addresses the receiver sees, when a load balancer keeps them. */
  readonly client?: Party;
  /** Source ports to look at; every one when left out. */
  readonly ports?: PortRange;
}

/** Calls `visit` for every combination of addresses and ports until it returns `true`. */
export function forEachCell(
  env: Env,
  from: Party,
  to: Party,
  options: LegOptions,
  visit: (cell: Cell) => boolean,
): void {
  const sources = sourceEnds(env, options.client ?? from, to, options.allowForged);
  const all =
    options.ports === undefined ? env.spaces.ports.map((_, index) => index) : env.spaces.portsIn(options.ports);
  const ports = options.relation === 'session' || env.looksAtPorts ? all : [undefined];
  const collapse = new Collapse(
    env,
    from.kind === 'interface' ? from.interface : undefined,
    to.kind === 'interface' ? to.interface : undefined,
  );
  for (const door of doorsOf(env, to, from)) {
    const every = door.ends.flatMap((end) => {
      const ways = waysBetween(env, from, to, door, end);
      return ways === undefined ? [] : [{ end, ways }];
    });
    // Answers and firewalls look at each address.
    const canCollapse = options.relation === 'delivers' && every.every(({ ways }) => isCollapsible(ways));
    for (const { end: destination, ways } of canCollapse ? collapse.destinations(door, every) : every) {
      const fitting = sources.filter(({ family }) => family === destination.family);
      const [first] = fitting;
      if (isHopeless(ways)) {
        if (
          first !== undefined &&
          visit({ door, source: first, destination, port: undefined, ways, pass: env.nothing })
        ) {
          return;
        }
        continue;
      }
      for (const source of canCollapse ? collapse.sources(ways, fitting) : fitting) {
        const single = evaluate(env, from, to, options, door, source, destination, ways);
        for (const port of ports) {
          if (visit({ door, source, destination, port, ways, pass: single(port) })) {
            return;
          }
        }
      }
    }
  }
}

/** Whether a party has no address at which another could reach it. */
export function hasNoDoor(env: Env, from: Party, to: Party): boolean {
  return doorsOf(env, to, from).length === 0;
}

function isHopeless({ ways, open }: Ways): boolean {
  return open === undefined && ways.every((way) => way.stop !== undefined);
}

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

function evaluate(
  env: Env,
  from: Party,
  to: Party,
  options: LegOptions,
  door: Door,
  source: End,
  destination: End,
  ways: Ways,
): (port: number | undefined) => Pass {
  const isSure =
    source.has === 'yes' &&
    destination.has === 'yes' &&
    exists(from) &&
    exists(to) &&
    isSurelyLetIn(env, from, to, door, source.address);
  const isSession = options.relation === 'session';
  const forwardOnce = env.looksAtPorts
    ? undefined
    : ways.ways.map((way) => wayStages(env, from, to, door, source, destination, way, undefined, isSession));
  return (port) => {
    const passes = ways.ways.map((way, index): Pass => {
      const { stages, state } =
        forwardOnce?.[index] ?? wayStages(env, from, to, door, source, destination, way, port, isSession);
      const forward = passOf(env, stages);
      if (options.relation === 'delivers' || way.stop !== undefined || port === undefined || isEmpty(forward.may)) {
        return forward;
      }
      if (options.client !== undefined) {
        return bothPass(forward, backOverNode(env, from, to, source.address, destination.address, port));
      }
      if (way.isGuess !== undefined) {
        return { may: and(forward.may, env.spaces.answered(env.everything.may, port)), must: env.nothing.must };
      }
      const answers = answersTo(env, from, to, door, state, source.address, port);
      const back = oneOfPasses(
        env.spaces.services,
        answers.map(({ pass }) => pass),
        true,
      );
      return bothPass(forward, back);
    });
    const joined = oneOfPasses(env.spaces.services, passes, ways.open === undefined);
    return isSure ? joined : { may: joined.may, must: env.nothing.must };
  };
}

/** What a load balancer brings back to a client whose address it kept. */
function backOverNode(env: Env, from: Party, to: Party, client: number, address: number, port: number): Pass {
  return from.kind === 'interface' && to.kind === 'interface'
    ? project(env, answerOverNode(env, from.interface, to.interface, client, address).pass, [port])
    : env.everything;
}
