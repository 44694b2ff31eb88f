import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type IResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import type { Site } from '../site';

/** Properties for `SecurityHeaders`. */
export interface SecurityHeadersProps {
  /** Site whose responses carry the headers. */
  readonly site: Site;

  /**
   * Further sources of styles, as a content security policy names them.
   *
   * @default - none
   */
  readonly styleSources?: readonly string[];
}

/**
 * Headers that make browsers defend the site.
 *
 * Transport security and `nosniff` hold for every response. Content security policy, framing, referrer and permissions
 * are strict defaults that an application replaces by sending the header itself, for a page that embeds a payment form
 * for example. Subdomains are left out of transport security: the site does not know who runs them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export class SecurityHeaders extends Construct {
  /** Policy for every behavior of the distribution. */
  readonly policy: IResponseHeadersPolicy;

  constructor(scope: Construct, id: string, props: SecurityHeadersProps) {
    super(scope, id);
    const { site, styleSources = [] } = props;
    this.policy = new ResponseHeadersPolicy(this, 'Resource', {
      responseHeadersPolicyName: `${site.name}-security-headers`,
      comment: `${site.name}: headers that make browsers defend the site`,
      securityHeadersBehavior: {
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
        contentTypeOptions: { override: true },
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(styleSources), override: false },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: false },
        referrerPolicy: {
          referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: false,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=()', override: false },
        ],
      },
      // What the servers run on is nobody's business.
      removeHeaders: ['server', 'x-powered-by'],
    });
  }
}

function contentSecurityPolicy(styleSources: readonly string[]): string {
  return [
    "default-src 'self'",
    ["style-src 'self'", ...styleSources].join(' '),
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
