/** CloudWatch namespace of every metric the functions write. */
export const METRIC_NAMESPACE = 'Honmaru';

/** Functions that watch and change nothing. */
export type CheckName = 'topology-check' | 'database-check' | 'backup-check';

/** Dimensions every metric of a check carries, and no others, so that one log line can hold all of a run's metrics. */
export interface CheckDimensions {
  /** Name of the site. */
  readonly Site: string;
  /** Function that wrote the metric. */
  readonly Check: CheckName;
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
} as const;

/** What a check concluded. `UNKNOWN` is neither healthy nor dead. */
export type CheckStatus = 'HEALTHY' | 'DEGRADED' | 'FAILED' | 'UNKNOWN';

/** Part of every check's payload. The schedule carries it, because an environment holds 4 KB at most. */
export interface CheckEvent {
  /** Version of the payload's shape; a function refuses one it does not know. */
  readonly version: 1;
  /** Name of the site; becomes the dimension `Site`. */
  readonly site: string;
}
