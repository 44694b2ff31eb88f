import type { ActionSources } from '../shared/aws-failover/contract';
import type { FailoverEvent } from '../shared/failover/contract';

/** Payload of the decision whether to promote a reader, and of its dry run. The schedule carries it. */
export type FailOverWriterEvent = FailoverEvent & ActionSources;
