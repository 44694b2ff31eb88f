import { and, andNot, sameBits, type Bits } from '../../address';
import { bothPass, type Pass } from '../pass';
import type { FirewallEndpoint, Interface, Subnet } from '../../network/types';
import type { Party } from '../types';
import { arrived, type Goal, type Ways } from '../walk/way';
import type { Door } from './ends';
import type { Env } from './env';
import { passOf, travel } from './forward';
import { project, seenFirst } from './seen-first';
import type { Stage, State } from './stage';
import { goalOf } from './ways-between';

/** A part of the way back, between two translations. */
interface Part {
  /** One for each address at which it may have to arrive. */
  readonly legs: readonly { readonly ways: Ways; readonly start: State; readonly arrivesAt: number }[];
  /** Ports to which the answer goes. */
  readonly ports: readonly number[];
}

/** What comes back, by the packets that were sent. */
export interface Answer {
  readonly pass: Pass;
  readonly stages: readonly Stage[];
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
  const parts = partsOf(env, from, to, door, arrival, source, port);
  if (parts === undefined) {
    return [{ pass: env.nothing, stages: [] }];
  }
  let answers: readonly (Answer & { readonly inspectors: readonly FirewallEndpoint[] })[] = [
    { pass: env.everything, stages: [], inspectors: [] },
  ];
  for (const part of parts) {
    const each = part.legs.flatMap((leg) => leg.ways.ways.map((way) => ({ ...leg, way })));
    const onward = each.flatMap(({ ways, way, start, arrivesAt }) => {
      const { stages, state } = travel(env, way, start, arrivesAt, true);
      if (contradicts(arrival, state)) {
        return [];
      }
      const isTurned = way.isGuess === undefined && state.nats.length > 0;
      const raw = isTurned ? env.nothing : passOf(env, stages);
      const pass = ways.open === undefined ? raw : { may: raw.may, must: env.nothing.must };
      const seen = seenFirst(env, arrival, state, part.ports);
      return [
        {
          pass: bothPass(project(env, pass, part.ports), seen),
          stages: [...stages, ...unseen(env, to, seen)],
          inspectors: state.inspectors ?? [],
        },
      ];
    });
    answers = answers.flatMap((answer) =>
      onward.map((next) => ({
        pass: { may: and(answer.pass.may, next.pass.may), must: and(answer.pass.must, next.pass.must) },
        stages: [...answer.stages, ...next.stages],
        inspectors: [...answer.inspectors, ...next.inspectors],
      })),
    );
  }
  const expected = [...(arrival.inspectors ?? [])].reverse();
  return answers.map(({ pass, stages, inspectors }) => {
    if (inspectors.map(({ id }) => id).join(' ') === expected.map(({ id }) => id).join(' ')) {
      return { pass, stages };
    }
    // A firewall whose stateful rules see every packet drops answers to what it did not see. Where it sees packets whose
    // answers go another way, TCP gets no further than its first packet.
    const seesAll = ({ firewall }: FirewallEndpoint) => env.firewalls.seesEverything(firewall.policy);
    const isLost = inspectors.filter((each) => !expected.includes(each)).some(seesAll);
    const isCut = expected.filter((each) => !inspectors.includes(each)).some(seesAll);
    const may = isLost ? env.nothing.may : isCut ? andNot(pass.may, env.tcp) : pass.may;
    return { pass: { may, must: env.nothing.must }, stages: [...stages, asymmetric(env, to, may)] };
  });
}

/** Whether a way back chooses otherwise than the packet did, where one choice is for both. */
function contradicts(arrival: State, back: State): boolean {
  return (back.choices ?? []).some(({ of, is }) =>
    (arrival.choices ?? []).some((other) => other.of === of && other.is !== is),
  );
}

function unseen(env: Env, to: Party, pass: Pass): readonly Stage[] {
  const isWhole = sameBits(pass.must, env.everything.must);
  const says = 'a stateless rule passes the packet, and the stateful rules see its answer alone';
  return isWhole ? [] : [{ ...asymmetric(env, to, pass.may), says, pass }];
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

function partsOf(
  env: Env,
  from: Party,
  to: Party,
  door: Door,
  arrival: State,
  source: number,
  port: number,
): readonly Part[] | undefined {
  const goal = from.kind === 'edge' ? ({ kind: 'internet' } as const) : goalOf(from);
  if (arrival.sources.length === 0 || goal === undefined) {
    return undefined;
  }
  const ports = arrival.ports ?? [port];
  const sender = from.kind === 'interface' ? from.interface : undefined;
  const nat = arrival.nats.at(-1);
  const inside = sender === undefined ? [] : backThroughNats(env, door, arrival, goal, source, port);
  // Platforms that track connections themselves bring answers back to the sender's subnet.
  if (to.kind === 'service' && !arrival.isAbroad) {
    const back = sender === undefined ? arrived() : enters((nat ?? sender).subnet, 'EP-02');
    const legs = arrival.sources.map((seen) => ({ ways: back, start: answer(arrival, seen), arrivesAt: source }));
    return [{ legs, ports }, ...inside];
  }
  const receiver = to.kind === 'interface' ? to.interface : undefined;
  if (!arrival.isAbroad) {
    const target: Goal = nat === undefined ? goal : { kind: 'subnet', subnet: nat.subnet };
    const legs = arrival.sources.flatMap((seen) => {
      const ways =
        receiver !== undefined
          ? env.walker.fromSubnet(receiver.subnet, seen, target)
          : to.kind === 'site'
            ? env.walker.fromSite(to.site.id, seen, target)
            : undefined;
      return ways === undefined ? [] : [{ ways, start: answer(arrival, seen, receiver), arrivesAt: seen }];
    });
    return legs.length === 0 ? undefined : [{ legs, ports }, ...inside];
  }
  const outward: readonly Part[] =
    receiver === undefined ? [] : [{ legs: outwardLegs(env, door, arrival, receiver), ports }];
  const turn = nat ?? sender;
  return turn === undefined
    ? outward
    : [...outward, { legs: inwardLegs(env, door, arrival, source, turn), ports }, ...inside];
}

/** From the receiver out to the internet. */
function outwardLegs(env: Env, door: Door, arrival: State, receiver: Interface): Part['legs'] {
  const carrier = door.kind === 'public' || door.kind === 'abroad' ? receiver : undefined;
  return arrival.sources.map((seen) => ({
    ways: env.walker.fromSubnet(receiver.subnet, seen, { kind: 'internet' }),
    start: answer(arrival, seen, carrier),
    arrivesAt: seen,
  }));
}

/** From the internet in again, to the sender or to the NAT gateway that sent for it. */
function inwardLegs(env: Env, door: Door, arrival: State, source: number, turn: Interface): Part['legs'] {
  const isNat = arrival.nats.at(-1) === turn;
  return (isNat ? env.privateClasses(turn.addresses, 4) : [source]).map((address) => ({
    ways:
      arrival.isEgressOnly === true
        ? enters(turn.subnet, 'IGW-04')
        : env.walker.fromInternet(turn.subnet.vpc, address, { kind: 'subnet', subnet: turn.subnet }),
    start: { ...answer(arrival, address), sources: [writtenTo(door, arrival)] },
    arrivesAt: address,
  }));
}

/** From one NAT gateway to the one before it, and to the sender in the end; each turns round what it sent on. */
function backThroughNats(
  env: Env,
  door: Door,
  arrival: State,
  goal: Goal,
  source: number,
  port: number,
): readonly Part[] {
  const sources = [arrival.wrote ?? (arrival.isAbroad ? writtenTo(door, arrival) : arrival.destination)];
  return [...arrival.nats].reverse().map((each, index, all): Part => {
    const next = all[index + 1];
    const target: Goal = next === undefined ? goal : { kind: 'subnet', subnet: next.subnet };
    const goesTo = next === undefined ? [source] : env.privateClasses(next.addresses, 4);
    return {
      legs: goesTo.map((address) => ({
        ways: env.walker.fromSubnet(each.subnet, address, target),
        start: { ...answer(arrival, address), sources },
        arrivesAt: address,
      })),
      ports: next === undefined ? [port] : env.spaces.portsIn(next.sourcePorts.may),
    };
  });
}

/** The address that the sender wrote: over the internet the answer comes from there. */
function writtenTo(door: Door, arrival: State): number {
  return door.written ?? arrival.destination;
}

/** An answer before its first stage. */
function answer(arrival: State, destination: number, carrier?: Interface): State {
  return {
    sources: [arrival.destination],
    destination,
    ports: undefined,
    carrier,
    isHidden: false,
    nats: [],
    endpoints: [],
    isAbroad: false,
  };
}

/** Into a subnet past its network ACL, and nothing else. */
function enters(subnet: Subnet, rule: string): Ways {
  const step = { kind: 'acl', subnet, direction: 'in', isAssumed: false, rules: [rule] } as const;
  return { ways: [{ steps: [step], groups: { in: 'no', out: 'no' } }] };
}
