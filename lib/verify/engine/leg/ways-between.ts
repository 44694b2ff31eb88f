import type { Party } from '../types';
import { after, weaker, type Goal, type Way, type Ways } from '../walk/way';
import type { Door, End } from './ends';
import type { Env } from './env';

/** Ways from a party to an address of another. */
export function waysBetween(env: Env, from: Party, to: Party, door: Door, end: End): Ways | undefined {
  const goal = goalOf(to);
  if (goal === undefined) {
    return undefined;
  }
  switch (from.kind) {
    case 'interface':
      return from.interface.sends ? fromInterface(env, from, to, door, end, goal) : undefined;
    case 'internet':
    case 'edge':
      return to.kind === 'interface' ? env.walker.fromInternet(to.interface.subnet.vpc, end.address, goal) : undefined;
    case 'site':
      return env.walker.fromSite(from.site.id, end.address, goal);
    case 'service':
      return undefined;
  }
}

function fromInterface(
  env: Env,
  from: Extract<Party, { kind: 'interface' }>,
  to: Party,
  door: Door,
  end: End,
  goal: Goal,
): Ways {
  const { subnet } = from.interface;
  if (to.kind !== 'interface' || door.kind === 'private') {
    return env.walker.fromSubnet(subnet, end.address, goal);
  }
  // To a public address a packet goes out to the internet and comes in again.
  const outward = env.walker.fromSubnet(subnet, door.written ?? end.address, { kind: 'internet' });
  const inward = env.walker.fromInternet(to.interface.subnet.vpc, end.address, goal);
  return chain(outward, inward);
}

/** One set of ways after another. */
export function chain(first: Ways, second: Ways): Ways {
  const ways = first.ways.flatMap((way): readonly Way[] =>
    way.stop !== undefined || way.isGuess !== undefined
      ? [way]
      : after(way.steps, second, (groups) => ({
          in: weaker(groups.in, way.groups.in),
          out: weaker(groups.out, way.groups.out),
        })).ways,
  );
  const open = first.open ?? second.open;
  return open === undefined ? { ways } : { ways, open };
}

/** Where a packet for a party goes. */
export function goalOf(to: Party): Goal | undefined {
  switch (to.kind) {
    case 'interface':
      return { kind: 'subnet', subnet: to.interface.subnet };
    case 'internet':
      return { kind: 'internet' };
    case 'site':
      return { kind: 'site', site: to.site };
    case 'service':
      return { kind: 'service', service: to.service };
    case 'edge':
      return undefined;
  }
}
