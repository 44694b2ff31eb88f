import type { PortRange, ServiceRange } from '../address';
import type { Interface, Origin, Service, Site } from '../network/types';

/** Someone who sends or receives packets. */
export type Party =
  | InternetParty
  | { readonly kind: 'interface'; readonly id: string; readonly label: string; readonly interface: Interface }
  | { readonly kind: 'site'; readonly id: string; readonly label: string; readonly site: Site }
  | { readonly kind: 'service'; readonly id: string; readonly label: string; readonly service: Service }
  | { readonly kind: 'edge'; readonly id: string; readonly label: string; readonly origin: Origin };

/** The internet: any source address, or the given one only. */
export interface InternetParty {
  readonly kind: 'internet';
  readonly id: string;
  readonly label: string;
  readonly address?: string;
}

/**
 * How far a question follows what happens behind a connection.
 *
 * - `direct`: one connection or packet, translated at most;
 * - `via-proxies`: load balancers, CloudFront, endpoint services and declared relays pass it on as well;
 * - `via-compute`: whoever is reached may open connections of its own.
 *
 * Functions that outsiders may call, and whatever is not modelled, count at every level.
 */
export type Level = 'direct' | 'via-proxies' | 'via-compute';

/** `delivers`: the packet arrives. `session`: the answer comes back as well. */
export type Relation = 'delivers' | 'session';

export type VerdictName = 'PROVED' | 'PROVED-IF' | 'REFUTED' | 'UNDETERMINED';

/** From some parties to others, on some services. */
export interface Question {
  readonly from: readonly Party[];
  readonly to: readonly Party[];
  /** What is asked about; all services when left out. Of a chain it is the last connection. */
  readonly services?: readonly ServiceRange[];
  /** @default 'via-proxies' for isolation, 'direct' for reachability */
  readonly level?: Level;
  /** @default 'delivers' for isolation, 'session' for reachability */
  readonly relation?: Relation;
  /** Ports from which the packets come; all that the sender uses when left out. Of a chain those of the first connection. */
  readonly sourcePorts?: PortRange;
}

/** The answer to a question, in every possible world. */
export interface Verdict {
  readonly verdict: VerdictName;
  /** Defaults of parameters without which the verdict would be another: `<stack>/<parameter>=<value>`. */
  readonly assuming: readonly string[];
  /** The world in which the witness holds, when there are several. */
  readonly world?: string;
  /** Of REFUTED: one concrete way, or one concrete failure. */
  readonly witness?: Witness;
  /** Of UNDETERMINED: what would have to be known. */
  readonly blames: readonly Blame[];
  /** Of PROVED isolation: what stops it, pair by pair. */
  readonly certificate?: Certificate;
  /** Ids of the rules of the register on which the verdict rests, sorted. */
  readonly rules: readonly string[];
  /** Pairs of interfaces that were looked at: a proof about none is no proof. */
  readonly pairs: number;
}

/** Something unknown that decides. */
export interface Blame {
  readonly what: string;
  readonly origin?: Origin;
  readonly rules: readonly string[];
}

/** One concrete packet and what happens to it. */
export interface Witness {
  readonly from: Party;
  readonly to: Party;
  readonly packet: Packet;
  readonly forward: readonly Hop[];
  /** The way back; missing when the question is about the packet alone. */
  readonly back?: readonly Hop[];
  /** Connections before this one, first to last, when proxies or servers lie between. */
  readonly before?: readonly Witness[];
}

export interface Packet {
  readonly source: string;
  readonly destination: string;
  /** Number of the protocol. */
  readonly protocol: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

export type HopKind =
  | 'source'
  | 'group-out'
  | 'acl-out'
  | 'route'
  | 'translation'
  | 'firewall'
  | 'gateway'
  | 'acl-in'
  | 'group-in'
  | 'listener'
  | 'destination';

/** One step of a packet. */
export interface Hop {
  readonly kind: HopKind;
  readonly origin: Origin;
  /** What happens, for people, in English. */
  readonly says: string;
  readonly decision: 'passes' | 'blocks' | 'unknown';
  /** The rule of the template that decides; missing where a default of AWS does. */
  readonly rule?: Origin;
  /** Ids of the register. */
  readonly rules: readonly string[];
}

/** Why nothing arrives. */
export interface Certificate {
  readonly pairs: readonly CertificatePair[];
  /** Least number of layers over all pairs of which each alone stops everything. */
  readonly depth: number;
}

export interface CertificatePair {
  readonly from: string;
  readonly to: string;
  /** Layers of which each alone stops everything asked about, in the order of the way. */
  readonly layers: readonly Layer[];
}

export type LayerKind =
  'no-route' | 'no-address' | 'group-out' | 'acl-out' | 'firewall' | 'acl-in' | 'group-in' | 'no-listener' | 'together';

export interface Layer {
  readonly kind: LayerKind;
  readonly origin: Origin;
  readonly says: string;
  readonly rules: readonly string[];
}

/** What one party may and surely does get to another, by service. */
export interface Reach {
  readonly from: Party;
  readonly to: Party;
  /** Services that may arrive, in words such as `tcp/443`. */
  readonly may: readonly string[];
  /** Services that surely arrive from some address. */
  readonly some: readonly string[];
  /** Services that surely arrive from every address. */
  readonly every: readonly string[];
}
