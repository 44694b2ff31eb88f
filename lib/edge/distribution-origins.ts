import { Duration } from 'aws-cdk-lib';
import { S3OriginAccessControl, VpcOrigin as ImportedVpcOrigin, type IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Site } from '../site';

/**
 * A lost zone must show at once: two attempts of 2 seconds instead of three of 10.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
 */
const CONNECTION = { connectionAttempts: 2, connectionTimeout: Duration.seconds(2) } as const;

/** Time to the first byte of a page or a call, which covers a payment at the settlement centre. */
const DYNAMIC_READ_TIMEOUT = Duration.seconds(20);

/**
 * Longest time after which CloudFront answers a page or a call itself, because no server does. A connection is attempted as
 * often for every method; one that is made and stays silent is given up for `POST`, and made anew for `GET` as often.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html read 2026-11-25
 */
export function longestWait(method: 'GET' | 'POST'): Duration {
  const { connectionAttempts, connectionTimeout } = CONNECTION;
  const reads = method === 'GET' ? connectionAttempts : 1;
  return Duration.seconds(
    connectionAttempts * connectionTimeout.toSeconds() + reads * DYNAMIC_READ_TIMEOUT.toSeconds(),
  );
}

/**
 * Time CloudFront keeps an idle connection to the load balancer. It must stay below the idle timeout there, 60 seconds,
 * or a request now and then meets a connection that is just being closed.
 */
const KEEP_ALIVE = Duration.seconds(30);

/** Properties for `DistributionOrigins`. */
export interface DistributionOriginsProps {
  /** Site that is served. */
  readonly site: Site;

  /** DNS name of the entry load balancer. */
  readonly originDomainName: string;

  /** Id of the CloudFront VPC origin in front of the entry load balancer. */
  readonly vpcOriginId: string;

  /** Bucket of the fallback page, in the same stack: its policy comes to admit the distribution. */
  readonly fallbackBucket: IBucket;
}

/**
 * Where a distribution gets its answers. One load balancer stands behind two origins, because the time to answer differs.
 *
 * Protocol and port of the load balancer belong to the VPC origin itself: HTTPS with a domain, otherwise HTTP on the
 * private path.
 */
export class DistributionOrigins extends Construct {
  /** Pages and calls: the first byte within 20 seconds. */
  readonly dynamic: IOrigin;

  /** Files: the first byte within 5 seconds. */
  readonly assets: IOrigin;

  /** The fallback page. */
  readonly fallback: IOrigin;

  constructor(scope: Construct, id: string, props: DistributionOriginsProps) {
    super(scope, id);
    const { site, originDomainName, vpcOriginId, fallbackBucket } = props;
    const vpcOrigin = ImportedVpcOrigin.fromVpcOriginId(this, 'Entry', vpcOriginId);
    const entry = (originId: string, readTimeout: Duration) =>
      VpcOrigin.withVpcOrigin(vpcOrigin, {
        ...CONNECTION,
        originId,
        domainName: originDomainName,
        readTimeout,
        keepaliveTimeout: KEEP_ALIVE,
      });
    this.dynamic = entry('entry', DYNAMIC_READ_TIMEOUT);
    this.assets = entry('entry-assets', Duration.seconds(5));
    this.fallback = S3BucketOrigin.withOriginAccessControl(fallbackBucket, {
      ...CONNECTION,
      originId: 'fallback',
      originAccessControl: new S3OriginAccessControl(this, 'FallbackAccess', {
        originAccessControlName: `${site.name}-fallback`,
        description: `${site.name}: the distribution reads the fallback page`,
      }),
    });
  }
}
