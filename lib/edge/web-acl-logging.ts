import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, type IWebACLRef } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { SiteLogGroup } from '../foundation';
import { webAclLogGroupName } from '../site/names';
import type { Site } from '../site/site';

/** Headers whose values must not be kept: whoever reads them can act as the viewer. */
export const SECRET_HEADERS: readonly string[] = ['authorization', 'cookie'];

/** Properties for `WebAclLogging`. */
export interface WebAclLoggingProps {
  /** Site the logs belong to. */
  readonly site: Site;

  /** Web ACL whose requests are logged; of scope CLOUDFRONT, so both are in us-east-1. */
  readonly webAcl: IWebACLRef;

  /** Key of log groups in us-east-1. */
  readonly logKey: IKey;
}

/**
 * Logs each request that the web ACL blocked, challenged or counted, without the secrets in its headers.
 *
 * Requests that were allowed are in the access logs of the distribution and are not kept twice. The resource policy by
 * which WAF writes to the log group is added to it by `PutLoggingConfiguration`; one of our own would use up one of ten
 * policies an account may have in a Region.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
 */
export class WebAclLogging extends Construct {
  /** Log group of the web ACL. */
  readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: WebAclLoggingProps) {
    super(scope, id);
    const { site, webAcl, logKey } = props;
    const { logGroup } = new SiteLogGroup(this, 'LogGroup', {
      site,
      logGroupName: webAclLogGroupName(site),
      key: logKey,
    });
    this.logGroup = logGroup;

    new CfnLoggingConfiguration(this, 'Resource', {
      resourceArn: webAcl.webAclRef.webAclArn,
      // The ARN attribute of a log group ends in `:*`, which WAF refuses.
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroup.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: SECRET_HEADERS.map((header) => ({ singleHeader: { Name: header } })),
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'CAPTCHA', 'CHALLENGE', 'COUNT', 'EXCLUDED_AS_COUNT'].map((Action) => ({
              ActionCondition: { Action },
            })),
          },
        ],
      },
    });
  }
}
