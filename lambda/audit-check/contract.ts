import type { CheckEvent } from '../shared/contract';

/** Flow logs of a VPC. */
export interface ExpectedFlowLog {
  readonly vpcId: string;
  /** Log group that must receive every record, in the function's own Region. */
  readonly logGroupName: string;
}

/** A log group that must exist, and perhaps must never be silent for long. */
export interface ExpectedLogGroup {
  /** Stable name, for example `flow-logs`; unique. */
  readonly id: string;
  readonly region: string;
  readonly logGroupName: string;
  /** Key that must encrypt it. */
  readonly keyArn: string;
  /** Days that its records must be kept at least. */
  readonly retentionDays: number;
  /**
   * Minutes without a record after which the log is broken: 5 to 1,440.
   *
   * @default - the log may be silent
   */
  readonly silentMinutes?: number;
}

/** A rule of the web ACL. */
export interface ExpectedRule {
  readonly name: string;
  /** Whether it must be able to refuse a request, by itself or by the rule group it refers to; otherwise it may count only. */
  readonly enforces: boolean;
}

/** The distribution and the web ACL in front of it. */
export interface ExpectedEdge {
  readonly distributionId: string;
  /** `arn:<partition>:wafv2:us-east-1:<account>:global/webacl/<name>/<id>`. */
  readonly webAclArn: string;
  /** At least one. */
  readonly rules: readonly ExpectedRule[];
  /** Log group of the web ACL, as WAF writes it: without `:*` at the end. */
  readonly logDestinationArn: string;
}

/** The topic of one Region, which carries every alarm to the contacts. */
export interface ExpectedTopic {
  readonly region: string;
  readonly topicArn: string;
  /** Key that encrypts its messages. */
  readonly keyArn: string;
  /** Contacts who receive its messages by mail, at least one. */
  readonly subscriptions: number;
  /** Services that must be able to publish, for example `cloudwatch.amazonaws.com`. */
  readonly publishers: readonly string[];
}

/** Payload of the audit check. */
export interface AuditCheckEvent extends CheckEvent {
  readonly flowLog: ExpectedFlowLog;
  readonly logGroups: readonly ExpectedLogGroup[];
  /** A trail of the account or of its organization; the site makes none. */
  readonly trail: {
    /** Greatest age of the last delivery, in seconds: at least 600, because CloudTrail delivers every five minutes or so. */
    readonly maximumDeliveryAgeSeconds: number;
  };
  readonly edge: ExpectedEdge;
  /** The topic of each Region that the site uses. */
  readonly topics: readonly ExpectedTopic[];
}

/**
 * Metrics of the audit check, beside those of every check. While something is unknown, what is known to be at fault, and
 * never 0.
 */
export const AUDIT_METRICS = {
  /** Faults by which something that happens leaves no trace, or a trace that does not last. */
  gaps: 'AuditGaps',
  /** Faults by which the web ACL protects less than was deployed. */
  securityDegraded: 'SecurityDegraded',
  /** Contacts who hear nothing: they never confirmed, or their subscription is gone. */
  unconfirmedSubscriptions: 'UnconfirmedSubscriptions',
  /** Faults of topics and their keys, by which alarms reach nobody. */
  alarmPathFaults: 'AlarmPathFaults',
} as const;
