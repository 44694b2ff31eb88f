/** CloudWatch namespace of every metric the functions write. */
export const METRIC_NAMESPACE = 'Honmaru';

/** Functions that watch and change nothing. */
export type CheckName =
  | 'topology-check'
  | 'database-check'
  | 'backup-check'
  | 'audit-check'
  | 'certificate-check'
  | 'line-check'
  | 'heartbeat-check'
  | 'site-check';

/** Functions that act, each behind the same guards. */
export type ActionName = 'fail-over-writer' | 'evacuate-writer' | 'drill';

/** Functions that only tell. */
export type ReportName = 'daily-summary';

/** Functions that keep decision records. */
export type FunctionLabel = CheckName | ActionName | ReportName;

/** Dimensions every metric of a function carries, and no others, so that one log line can hold all of a run's metrics. */
export interface CheckDimensions {
  /** Name of the site. */
  readonly Site: string;
  /** Function that wrote the metric. */
  readonly Check: FunctionLabel;
}

/** Metrics every check writes. */
export const CHECK_METRICS = {
  /** 1 for each run that ended with a decision record. The heartbeat: missing data is a fault of the check. */
  completed: 'CheckCompleted',
  /** Number of facts that could not be read or believed in the run; 0 when everything is known. */
  unknown: 'CheckUnknown',
  /** 1 when a known fault costs redundancy, 0 when all is well. Left out when something is unknown and nothing is lost. */
  redundancyLost: 'RedundancyLost',
  /** 1 when a known fault stops the service, 0 when it does not. Left out when that cannot be told. */
  serviceDown: 'ServiceDown',
  /** 1 when the run's decision record could not be stored, or nobody knows whether it was; otherwise 0. */
  recordUnstored: 'RecordUnstored',
} as const;

/** Environment variable that names the bucket of the decision records. */
export const RECORD_BUCKET_VARIABLE = 'RECORD_BUCKET';

/** What a check concluded. `UNKNOWN` is neither healthy nor dead. */
export type CheckStatus = 'HEALTHY' | 'DEGRADED' | 'FAILED' | 'UNKNOWN';

/** Part of every check's payload. The schedule carries it, because an environment holds 4 KB at most. */
export interface CheckEvent {
  /** Version of the payload's shape; a function refuses one it does not know. */
  readonly version: 1;
  /** Name of the site; becomes the dimension `Site`. */
  readonly site: string;
}

/**
 * What a run returns. Of an asynchronous run it is public: Lambda hands it, as `detail.responsePayload`, to the event bus
 * of the function's destination; rules match `changed`. A run that is started by hand should be asynchronous, too: Lambda
 * hands on nothing of a synchronous one, and what it announces to its caller it does not announce again.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html read 2026-11-25
 */
export interface RunResult {
  /** Version of the shape. */
  readonly version: 1;
  /** Function that ran. */
  readonly check: FunctionLabel;
  readonly site: string;
  /** What the run came to: the status of a check, the state of an action. */
  readonly status: string;
  /** What had been announced before; `UNKNOWN` when nobody knows. */
  readonly previousStatus: string;
  /**
   * Whether this result is the announcement of its status. A status that is not announced yet differs from
   * `previousStatus` all the same: a better one is announced when it lasted for five minutes.
   */
  readonly changed: boolean;
  /** Number of known faults. */
  readonly findings: number;
  /** Number of facts that could not be read or believed. */
  readonly unknown: number;
  /** One line about the worst of it, for people. */
  readonly summary: string;
  /** Where the decision record stands; `null` when it does not, or when nobody knows. */
  readonly record: RecordReference | null;
}

/** What a check returns. */
export type CheckResult = RunResult;

/** Where a decision record stands. */
export interface RecordReference {
  /** Key of the object; the record is a version of it. */
  readonly key: string;
  readonly sequence: number;
  /** Hash of the record before it; `null` at the beginning of a chain. */
  readonly previous: string | null;
  /** SHA-256 of the record's exact text, in hexadecimal digits. */
  readonly hash: string;
}
