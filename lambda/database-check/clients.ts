import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { RDSClient } from '@aws-sdk/client-rds';

/** Clients of the database check. */
export interface DatabaseClients {
  readonly rds: RDSClient;
  /** Client of a Region; of the function's own where none is named. */
  readonly cloudwatch: (region?: string) => CloudWatchClient;
}

/** What time it is, and when reading has to end. */
export interface Limits {
  readonly now: Date;
  readonly abortSignal: AbortSignal;
}
