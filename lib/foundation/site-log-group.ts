import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Site } from '../site/site';
import { keptWhenProtected } from './removal';
import { isLogGroupNameOfSite, logGroupNamePatterns } from './log-group-names';

/** Properties for `SiteLogGroup`. */
export interface SiteLogGroupProps {
  /** Site the log group belongs to. */
  readonly site: Site;

  /** Full name; one of the forms of `logGroupNamePatterns`, since the key opens for no other. */
  readonly logGroupName: string;

  /** Key of `LogKey` in the same Region. */
  readonly key: IKey;
}

/**
 * An encrypted log group that keeps its records as long as the site says.
 *
 * Made by the template and never by the service that writes to it: a group a service makes is neither encrypted nor
 * limited. With protection it outlives its stack, being evidence.
 */
export class SiteLogGroup extends Construct {
  /** The log group. */
  readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: SiteLogGroupProps) {
    super(scope, id);
    const { site, logGroupName } = props;
    if (!isLogGroupNameOfSite(logGroupName, site)) {
      const forms = logGroupNamePatterns(site).join(', ');
      throw new Error(`log group ${logGroupName} must be named like one of ${forms}: the log key opens for no other`);
    }
    this.logGroup = new LogGroup(this, 'Resource', {
      logGroupName,
      encryptionKey: props.key,
      retention: site.operations.logRetentionDays,
      removalPolicy: keptWhenProtected(site),
    });
  }
}
