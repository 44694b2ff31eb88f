import type { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { WAFV2Client } from '@aws-sdk/client-wafv2';

/** The client of a Region. */
export type OfRegion<C> = (region: string) => C;

/** Clients of the audit check. */
export interface AuditClients {
  /** Of the function's own Region. */
  readonly ec2: EC2Client;
  /** Of the function's own Region: a trail tells each Region about that Region alone. */
  readonly cloudTrail: CloudTrailClient;
  /** Of us-east-1, where everything about CloudFront is. */
  readonly cloudFront: CloudFrontClient;
  /** Of us-east-1. */
  readonly waf: WAFV2Client;
  readonly logs: OfRegion<CloudWatchLogsClient>;
  readonly metrics: OfRegion<CloudWatchClient>;
  readonly sns: OfRegion<SNSClient>;
  readonly kms: OfRegion<KMSClient>;
}

/** When and how long it is asked. */
export interface Asking {
  readonly now: Date;
  readonly abortSignal: AbortSignal;
}
