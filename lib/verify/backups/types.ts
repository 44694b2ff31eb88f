import type { TemplateResource } from '../../template';
import type { FactId } from './facts';

/** The same in each language. */
export interface Words {
  readonly en: string;
  readonly ja: string;
}

/**
 * What a proof comes to.
 *
 * - `PROVED`: it holds for every instant and every resource, however late jobs are within their windows;
 * - `REFUTED`: there is an instant, a rule or a resource for which it does not hold, whatever is left open;
 * - `UNDETERMINED`: what decides is in no template, or AWS does not say it.
 */
export type BackupVerdict = 'PROVED' | 'REFUTED' | 'UNDETERMINED';

/** Questions, in the order in which reports answer them: objectives first, then what must hold of every plan. */
export const BACKUP_CHECKS = [
  'BackupsPerDay',
  'RecoveryPointsKept',
  'PointInTime',
  'RetentionKept',
  'RetentionLocked',
  'RegionLoss',
  'CopiesKept',
  'StoreCovered',
  'StoreReady',
  'SelectionSelects',
  'RuleAccepted',
  'WindowsApart',
  'MaintenanceApart',
  'LockAccepts',
  'CopyLeavesRegion',
  'VaultLocked',
  'KeyInRegion',
  'KeyUsable',
  'KeysApart',
  'KeyStays',
  'DataStays',
  'TemplatesComplete',
] as const;

export type BackupCheck = (typeof BACKUP_CHECKS)[number];

/**
 * Where a number comes from.
 *
 * - `template`: written in a template;
 * - `documented`: a limit or default that AWS states;
 * - `typical`: a value that AWS calls typical, and promises to nobody;
 * - `declared`: said in the objectives, and verified by nothing here;
 * - `derived`: computed from the others.
 */
export type Basis = 'template' | 'documented' | 'typical' | 'declared' | 'derived';

/** One number or setting that a verdict is made of. */
export interface Part {
  readonly what: Words;
  /** Value with its unit, the same in every language. */
  readonly value: string;
  readonly basis: Basis;
  readonly fact?: FactId;
}

/** Where something goes wrong. */
export interface CounterExample {
  /** Instant in UTC, for example `2027-01-03T07:00Z`. */
  readonly instant?: string;
  readonly says: Words;
}

/** A resource of the templates, or one of its properties. */
export interface BackupOrigin {
  readonly resource: TemplateResource;
  /** For example `BackupPlan.BackupPlanRule[1].Lifecycle`. */
  readonly property?: string;
}

/** One answer. */
export interface BackupProof {
  readonly check: BackupCheck;
  /** Name in the objectives of what is protected; nothing for what must hold of every plan. */
  readonly subject?: string;
  /** What the answer is about: a resource, a rule, a vault, a Region. Names one answer, together with the check. */
  readonly about: string;
  readonly verdict: BackupVerdict;
  /** What was asked, and what came out. */
  readonly says: Words;
  readonly counterExample?: CounterExample;
  /** What would have to be known, when the answer is undetermined. */
  readonly open: readonly Words[];
  readonly parts: readonly Part[];
  /** Behaviour of AWS that the verdict rests on, sorted. */
  readonly facts: readonly FactId[];
  readonly origin?: BackupOrigin;
  /** Conditions of templates under which this is the answer, when it is not the same under all. */
  readonly world?: string;
}

/** Every answer about the backups of some templates. */
export interface BackupReport {
  readonly name: string;
  /** Whether everything is proved. */
  readonly holds: boolean;
  readonly proofs: readonly BackupProof[];
  /** Behaviour of AWS that any verdict rests on, sorted. */
  readonly facts: readonly FactId[];
  /** What nothing here can see, for a person to look after. */
  readonly unseen: readonly Words[];
}
