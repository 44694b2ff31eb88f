import type { Certainty } from '../address';
import type { NextHop, Proxy } from '../network/types';
import { sameZone } from '../network/zones';
import type { Sender } from './sender';
import type { Party } from './types';

/** Whether a hop leads from a node of a proxy to a party. */
export function leadsTo(hop: NextHop, from: Party, to: Party): Certainty {
  switch (hop.to.kind) {
    case 'interfaces': {
      if (to.kind !== 'interface' || !hop.to.interfaces.includes(to.interface)) {
        return 'no';
      }
      if (from.kind !== 'interface') {
        return 'yes';
      }
      const isNear = sameZone(from.interface.subnet.zone, to.interface.subnet.zone);
      return either(isNear, hop.crossesZones ?? 'yes');
    }
    case 'internet':
      return to.kind === 'internet' ? 'yes' : 'no';
    case 'address':
      return to.kind === 'edge' || to.kind === 'service' ? 'no' : 'unknown';
    case 'unknown':
      return 'unknown';
    case 'function':
    case 'service':
      return 'no';
  }
}

function either(a: Certainty, b: Certainty): Certainty {
  return a === 'yes' || b === 'yes' ? 'yes' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

/** Where a proxy may forward besides. */
export function openHop({ origin, open = '' }: Proxy): NextHop {
  const everything = { may: [{ protocol: 'any' as const }], must: [] };
  return {
    origin,
    to: { kind: 'unknown', reason: open },
    services: everything,
    from: everything,
    keepsClientAddress: 'unknown',
    exists: 'unknown',
  };
}

/** Whether a hop leads over something that has no interfaces to look at. */
export function isOutOfSight({ to, viaPrivateLink }: NextHop): boolean {
  return to.kind === 'internet' || to.kind === 'unknown' || viaPrivateLink === true;
}

/** Next hops by either way in; one that is sure by one of them is sure. */
export function mergeHops(known: Sender['hops'], more: Sender['hops']): Sender['hops'] {
  if (known === undefined || more === undefined) {
    return more;
  }
  const all = new Map(known.map((hop) => [hopKey(hop), hop]));
  for (const hop of more) {
    const same = all.get(hopKey(hop));
    if (same === undefined || same.exists !== 'yes') {
      all.set(hopKey(hop), hop);
    }
  }
  return [...all.values()];
}

function hopKey({ origin, to, services, from }: NextHop): string {
  const targets = to.kind === 'interfaces' ? to.interfaces.map(({ id }) => id).join() : to.kind;
  return `${origin.id} ${targets} ${JSON.stringify([services, from])}`;
}
