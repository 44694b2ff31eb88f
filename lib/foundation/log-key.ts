import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Site } from '../site/site';
import { logGroupNamePatterns } from './log-group-names';
import { SiteKey } from './site-key';

/** Properties for `LogKey`. */
export interface LogKeyProps {
  /** Site whose log groups are encrypted. */
  readonly site: Site;
}

/**
 * The key of every log group of the site in one Region.
 *
 * CloudWatch Logs passes the log group as encryption context, so the key opens for log groups of this site alone. A log
 * group with any other name cannot be made with it; `SiteLogGroup` says so at synthesis. The services that write
 * (flow logs, WAF, RDS, Network Firewall, CloudFront deliveries) hand their records to CloudWatch Logs and use no key.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export class LogKey extends Construct {
  /** The key, as a reference that cannot be changed. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, props: LogKeyProps) {
    super(scope, id);
    const { site } = props;
    this.key = new SiteKey(this, 'Resource', {
      site,
      purpose: 'logs',
      description: 'log groups',
      users: [cloudWatchLogs(this, site)],
    }).key;
  }
}

/** CloudWatch Logs, for log groups whose name belongs to the site. */
function cloudWatchLogs(scope: Construct, site: Site): PolicyStatement {
  const stack = Stack.of(scope);
  const logGroups = logGroupNamePatterns(site).map((resourceName) =>
    stack.formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
  );
  return new PolicyStatement({
    sid: 'CloudWatchLogs',
    principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
  });
}
