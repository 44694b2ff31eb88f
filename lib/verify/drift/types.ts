import type { Relation } from '../engine/types';

/** Where a running network is not what the templates say, or where one of the two does not tell. */
export interface Difference {
  /** What it is about: the construct path of a resource, or the identifier of something that no template makes. */
  readonly subject: string;
  /** Logical id of the resource of the templates that says so; left out when none does. */
  readonly logicalId?: string | undefined;
  /** Identifier in the running network, when there is one. */
  readonly physicalId?: string | undefined;
  /** What differs, for example `route 0.0.0.0/0`. */
  readonly aspect: string;
  /** What the templates say; left out when nothing. */
  readonly said?: string | undefined;
  /** What runs; left out when nothing. */
  readonly runs?: string | undefined;
}

/** Something of which nobody can tell whether it is as the templates say. */
export interface Untold extends Difference {
  readonly because: string;
}

/** What gets from someone to someone else, otherwise than the templates say. */
export interface ReachDifference {
  readonly from: string;
  readonly to: string;
  /** Whether packets arrive, or answers come back as well. */
  readonly relation: Relation;
  readonly said: Reached;
  readonly runs: Reached;
}

/** Services, in words, by how surely they arrive: perhaps, from some address, from every one to every one. */
export interface Reached {
  readonly may: readonly string[];
  readonly some: readonly string[];
  readonly every: readonly string[];
}

/** What the same questions to both networks come to. */
export interface ReachDrift {
  /** Number of those who were asked about. */
  readonly parties: number;
  /** Number of answers that are the same. */
  readonly agreed: number;
  readonly differences: readonly ReachDifference[];
}

/** What the comparison of a running network with its templates comes to. */
export interface Drift {
  /** Number of facts that are the same. */
  readonly agreed: number;
  /** Sorted by subject and aspect. */
  readonly differences: readonly Difference[];
  readonly untold: readonly Untold[];
}
