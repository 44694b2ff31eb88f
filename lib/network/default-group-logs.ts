import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SiteLogGroup } from '../foundation';
import type { Site } from '../site';

/** Function by which `Vpc` closes the default security group, as the library names it in the stack. */
const PROVIDER = 'Custom::VpcRestrictDefaultSGCustomResourceProvider';

/** Properties for `DefaultGroupLogs`. */
export interface DefaultGroupLogsProps {
  /** Site whose VPC's default security group is closed. */
  readonly site: Site;

  /** Key of the log group. */
  readonly logKey: IKey;
}

/**
 * Log group of the function that closes the default security group; made after the VPC, in its stack.
 *
 * The library gives that function none, and Lambda would make one that is neither encrypted nor ever expires. Its role
 * has `AWSLambdaBasicExecutionRole`, which may write to any log group; the reference has the group made first.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
export class DefaultGroupLogs extends Construct {
  constructor(scope: Construct, id: string, props: DefaultGroupLogsProps) {
    super(scope, id);
    const { site, logKey: key } = props;
    const handler = Stack.of(this).node.tryFindChild(PROVIDER)?.node.tryFindChild('Handler');
    if (handler === undefined || !CfnResource.isCfnResource(handler)) {
      throw new Error(`the library no longer closes the default security group by ${PROVIDER}`);
    }
    const { logGroup } = new SiteLogGroup(this, 'Resource', {
      site,
      key,
      logGroupName: `/${site.name}/functions/restrict-default-security-group`,
    });
    handler.addPropertyOverride('LoggingConfig', { LogGroup: logGroup.logGroupName });
  }
}
