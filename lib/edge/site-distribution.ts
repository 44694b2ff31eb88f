import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type ErrorResponse,
  type IDistribution,
} from 'aws-cdk-lib/aws-cloudfront';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Site } from '../site';
import { AccessLogs } from './access-logs';
import { DistributionOrigins } from './distribution-origins';
import { FallbackPage } from './fallback-page';
import { RequestPolicies } from './request-policies';
import { SecurityHeaders } from './security-headers';

/**
 * Statuses that mean that no origin answers. 403 and 500 are left alone: they carry blocks by WAF and answers of the
 * application. What the application itself sends with 502, 503 or 504 is replaced as well.
 */
const ORIGIN_UNAVAILABLE = [502, 503, 504] as const;

/** Time CloudFront repeats a failure before it asks the origin again. */
const FAILURE_TTL = Duration.seconds(5);

/** Files that never change under their name, by the name of their content for example. */
const ASSETS_PATTERN = '/assets/*';

/** Properties for `SiteDistribution`. */
export interface SiteDistributionProps {
  /** Site that is served. */
  readonly site: Site;

  /** DNS name of the entry load balancer. */
  readonly originDomainName: string;

  /** Id of the CloudFront VPC origin in front of the entry load balancer. */
  readonly vpcOriginId: string;

  /** ARN of the web ACL, of scope CLOUDFRONT. */
  readonly webAclArn: string;

  /**
   * Certificate for the site's domain, in us-east-1.
   *
   * @default - none: the site has no domain and answers under its `cloudfront.net` name. Required with a domain.
   */
  readonly certificate?: ICertificate;

  /** Log bucket in us-east-1: requests to the distribution and to the bucket of the fallback page. */
  readonly logBucket: IBucket;

  /** Key of log groups in us-east-1. */
  readonly logKey: IKey;
}

/**
 * The one way into the site: TLS and HTTP/3 for viewers, the web ACL, a private path to the entry load balancer, and a
 * page that is there when nothing else is.
 *
 * - Everything goes to the entry load balancer uncached, with all methods.
 * - `/assets/*` is cached as the origin says, one day if it says nothing. Neither query strings nor cookies reach the
 *   origin there, so nobody can push past the cache by inventing them; files carry a hash of their content in the name.
 * - `/_fallback/*` comes from a bucket.
 *
 * There is no origin group: a behavior that has one may not allow `POST`. There is no geographic restriction: the web
 * ACL has it. Additional metrics, charged like eight custom metrics, are the only source of the origin's latency.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html
 */
export class SiteDistribution extends Construct {
  /** The distribution. */
  readonly distribution: IDistribution;

  constructor(scope: Construct, id: string, props: SiteDistributionProps) {
    super(scope, id);
    const { site, certificate, logBucket, logKey, originDomainName, vpcOriginId } = props;
    if ((site.domain === undefined) !== (certificate === undefined)) {
      throw new Error('a distribution has a certificate exactly if the site has a domain');
    }
    const fallbackPage = new FallbackPage(this, 'FallbackPage', { site, logBucket, logKey });
    const headers = new SecurityHeaders(this, 'SecurityHeaders', { site, styleSources: [fallbackPage.styleSource] });
    const origins = new DistributionOrigins(this, 'Origins', {
      site,
      originDomainName,
      vpcOriginId,
      fallbackBucket: fallbackPage.bucket,
    });
    const requests = new RequestPolicies(this, 'Requests', { site });
    const everyBehavior = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: headers.policy,
    };

    this.distribution = new Distribution(this, 'Resource', {
      comment: `${site.name}: entry of the site`,
      ...(site.domain === undefined
        ? {}
        : {
            certificate,
            domainNames: [site.domain.name],
            // TLS 1.2 and later without CBC; hybrid post-quantum key exchange comes with TLS 1.3 in every policy.
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: props.webAclArn,
      publishAdditionalMetrics: true,
      defaultBehavior: {
        ...everyBehavior,
        origin: origins.dynamic,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: requests.dynamicRequest,
      },
      additionalBehaviors: {
        [ASSETS_PATTERN]: {
          ...everyBehavior,
          origin: origins.assets,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
          cachePolicy: requests.assetCache,
        },
        [fallbackPage.pathPattern]: {
          ...everyBehavior,
          origin: origins.fallback,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        },
      },
      errorResponses: unavailableResponses(fallbackPage.pagePath),
    });
    new AccessLogs(this, 'AccessLogs', { site, distribution: this.distribution, logBucket });
  }

  /**
   * Requests of viewers.
   *
   * @default - sum over 5 minutes
   */
  metricRequests(options?: MetricOptions): Metric {
    return this.metric('Requests', Stats.SUM, options);
  }

  /**
   * Share of requests answered with a status 4xx, in percent.
   *
   * @default - average over 5 minutes
   */
  metric4xxErrorRate(options?: MetricOptions): Metric {
    return this.metric('4xxErrorRate', Stats.AVERAGE, options);
  }

  /**
   * Share of requests answered with a status 5xx, the fallback page included, in percent.
   *
   * @default - average over 5 minutes
   */
  metric5xxErrorRate(options?: MetricOptions): Metric {
    return this.metric('5xxErrorRate', Stats.AVERAGE, options);
  }

  /**
   * Share of requests answered with 503, which is what viewers of the fallback page get, in percent.
   *
   * @default - average over 5 minutes
   */
  metric503ErrorRate(options?: MetricOptions): Metric {
    return this.metric('503ErrorRate', Stats.AVERAGE, options);
  }

  /**
   * Time from the request to the first byte of an answer that comes from an origin, in milliseconds.
   *
   * @default - average over 5 minutes
   */
  metricOriginLatency(options?: MetricOptions): Metric {
    return this.metric('OriginLatency', Stats.AVERAGE, options);
  }

  /** The metrics of `Distribution` lack the dimension `Region` and never find a value. */
  private metric(metricName: string, statistic: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      statistic,
      dimensionsMap: { DistributionId: this.distribution.distributionId, Region: 'Global' },
      ...options,
    }).attachTo(this);
  }
}

function unavailableResponses(responsePagePath: string): ErrorResponse[] {
  return ORIGIN_UNAVAILABLE.map((httpStatus) => ({
    httpStatus,
    responseHttpStatus: 503,
    responsePagePath,
    ttl: FAILURE_TTL,
  }));
}
