import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SiteLogGroup } from '../foundation';
import { databaseClusterIdentifier, pascalCase } from '../site/names';
import type { Site } from '../site/site';
import { engineSettings } from './engine';

/** Properties for `DatabaseLogs`. */
export interface DatabaseLogsProps {
  /** Site whose database writes the logs. */
  readonly site: Site;

  /** Key of the log groups of the Region. */
  readonly logKey: IKey;
}

/** The log groups of the cluster, made before RDS would make them without key and without end. */
export class DatabaseLogs extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseLogsProps) {
    super(scope, id);
    const { site, logKey } = props;
    for (const log of engineSettings(site.database).logs) {
      new SiteLogGroup(this, pascalCase(log), {
        site,
        logGroupName: `/aws/rds/cluster/${databaseClusterIdentifier(site)}/${log}`,
        key: logKey,
      });
    }
  }
}
