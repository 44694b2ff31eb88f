import type { Interface, Subnet } from '../../network/types';
import type { Party } from '../types';
import { arrived, type Goal, type Ways } from '../walk/way';
import type { Door } from './ends';
import type { Env } from './env';
import type { State } from './stage';
import { goalOf } from './ways-between';

/** A part of the way back, between two translations. */
export interface Part {
  /** One for each address at which it may have to arrive. */
  readonly legs: readonly { readonly ways: Ways; readonly start: State; readonly arrivesAt: number }[];
  /** Ports to which the answer goes. */
  readonly ports: readonly number[];
}

/** The parts of the way back of a packet that arrived; `undefined` when none leads there. */
export function partsOf(
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
  const inside = backThroughNats(env, door, arrival, goal, source, port);
  // Platforms that track connections themselves bring answers back to the sender's subnet.
  if (to.kind === 'service' && !arrival.isAbroad) {
    const back = sender === undefined ? arrived() : enters((nat ?? sender).subnet, 'EP-02');
    const legs = arrival.sources.map((seen) => ({ ways: back, start: answer(arrival, seen), arrivesAt: source }));
    return [{ legs, ports }, ...inside];
  }
  const receiver = to.kind === 'interface' ? to.interface : undefined;
  if (!arrival.isAbroad) {
    const target = nat === undefined ? goal : goalAt(nat);
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
  const isIpv6 = env.spaces.addresses.at(arrival.destination).family === 6;
  const carrier = isIpv6 || door.kind === 'public' || door.kind === 'abroad' ? receiver : undefined;
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
        : env.walker.fromInternet(
            turn.subnet.vpc,
            address,
            isNat ? goalAt(turn) : { kind: 'subnet', subnet: turn.subnet },
          ),
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
  const isForeign = ({ blocks }: Interface['subnet']['vpc']) =>
    sources.every((address) => blocks.every((block) => env.spaces.addresses.holds(block, address) === 'no'));
  return [...arrival.nats].reverse().map((each, index, all): Part => {
    const next = all[index + 1];
    const target = next === undefined ? goal : goalAt(next);
    const goesTo = next === undefined ? [source] : env.privateClasses(next.addresses, 4);
    return {
      legs: goesTo.map((address) => ({
        ways: env.walker.fromSubnet(each.subnet, address, target, isForeign(each.subnet.vpc)),
        start: { ...answer(arrival, address), sources },
        arrivesAt: address,
      })),
      ports: next === undefined ? [port] : env.spaces.portsIn(next.sourcePorts.may),
    };
  });
}

/** An answer goes to the address of the NAT gateway that sent for it. */
function goalAt(nat: Interface): Goal {
  return { kind: 'subnet', subnet: nat.subnet, nat };
}

/** The address that the sender wrote: over the internet the answer comes from there. */
function writtenTo(door: Door, arrival: State): number {
  return door.written ?? arrival.destination;
}

/** An answer before its first stage. */
function answer(arrival: State, destination: number, carrier?: Interface): State {
  const { places } = arrival;
  return {
    ...nothingYet,
    sources: [arrival.destination],
    destination,
    carrier,
    ...(places === undefined ? {} : { places }),
  };
}

/** What has happened to a packet before its first stage. */
export const nothingYet = {
  ports: undefined,
  carrier: undefined,
  isHidden: false,
  nats: [],
  endpoints: [],
  isAbroad: false,
} as const;

/** Into a subnet past its network ACL, and nothing else. */
function enters(subnet: Subnet, rule: string): Ways {
  const step = { kind: 'acl', subnet, direction: 'in', isAssumed: false, rules: [rule] } as const;
  return { ways: [{ steps: [step], groups: { in: 'no', out: 'no' } }] };
}
