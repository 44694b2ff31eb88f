import type { Certainty } from '../../address';
import type {
  FirewallEndpoint,
  Interface,
  Origin,
  Route,
  Service,
  Site,
  Subnet,
  TransitRoute,
  Vpc,
} from '../../network/types';
import type { Layer } from '../types';

/** One step of a packet on its way. */
export type Step =
  | {
      readonly kind: 'acl';
      readonly subnet: Subnet;
      readonly direction: 'in' | 'out';
      readonly isAssumed: boolean;
      readonly rules: readonly string[];
    }
  | { readonly kind: 'route'; readonly route: Route; readonly rules: readonly string[] }
  | { readonly kind: 'transit-route'; readonly route: TransitRoute; readonly rules: readonly string[] }
  | { readonly kind: 'firewall'; readonly endpoint: FirewallEndpoint }
  | {
      readonly kind: 'nat';
      readonly nat: Interface;
      /** The IPv4 address behind the IPv6 address that the packet was sent to. */
      readonly becomes?: number;
    }
  | {
      readonly kind: 'internet-gateway';
      readonly vpc: Vpc;
      readonly direction: 'in' | 'out';
      readonly isEgressOnly?: true;
    }
  | {
      readonly kind: 'gateway';
      readonly origin: Origin;
      readonly says: string;
      readonly rules: readonly string[];
      /** Whether the packet may stop here, for all that is documented. */
      readonly isOpen?: true;
      /** What is chosen for packet and answer alike. */
      readonly choice?: { readonly of: string; readonly is: string };
    };

/** Where a packet goes. */
export type Goal =
  | {
      readonly kind: 'subnet';
      readonly subnet: Subnet;
      /** The NAT gateway in it that the packet is addressed to. */
      readonly nat?: Interface;
    }
  | { readonly kind: 'internet' }
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'service'; readonly service: Service };

/** One way that a packet can take. */
export interface Way {
  readonly steps: readonly Step[];
  /** Why it does not arrive. */
  readonly stop?: Layer;
  /** Whether the packet arrives although only the deployment tells how. */
  readonly isGuess?: string;
  /** Rules of the register by which it is one, when others than what only the deployment tells. */
  readonly guessedBy?: readonly string[];
  /** A server on the way that sends the packet on: as it is, or with its own address. */
  readonly via?: Interface;
  /** Whether groups of the source are known at the destination, and the other way round. */
  readonly groups: { readonly in: Certainty; readonly out: Certainty };
}

/** Every way that a packet can take; only the deployment tells which. */
export interface Ways {
  readonly ways: readonly Way[];
  /** Why there may be others. */
  readonly open?: string;
}

export const SAME_NETWORK: Way['groups'] = { in: 'yes', out: 'yes' };

export function goalKey(goal: Goal): string {
  switch (goal.kind) {
    case 'subnet':
      return goal.nat === undefined ? goal.subnet.id : `${goal.subnet.id} ${goal.nat.id}`;
    case 'internet':
      return 'internet';
    case 'site':
      return goal.site.id;
    case 'service':
      return goal.service.id;
  }
}

/** A packet that goes nowhere. */
export function stopped(layer: Layer): Ways {
  return { ways: [{ steps: [], stop: layer, groups: SAME_NETWORK }] };
}

export function arrived(groups: Way['groups'] = SAME_NETWORK): Ways {
  return { ways: [{ steps: [], groups }] };
}

/** A packet of which only the deployment tells where it goes: it may arrive. */
export function guessed(reason: string, rules?: readonly string[]): Ways {
  const by = rules === undefined ? {} : { guessedBy: rules };
  return { ways: [{ steps: [], isGuess: reason, ...by, groups: { in: 'unknown', out: 'unknown' } }], open: reason };
}

/** A packet that a server sends on, nobody knows where to; behind it the groups of the sender are not seen. */
export function passedOn(via: Interface): Ways {
  const reason = `what ${via.origin.label} does with packets`;
  return {
    ways: [{ steps: [], isGuess: reason, guessedBy: ['RT-07'], via, groups: { in: 'no', out: 'unknown' } }],
    open: reason,
  };
}

/** The ways with steps before them. */
export function after(
  steps: readonly Step[],
  ways: Ways,
  weaken: (groups: Way['groups']) => Way['groups'] = (groups) => groups,
): Ways {
  return {
    ...ways,
    ways: ways.ways.map((way) => ({ ...way, steps: [...steps, ...way.steps], groups: weaken(way.groups) })),
  };
}

/** Ways of which one is taken. */
export function anyOf(all: readonly Ways[], open?: string): Ways {
  const reason = open ?? all.find((each) => each.open !== undefined)?.open;
  const ways = all.flatMap((each) => each.ways);
  return reason === undefined ? { ways } : { ways, open: reason };
}

export function noRoute(origin: Origin, says: string, rules: readonly string[] = ['RT-01']): Layer {
  return { kind: 'no-route', origin, says, rules };
}

/** Groups are not seen through something, surely. */
export function hideGroups(): Way['groups'] {
  return { in: 'no', out: 'no' };
}

/** Groups are perhaps not seen through something. */
export function blurGroups(groups: Way['groups']): Way['groups'] {
  return { in: blur(groups.in), out: blur(groups.out) };
}

/**
 * Behind a NAT gateway nobody sees the groups of the sender, whose address it takes away. The receiver's address stays: its
 * groups are seen, unless a NAT gateway is a middlebox, which no page says.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 * read 2026-11-26
 */
export function behindNat({ out }: Way['groups']): Way['groups'] {
  return { in: 'no', out: blur(out) };
}

/** Whether groups are seen past two things, one after the other. */
export function weaker(a: Certainty, b: Certainty): Certainty {
  return a === 'no' || b === 'no' ? 'no' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';
}

function blur(groups: Certainty): Certainty {
  return groups === 'no' ? 'no' : 'unknown';
}
