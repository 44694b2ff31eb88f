import { Duration } from 'aws-cdk-lib';
import {
  CacheHeaderBehavior,
  CachePolicy,
  OriginRequestPolicy,
  type ICachePolicy,
  type IOriginRequestPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import type { Site } from '../site';

/** Properties for `RequestPolicies`. */
export interface RequestPoliciesProps {
  /** Site that is served. */
  readonly site: Site;
}

/**
 * What the entry load balancer is told about a request, and what its answers are cached by.
 *
 * With a domain the host always goes along, because CloudFront checks the certificate of the load balancer against it.
 * Without one it never does: the host would be the `cloudfront.net` name, which means nothing to the load balancer.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
 */
export class RequestPolicies extends Construct {
  /** What the origin of pages and calls is told: everything. */
  readonly dynamicRequest: IOriginRequestPolicy;

  /**
   * What files are cached by, and all their origin is told: the path, and with a domain the host. Query strings and
   * cookies are left out, so that nobody pushes past the cache by inventing them.
   */
  readonly assetCache: ICachePolicy;

  constructor(scope: Construct, id: string, props: RequestPoliciesProps) {
    super(scope, id);
    const { name, domain } = props.site;
    if (domain === undefined) {
      this.dynamicRequest = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER;
      this.assetCache = CachePolicy.CACHING_OPTIMIZED;
      return;
    }
    this.dynamicRequest = OriginRequestPolicy.ALL_VIEWER;
    this.assetCache = new CachePolicy(this, 'AssetCache', {
      cachePolicyName: `${name}-assets`,
      comment: `${name}: files by path; the host goes along for the certificate of the load balancer`,
      headerBehavior: CacheHeaderBehavior.allowList('Host'),
      minTtl: Duration.seconds(1),
      defaultTtl: Duration.days(1),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    });
  }
}
