import type { Order } from './contract';
import { isSpent } from './incident';
import { because } from './reasons';
import type { Session } from './session';
import { take, type Standing } from './standing';

/** Age at which an order may no longer be wanted; as far in the future, its age cannot be told. */
const ORDER_LIFE_MILLISECONDS = 300_000;

/**
 * Judges an order by itself, before the world is read: carried out before, too old, or too soon after another failover.
 * `undefined` when nothing speaks against it yet.
 */
export function refuseOrder({ clock }: Session, standing: Standing, order: Order): Standing | undefined {
  const { memory, state } = standing;
  const { orderId, issuedAt } = order;
  if (memory.orders.includes(orderId)) {
    return take(standing, 'duplicate', because('OrderRepeated', orderId, 'was carried out before'));
  }
  const age = clock.earliest() - Date.parse(issuedAt);
  if (Math.abs(age) > ORDER_LIFE_MILLISECONDS) {
    const detail = `was given at ${issuedAt}, which by the clock of the store is ${String(Math.round(age / 1000))} s ago`;
    return take(standing, 'stale', because('OrderStale', orderId, detail));
  }
  if (state === 'VERIFY' || state === 'SPLIT_SUSPECT' || isSpent(memory.incident)) {
    const detail = `the last failover is not closed yet: ${state}`;
    return take(standing, 'abort', because('IncidentOpen', orderId, detail));
  }
  return undefined;
}
