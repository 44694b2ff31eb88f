import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AuroraCluster } from '../database';
import { declareFailures, ReleaseBucket, selectorOf } from '../foundation';
import { maxConnections } from '../monitoring';
import type { SegmentedVpc } from '../network';
import type { Database } from '../site';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `DataStack`. */
export interface DataStackProps extends SiteStackProps {
  /** Network the cluster is placed in. */
  readonly network: SegmentedVpc;
  /** Receives the cluster's events. */
  readonly notificationTopic: ITopic;
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
  /** Receives access logs of the release bucket. */
  readonly logBucket: IBucket;
}

/** What must not be lost, and is backed up: the Aurora cluster and the servers' releases. */
export class DataStack extends SiteStack {
  /** The cluster with its key and secret. */
  readonly database: AuroraCluster;
  /** Releases of the servers: what the backup of the "system" covers. */
  readonly releaseBucket: IBucket;

  constructor(scope: Construct, props: DataStackProps) {
    super(scope, 'Data', 'Aurora cluster and releases', props);
    const { site, network, notificationTopic, logKey, logBucket } = props;
    this.database = new AuroraCluster(this, 'Database', {
      site,
      vpc: network.vpc,
      subnets: network.subnets.data,
      securityGroup: network.securityGroups.database,
      notificationTopic,
      logKey,
    });
    declareFailures(this, {
      databases: [{ of: selectorOf(this.database.cluster), maxConnections: leastConnections(site.database) }],
    });
    this.releaseBucket = new ReleaseBucket(this, 'Releases', { site, logBucket }).bucket;
  }
}

/** Whichever instance is the writer takes so many connections: those of the smallest. */
function leastConnections({ engine, writer, readers }: Database): number {
  return Math.min(...[writer, ...readers].map(({ instanceType }) => maxConnections(engine, instanceType)));
}
