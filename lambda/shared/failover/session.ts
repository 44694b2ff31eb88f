import type { ActionName } from '../contract';
import { known, type Observed } from '../observed';
import type { FailoverEvent } from './contract';
import { withOutcome } from './incident';
import { recall, type Memory } from './memory';
import { outcomeAfter, outcomeBefore, type ActionOutcome } from './outcome';
import type { FailoverPorts, LeaseStore, StoreTime } from './ports';
import { because } from './reasons';
import { recentActs } from './rate-limit';
import { startTime, STEP_MILLISECONDS, storeClock, type RunTime, type StoreClock } from './run-time';
import { BEGINNING, isNews, take, type Path, type Standing } from './standing';

/** What a run has in hand while it holds the lease. */
export interface Session {
  readonly event: FailoverEvent;
  readonly ports: FailoverPorts;
  readonly time: RunTime;
  readonly clock: StoreClock;
  readonly fencing: number;
  /** What the last run left. */
  readonly found: Memory;
}

/** A run that holds the lease and knows what the last one left, or one that ended before it could look at the world. */
export type Opened =
  | { readonly kind: 'open'; readonly session: Session; readonly standing: Standing }
  | { readonly kind: 'ended'; readonly outcome: ActionOutcome };

/** Takes the lease and recalls what the last run left; without both a run does nothing at all. */
export async function openSession(label: ActionName, event: FailoverEvent, ports: FailoverPorts): Promise<Opened> {
  const time = startTime(ports);
  if (!time.has(STEP_MILLISECONDS)) {
    return ended(take(BEGINNING, 'deadline', because('OutOfTime', 'run', 'too little time to begin with')));
  }
  const leaseMilliseconds = event.limits.leaseSeconds * 1000;
  const askedAt = ports.monotonicNow();
  const lease = await time.within(() => ports.store.acquire(label, leaseMilliseconds));
  const answeredAt = ports.monotonicNow();
  if (lease.kind === 'unknown') {
    return ended(take(BEGINNING, 'leaseStoreDown', because('LeaseStoreDown', 'lease', lease.reason, lease)));
  }
  if (lease.value === 'held') {
    return ended(take(BEGINNING, 'leaseLost', because('LeaseHeld', 'lease', 'another run holds it')));
  }
  const { fencing, grantedAt, saved } = lease.value;
  const won = take(BEGINNING, 'leaseWon');
  const found = recall(saved, grantedAt);
  if (found.kind === 'unknown') {
    // Nothing is saved over it: only a person can say what it meant.
    await time.withinReserve(() => giveBack(ports.store, fencing));
    return ended(take(won, 'unknown', because('StateUnreadable', 'saved state', found.reason, found)));
  }
  const clock = storeClock(ports, { time: grantedAt, askedAt, answeredAt }, leaseMilliseconds);
  const standing = resume(
    { ...won, state: found.value.state, memory: found.value, seen: [], isWithoutWriter: false, hasActed: false },
    clock,
  );
  if (grantedAt < found.value.time) {
    // Nothing is saved: what was remembered of the later time is all there is.
    await time.withinReserve(() => giveBack(ports.store, fencing));
    const detail = `the store says ${iso(grantedAt)}, and said ${iso(found.value.time)} before`;
    const turned = take(standing, 'unknown', because('ClockBackwards', 'lease', detail));
    return ended(turned, found.value);
  }
  const session = { event, ports, time, clock, fencing, found: found.value };
  const current = { ...standing, memory: { ...standing.memory, time: grantedAt } };
  if (!time.has(STEP_MILLISECONDS)) {
    const late = take(current, 'deadline', because('OutOfTime', 'run', 'no time was left to look at the cluster'));
    return { kind: 'ended', outcome: await closeSession(session, late) };
  }
  return { kind: 'open', session, standing: current };
}

/** Takes up what the last run left. An intent without an outcome may have been sent: from now on it is only verified. */
function resume(standing: Standing, clock: StoreClock): Standing {
  const resumed = take(standing, 'restart');
  return resumed.state === 'ACT'
    ? take(
        { ...resumed, memory: withOutcome(resumed.memory, 'unknown', clock.latest()) },
        'outcomeUnknown',
        because('OutcomeUnknown', 'failover', 'a run ended between its intent and the outcome of its call'),
      )
    : resumed;
}

/** What is left to the next run. */
export function memoryOf({ memory, state }: Standing, clock: StoreClock): Memory {
  const now = clock.earliest();
  return {
    ...memory,
    state,
    verifyingSince: state === 'VERIFY' ? (memory.verifyingSince ?? now) : undefined,
    acts: recentActs(memory.acts, now),
  };
}

/** Saves a memory, and takes note of the time. */
export async function save(
  { ports, clock, fencing }: Session,
  memory: Memory,
  within: RunTime['within'],
): ReturnType<LeaseStore['save']> {
  const askedAt = ports.monotonicNow();
  const saved = await within(() => ports.store.save(fencing, memory));
  if (saved.kind === 'known' && saved.value !== 'lost') {
    clock.hear({ time: saved.value.savedAt, askedAt, answeredAt: ports.monotonicNow() });
  }
  return saved;
}

/** Saves where a run stands, so that the next one knows if this one does not come to its end. */
export async function checkpoint(session: Session, standing: Standing): Promise<Standing> {
  const memory = memoryOf(standing, session.clock);
  return settle({ ...standing, memory }, await save(session, memory, session.time.withinReserve));
}

/** Ends a run: leaves its state to the next one, gives the lease back and says what became of it. */
export async function closeSession(session: Session, standing: Standing): Promise<ActionOutcome> {
  const { clock, time, ports, fencing, found } = session;
  const now = clock.earliest();
  const changed = isNews(standing.memory, standing.state, now);
  const { state } = standing;
  const announced = changed ? { state, at: now } : standing.memory.announced;
  const saved = await checkpoint(session, { ...standing, memory: { ...standing.memory, announced } });
  await time.withinReserve(() => giveBack(ports.store, fencing));
  return outcomeAfter(saved, found, changed);
}

/**
 * Ends a run of an order that was not carried out: the state of the cluster stays what it was, `before` the order.
 *
 * It is saved only if an intent was, or may have been, saved over it.
 */
export async function leaveSession(session: Session, standing: Standing, before: Standing): Promise<ActionOutcome> {
  const { time, ports, clock, fencing, found } = session;
  const isTouched = standing.steps.some(
    ({ from, event }) => from === 'CONFIRM' && (event === 'leaseWon' || event === 'leaseStoreDown'),
  );
  const left = isTouched
    ? settle(standing, await save(session, memoryOf(before, clock), time.withinReserve))
    : standing;
  await time.withinReserve(() => giveBack(ports.store, fencing));
  return outcomeAfter({ ...left, memory: before.memory }, found, left.state !== found.state);
}

function settle(standing: Standing, saved: Awaited<ReturnType<LeaseStore['save']>>): Standing {
  if (saved.kind === 'unknown') {
    return take(standing, 'leaseStoreDown', because('LeaseStoreDown', 'saved state', saved.reason, saved));
  }
  return saved.value === 'lost'
    ? take(standing, 'leaseLost', because('LeaseLost', 'lease', 'it ran out, and another run took it'))
    : standing;
}

function ended(path: Path, found?: Memory): Opened {
  return { kind: 'ended', outcome: outcomeBefore(path, found) };
}

/** Gives the lease back. It also runs out by itself, so that nothing depends on it. */
async function giveBack(store: LeaseStore, fencing: number): Promise<Observed<'done'>> {
  await store.release(fencing);
  return known('done');
}

function iso(time: StoreTime): string {
  return new Date(time).toISOString();
}
