import type { Capacity } from '../engine/outcome';
import type { CutSet, PairCount } from '../matrix/cut-sets';
import type { Operation } from '../matrix/scenarios';
import type { Row } from '../matrix/row';
import type { FateElement, FateKind, FaultMode, Service } from '../model/types';
import type { ReadFinding, UnreadService } from '../read/findings';
import type { Weakness } from '../weaknesses';

/** Everything that is computed about what fails. */
export interface FailureReport {
  /** Version of the rules that the model rests on: changes with any of them. */
  readonly register: string;
  readonly services: readonly Service[];
  /** What stands on the ways of requests. */
  readonly places: readonly Place[];
  /** Services whose way cannot be read: they are not determined, whatever fails. */
  readonly unread: readonly UnreadService[];
  /** Each single fault; then each in what operators do from day to day. */
  readonly scenarios: readonly ReportedScenario[];
  /** Missing when only single faults were asked about. */
  readonly pairs: PairReport | undefined;
  readonly margins: readonly Margin[];
  readonly coverage: Coverage;
  readonly objectives: readonly ObjectiveResult[];
  /** Ways in which it breaks although it is redundant. */
  readonly weaknesses: readonly Weakness[];
  /** What the model leaves out, or takes for granted. */
  readonly findings: readonly ReadFinding[];
}

/** A part by its label, as ways name it: of what it is one, and in which zone it stands. */
export interface Place {
  readonly label: string;
  readonly tier: string | undefined;
  readonly zone: string | undefined;
}

/** Something that fails, in a scenario. */
export interface FailedGroup {
  readonly id: string;
  readonly label: string;
  readonly kind: FateKind;
  readonly element: FateElement | undefined;
  readonly mode: FaultMode;
}

export interface ReportedScenario {
  readonly id: string;
  readonly fails: readonly FailedGroup[];
  /** Missing in everyday operation. */
  readonly operation: Operation | undefined;
  /** Whether nothing that a service needs, a check looks at, or a detector watches depends on it. */
  readonly isIrrelevant: boolean;
  readonly rows: readonly Row[];
}

/** What two faults do, at once and one after the other in both orders. */
export interface PairReport {
  readonly scenarios: number;
  /** How many of them were evaluated: others are the same to everybody. */
  readonly evaluated: number;
  readonly counts: readonly PairCount[];
  readonly cutSets: readonly CutSet[];
}

/**
 * What is left of a tier when it has lost the zone that costs it most, and nothing is launched.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html read 2026-11-26
 */
export interface Margin {
  readonly tier: string;
  readonly service: string;
  readonly isOnSale: boolean;
  /** The zone that costs it most; missing when no zone costs it anything. */
  readonly zone: string | undefined;
  readonly perSecond: Capacity;
  readonly peakPerSecond: number | undefined;
  /** What is left over beyond the peak, as a share of it: 0.5 for half as much again; `undefined` when it is not determined. */
  readonly share: number | undefined;
}

/** Who sees what. */
export interface Coverage {
  /** Single faults that cost somebody something at some moment, and that nobody sees. */
  readonly unseen: readonly string[];
  /** Single faults that cost nobody anything, and that nobody sees: what was redundant is so no longer. */
  readonly unseenRedundancy: readonly string[];
  /** Detectors that no single fault makes speak. */
  readonly silent: readonly string[];
}

/** What an objective is about. */
export type ObjectiveKind = 'instance' | 'writer' | 'zone' | 'region' | 'data-loss' | 'region-data-loss';

/** Why an objective is missed. */
export type MissReason = 'not-recovered' | 'too-slow' | 'not-determined' | 'below-peak' | 'data-lost';

export interface Miss {
  readonly scenario: string;
  readonly service: string;
  readonly reason: MissReason;
  /** Seconds of the recovery, or of lost data; missing where there are none. */
  readonly seconds: number | undefined;
}

export interface ObjectiveResult {
  readonly objective: ObjectiveKind;
  readonly limitSeconds: number;
  /** How many rows it was held against. None is a miss as well: nothing shows that it is met. */
  readonly rows: number;
  /** The longest, of those that are known. */
  readonly worstSeconds: number | undefined;
  readonly misses: readonly Miss[];
}
