import { carryOut, findOrdered, refuse, type Found, type Refusal } from './carry-out';
import { ACTION_METRICS, type DrillOrder } from './contract';
import { stopwatch, type DrillMeasure } from './drill-measure';
import { look } from './look';
import { refuseOrder } from './order';
import type { ActionOutcome } from './outcome';
import type { ClusterView, EvacuatedZone, FailoverPorts, MemberView } from './ports';
import { because, concludeFrom, type Reason } from './reasons';
import { leaveSession, openSession, type Session } from './session';
import { take, type Standing } from './standing';
import { isInside } from './window';
import type { Observed } from '../observed';

/** Pause between two looks: as short as the measure is meant to be exact. */
const PAUSE_MILLISECONDS = 1_000;

/** What a drill proves. */
export interface DrillEvidence extends Omit<DrillMeasure, 'elapsedMilliseconds'> {
  /** When the call was sent, by the clock of the store. */
  readonly startedAt: string;
  readonly oldWriter: string;
  /** Pause between two looks; what is measured is at most this and the time of a look too long. */
  readonly pauseSeconds: number;
}

/**
 * Fails over on purpose and measures how long the writer is away.
 *
 * A drill is the one act nobody needs now, so everything must be at rest and known: it is refused outside its window, in
 * production without a reason, while a zone is evacuated, and while anything is degraded or unknown.
 */
export async function drillWriter(event: DrillOrder, ports: FailoverPorts): Promise<ActionOutcome> {
  const opened = await openSession('drill', event, ports);
  if (opened.kind === 'ended') {
    return opened.outcome;
  }
  const { session, standing } = opened;
  const refused = refuseOrder(session, standing, event.order) ?? refuseDrill(session, standing, event);
  if (refused !== undefined) {
    return leaveSession(session, refused, standing);
  }
  const sight = await look(session, standing.memory);
  const found = findOrdered(session, standing.memory, sight);
  const evacuated = await session.time.within(ports.readEvacuations);
  const members = sight.cluster.kind === 'known' ? sight.cluster.value.members : [];
  const judged = found.event === 'ordered' ? judge(event, found, members, evacuated) : found;
  if (judged.event !== 'ordered') {
    return refuse(session, standing, sight, judged);
  }
  const oldWriter = judged.writer.instanceId;
  const measured = stopwatch(ports, oldWriter, event.limits.vantages);
  const outcome = await carryOut({ ...session, ports: measured.ports }, standing, {
    order: event.order,
    writer: judged.writer,
    sight,
    seen: [],
    watching: { pauseMilliseconds: PAUSE_MILLISECONDS, observe: measured.observe },
  });
  return withEvidence(outcome, measured.read(), { oldWriter, now: session.clock.earliest() });
}

/** What forbids a drill before the cluster is even looked at. */
function refuseDrill({ clock }: Session, standing: Standing, event: DrillOrder): Standing | undefined {
  const { environment, window, order } = event;
  if (environment.kind === 'production' && environment.reason === undefined) {
    const detail = 'a site in production is drilled only for a reason somebody gave';
    return take(standing, 'abort', because('ProductionWithoutReason', order.orderId, detail));
  }
  const now = clock.earliest();
  if (!isInside(window, now)) {
    const { days, from, until, timeZone } = window;
    const detail = `${new Date(now).toISOString()} is not within ${days.join(', ')} ${from} to ${until} ${timeZone}`;
    return take(standing, 'abort', because('OutsideWindow', order.orderId, detail));
  }
  if (standing.state !== 'OBSERVE' || standing.memory.incident !== undefined) {
    const detail = `the decision about the writer is not at rest: ${standing.state}`;
    return take(standing, 'abort', because('NotAtRest', order.orderId, detail));
  }
  return undefined;
}

/** Everything must be known, whole and in its place. */
function judge(
  { limits }: DrillOrder,
  found: Found,
  members: ClusterView['members'],
  evacuated: Observed<readonly EvacuatedZone[]>,
): Refusal | Found {
  const { event, reasons } = found.assessment;
  if (event !== 'healthy') {
    return { event: event === 'unknown' ? 'unknown' : 'abort', reasons };
  }
  if (evacuated.kind === 'unknown') {
    return { event: 'unknown', reasons: [because('EvacuationsUnknown', 'zones', evacuated.reason, evacuated)] };
  }
  const open = [...reasons, ...members.flatMap(findUnknown)];
  if (open.length > 0) {
    return { event: 'unknown', reasons: open };
  }
  const faults = [
    ...evacuated.value.map(({ availabilityZone, reason }) =>
      because('ZoneEvacuated', availabilityZone, `is evacuated: ${reason}`),
    ),
    ...members.flatMap((member) => findFault(member, limits.maximumReplicaLagMilliseconds)),
  ];
  return faults.length > 0 ? { event: 'abort', reasons: faults } : found;
}

function findUnknown({ instanceId, readiness, isWriter, replicaLagMilliseconds: lag }: MemberView): readonly Reason[] {
  if (readiness === 'unclear') {
    return [because('MemberUnclear', instanceId, 'RDS does not say how it is')];
  }
  return !isWriter && lag.kind === 'unknown' ? [because('LagUnknown', instanceId, lag.reason, lag)] : [];
}

function findFault(member: MemberView, mostLag: number): readonly Reason[] {
  const { instanceId, readiness, isWriter, replicaLagMilliseconds: lag } = member;
  if (readiness !== 'serving') {
    return [because('NotAtRest', instanceId, `is ${readiness}`)];
  }
  return !isWriter && lag.kind === 'known' && lag.value > mostLag
    ? [because('NotAtRest', instanceId, `is ${String(lag.value)} ms behind`)]
    : [];
}

/** Adds what was measured; a drill that was sent and not seen to recover in the run says so. */
function withEvidence(
  outcome: ActionOutcome,
  measure: DrillMeasure | undefined,
  { oldWriter, now }: { readonly oldWriter: string; readonly now: number },
): ActionOutcome {
  if (measure === undefined) {
    return outcome;
  }
  const { elapsedMilliseconds, ...rest } = measure;
  const evidence: DrillEvidence = {
    startedAt: new Date(now - elapsedMilliseconds).toISOString(),
    oldWriter,
    pauseSeconds: PAUSE_MILLISECONDS / 1000,
    ...rest,
  };
  if (rest.recoverySeconds !== undefined) {
    const metrics = { ...outcome.conclusion.metrics, [ACTION_METRICS.recoverySeconds]: rest.recoverySeconds };
    return { ...outcome, evidence, conclusion: { ...outcome.conclusion, metrics } };
  }
  const reasons = [...outcome.reasons, because('NotRecovered', rest.target, 'was not seen to write within the run')];
  const { metrics } = outcome.conclusion;
  return { ...outcome, evidence, reasons, conclusion: { ...concludeFrom(reasons), metrics } };
}
