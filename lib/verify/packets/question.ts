import type { Address } from './net/address';
import type { Interface } from './net/network';
import type { Truth } from './net/truth';
import type { Origin, Sent } from './send';

/** A question about two places. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | number;
  readonly port?: number;
  readonly sourcePort?: number;
  /** Name for which the client asks once it is connected; by default it may be any. */
  readonly name?: string;
}

/** The answer for one pair of addresses. */
export interface Case {
  readonly what: string;
  readonly delivers: Truth;
  readonly session: Truth;
  readonly rule: string;
}

/** Where a packet starts, and from which address. */
export interface Start {
  readonly origin: Origin;
  /** `undefined` for the sender's own. */
  readonly source: Address | undefined;
  /** Interface that sends it on with the address of someone else, and gets the answer. */
  readonly keeper?: Interface;
}

/** The packet of a question that goes to an address; `port` is another one than the question's. */
export function sentTo(question: Question, at: Start, destination: Address, port = question.port): Sent {
  return {
    from: at.origin,
    ...(at.source === undefined ? {} : { source: at.source }),
    destination,
    protocol: question.protocol,
    ...(port === undefined ? {} : { port }),
    ...(question.sourcePort === undefined ? {} : { sourcePort: question.sourcePort }),
    ...(question.name === undefined ? {} : { name: question.name }),
  };
}

/** Addresses under which an interface is reached: private ones from networks, public ones where they are needed. */
export function addressesFrom(from: Origin, at: Interface): readonly Address[] {
  const isFar = from.kind === 'interface' && !isNear(from.interface, at);
  const isNetwork = from.kind === 'site' || from.kind === 'interface';
  const own = isNetwork ? at.v4 : undefined;
  const shown = (isFar || !isNetwork) && at.hasPublic !== 'no' ? at.publicV4 : undefined;
  return [own, shown, at.v6].filter((address) => address !== undefined);
}

function isNear(from: Interface, at: Interface): boolean {
  const { vpc } = from.subnet;
  return vpc === at.subnet.vpc || vpc.neighbours.includes(at.subnet.vpc);
}
