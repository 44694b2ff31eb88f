import { decide } from '../../../../lambda/shared/decision';
import type { ReasonCode } from '../../../../lambda/shared/failover/contract';
import { because, concludeFrom, reasonText } from '../../../../lambda/shared/failover/reasons';
import { unknown } from '../../../../lambda/shared/observed';

const FAULTS: Readonly<Partial<Record<ReasonCode, 'redundancy' | 'service'>>> = {
  ClusterBusy: 'redundancy',
  ClusterBroken: 'service',
  WriterBusy: 'redundancy',
  NoReader: 'redundancy',
  FailoverRunning: 'redundancy',
  WriterMissing: 'service',
  ServerBusy: 'service',
  ServerRefuses: 'redundancy',
  NoFitTarget: 'redundancy',
  Refused: 'redundancy',
  OldWriterStill: 'redundancy',
  VerifyDeadline: 'service',
  NotRecovered: 'service',
};

const QUESTIONS: Readonly<Partial<Record<ReasonCode, string>>> = {
  LeaseHeld: 'redundancy Incomplete',
  LeaseLost: 'redundancy Incomplete',
  LeaseStoreDown: 'redundancy Incomplete',
  StateUnreadable: 'redundancy Malformed',
  ClockBackwards: 'redundancy Contradictory',
  OutOfTime: 'redundancy Timeout',
  ControlPlaneUnknown: 'service Incomplete',
  ClusterUnclear: 'service Incomplete',
  WriterUnclear: 'service Incomplete',
  WriterNeverSeen: 'service Incomplete',
  WriterZoneUnknown: 'service Incomplete',
  ProbeUnknown: 'redundancy Incomplete',
  TooFewVantages: 'redundancy Incomplete',
  QuorumMissing: 'service Incomplete',
  CommonCause: 'service Contradictory',
  ClientPath: 'service Contradictory',
  PlanesDisagree: 'service Contradictory',
  WriterSeen: 'service Contradictory',
  ServerAnswers: 'service Contradictory',
  TwoWritersReported: 'service Contradictory',
  TwoWritersAnswer: 'service Contradictory',
  OldWriterBack: 'service Contradictory',
  SplitOpen: 'service Contradictory',
  EvacuationsUnknown: 'redundancy Incomplete',
  OutcomeUnknown: 'redundancy Incomplete',
  MemberUnclear: 'redundancy Incomplete',
  LagUnknown: 'redundancy Incomplete',
};

const NOTES: readonly ReasonCode[] = [
  'WriterMoved',
  'Suspected',
  'TooSoonToCount',
  'TooSoonAfterAct',
  'TooManyActs',
  'NothingSends',
  'IncidentSpent',
  'Sent',
  'AlreadyFailingOver',
  'WriterBack',
  'NotSent',
  'TargetChanged',
  'OldWriterKept',
  'Verified',
  'OrderRepeated',
  'OrderStale',
  'IncidentOpen',
  'WriterElsewhere',
  'OutsideWindow',
  'ProductionWithoutReason',
  'ZoneEvacuated',
  'NotAtRest',
];

test.each(Object.entries(FAULTS) as [ReasonCode, string][])('%s is a fault that costs %s', (code, effect) => {
  expect(concludeFrom([because(code, 's', 'd')])).toStrictEqual({
    findings: [{ code, effect, subject: 's', detail: 'd' }],
    questions: [],
    notes: [],
    metrics: {},
  });
});

test.each(Object.entries(QUESTIONS) as [ReasonCode, string][])('%s is an open question: %s', (name, meaning) => {
  const [effect, code] = meaning.split(' ');
  const conclusion = concludeFrom([because(name, 's', 'd')]);
  expect(conclusion).toStrictEqual({
    findings: [],
    questions: [{ subject: 's', code, reason: `${name}: d`, effect }],
    notes: [],
    metrics: {},
  });
  expect(decide(conclusion).status).toBe('UNKNOWN');
});

test.each(NOTES)('%s is worth knowing', (code) => {
  expect(concludeFrom([because(code, 's', 'd')])).toStrictEqual({
    findings: [],
    questions: [],
    notes: [`${code}: s: d`],
    metrics: {},
  });
});

test('an open question has the code of what was not known', () => {
  const reason = because('LeaseStoreDown', 'lease', 'slow down', unknown('Throttled', 'slow down'));
  expect(reason).toStrictEqual({
    code: 'LeaseStoreDown',
    subject: 'lease',
    detail: 'slow down',
    unknownCode: 'Throttled',
  });
  expect(concludeFrom([reason]).questions[0]?.code).toBe('Throttled');
});

test('a reason reads as a line', () => {
  expect(reasonText(because('Sent', 'm-b', 'is to be promoted'))).toBe('Sent: m-b: is to be promoted');
});
