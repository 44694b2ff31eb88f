import { and, andNot, isEmpty, sameBits, type Bits } from '../../address';
import { bothPass, type Pass } from '../pass';
import type { FirewallEndpoint, Interface } from '../../network/types';
import type { Party } from '../types';
import { hopInto } from '../walk/steps';
import { nothingYet, partsOf } from './answer-parts';
import type { Door } from './ends';
import type { Env } from './env';
import { blurIcmp, passOf, travel } from './forward';
import { letBack, project, seenFirst } from './seen-first';
import { leadsOutSurely } from './sure';
import type { Stage, State } from './stage';

/** What comes back, by the packets that were sent. */
export interface Answer {
  readonly pass: Pass;
  readonly stages: readonly Stage[];
}

/** An answer on its way back. */
interface Returning extends Answer {
  /** Firewall endpoints that it passed. */
  readonly inspectors: readonly FirewallEndpoint[];
  /** Whether someone sends it on, nobody knows by which way: perhaps straight to whom it is for. */
  readonly isGuess: boolean;
}

/** The answers to a packet that arrived, in every combination of ways. */
export function answersTo(
  env: Env,
  from: Party,
  to: Party,
  door: Door,
  arrival: State,
  source: number,
  port: number,
): readonly Answer[] {
  const own = answersOn(env, from, to, door, arrival, source, port, arrival.isAbroad);
  const isIpv6 = env.spaces.addresses.at(arrival.destination).family === 6 && arrival.nats.length === 0;
  if (!isIpv6 || from.kind !== 'interface' || to.kind !== 'interface') {
    return own;
  }
  // An address of IPv6 is the same within networks and on the internet: answers may come by the other way.
  const other = answersOn(env, from, to, door, arrival, source, port, !arrival.isAbroad);
  const isSure = arrival.isAbroad || leadsOutSurely(env, from.interface.subnet, arrival.destination);
  const others = isSure ? other : other.map(({ pass, ...rest }) => ({ ...rest, pass: perhaps(env, pass) }));
  const alive = [own, others].filter((answers) => answers.some(({ pass }) => !isEmpty(pass.may)));
  return alive.length === 0 ? own : alive.flat();
}

function perhaps(env: Env, { may }: Pass): Pass {
  return { may, must: env.nothing.must };
}

function answersOn(
  env: Env,
  from: Party,
  to: Party,
  door: Door,
  arrival: State,
  source: number,
  port: number,
  isAbroad: boolean,
): readonly Answer[] {
  const parts = partsOf(env, from, to, door, { ...arrival, isAbroad }, source, port);
  if (parts === undefined) {
    return [{ pass: env.nothing, stages: [] }];
  }
  let answers: readonly Returning[] = [{ pass: env.everything, stages: [], inspectors: [], isGuess: false }];
  for (const part of parts) {
    const each = part.legs.flatMap((leg) => leg.ways.ways.map((way) => ({ ...leg, way })));
    const onward = each.flatMap(({ ways, way, start, arrivesAt }) => {
      const { stages, state } = travel(env, way, start, arrivesAt, true);
      if (contradicts(arrival, state)) {
        return [];
      }
      const isTurned = way.isGuess === undefined && state.nats.length > 0;
      const raw = isTurned ? env.nothing : passOf(env, stages);
      const told = arrival.wrote === undefined ? raw : blurIcmp(env, raw);
      const pass = ways.open === undefined ? told : { may: told.may, must: env.nothing.must };
      const seen = seenFirst(env, arrival, state, part.ports);
      const kept = letBack(env, arrival, state, part.ports);
      return [
        {
          pass: bothPass(bothPass(project(env, pass, part.ports), seen), kept),
          stages: [...stages, ...unseen(env, to, seen), ...dropped(env, to, kept)],
          inspectors: state.inspectors ?? [],
          isGuess: way.isGuess !== undefined,
        },
      ];
    });
    answers = answers.flatMap((answer) =>
      answer.isGuess
        ? [answer]
        : onward.map((next) => ({
            pass: { may: and(answer.pass.may, next.pass.may), must: and(answer.pass.must, next.pass.must) },
            stages: [...answer.stages, ...next.stages],
            inspectors: [...answer.inspectors, ...next.inspectors],
            isGuess: next.isGuess,
          })),
    );
  }
  const expected = [...(arrival.inspectors ?? [])].reverse();
  return answers.map(({ pass, stages, inspectors, isGuess }) => {
    if (inspectors.map(({ id }) => id).join(' ') === expected.map(({ id }) => id).join(' ')) {
      return { pass, stages };
    }
    // A firewall whose stateful rules see every packet drops answers to what it did not see. Where it sees packets whose
    // answers go another way, TCP gets no further than its first packet.
    const seesAll = ({ firewall }: FirewallEndpoint) => env.firewalls.seesEverything(firewall.policy);
    const isLost = inspectors.filter((each) => !expected.includes(each)).some(seesAll);
    const isCut = !isGuess && expected.filter((each) => !inspectors.includes(each)).some(seesAll);
    const may = isLost ? env.nothing.may : isCut ? andNot(pass.may, env.tcp) : pass.may;
    return { pass: { may, must: env.nothing.must }, stages: [...stages, asymmetric(env, to, may)] };
  });
}

/**
 * The answer to a client whose address a load balancer kept: back to its node, past the network ACLs between them.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html "Network ACLs",
 * read 2026-11-26
 */
export function answerOverNode(env: Env, node: Interface, target: Interface, client: number, address: number): Answer {
  const leaving = { vpc: target.subnet.vpc, subnet: target.subnet, zone: target.subnet.zone };
  const steps = hopInto(leaving, node.subnet, false);
  const state: State = { ...nothingYet, sources: [address], destination: client };
  const { stages } = travel(env, { steps, groups: { in: 'no', out: 'no' } }, state, client, true);
  return { pass: passOf(env, stages), stages };
}

/** Whether a way back chooses otherwise than the packet did, where one choice is for both. */
function contradicts(arrival: State, back: State): boolean {
  return (back.choices ?? []).some(({ of, is }) =>
    (arrival.choices ?? []).some((other) => other.of === of && other.is !== is),
  );
}

function unseen(env: Env, to: Party, pass: Pass): readonly Stage[] {
  const says = 'a stateless rule passes the packet, and the stateful rules see its answer alone';
  return isWhole(env, pass) ? [] : [{ ...asymmetric(env, to, pass.may), says, pass }];
}

function dropped(env: Env, to: Party, pass: Pass): readonly Stage[] {
  const says = 'a rule drops the answer, and no stateful one passes the connection by name';
  return isWhole(env, pass) ? [] : [{ ...asymmetric(env, to, pass.may), says, pass, rules: ['NFW-02', 'NFW-04'] }];
}

function isWhole(env: Env, { must }: Pass): boolean {
  return sameBits(must, env.everything.must);
}

function asymmetric(env: Env, to: Party, may: Bits): Stage {
  return {
    hop: 'firewall',
    layer: 'firewall',
    origin: { id: to.id, label: to.label },
    says: 'the answer does not cross the firewall endpoints that the packet crossed',
    pass: { may, must: env.nothing.must },
    rules: ['NFW-05'],
  };
}
