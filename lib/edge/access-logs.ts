import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { logPrefixes } from '../foundation';
import type { Site } from '../site';

/**
 * Fields of a record, in the order of delivery.
 *
 * Cookies are left out: who reads them can act as the viewer. `origin-fbl` and `origin-lbl` are the seconds until the
 * first and the last byte of the origin; `asn` and `c-country` tell an attack from a sale.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
const RECORD_FIELDS: readonly string[] = [
  'timestamp(ms)',
  'DistributionId',
  'date',
  'time',
  'x-edge-location',
  'x-edge-request-id',
  'c-ip',
  'c-port',
  'c-country',
  'asn',
  'x-forwarded-for',
  'cs-method',
  'cs-protocol',
  'cs-protocol-version',
  'cs(Host)',
  'x-host-header',
  'cs-uri-stem',
  'cs-uri-query',
  'cs(Referer)',
  'cs(User-Agent)',
  'cs-bytes',
  'sc-status',
  'sc-bytes',
  'sc-content-type',
  'sc-content-len',
  'x-edge-result-type',
  'x-edge-response-result-type',
  'x-edge-detailed-result-type',
  'time-taken',
  'time-to-first-byte',
  'origin-fbl',
  'origin-lbl',
  'cache-behavior-path-pattern',
  'ssl-protocol',
  'ssl-cipher',
];

/** Properties for `AccessLogs`. */
export interface AccessLogsProps {
  /** Site the logs belong to. */
  readonly site: Site;

  /** Distribution whose requests are logged. */
  readonly distribution: IDistribution;

  /** Log bucket in us-east-1; its policy admits deliveries below the prefix for distributions. */
  readonly logBucket: IBucket;
}

/**
 * Standard logging (v2) of the distribution into the log bucket, as JSON, one folder an hour.
 *
 * A bucket and not a log group: delivery costs nothing there, and a sale writes gigabytes an hour. Kept, encrypted and
 * expired as the bucket says. Everything about deliveries of CloudFront is in us-east-1.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export class AccessLogs extends Construct {
  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    const { site, distribution, logBucket } = props;
    const name = `${site.name}-access-logs`;
    const source = new CfnDeliverySource(this, 'Source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name,
      // The prefix belongs here and not into the suffix path: without one CloudFormation adds `AWSLogs/…` when it creates
      // a delivery and drops it when it updates one.
      // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2274
      destinationResourceArn: logBucket.arnForObjects(logPrefixes.distributions),
      outputFormat: 'json',
    });
    const delivery = new CfnDelivery(this, 'Resource', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      recordFields: [...RECORD_FIELDS],
      s3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}',
      s3EnableHiveCompatiblePath: false,
    });
    // Two changes of deliveries at the same time end in ConflictException.
    destination.addResourceDependency(source);
    delivery.addResourceDependency(destination);
  }
}
