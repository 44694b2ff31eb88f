import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { SiteBackups } from '../backup';
import type { AuroraCluster } from '../database';
import { FailoverChecks } from '../failover';
import type { SegmentedVpc } from '../network';
import type { ComputeStack } from './compute-stack';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `ChecksStack`. */
export interface ChecksStackProps extends SiteStackProps {
  /** Network that is checked. */
  readonly network: SegmentedVpc;
  /** Tiers that are checked. */
  readonly compute: ComputeStack;
  /** Database that is checked. */
  readonly database: AuroraCluster;
  /** Bucket with the releases, whose backups are checked. */
  readonly releaseBucket: IBucket;
  /** Backups whose plans are checked. */
  readonly backups: SiteBackups;
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
}

/** The functions that look, on schedule, whether the site could still lose a part. */
export class ChecksStack extends SiteStack {
  /** The checks with their metrics. */
  readonly checks: FailoverChecks;

  constructor(scope: Construct, props: ChecksStackProps) {
    super(scope, 'Checks', 'scheduled failover checks', props);
    this.referWeakly();
    const { site, network, compute, database, releaseBucket, backups, logKey } = props;
    this.checks = new FailoverChecks(this, 'Checks', {
      site,
      logKey,
      network: network.topology,
      tiers: { web: compute.web, app: compute.app },
      cluster: database.cluster,
      systemResources: [releaseBucket],
      plans: backups.plans,
    });
  }
}
