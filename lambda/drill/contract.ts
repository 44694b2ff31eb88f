import type { ActionSources } from '../shared/aws-failover/contract';
import type { DrillOrder } from '../shared/failover/contract';

/** Payload of a drill. The schedule carries it, and names each of its runs in the order. */
export type DrillEvent = DrillOrder & ActionSources;
