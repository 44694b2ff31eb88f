/**
 * What can fail, what a request needs, and what happens by itself or by hand afterwards.
 *
 * The model is plain data: it is read from templates, and small ones are written by hand in tests. All times are whole
 * seconds, all shares are between 0 and 1.
 */

/** Everything that the failure matrix is computed from. */
export interface FailureModel {
  readonly groups: readonly FateGroup[];
  readonly parts: readonly Part[];
  readonly pools: readonly Pool[];
  readonly services: readonly Service[];
  readonly manual: readonly ManualReaction[];
  readonly detectors: readonly Detector[];
}

/** A server of a tier, or an instance of a database. */
export type FateElement = 'instance' | 'writer' | 'reader';

/** What a fate group is. */
export type FateKind = 'region' | 'zone' | 'part' | 'shared' | 'control-plane' | 'release' | 'line' | 'gateway';

/** What fails as a whole: everything that belongs to it fails with it. */
export interface FateGroup {
  readonly id: string;
  readonly kind: FateKind;
  readonly label: string;
  /** What it is of a tier or a database, for objectives that differ by it. */
  readonly element?: FateElement;
  /** Groups that fail with this one: of a Region its zones and its control planes. */
  readonly includes?: readonly string[];
}

/** Something that works or does not: an instance, a node of a load balancer in one zone, a key, a line. */
export interface Part {
  readonly id: string;
  readonly label: string;
  /** Zone in which it stands; left out of what stands in no zone. */
  readonly zone?: string;
  /** Of what it is one, for figures about the whole: a group of servers, a load balancer, a database. */
  readonly tier?: string;
  /** Groups of which any takes it along. */
  readonly fate: readonly string[];
}

/** One piece of a delay, with what is known about it. */
export interface DelayPart {
  readonly name: string;
  readonly seconds: number;
  /** `bound`: never longer; `typical`: usually not longer; `declared`: the site says so; `unverified`: an assumption. */
  readonly basis: 'bound' | 'typical' | 'declared' | 'unverified';
  readonly source: string;
}

/** Pieces of a delay, one after the other: the delay is their sum. At least one second in all. */
export type Delay = readonly DelayPart[];

/**
 * Parts of which a request uses one.
 *
 * - `spread`: requests go to all members in rotation, in equal shares.
 * - `prefer`: all requests go to one member, the current one; first it is the first of the list.
 * - `fallback`: each request tries the members in their order until one answers, if its service's method may be
 *   retried; else it tries the first member only. No reaction, no time: it is so for every request.
 */
export interface Pool {
  readonly id: string;
  readonly label: string;
  readonly choice: 'spread' | 'prefer' | 'fallback';
  readonly members: readonly Member[];
  /**
   * Who may be chosen by a request that comes from a zone: everyone, or the members of that zone only. A request that
   * comes from no zone may choose everyone. Only for `spread`.
   *
   * @default 'every-zone'
   */
  readonly reach?: 'every-zone' | 'own-zone';
  /** How long a member of `spread` must fail before it leaves the rotation, and what must work for that. */
  readonly leave?: Reaction;
  /** How long a member of `spread` that has left must not fail before it comes back. Left out: it does not come back. */
  readonly comeBack?: Reaction;
  /** How long the current member of `prefer` must fail before the pool moves on to another. Left out: it never moves. */
  readonly move?: Reaction;
  /**
   * When fewer members than this would be in rotation, all are (it fails open). Only for `spread`.
   *
   * @default 0 - never
   */
  readonly failOpenBelow?: number;
  /**
   * Ends members that fail, as an Auto Scaling group with checks of its load balancer does: after `after`, the member's
   * own part is dead until `relaunch` has passed from then, and the member's groups have not failed.
   */
  readonly replace?: {
    readonly after: Reaction;
    readonly relaunch: Reaction;
    /**
     * Whether a release has the new one serve before it ends the old one, so that it takes nobody out of rotation. It makes
     * no difference to members that fail.
     *
     * @default false
     */
    readonly startsFirst?: boolean;
  };
  /**
   * Pool of `prefer` whose current part is left out of this one, as a reader endpoint leaves out the writer. A member
   * that is left out is not in rotation, unless no other member would be.
   */
  readonly without?: string;
  /** Whether a zonal shift takes the members of a zone out of rotation. @default false */
  readonly isShiftable?: boolean;
}

/** Something that happens by itself when what triggers it has held for the whole delay. */
export interface Reaction {
  /** Rule of the register. */
  readonly rule: string;
  readonly delay: Delay;
  /** Groups of which none may have failed for it to happen: control planes, and where it runs. */
  readonly planes?: readonly string[];
}

/** One choice of a pool. */
export interface Member {
  readonly id: string;
  readonly part: string;
  /** What a request needs once it is here: all of it. */
  readonly needs: readonly Need[];
  /**
   * Which of the needs its health check looks at, by their number in `needs`.
   *
   * @default - none: a shallow check, of the part alone
   */
  readonly checks?: readonly number[];
  /**
   * Requests in a second that it can serve.
   *
   * @default - not declared: what is left of the capacity is not determined
   */
  readonly perSecond?: number | 'unlimited';
  /** For `prefer`: further delay when the pool moves to this member. */
  readonly start?: Delay;
  /** For `prefer`: data of so many seconds is lost when the pool moves to this member. */
  readonly loses?: Delay;
  /** For `prefer`: only a manual reaction moves the pool to this member. */
  readonly isManual?: boolean;
}

/** What a request needs. */
export type Need =
  | { readonly kind: 'pool'; readonly pool: string }
  /** So many of some parts work: the copies of a volume, a key (one of one). */
  | { readonly kind: 'parts'; readonly parts: readonly string[]; readonly atLeast: number };

/** A kind of request that the site promises to answer. */
export interface Service {
  readonly id: string;
  readonly label: string;
  /** Whether a request may be sent again to another origin: GET may, POST may not. */
  readonly isRetried: boolean;
  readonly needs: readonly Need[];
  /** Requests in a second at the declared peak, and at the peak of an on-sale window. */
  readonly peakPerSecond?: number;
  readonly onSalePerSecond?: number;
  /** Longest time that a request is open, in seconds: when it is cut off, nobody knows whether it had an effect. */
  readonly openSeconds?: number;
  /** Share of the requests of a month that are to be answered, for example 0.9995. */
  readonly availability?: number;
}

/** What operators do, from a runbook, after the automatic reactions. */
export interface ManualReaction {
  readonly id: string;
  readonly runbook: string;
  readonly delay: Delay;
  readonly planes?: readonly string[];
  /** Faults on which it is done. */
  readonly on: readonly FaultSelector[];
  readonly effect:
    | { readonly kind: 'shift'; readonly zone: string }
    | { readonly kind: 'move'; readonly pool: string; readonly member: string };
}

/** Faults: of a group, in one mode or in any. */
export interface FaultSelector {
  readonly group: string;
  readonly mode?: FaultMode;
}

/**
 * - `lost`: every part of the group, and of those that it includes, is dead.
 * - `cut-off`, of zones only: the parts work, and no request passes between them and a part of another zone.
 */
export type FaultMode = 'lost' | 'cut-off';

export interface Fault {
  readonly group: string;
  readonly mode: FaultMode;
}

/** Who sees that something failed. */
export interface Detector {
  readonly id: string;
  readonly kind: 'alarm' | 'check' | 'event';
  /** Any of these is seen. */
  readonly sees: readonly Sight[];
  /**
   * Seconds for which what it sees must last before it counts: an alarm over five periods does not see what is over
   * in the first.
   *
   * @default 0
   */
  readonly lasts?: number;
  /** From then on: until it says so. */
  readonly delay: Delay;
  /** Groups of which none may have failed: its metric, its alarm, its topic, its own function. */
  readonly planes: readonly string[];
}

export type Sight = Seen & {
  /**
   * Groups of which none may have failed: whoever looks does not see what they do. An API tells that an instance is
   * available whatever a security group lets in.
   *
   * @default - it sees every loss, whatever brought it about
   */
  readonly blindTo?: readonly string[];
};

/** What somebody sees. */
export type Seen =
  /** One of these parts is dead. */
  | { readonly kind: 'part'; readonly parts: readonly string[] }
  /** So many members of a pool fail; of some of its members only, when they are named. */
  | { readonly kind: 'failing'; readonly pool: string; readonly atLeast: number; readonly members?: readonly string[] }
  /** At least this share of the requests that come to a pool, from no zone and not sent again, gets no answer. */
  | { readonly kind: 'unanswered'; readonly pool: string; readonly atLeast: number }
  /** A service loses requests. */
  | { readonly kind: 'service'; readonly service: string };

/** What happens: first faults at second 0; then, if there are any, further ones at the end of the run of the first. */
export interface Scenario {
  readonly first: readonly Fault[];
  readonly then?: readonly Fault[];
  /** Zones that operators had evacuated before: their members of shiftable pools are out of rotation, and stay out. */
  readonly evacuated?: readonly string[];
  /** Members that were out of rotation before, as in an instance refresh, and stay out: `<pool id>/<member id>`. */
  readonly out?: readonly string[];
  /** Whether the on-sale peak counts. */
  readonly isOnSale?: boolean;
}
