import { NOTHING, type Conclusion, type Effect } from '../decision';
import type { Unknown, UnknownCode } from '../observed';
import type { ReasonCode } from './contract';

/** Why a run did what it did, or did nothing. */
export interface Reason {
  readonly code: ReasonCode;
  /** What it is about: the cluster, an instance, a zone, an order. */
  readonly subject: string;
  /** What was found, for people. */
  readonly detail: string;
  /** Why something is not known, where that was told. */
  readonly unknownCode?: UnknownCode;
}

/** What a reason is in the record: a known fault, an open question, or only worth knowing. */
type Meaning =
  | { readonly as: 'finding'; readonly effect: Effect }
  | { readonly as: 'question'; readonly effect: Effect; readonly code: UnknownCode }
  | { readonly as: 'note' };

const NOTE: Meaning = { as: 'note' };

function found(effect: Effect): Meaning {
  return { as: 'finding', effect };
}

function open(effect: Effect, code: UnknownCode = 'Incomplete'): Meaning {
  return { as: 'question', effect, code };
}

const MEANINGS: Readonly<Record<ReasonCode, Meaning>> = {
  LeaseHeld: open('redundancy'),
  LeaseLost: open('redundancy'),
  LeaseStoreDown: open('redundancy'),
  StateUnreadable: open('redundancy', 'Malformed'),
  ClockBackwards: open('redundancy', 'Contradictory'),
  OutOfTime: open('redundancy', 'Timeout'),
  ControlPlaneUnknown: open('service'),
  ClusterBusy: found('redundancy'),
  ClusterBroken: found('service'),
  ClusterUnclear: open('service'),
  WriterBusy: found('redundancy'),
  WriterUnclear: open('service'),
  WriterNeverSeen: open('service'),
  WriterZoneUnknown: open('service'),
  NoReader: found('redundancy'),
  FailoverRunning: found('redundancy'),
  WriterMoved: NOTE,
  WriterMissing: found('service'),
  ProbeUnknown: open('redundancy'),
  TooFewVantages: open('redundancy'),
  QuorumMissing: open('service'),
  CommonCause: open('service', 'Contradictory'),
  ClientPath: open('service', 'Contradictory'),
  PlanesDisagree: open('service', 'Contradictory'),
  WriterSeen: open('service', 'Contradictory'),
  ServerBusy: found('service'),
  ServerRefuses: found('redundancy'),
  ServerAnswers: open('service', 'Contradictory'),
  TwoWritersReported: open('service', 'Contradictory'),
  TwoWritersAnswer: open('service', 'Contradictory'),
  OldWriterBack: open('service', 'Contradictory'),
  SplitOpen: open('service', 'Contradictory'),
  Suspected: NOTE,
  TooSoonToCount: NOTE,
  TooSoonAfterAct: NOTE,
  TooManyActs: NOTE,
  EvacuationsUnknown: open('redundancy'),
  NoFitTarget: found('redundancy'),
  NothingSends: NOTE,
  IncidentSpent: NOTE,
  Sent: NOTE,
  Refused: found('redundancy'),
  AlreadyFailingOver: NOTE,
  OutcomeUnknown: open('redundancy'),
  WriterBack: NOTE,
  NotSent: NOTE,
  TargetChanged: NOTE,
  OldWriterStill: found('redundancy'),
  OldWriterKept: NOTE,
  Verified: NOTE,
  VerifyDeadline: found('service'),
  OrderRepeated: NOTE,
  OrderStale: NOTE,
  IncidentOpen: NOTE,
  WriterElsewhere: NOTE,
  OutsideWindow: NOTE,
  ProductionWithoutReason: NOTE,
  ZoneEvacuated: NOTE,
  NotAtRest: NOTE,
  MemberUnclear: open('redundancy'),
  LagUnknown: open('redundancy'),
  NotRecovered: found('service'),
};

/** A reason; the unknown fact behind it, if there is one, gives it its code. */
export function because(code: ReasonCode, subject: string, detail: string, behind?: Unknown): Reason {
  return { code, subject, detail, ...(behind === undefined ? {} : { unknownCode: behind.code }) };
}

/** A reason as the record's text. */
export function reasonText({ code, subject, detail }: Reason): string {
  return `${code}: ${subject}: ${detail}`;
}

/** What the reasons of a run conclude. */
export function concludeFrom(reasons: readonly Reason[]): Conclusion {
  return {
    ...NOTHING,
    findings: reasons.flatMap(({ code, subject, detail }) => {
      const meaning = MEANINGS[code];
      return meaning.as === 'finding' ? [{ code, effect: meaning.effect, subject, detail }] : [];
    }),
    questions: reasons.flatMap(({ code, subject, detail, unknownCode }) => {
      const meaning = MEANINGS[code];
      return meaning.as === 'question'
        ? [{ subject, code: unknownCode ?? meaning.code, reason: `${code}: ${detail}`, effect: meaning.effect }]
        : [];
    }),
    notes: reasons.filter(({ code }) => MEANINGS[code].as === 'note').map(reasonText),
  };
}
