import type { GatewayCall } from './desk';

/** Actions that only read, by the word they begin with. */
const READING = /^(Describe|Get|List|Lookup)|^(GET|HEAD) /;

/** Writes by which functions keep their records and leases, ask probes and tell people: nothing that is watched is changed. */
const BOOKKEEPING = new Set(['dynamodb:UpdateItem', 'lambda:Invoke', 's3:PutObject', 'sns:Publish']);

/** Not AWS: viewers ask the site, and what they post here is nothing. */
const VIEWED = 'site';

/** Calls that would change the site, in the order in which they came, whatever became of them. */
export function ordersIn(calls: readonly GatewayCall[]): readonly GatewayCall[] {
  return calls.filter(
    ({ service, action }) => service !== VIEWED && !READING.test(action) && !BOOKKEEPING.has(`${service}:${action}`),
  );
}
