/** What a rule said about a resource. */
export type Outcome = 'Compliant' | 'Non-compliant' | 'Not applicable' | 'Undetermined' | 'Error';

/** Every rule on every resource, with what was done about each finding. */
export interface ComplianceLedger {
  /** Packs that ran, in the order in which they ran. */
  readonly packs: readonly LedgerPack[];
  /** By pack and by resource, in the order in which the judges came to them. */
  readonly rows: readonly LedgerRow[];
  /** Acknowledgements, in the order of their file, those made elsewhere last. */
  readonly acknowledgements: readonly LedgerAcknowledgement[];
}

/** One pack of rules that ran. */
export interface LedgerPack {
  /** Namespace of its rules, for example `AwsSolutions`. */
  readonly name: string;
  /** Construct paths of the stacks it saw, sorted. */
  readonly stacks: readonly string[];
}

/** One rule on one resource. */
export interface LedgerRow {
  readonly pack: string;
  /** Rule without its pack, with its finding: `AwsSolutions-IAM5[Resource::*]`. */
  readonly rule: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Logical id; empty when the finding is about a stack as a whole. */
  readonly resource: string;
  readonly resourceType: string;
  readonly constructPath: string;
  readonly outcome: Outcome;
  /** What was found, in words. */
  readonly detail?: string;
  /** Why the finding is accepted. */
  readonly reason?: string;
  /** Who answers for accepting it. */
  readonly owner?: string;
  /** Date until which it is accepted, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** One acknowledgement and how many findings it answers. */
export interface LedgerAcknowledgement {
  /** Qualified ids of its rules. */
  readonly rules: readonly string[];
  readonly where: readonly string[];
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  /**
   * Field of a site file that brings the finding about.
   *
   * @default - the entry is stale once it answers no finding
   */
  readonly declaredBy?: string;
  /** Findings it answers, by rule. */
  readonly matches: Readonly<Record<string, number>>;
  /** Whether it was made on a construct instead of in the reviewed file. */
  readonly elsewhere: boolean;
}

/** Name of the ledger files beside the templates. */
export const LEDGER_FILES = { csv: 'compliance-ledger.csv', json: 'compliance-ledger.json' } as const;
