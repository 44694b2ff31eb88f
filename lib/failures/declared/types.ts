import type { Selector } from '../../verify/policy/types';

/**
 * What templates do not say about how a site is used, and what is done when something fails.
 *
 * Selectors name resources as those of policies do, by `id:`, `path:`, `type:` or `tag:`.
 */
export interface Declared {
  /** @default - a GET and a POST service for each entry of the site */
  readonly services?: readonly DeclaredService[];
  readonly tiers?: readonly DeclaredTier[];
  readonly databases?: readonly DeclaredDatabase[];
  readonly balancers?: readonly DeclaredBalancer[];
  readonly partners?: readonly DeclaredPartner[];
  readonly runbooks?: readonly DeclaredRunbook[];
  readonly objectives?: Objectives;
  /**
   * Seconds until clients have noticed that what they were connected to is elsewhere: names asked anew, pools refilled.
   *
   * @default 15, which is not verified
   */
  readonly clientRecoverySeconds?: number;
  /** Keys, secrets and roles that servers may use and that requests do not need. @default - they need them all */
  readonly unneeded?: readonly Selector[];
}

export type Method = 'GET' | 'POST';

/** A kind of request that the site promises to answer. */
export interface DeclaredService {
  readonly id: string;
  readonly label?: string;
  readonly method: Method;
  /** Where requests come in: a distribution or a load balancer. @default - the only entry that there is */
  readonly entry?: Selector;
  /** Path of the request, which decides between behaviors of CloudFront. @default - the default behavior */
  readonly path?: string;
  /** Tiers and databases that a request passes, in their order. @default - what the network lets each reach */
  readonly chain?: readonly Selector[];
  /** By which endpoint of a database a GET reads. @default 'writer' */
  readonly reads?: 'writer' | 'reader';
  /** What tiers need outside of the chain to answer the request. @default - nothing */
  readonly egress?: readonly DeclaredEgress[];
  readonly peakPerSecond?: number;
  readonly onSalePerSecond?: number;
  /**
   * Longest time that a request is open, in seconds: one that is cut off may have had an effect.
   *
   * @default - what the distribution waits for an answer; not determined at a load balancer
   */
  readonly openSeconds?: number;
  /** Share of the requests of a month that are to be answered, in per cent, below 100. @default - no error budget is told */
  readonly availabilityPercent?: number;
}

/** Something outside that a tier needs: `internet`, `partner:<name>`, or `endpoint:<name of the service>`, for example `endpoint:kms`. */
export interface DeclaredEgress {
  readonly from: Selector;
  readonly to: string;
}

export interface DeclaredTier {
  readonly of: Selector;
  /** Requests in a second that one member can serve. @default - the capacity is not determined */
  readonly requestsPerSecond?: number | 'unlimited';
  /** Connections to its database that one member keeps. */
  readonly connections?: number;
  /** Databases and load balancers that its health check looks at. @default - none: a shallow check */
  readonly healthCheck?: readonly Selector[];
}

export interface DeclaredDatabase {
  readonly of: Selector;
  /** Requests in a second that one instance can serve. */
  readonly requestsPerSecond?: number | 'unlimited';
  /** Connections that one instance takes. */
  readonly maxConnections?: number;
}

/** What passes requests on: a load balancer, a distribution, or on the way out a NAT gateway, a firewall, an endpoint. */
export interface DeclaredBalancer {
  readonly of: Selector;
  /** Requests in a second that it can pass on in one zone. */
  readonly requestsPerSecond: number | 'unlimited';
}

/** Somebody at the other end of VPN connections. */
export interface DeclaredPartner {
  readonly name: string;
  /** In the order in which they are preferred. */
  readonly lines: readonly {
    readonly connection: Selector;
    /** Carrier's line under it: what has the same name fails together. */
    readonly line?: string;
    /** Device of the partner that ends it. */
    readonly gateway?: string;
  }[];
}

export type RunbookStep = 'shift-zone' | 'evacuate-writer' | 'restore-region';

/** What operators do on a kind of fault. */
export interface DeclaredRunbook {
  readonly id: string;
  /** Document that says how. @default - the id */
  readonly document?: string;
  readonly on: readonly ('zone-lost' | 'zone-cut-off' | 'region-lost')[];
  readonly does: readonly RunbookStep[];
  /** Until it is done, a person's answer to the alarm included. */
  readonly seconds: number;
  /** Of `restore-region`: where to. */
  readonly region?: string;
  /** Of `restore-region`: how much work is lost at most. @default - what the backup plans tell */
  readonly dataLossSeconds?: number;
}

/** Within how many seconds every service is to answer again, and how much work may be lost. */
export interface Objectives {
  readonly instanceSeconds?: number;
  readonly writerSeconds?: number;
  readonly zoneSeconds?: number;
  readonly regionSeconds?: number;
  /** With any fault but that of the Region. */
  readonly dataLossSeconds?: number;
  /** With the Region. @default - nothing is promised */
  readonly regionDataLossSeconds?: number;
}
