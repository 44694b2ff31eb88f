import type { Decision } from '../decision';
import { announce, newer, NOBODY_KNOWS, type Announcement } from './announcement';
import { bounded, boundedEvidence, shortText } from './bounds';
import { canonicalJson, sha256 } from './canonical';
import type { RecordedDecision, Standing } from './chain-record';
import type { DayEvent, OutcomeChange } from './day-summary';

/** How a run ended. */
export interface Closing {
  readonly completedAt: Date;
  /** What it came to: the status of a check, the state of an action. */
  readonly outcome: string;
  readonly decision: Decision;
  /** What was observed; only its hash is kept. */
  readonly inputs: unknown;
  /**
   * Whether the outcome is new to the world, told by a function that keeps a state of its own.
   *
   * @default - decided by what was announced before, see `announce`
   */
  readonly changed?: boolean;
  /** Why an action did what it did, or did nothing. */
  readonly reasons?: readonly string[];
  /** What an action measured or keeps as proof: anything that JSON can hold, without secrets. */
  readonly evidence?: unknown;
  /** What the daily summary shall tell, for example `failed over to site-database-2`. */
  readonly happened?: readonly string[];
}

/** What becomes of a run's end at a place of the chain. */
export interface Concluded {
  readonly decision: RecordedDecision;
  /** What is announced from now on. */
  readonly announced: Announcement | null;
  /** What the run adds to its day. */
  readonly event: DayEvent;
}

/** Longest text in the summary of a day, which holds up to a hundred. */
const SUMMARY_CHARACTERS = 200;

/** Concludes a run whose chain stands like this; `remembered` is what the container knows to be announced. */
export function conclude(
  closing: Closing,
  requestId: string,
  standing: Standing,
  remembered: Announcement | null,
): Concluded {
  const { completedAt, outcome, decision, changed } = closing;
  const at = completedAt.toISOString();
  const announcing = announce(newer(standing.announced, remembered), { outcome, requestId, completedAt, changed });
  const before = standing.last?.outcome ?? NOBODY_KNOWS;
  return {
    decision: {
      completedAt: at,
      outcome,
      previousOutcome: before,
      announcedBefore: announcing.previous,
      changed: announcing.changed,
      ...boundedDecision(closing),
    },
    announced: announcing.announced,
    event: {
      kind: 'completed',
      at,
      outcome,
      unknownCodes: decision.questions.map(({ code }) => code),
      change: before === outcome ? undefined : changeOf(closing, before),
      happened: (closing.happened ?? []).map((text) => shortText(text, SUMMARY_CHARACTERS)),
    },
  };
}

/** One line about why a decision is what it is. */
export function headline({ findings, questions }: Pick<Decision, 'findings' | 'questions'>): string {
  const finding = findings.find(({ effect }) => effect === 'service') ?? findings[0];
  const [question] = questions;
  const text =
    finding !== undefined
      ? `${finding.code}: ${finding.subject}: ${finding.detail}`
      : question !== undefined
        ? `${question.code}: ${question.subject}: ${question.reason}`
        : 'nothing found, nothing unknown';
  return shortText(text, SUMMARY_CHARACTERS);
}

function changeOf({ completedAt, outcome, decision, reasons }: Closing, from: string): OutcomeChange {
  const reason = reasons?.[0] === undefined ? headline(decision) : shortText(reasons[0], SUMMARY_CHARACTERS);
  return { at: completedAt.toISOString(), from, to: outcome, reason };
}

function boundedDecision({ decision, inputs, reasons, evidence }: Closing) {
  const lists = {
    findings: bounded(decision.findings),
    questions: bounded(decision.questions),
    notes: bounded(decision.notes),
    reasons: bounded(reasons ?? []),
  };
  return {
    status: decision.status,
    inputs: sha256(canonicalJson(inputs)),
    findings: lists.findings.kept,
    questions: lists.questions.kept,
    notes: lists.notes.kept,
    reasons: lists.reasons.kept,
    metrics: decision.metrics,
    evidence: boundedEvidence(evidence),
    leftOut: Object.values(lists).reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}
