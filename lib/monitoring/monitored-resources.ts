import type { Duration } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { CheckName } from '../../lambda/shared/contract';
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

/** A check that runs on a schedule. */
export interface MonitoredCheck {
  /** Name of the check, as its metrics carry it. */
  readonly name: CheckName;
  /** Function that runs the check. */
  readonly function: IFunction;
  /** Time between two runs: whole minutes. */
  readonly interval: Duration;
}

/** The checks and what starts them. */
export interface MonitoredChecks {
  /** Every check. */
  readonly all: readonly MonitoredCheck[];
  /** Starts that were due and given up, as a sum over five minutes. */
  readonly droppedStarts: IMetric;
  /** Queue of runs that failed every time, and of starts that could not be delivered. */
  readonly deadLetterQueue: IQueue;
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
