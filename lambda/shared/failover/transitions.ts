import type { Event, State, Transition } from './states';

const ONLY_CONFIRM = 'the lease is confirmed when a run begins, in HOLD, and when the intent is saved, in CONFIRM';
const ONLY_LIMIT = 'the limit is asked about in CONFIRM alone';
const ONLY_ACT = 'the call is sent in ACT alone';
const ONLY_REREAD = 'the writer is read again in ACT alone';
const NO_ORDER = 'an order is refused, by abort, before anything is asked for here';
const READ_BEFORE = 'the world was read before, and is read again in ACT';
const ORDERS_BEFORE = 'an order is judged before the world is read';
const NO_STORE = 'the store is not asked between the saved intent and its outcome';

const go = (to: State, why: string): Transition => ({ to, why });
const count = (to: State, whenMet: State, why: string): Transition => ({ to, whenMet, why });
const never = (unreachable: string): Transition => ({ unreachable });

/** What is the same in every state but CONFIRM and ACT. */
const ELSEWHERE = {
  leaseWon: never(ONLY_CONFIRM),
  rateLimited: never(ONLY_LIMIT),
  accepted: never(ONLY_ACT),
  refused: never(ONLY_ACT),
  outcomeUnknown: never(ONLY_ACT),
  writerMoved: never(ONLY_REREAD),
} as const;

/** What is the same in the states in which nothing was sent that is still open. */
const AT_REST = {
  ...ELSEWHERE,
  unknown: go('HOLD', 'what is not known is neither healthy nor dead'),
  contradictory: go('HOLD', 'something speaks against a lost writer; the count begins again'),
  twoWriters: go('SPLIT_SUSPECT', 'nothing may be built on two writers'),
  nativeFailover: go('VERIFY', 'Aurora moves the writer itself; it is only watched'),
  ordered: go('CONFIRM', 'an order stands in place of the count'),
  leaseLost: go('HOLD', 'another run decides; what this one concluded is not saved'),
  leaseStoreDown: go('HOLD', 'what was concluded could not be saved'),
  deadline: go('HOLD', 'the time of the run was used up before the world was read'),
  stale: go('ABORTED', 'an order that comes too late may no longer be wanted'),
  abort: go('ABORTED', 'the order must not be carried out now'),
} as const;

/** Every pair of state and event: where it leads, or why it is never met. */
export const TRANSITIONS: Readonly<Record<State, Readonly<Record<Event, Transition>>>> = {
  OBSERVE: {
    ...AT_REST,
    healthy: go('OBSERVE', 'nothing to do'),
    writerMissing: go('SUSPECT', 'the first of the observations that are needed'),
    duplicate: go('OBSERVE', 'the order was carried out before'),
    restart: go('OBSERVE', 'the last run left it so'),
  },
  SUSPECT: {
    ...AT_REST,
    healthy: go('OBSERVE', 'the writer is back; the count begins again'),
    writerMissing: count('SUSPECT', 'CONFIRM', 'one more observation in a row'),
    duplicate: go('SUSPECT', 'the order was carried out before'),
    restart: go('SUSPECT', 'the last run left it so; the count is kept'),
  },
  CONFIRM: {
    ...ELSEWHERE,
    healthy: never(READ_BEFORE),
    writerMissing: never(READ_BEFORE),
    unknown: go('HOLD', 'no target is known to be fit'),
    contradictory: never(READ_BEFORE),
    twoWriters: never(READ_BEFORE),
    nativeFailover: never(READ_BEFORE),
    ordered: never('an order leads here once'),
    leaseWon: go('ACT', 'the intent is saved under the newest fencing number'),
    leaseLost: go('HOLD', 'another run holds the lease; the intent was not saved'),
    leaseStoreDown: go('HOLD', 'the intent may not be saved; nothing is sent'),
    rateLimited: go('HOLD', 'too soon after another act, or too many of them'),
    deadline: go('HOLD', 'not enough time left to act and to record it'),
    duplicate: never(ORDERS_BEFORE),
    stale: never(ORDERS_BEFORE),
    abort: never(ORDERS_BEFORE),
    restart: go('SUSPECT', 'a dry run left it so; the quorum is asked again'),
  },
  ACT: {
    ...ELSEWHERE,
    healthy: go('ABORTED', 'the lost writer is back'),
    writerMissing: go('ACT', 'read again right before sending, the writer is still lost'),
    unknown: go('HOLD', 'read again, it is not known; nothing is sent'),
    contradictory: go('HOLD', 'read again, something speaks against it; nothing is sent'),
    twoWriters: go('SPLIT_SUSPECT', 'read again, two writers are reported; nothing is sent'),
    nativeFailover: go('VERIFY', 'Aurora is failing over already'),
    ordered: go('ACT', 'read again right before sending, the writer is where the order wants it away from'),
    leaseWon: never(NO_STORE),
    leaseLost: never(NO_STORE),
    leaseStoreDown: never(NO_STORE),
    accepted: go('VERIFY', 'the call was confirmed; now its effect is looked at'),
    refused: go('ABORTED', 'the call was refused; it is not sent again in this incident'),
    outcomeUnknown: go('VERIFY', 'it may have worked; it is never sent again in this incident'),
    writerMoved: go('ABORTED', 'read again, the writer is another one; nothing is sent'),
    deadline: go('HOLD', 'the lease or the run is about to end; nothing is sent'),
    duplicate: never(ORDERS_BEFORE),
    stale: never(ORDERS_BEFORE),
    abort: never(ORDERS_BEFORE),
    restart: go('ACT', 'a run ended between its intent and its outcome'),
  },
  VERIFY: {
    ...ELSEWHERE,
    healthy: go('DONE', 'one writer, where it should be'),
    writerMissing: go('SUSPECT', 'Aurora stopped failing over and left no writer; nothing of ours is open'),
    unknown: go('VERIFY', 'not known yet'),
    contradictory: go('VERIFY', 'not settled yet'),
    twoWriters: go('SPLIT_SUSPECT', 'after a failover, exactly one writer, and not the old one'),
    nativeFailover: go('VERIFY', 'Aurora is still at it'),
    ordered: never(NO_ORDER),
    leaseLost: go('VERIFY', 'another run verifies'),
    leaseStoreDown: go('VERIFY', 'the next run verifies again'),
    deadline: go('HOLD', 'not seen to succeed in time; a person looks'),
    duplicate: go('VERIFY', 'the incident had its one act; its effect is waited for'),
    stale: go('ABORTED', 'the order comes too late; the failover that runs is not touched'),
    abort: go('ABORTED', 'the old writer writes on, and nothing shows that the call arrived; or an order is refused'),
    restart: go('VERIFY', 'the last run left it so'),
  },
  DONE: {
    ...AT_REST,
    healthy: count('DONE', 'OBSERVE', 'the incident is closed once this was seen often enough'),
    writerMissing: go('SUSPECT', 'the new writer is lost: another incident'),
    duplicate: go('DONE', 'the order was carried out before'),
    restart: go('DONE', 'the last run left it so'),
  },
  HOLD: {
    ...AT_REST,
    healthy: count('HOLD', 'OBSERVE', 'at rest again once this was seen often enough'),
    writerMissing: count('SUSPECT', 'CONFIRM', 'looked at anew; one more observation in a row'),
    leaseWon: go('HOLD', 'a run begins; what the last one left comes next'),
    duplicate: go('HOLD', 'the incident had its one act; a person looks. Or the order was carried out before'),
    restart: go('HOLD', 'the last run left it so; everything is looked at anew'),
  },
  SPLIT_SUSPECT: {
    ...ELSEWHERE,
    healthy: count('SPLIT_SUSPECT', 'OBSERVE', 'one writer again, seen often enough'),
    writerMissing: go('SPLIT_SUSPECT', 'nothing is changed while a split was suspected'),
    unknown: go('SPLIT_SUSPECT', 'nothing is changed while a split was suspected'),
    contradictory: go('SPLIT_SUSPECT', 'nothing is changed while a split was suspected'),
    twoWriters: go('SPLIT_SUSPECT', 'still two'),
    nativeFailover: go('SPLIT_SUSPECT', 'Aurora may solve it; it has to be seen'),
    ordered: never(NO_ORDER),
    leaseLost: go('SPLIT_SUSPECT', 'not saved, and still suspected'),
    leaseStoreDown: go('SPLIT_SUSPECT', 'not saved, and still suspected'),
    deadline: go('SPLIT_SUSPECT', 'not looked at in this run'),
    duplicate: go('SPLIT_SUSPECT', 'nothing is changed while a split was suspected'),
    stale: go('SPLIT_SUSPECT', 'no order is carried out while a split was suspected'),
    abort: go('SPLIT_SUSPECT', 'no order is carried out while a split was suspected'),
    restart: go('SPLIT_SUSPECT', 'the last run left it so'),
  },
  ABORTED: {
    ...AT_REST,
    healthy: count('ABORTED', 'OBSERVE', 'the incident is closed once this was seen often enough'),
    writerMissing: go('SUSPECT', 'lost again, and nothing was sent before: the count begins again'),
    duplicate: go('ABORTED', 'the call was refused, and the writer is still lost; a person looks. Or a repeated order'),
    restart: go('ABORTED', 'the last run left it so'),
  },
};
