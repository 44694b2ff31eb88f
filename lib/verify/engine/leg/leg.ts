import { and, isEmpty, type PortRange } from '../../address';
import { bothPass, oneOfPasses, type Pass } from '../pass';
import type { Party, Relation } from '../types';
import type { Ways } from '../walk/way';
import { answerOverNode, answersTo } from './answers';
import { Collapse, isCollapsible } from './collapse';
import { doorsOf, sourceEnds, type Door, type End } from './ends';
import type { Env } from './env';
import { passOf } from './forward';
import { placingsOf, type Placing } from './placings';
import { project } from './seen-first';
import { exists, isSurelyLetIn } from './sure';
import { wayStages } from './way-stages';
import { waysBetween } from './ways-between';

/** One source address, one destination address, one source port, and what passes between them. */
export interface Cell {
  readonly door: Door;
  readonly source: End;
  readonly destination: End;
  /** Index of the source port; `undefined` when it makes no difference. */
  readonly port: number | undefined;
  readonly ways: Ways;
  /** Where public addresses that only the deployment tells may lie, with the ways then. */
  readonly placings: readonly Placing[];
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
          visit({
            door,
            source: first,
            destination,
            port: undefined,
            ways,
            placings: [{ door, ways }],
            pass: env.nothing,
          })
        ) {
          return;
        }
        continue;
      }
      const placings = placingsOf(env, from, to, door, destination, ways);
      for (const source of canCollapse ? collapse.sources(ways, fitting) : fitting) {
        const all = placings.map((each) => evaluate(env, from, to, options, each, source, destination));
        const [only] = all;
        for (const port of ports) {
          // Only the deployment tells which of them it is.
          const pass =
            all.length === 1 && only !== undefined
              ? only(port)
              : oneOfPasses(
                  env.spaces.services,
                  all.map((each) => each(port)),
                  true,
                );
          if (visit({ door, source, destination, port, ways, placings, pass })) {
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

function evaluate(
  env: Env,
  from: Party,
  to: Party,
  options: LegOptions,
  { door, ways }: Placing,
  source: End,
  destination: End,
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
