import type { Observed } from '../shared/observed';
import type { Policy } from './policy';

export interface FlowLogState {
  readonly id: string;
  readonly status: string;
  /** `SUCCESS` or `FAILED`; absent until records were delivered for the first time. */
  readonly delivery: string | undefined;
  /** What EC2 says about a failed delivery. */
  readonly error: string | undefined;
  readonly trafficType: string;
  /** Absent when the records go elsewhere than to CloudWatch Logs. */
  readonly logGroupName: string | undefined;
}

export interface LogGroupState {
  /** Absent when CloudWatch Logs encrypts with a key of its own. */
  readonly keyArn: string | undefined;
  /** Absent when records never expire. */
  readonly retentionDays: number | undefined;
}

export interface LogGroupObservation {
  readonly group: Observed<LogGroupState | 'absent'>;
  /**
   * Start of the newest minute in which records came; `silent` when none came in the time looked at. Absent where the log
   * may be silent: then nobody asked.
   */
  readonly newest?: Observed<Date | 'silent'> | undefined;
}

/** What of the management events a trail records. */
export type TrailCoverage =
  /** Every change. */
  | 'changes'
  /** Every change but those of keys. */
  | 'changes-without-keys'
  /** No change. */
  | 'nothing'
  /** Some; which ones is more than this check understands. */
  | 'unclear';

export interface TrailStatus {
  readonly isLogging: boolean;
  /** Absent until the first delivery in this Region. */
  readonly deliveredAt: Date | undefined;
  /** What S3 said at the last delivery; absent when it took the file. */
  readonly deliveryError: string | undefined;
  /** The same of the digests by which files are validated. */
  readonly digestError: string | undefined;
}

export interface TrailObservation {
  readonly arn: string;
  readonly isMultiRegion: boolean;
  readonly isValidated: boolean;
  readonly coverage: Observed<TrailCoverage>;
  readonly status: Observed<TrailStatus>;
}

export interface RuleState {
  readonly name: string;
  /** For example `Block` or `Count`; `None` when a rule group decides for itself. */
  readonly action: string;
}

export interface EdgeObservation {
  /** `webAclArn` is empty when there is none. */
  readonly distribution: Observed<{ readonly isEnabled: boolean; readonly webAclArn: string } | 'absent'>;
  readonly webAcl: Observed<{ readonly rules: readonly RuleState[] } | 'absent'>;
  readonly logging: Observed<{ readonly destinationArns: readonly string[] } | 'absent'>;
}

export interface TopicState {
  /** Id, ARN or alias of its key; absent when messages are not encrypted. */
  readonly keyId: string | undefined;
  readonly policy: Policy;
}

export interface TopicObservation {
  readonly topic: Observed<TopicState | 'absent'>;
  /** Subscriptions by mail. Who they belong to is nobody's business but the topic's. */
  readonly subscriptions: Observed<{ readonly confirmed: number; readonly pending: number }>;
  /** State of the expected key; `absent` when there is no such key. */
  readonly key: Observed<string>;
  readonly keyPolicy: Observed<Policy | 'absent'>;
}

/** Everything the audit check reads. */
export interface AuditObservation {
  readonly flowLogs: Observed<readonly FlowLogState[]>;
  /** By id. */
  readonly logGroups: Readonly<Record<string, LogGroupObservation>>;
  readonly trails: Observed<readonly TrailObservation[]>;
  readonly edge: EdgeObservation;
  /** By Region. */
  readonly topics: Readonly<Record<string, TopicObservation>>;
}
