import type { CheckEvent } from '../contract';

/**
 * Metrics of the actions, beside those of every function. Written in every run, unless said otherwise, so that an alarm
 * sees a 0 and not a gap.
 */
export const ACTION_METRICS = {
  /** 1 in the run in which the mutating call was sent, otherwise 0. */
  acted: 'Acted',
  /** 1 while no writer is available and nothing is done about it: quorum, lease, limit, an unknown or a dry run forbids it. */
  held: 'Held',
  /** How many observations in a row found the writer lost; 0 when none did. */
  suspected: 'Suspected',
  /** 1 while two instances may both take writes, otherwise 0. Nothing is changed while it is 1. */
  splitSuspected: 'SplitSuspected',
  /** Probes to which nothing answers at the endpoint of the cluster. Left out when no probe was asked. */
  probesSilent: 'ProbesSilent',
  /** Probes that a server refused: their database user is missing or locked. Left out when no probe was asked. */
  probesRefused: 'ProbesRefused',
  /** 1 while only the rate limit stands between a lost writer and an act, otherwise 0. */
  rateLimited: 'RateLimited',
  /** Seconds from sending until two zones saw the new writer. Only of a drill, and only when it was measured. */
  recoverySeconds: 'RecoverySeconds',
} as const;

/** Numbers a decision rests on. Each has a safe value, and an event that asks for less is refused. */
export interface FailoverLimits {
  /** Observations in a row that must find the writer lost; at least 3. */
  readonly confirmations: number;
  /**
   * Seconds that two of these observations are apart; at least 40. So three of them span more than the 60 s within which
   * Aurora promotes a reader by itself.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html read 2026-11-25
   */
  readonly confirmationSpacingSeconds: number;
  /** Zones, other than the lost writer's, whose probes must agree; at least 2. */
  readonly vantages: number;
  /** Seconds between two acts on the same cluster; at least 900. */
  readonly minimumSecondsBetweenActs: number;
  /** Acts on the same cluster within 24 hours; at most 3. */
  readonly actsPerDay: number;
  /** Milliseconds a reader may be behind and still be promoted; at most 1,000. */
  readonly maximumReplicaLagMilliseconds: number;
  /** Healthy observations in a row that close an incident; at least 3. */
  readonly closingObservations: number;
  /** Seconds within which a failover must be seen to have succeeded; 120 to 900. */
  readonly verifySeconds: number;
  /** Seconds a lease lasts; 30 to 900, and longer than the function may run. */
  readonly leaseSeconds: number;
}

/** The safe value of every limit. */
export const SAFE_LIMITS: FailoverLimits = {
  confirmations: 3,
  confirmationSpacingSeconds: 40,
  vantages: 2,
  minimumSecondsBetweenActs: 900,
  actsPerDay: 3,
  maximumReplicaLagMilliseconds: 1_000,
  closingObservations: 3,
  verifySeconds: 300,
  leaseSeconds: 60,
};

/** Part of every action's payload. */
export interface FailoverEvent extends CheckEvent {
  readonly clusterIdentifier: string;
  /** Zones of the probes, each once. */
  readonly availabilityZones: readonly string[];
  readonly limits: FailoverLimits;
}

/** What makes an order one of a kind, so that it is carried out once and in time. */
export interface Order {
  /** Two orders with the same id are the same order. */
  readonly orderId: string;
  /** When it was given, in ISO 8601; an order older than 5 minutes is refused. */
  readonly issuedAt: string;
}

/** Order to move the writer out of a zone. */
export interface EvacuateWriterOrder extends FailoverEvent {
  readonly order: Order;
  /** Zone the writer must leave. */
  readonly availabilityZone: string;
}

/** Day of the week. */
export type Weekday = 'Sun' | 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat';

/** A window that comes back every week, in a time zone; it does not cross midnight. */
export interface DrillWindow {
  readonly days: readonly Weekday[];
  /** Start as `HH:MM`; the drill may be sent from then on. */
  readonly from: string;
  /** End as `HH:MM`; from then on it may not. */
  readonly until: string;
  /** IANA name, for example `Asia/Tokyo`. */
  readonly timeZone: string;
}

/** Order to fail over on purpose. */
export interface DrillOrder extends FailoverEvent {
  readonly order: Order;
  readonly window: DrillWindow;
  /** A site in production is drilled only for a reason somebody gave. */
  readonly environment:
    { readonly kind: 'non-production' } | { readonly kind: 'production'; readonly reason?: string | undefined };
}

/** Why an action did what it did, or did nothing. Stable: runbooks and alarms refer to them. */
export type ReasonCode =
  // The run itself.
  | 'LeaseHeld'
  | 'LeaseLost'
  | 'LeaseStoreDown'
  | 'StateUnreadable'
  | 'ClockBackwards'
  | 'OutOfTime'
  // What RDS says.
  | 'ControlPlaneUnknown'
  | 'ClusterBusy'
  | 'ClusterBroken'
  | 'ClusterUnclear'
  | 'WriterBusy'
  | 'WriterUnclear'
  | 'WriterNeverSeen'
  | 'WriterZoneUnknown'
  | 'NoReader'
  | 'FailoverRunning'
  | 'WriterMoved'
  | 'WriterMissing'
  // What the probes say.
  | 'ProbeUnknown'
  | 'TooFewVantages'
  | 'QuorumMissing'
  | 'CommonCause'
  | 'ClientPath'
  | 'PlanesDisagree'
  | 'WriterSeen'
  | 'ServerBusy'
  | 'ServerRefuses'
  | 'ServerAnswers'
  // Two writers.
  | 'TwoWritersReported'
  | 'TwoWritersAnswer'
  | 'OldWriterBack'
  | 'SplitOpen'
  // Whether to act.
  | 'Suspected'
  | 'TooSoonToCount'
  | 'TooSoonAfterAct'
  | 'TooManyActs'
  | 'EvacuationsUnknown'
  | 'NoFitTarget'
  | 'NothingSends'
  | 'IncidentSpent'
  // What became of an act.
  | 'Sent'
  | 'Refused'
  | 'AlreadyFailingOver'
  | 'OutcomeUnknown'
  | 'WriterBack'
  | 'NotSent'
  | 'TargetChanged'
  | 'OldWriterStill'
  | 'OldWriterKept'
  | 'Verified'
  | 'VerifyDeadline'
  // Orders.
  | 'OrderRepeated'
  | 'OrderStale'
  | 'IncidentOpen'
  | 'WriterElsewhere'
  | 'OutsideWindow'
  | 'ProductionWithoutReason'
  | 'ZoneEvacuated'
  | 'NotAtRest'
  | 'MemberUnclear'
  | 'LagUnknown'
  | 'NotRecovered';
