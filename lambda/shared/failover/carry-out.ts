import { act } from './act';
import { assess, type Assessment, type Sight } from './assess';
import type { Order } from './contract';
import { openIncident } from './incident';
import type { Memory } from './memory';
import type { ActionOutcome } from './outcome';
import { because, type Reason } from './reasons';
import { stillThere } from './reread';
import { closeSession, leaveSession, type Session } from './session';
import { take, type Standing } from './standing';
import { watch, type Watching } from './watch';

/** A writer whose zone is known. */
export interface PlacedWriter {
  readonly instanceId: string;
  readonly availabilityZone: string;
}

/** Why an order is not carried out. */
export interface Refusal {
  readonly event: 'unknown' | 'abort' | 'twoWriters';
  readonly reasons: readonly Reason[];
}

/** The writer an order is about, and what was seen of it. */
export interface Found {
  readonly event: 'ordered';
  readonly writer: PlacedWriter;
  readonly assessment: Assessment;
}

/** Finds the writer an order is about: the only one, available, in a cluster that is, where it was before. */
export function findOrdered(
  { event: expected }: Pick<Session, 'event'>,
  memory: Memory,
  sight: Sight,
): Refusal | Found {
  const assessment = assess(sight, { ...expected, sighting: memory.sighting });
  const { event, reasons, writer } = assessment;
  if (event === 'twoWriters') {
    return { event, reasons };
  }
  const isServing = sight.cluster.kind === 'known' && sight.cluster.value.condition === 'serving';
  if (!isServing || writer?.readiness !== 'serving' || event === 'nativeFailover') {
    return { event: event === 'unknown' ? 'unknown' : 'abort', reasons };
  }
  const { instanceId, availabilityZone } = writer;
  return availabilityZone === undefined
    ? { event: 'unknown', reasons: [because('WriterZoneUnknown', instanceId, 'RDS does not say where it is')] }
    : { event: 'ordered', writer: { instanceId, availabilityZone }, assessment };
}

/** Ends the run of an order that is not carried out. Two writers are remembered: they concern everybody. */
export function refuse(session: Session, standing: Standing, sight: Sight, refusal: Refusal): Promise<ActionOutcome> {
  const refused = take({ ...standing, sight }, refusal.event, ...refusal.reasons);
  return refusal.event === 'twoWriters' ? closeSession(session, refused) : leaveSession(session, refused, standing);
}

/** An order whose conditions are met. */
export interface Permitted {
  readonly order: Order;
  readonly writer: PlacedWriter;
  readonly sight: Sight;
  /** What the sight left open; it does not stand in the way. */
  readonly seen: readonly Reason[];
  readonly watching: Watching;
}

/** Moves the writer, as ordered, and watches. */
export async function carryOut(session: Session, standing: Standing, permitted: Permitted): Promise<ActionOutcome> {
  const { order, writer, sight, seen, watching } = permitted;
  const acted = await act(session, take({ ...standing, sight, seen }, 'ordered'), {
    incident: openIncident(writer, session.fencing, session.clock.earliest()),
    orderId: order.orderId,
    readAgain: stillThere(writer),
  });
  if (acted.hasActed) {
    return closeSession(session, await watch(session, acted, watching));
  }
  return acted.state === 'SPLIT_SUSPECT' ? closeSession(session, acted) : leaveSession(session, acted, standing);
}
