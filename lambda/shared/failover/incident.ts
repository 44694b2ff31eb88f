import type { FailoverLimits } from './contract';
import type { Incident, Intent, Memory } from './memory';
import type { StoreTime } from './ports';
import type { LostWriter } from './probes';

/**
 * Time after which an observation no longer counts: the writer may have been there in between. Long enough for several
 * runs in which something was unknown.
 */
const CONFIRMATION_LIFE_MILLISECONDS = 600_000;

/** Orders remembered. An order is refused after 5 minutes, and there are at most 3 acts a day. */
const MOST_ORDERS = 10;

/** When something was observed: a moment not after, and one not before. */
export interface ObservedAt {
  readonly earliest: StoreTime;
  readonly latest: StoreTime;
}

/** Opens an incident. Its epoch is the fencing number, so that it becomes one only when a conditional write saves it. */
export function openIncident(lost: LostWriter, epoch: number, openedAt: StoreTime): Incident {
  return {
    lostWriter: lost.instanceId,
    availabilityZone: lost.availabilityZone,
    epoch,
    openedAt,
    confirmations: 0,
  };
}

/**
 * Counts an observation that found a writer lost, if enough time went by since the one before. The loss of another
 * writer is another incident.
 */
export function countLoss(
  open: Incident | undefined,
  lost: LostWriter,
  { earliest, latest, epoch }: ObservedAt & { readonly epoch: number },
  limits: FailoverLimits,
): { readonly incident: Incident; readonly isCounted: boolean } {
  const incident = open?.lostWriter === lost.instanceId ? open : openIncident(lost, epoch, earliest);
  const apart = earliest - (incident.confirmedAt ?? -Infinity);
  if (incident.confirmations > 0 && apart < limits.confirmationSpacingSeconds * 1000) {
    return { incident, isCounted: false };
  }
  const counted = apart > CONFIRMATION_LIFE_MILLISECONDS ? 0 : incident.confirmations;
  return { incident: { ...incident, confirmations: counted + 1, confirmedAt: latest }, isCounted: true };
}

/** Whether the one mutating call of an incident was, or may have been, sent. */
export function isSpent(incident: Incident | undefined): boolean {
  return incident?.intent !== undefined;
}

/** Adds the intent to a memory, and the act to those that count: both before anything is sent. */
export function withIntent(memory: Memory, incident: Incident, intent: Intent): Memory {
  return {
    ...memory,
    incident: { ...incident, intent },
    acts: [...memory.acts, intent.at],
    orders: intent.orderId === undefined ? memory.orders : [...memory.orders, intent.orderId].slice(-MOST_ORDERS),
  };
}

/** Adds what became of the intent. The act counts from `at`, which is not before the call was sent. */
export function withOutcome(memory: Memory, outcome: Intent['outcome'], at: StoreTime): Memory {
  const { incident } = memory;
  if (incident?.intent === undefined) {
    return memory;
  }
  const { intent } = incident;
  return {
    ...memory,
    incident: { ...incident, intent: { ...intent, at, outcome } },
    acts: memory.acts.map((act) => (act === intent.at ? at : act)),
  };
}

/** Takes an intent back that was certainly not sent: the incident may act later, after a new count unless it is kept. */
export function withoutIntent(memory: Memory, isCountKept: boolean): Memory {
  const { incident } = memory;
  if (incident?.intent === undefined) {
    return memory;
  }
  const { intent, ...rest } = incident;
  return {
    ...memory,
    incident: isCountKept ? rest : { ...rest, confirmations: 0 },
    acts: memory.acts.filter((act) => act !== intent.at),
    orders: memory.orders.filter((orderId) => orderId !== intent.orderId),
  };
}

/** An incident whose count begins again. */
export function withoutCount(incident: Incident | undefined): Incident | undefined {
  return incident === undefined ? undefined : { ...incident, confirmations: 0 };
}
