import type { Duration } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { CheckName, FunctionLabel } from '../../lambda/shared/contract';
import type { TierMetrics } from '../compute';
import type { WebAcl } from '../edge';
import type { TierName } from '../site/site';

/** A tier of servers. */
export interface MonitoredTier {
  /** Name of the tier. */
  readonly name: TierName;
  /** Measurements of the tier. */
  readonly metrics: TierMetrics;
}

/** The way out of one zone. */
export interface MonitoredZone {
  /** Name of the zone. */
  readonly availabilityZone: string;
  /** NAT gateway of the zone. */
  readonly natGatewayId: string;
}

/** The way out of the site. */
export interface MonitoredNetwork {
  /** Every zone of the site. */
  readonly zones: readonly MonitoredZone[];
  /**
   * Name of the Network Firewall.
   *
   * @default - egress is not inspected by a firewall
   */
  readonly firewallName?: string;
  /** DNS queries refused because nobody expects the name, as a sum over five minutes. */
  readonly unexpectedDnsNames: IMetric;
}

/** A function that runs on a schedule and keeps records. */
export interface MonitoredFunction {
  /** Name of the function, as its metrics carry it. */
  readonly name: FunctionLabel;
  /** The function. */
  readonly function: IFunction;
  /** Time between two runs: whole minutes. */
  readonly interval: Duration;
}

/** A check that runs on a schedule. */
export interface MonitoredCheck extends MonitoredFunction {
  /** Name of the check, as its metrics carry it. */
  readonly name: CheckName;
}

/** What starts functions, and receives what could not be started or told. */
export interface MonitoredStarts {
  /** Starts that were due and given up, as a sum over five minutes. */
  readonly droppedStarts: IMetric;
  /** Starts that failed at the function, those that are tried again included, as a sum over five minutes. */
  readonly startErrors: IMetric;
  /** Queue of runs that failed every time, and of starts and notifications that could not be delivered. */
  readonly deadLetterQueue: IQueue;
  /**
   * Rule that hands what changed on to the topic.
   *
   * @default - that of other functions does
   */
  readonly changeRule?: IRule;
}

/** The checks and what starts them. */
export interface MonitoredChecks extends MonitoredStarts {
  /** Every check. */
  readonly all: readonly MonitoredCheck[];
  /**
   * Sends operators a mail about every day.
   *
   * @default - nobody does
   */
  readonly dailySummary?: Omit<MonitoredFunction, 'name'>;
}

/** The functions that act, and what starts them. */
export interface MonitoredActions extends MonitoredStarts {
  /** Decides whether the writer must be moved, and moves it unless it is a dry run. */
  readonly failOverWriter: Omit<MonitoredFunction, 'name'>;
  /** Moves the writer out of a zone, when an operator says so. */
  readonly evacuateWriter: IFunction;
  /**
   * Moves the writer as planned, and measures the recovery.
   *
   * @default - the site has no drill
   */
  readonly drill?: IFunction;
}

/** A log group into which something is written at all times. */
export interface MonitoredLogGroup {
  /** Stable name, kebab-case, for example `flow-logs`. */
  readonly id: string;
  /** Full name of the log group. */
  readonly logGroupName: string;
  /**
   * Minutes of silence after which the log is broken: 1 to 1,440.
   *
   * @default 10
   */
  readonly silentMinutes?: number;
}

/** What is watched in the Region that serves. */
export interface PrimaryResources {
  /** Both tiers. */
  readonly tiers: readonly MonitoredTier[];
  /** The way out of every zone. */
  readonly network: MonitoredNetwork;
  /** Aurora cluster. */
  readonly cluster: IDatabaseCluster;
  /** Vault that receives every backup. */
  readonly vault: IBackupVault;
  /** Checks of the site. */
  readonly checks: MonitoredChecks;
  /**
   * Functions that act.
   *
   * @default - nothing acts but AWS itself
   */
  readonly actions?: MonitoredActions;
  /** Log groups whose silence is a fault. */
  readonly logGroups: readonly MonitoredLogGroup[];
  /**
   * Certificate of the load balancers.
   *
   * @default - the load balancers speak HTTP
   */
  readonly certificate?: ICertificate;
}

/** What is watched in us-east-1, where CloudFront and its web ACL report. */
export interface EdgeResources {
  /** Id of the distribution. */
  readonly distributionId: string;
  /** Measurements of the web ACL. */
  readonly webAcl: Pick<WebAcl, 'metricAllowedRequests' | 'metricBlockedRequests' | 'ruleNames'>;
  /** Full name of the log group that receives what the web ACL blocks. */
  readonly webAclLogGroupName: string;
  /**
   * Certificate of the distribution.
   *
   * @default - the site answers under its `cloudfront.net` name
   */
  readonly certificate?: ICertificate;
}

/** What is watched in the Region from which the primary one is watched. */
export interface WatchResources extends MonitoredStarts {
  /** Counts the runs of the functions in the primary Region. */
  readonly heartbeatCheck: Omit<MonitoredCheck, 'name'>;
  /**
   * Asks the site as viewers do.
   *
   * @default - nobody does: the web ACL does not admit it
   */
  readonly siteCheck?: Omit<MonitoredCheck, 'name'>;
  /**
   * Whether the Region's topic is watched by nobody else yet.
   *
   * @default - alarms of another part of the site watch it
   */
  readonly ownTopic?: boolean;
}
