import type { ControlPlaneWay } from '../engine/control-plane';
import type { Level, Relation, Verdict } from '../engine/types';
import type { Coverage, NetworkFinding } from '../network/types';
import type { Origin } from '../network/types';

/** The same for people of either language. */
export interface Words {
  readonly en: string;
  readonly ja: string;
}

/**
 * Names parties. A text is the name of a segment of the policy, or one of the words below; `*` stands for anything within one
 * step of a path, `**` for any steps. A list is a union.
 *
 * `internet`, `internet:203.0.113.7`, `edge` (CloudFront), `site:<customer gateway>`, `service:<s3 or dynamodb>`,
 * `id:<logical id>`, `path:<construct path>`, `type:<CloudFormation type>`, `kind:<kind of interface>`,
 * `tag:<key>=<value>` (of the resource or of its subnet), `group:<security group>`, `subnet:<subnet>`, `vpc:<network>`,
 * `zone:<availability zone>`, `cidr:<block that holds its subnet>`, `public` (a public address of its own).
 */
export type Selector =
  | string
  | readonly Selector[]
  | { readonly all: readonly Selector[] }
  | { readonly but: Selector; readonly not: Selector };

/** A service in words: `tcp/443`, `tcp/1024-65535`, `udp/53`, `icmp`, `tcp`, `any`. */
export type ServiceText = string;

interface PolicyRuleBase {
  /** Stable name: it is part of every finding's fingerprint. */
  readonly id: string;
  /** Why it must hold, for whoever reads a finding. */
  readonly why?: string | Words;
  /** Whether a failure fails the run. @default 'error' */
  readonly severity?: 'error' | 'warning';
  /** Defaults of parameters that are accepted as given: `<stack>/<parameter>=<value>`. @default - none */
  readonly accept?: readonly string[];
}

/** Nothing gets through. */
export interface IsolateRule extends PolicyRuleBase {
  readonly kind: 'isolate';
  readonly from: Selector;
  readonly to: Selector;
  /** @default - every service */
  readonly services?: readonly ServiceText[];
  /** @default 'via-proxies' */
  readonly level?: Level;
  /** @default 'delivers' */
  readonly relation?: Relation;
}

/** None of some segments gets to another of them. */
export interface IsolatePairwiseRule extends PolicyRuleBase {
  readonly kind: 'isolate-pairwise';
  readonly among: readonly Selector[];
  readonly services?: readonly ServiceText[];
  readonly level?: Level;
}

/** Everyone gets to everyone, and the answer comes back. */
export interface ReachRule extends PolicyRuleBase {
  readonly kind: 'reach';
  readonly from: Selector;
  readonly to: Selector;
  readonly services: readonly ServiceText[];
  /** @default 'direct' */
  readonly level?: Level;
  /** @default 'session' */
  readonly relation?: Relation;
}

/** Nothing but some services gets through. */
export interface ReachOnlyRule extends PolicyRuleBase {
  readonly kind: 'reach-only';
  readonly from: Selector;
  readonly to: Selector;
  readonly services: readonly ServiceText[];
  readonly level?: Level;
}

/** Nothing leaves for the internet, other accounts or sites, but to what is excepted. */
export interface NoEgressRule extends PolicyRuleBase {
  readonly kind: 'no-egress';
  readonly from: Selector;
  readonly except?: Selector;
  /** `dns`: names may be asked through the resolver of the VPC, by which data can leave. @default - refuted unless DNS Firewall is there */
  readonly tolerate?: readonly 'dns'[];
}

/** Whoever gets from one to the other passes one of the given ones. */
export interface PassThroughRule extends PolicyRuleBase {
  readonly kind: 'pass-through';
  readonly from: Selector;
  readonly to: Selector;
  readonly through: Selector;
  readonly services?: readonly ServiceText[];
  /** @default 'via-proxies' */
  readonly level?: Level;
}

/** Answers cross the same firewall endpoints as packets. */
export interface SymmetricRule extends PolicyRuleBase {
  readonly kind: 'symmetric';
}

/** Exactly these services get from each segment to each other one; a pair that is not named admits nothing. */
export interface MatrixRule extends PolicyRuleBase {
  readonly kind: 'matrix';
  /** Names of segments of the policy, or words of selectors, in the order of rows and columns. */
  readonly segments: readonly string[];
  /** Services by `<from> > <to>`. */
  readonly cells: Readonly<Record<string, readonly ServiceText[]>>;
  /** @default 'direct' */
  readonly level?: Level;
}

export type PolicyRule =
  | IsolateRule
  | IsolatePairwiseRule
  | ReachRule
  | ReachOnlyRule
  | NoEgressRule
  | PassThroughRule
  | SymmetricRule
  | MatrixRule;

/** What is known of a site at the other end of a line. */
export interface SiteStatement {
  /** Logical id or construct path of its customer gateway. */
  readonly customerGateway: string;
  readonly name?: string;
  readonly prefixes?: readonly string[];
  readonly relaysTo?: readonly string[];
}

/** What must hold of a network. */
export interface Policy {
  readonly name: string;
  readonly segments?: Readonly<Record<string, Selector>>;
  readonly sites?: readonly SiteStatement[];
  readonly rules: readonly PolicyRule[];
}

/** One edit of the templates after which a verdict would be another. */
export interface ProposedChange {
  /** What to change, as an instruction. */
  readonly says: Words;
  /** What it changes, with the lines that a person would edit. */
  readonly origins: readonly Origin[];
  /** Other connections that it cuts or opens besides: the fewer, the better. */
  readonly collateral: number;
  /** Some of them, in words. */
  readonly examples: readonly string[];
}

/** One pair of parties for which a question fails: baselines are made of these. */
export interface FailingPath {
  /** Ids of the parties: logical ids, no addresses but those that the policy names. */
  readonly from: string;
  readonly to: string;
  /** `open`: it gets through; `closed`: it does not, and should. Either surely, or perhaps. */
  readonly state: 'open' | 'perhaps-open' | 'closed' | 'perhaps-closed';
  /** Services that get through, or that do not, in words such as `tcp/443`. */
  readonly services: readonly string[];
  /** SHA-256 over the rule, its kind, both ids, services and state. */
  readonly fingerprint: string;
}

/** What became of one question of a rule. */
export interface ProofResult {
  readonly rule: string;
  readonly kind: PolicyRule['kind'];
  readonly severity: 'error' | 'warning';
  /** What must hold. */
  readonly says: Words;
  readonly why?: Words;
  readonly from: string;
  readonly to: string;
  readonly services: readonly ServiceText[];
  readonly level: Level;
  readonly relation: Relation;
  /** PROVED, or PROVED-IF with every assumption accepted. */
  readonly holds: boolean;
  readonly verdict: Verdict;
  /** Ways to the destination that no packet filter sees. They stand beside the verdict and change nothing. */
  readonly controlPlane: readonly ControlPlaneWay[];
  /** Of what does not hold: every pair of parties for which it does not, sorted. */
  readonly paths?: readonly FailingPath[];
  /** Edits after which the verdict would be another, the one with the least collateral first. */
  readonly changes?: readonly ProposedChange[];
}

/** Something that is wrong or surprising without a question having been asked: a rule that is dead, a default. */
export interface PolicyFinding {
  /** Stable code, for example `TGW_DEFAULT_TABLE`, `GROUP_RULE_UNNEEDED`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly says: Words;
  readonly origin?: Origin;
  readonly rules: readonly string[];
}

/** Something a verdict rests on that the templates do not say. */
export interface LedgerEntry {
  readonly kind: 'semantics' | 'parameter' | 'site' | 'octopus' | 'unmodelled' | 'spoofing';
  /** Stable name: `SG-04`, `Stack/Parameter=value`, … */
  readonly id: string;
  readonly says: Words;
  /** Results that rest on it, by `<rule>: <from> > <to>`, sorted. */
  readonly restedOnBy: readonly string[];
}

/** Whatever holds or touches card data, for PCI DSS 11.4.5 and 12.5.2. */
export interface ScopeEntry {
  readonly party: string;
  readonly label: string;
  readonly scope: 'in-scope' | 'connected-to' | 'out-of-scope';
  readonly because: Words;
}

/** Everything that was found about a set of templates. */
export interface VerifyReport {
  readonly tool: { readonly name: 'honmaru'; readonly version: string };
  readonly templates: readonly { readonly stack: string; readonly file: string; readonly sha256: string }[];
  readonly policy: { readonly name: string; readonly file?: string };
  readonly worlds: readonly string[];
  readonly coverage: Coverage;
  readonly results: readonly ProofResult[];
  readonly findings: readonly PolicyFinding[];
  /** Of the engine and of the template reader, as they are. */
  readonly network: readonly NetworkFinding[];
  readonly ledger: readonly LedgerEntry[];
  readonly scope?: readonly ScopeEntry[];
  /** Whether every rule of severity `error` holds, and there is no finding of severity `error`. */
  readonly holds: boolean;
}
