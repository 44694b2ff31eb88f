import type { ActionSources } from '../shared/aws-failover/contract';
import type { EvacuateWriterOrder, FailoverEvent, Order } from '../shared/failover/contract';

/** Environment variable with the settings, as JSON. */
export const SETTINGS_VARIABLE = 'ACTION_SETTINGS';

/** What does not change from order to order. The function has it, so that an operator in a hurry neither has to know nor can lower a limit. */
export type EvacuationSettings = FailoverEvent & ActionSources;

/** What an operator sends. */
export interface EvacuationOrder {
  /** Version of the payload's shape. */
  readonly version: 1;
  /** What makes the order one of a kind. */
  readonly order: Order;
  /** Zone the writer must leave. */
  readonly availabilityZone: string;
}

/** An order with the settings it is carried out with. */
export type EvacuateWriterEvent = EvacuateWriterOrder & ActionSources;
