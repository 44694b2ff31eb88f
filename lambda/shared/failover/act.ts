import { withIntent, withOutcome, withoutIntent } from './incident';
import type { Incident, Intent } from './memory';
import type { MutationOutcome } from './ports';
import { findLimit } from './rate-limit';
import { because, type Reason } from './reasons';
import type { ReadAgain } from './reread';
import { STEP_MILLISECONDS } from './run-time';
import { checkpoint, memoryOf, save, type Session } from './session';
import { take, type Standing } from './standing';
import type { Event } from './states';
import { chooseTarget, describeRejections } from './target';

/** What an act is about. */
export interface Plan {
  readonly incident: Incident;
  /** Id of the order that asks for it; absent when the writer was lost. */
  readonly orderId?: string;
  /** Judges the cluster when it is read again right before sending. */
  readonly readAgain: ReadAgain;
}

/**
 * Acts, once: asks the limit, chooses a target, saves the intent, reads the writer again, sends, saves what became of it.
 *
 * The order is the point. Nothing is sent before the store has the intent under the newest fencing number, so whoever
 * comes later knows that it may have been sent. Nothing but the two clocks is asked between the last reading and the
 * sending. What comes back is never a reason to send again.
 */
export async function act(session: Session, standing: Standing, plan: Plan): Promise<Standing> {
  const { time, ports, clock, event } = session;
  const limit = findLimit(standing.memory.acts, clock.earliest(), event.limits);
  if (limit !== undefined) {
    return take(standing, 'rateLimited', limit);
  }
  const target = await findTarget(session, standing, plan.incident);
  if (typeof target !== 'string') {
    return target;
  }
  const { failOver } = ports;
  if (failOver === undefined) {
    const detail = 'would be promoted; nothing here could send that: a dry run, or a run without a decision record';
    return note(standing, because('NothingSends', target, detail));
  }
  if (!time.has(3 * STEP_MILLISECONDS)) {
    return take(standing, 'deadline', because('OutOfTime', 'run', 'too little time is left to act and to record it'));
  }
  const intended = await saveIntent(session, standing, plan, target);
  if (intended.state !== 'ACT') {
    return intended;
  }
  const ready = await readAgain(session, intended, plan, target);
  if (ready.state !== 'ACT') {
    return ready;
  }
  const answer = await time.untilEnd(() => failOver(target));
  const settled = await checkpoint(session, settle({ ...ready, hasActed: true }, target, answer, session));
  // The answer of the store may tell that more time went by than the run noticed.
  const outcome = settled.memory.incident?.intent?.outcome;
  return { ...settled, memory: withOutcome(settled.memory, outcome, clock.latest()) };
}

/** The reader to promote, or the run that ends without one. */
async function findTarget(
  { time, ports, event }: Session,
  standing: Standing,
  incident: Incident,
): Promise<string | Standing> {
  const { sight, memory } = standing;
  if (sight?.cluster.kind !== 'known') {
    throw new Error('nothing was seen that could be acted on');
  }
  const evacuated = await time.within(ports.readEvacuations);
  if (evacuated.kind === 'unknown') {
    return take(standing, 'unknown', because('EvacuationsUnknown', 'zones', evacuated.reason, evacuated));
  }
  const choice = chooseTarget({
    cluster: sight.cluster.value,
    vantages: sight.vantages,
    evacuated: evacuated.value,
    incident,
    lags: memory.lags,
    limits: event.limits,
  });
  return choice.kind === 'target'
    ? choice.instanceId
    : take(standing, 'unknown', because('NoFitTarget', 'readers', describeRejections(choice.rejected)));
}

async function saveIntent(
  session: Session,
  standing: Standing,
  { incident, orderId }: Plan,
  target: string,
): Promise<Standing> {
  const { clock, time } = session;
  const intent: Intent = { target, at: clock.latest(), ...(orderId === undefined ? {} : { orderId }) };
  const memory = withIntent(standing.memory, incident, intent);
  const saved = await save(session, memoryOf({ ...standing, memory, state: 'ACT' }, clock), time.within);
  if (saved.kind === 'unknown') {
    return take(standing, 'leaseStoreDown', because('LeaseStoreDown', 'intent', saved.reason, saved));
  }
  if (saved.value === 'lost') {
    return take(standing, 'leaseLost', because('LeaseLost', 'intent', 'the lease ran out, and another run took it'));
  }
  const intended = take({ ...standing, memory }, 'leaseWon');
  return saved.value.savedAt < memory.time
    ? callOff(intended, 'unknown', because('ClockBackwards', 'intent', 'the clock of the store went backwards'))
    : intended;
}

async function readAgain(session: Session, standing: Standing, plan: Plan, target: string): Promise<Standing> {
  const { time, ports, clock } = session;
  const cluster = await time.within(ports.readCluster);
  const again =
    cluster.kind === 'unknown'
      ? ({ event: 'unknown', reason: because('ControlPlaneUnknown', 'cluster', cluster.reason, cluster) } as const)
      : plan.readAgain(cluster.value, target);
  if (again.reason !== undefined) {
    return callOff(standing, again.event, again.reason);
  }
  return clock.isLeaseSafe() && time.has(STEP_MILLISECONDS)
    ? take(standing, again.event)
    : callOff(
        take(standing, again.event),
        'deadline',
        because('OutOfTime', 'run', 'the lease or the run is about to end'),
      );
}

/** Nothing was sent, and that is certain: the intent is taken back. What was only not known leaves the count as it is. */
function callOff(standing: Standing, event: Event, reason: Reason): Standing {
  const isCountKept = event === 'unknown' || event === 'deadline';
  const memory = withoutIntent(standing.memory, isCountKept);
  return take({ ...standing, memory }, event, reason, because('NotSent', 'failover', 'nothing was sent'));
}

/** What became of the call. */
function settle(standing: Standing, target: string, answer: MutationOutcome | 'ended', { clock }: Session): Standing {
  const at = clock.latest();
  const sent = note(standing, because('Sent', target, 'is to be promoted'));
  const remember = (outcome: Intent['outcome']): Standing => ({
    ...sent,
    memory: withOutcome(sent.memory, outcome, at),
  });
  if (answer === 'ended') {
    const reason = because('OutcomeUnknown', 'failover', 'no answer within the time of the run');
    return take(remember('unknown'), 'outcomeUnknown', reason);
  }
  switch (answer.kind) {
    case 'accepted':
      return take(remember('accepted'), 'accepted');
    case 'outcomeUnknown':
      return take(remember('unknown'), 'outcomeUnknown', because('OutcomeUnknown', 'failover', answer.reason));
    case 'refused':
      return answer.inProgress
        ? take(remember('inProgress'), 'nativeFailover', because('AlreadyFailingOver', 'failover', answer.reason))
        : take(remember('refused'), 'refused', because('Refused', 'failover', answer.reason));
  }
}

function note(standing: Standing, reason: Reason): Standing {
  return { ...standing, reasons: [...standing.reasons, reason] };
}
