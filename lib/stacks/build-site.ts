import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Site } from '../site';
import { AccessStack } from './access-stack';
import { BackupStack } from './backup-stack';
import { ChecksStack } from './checks-stack';
import { ComputeStack } from './compute-stack';
import { DataStack } from './data-stack';
import { EdgeStack } from './edge-stack';
import { FailoverStack } from './failover-stack';
import { requireFeatureFlags } from './feature-flags';
import { FoundationStack } from './foundation-stack';
import { MonitoringStack } from './monitoring-stack';
import { NetworkStack } from './network-stack';
import { withProtectionContext } from './protection-context';
import { RecoveryStack } from './recovery-stack';
import { EDGE_REGION } from './site-stack';
import { watchRegion, WatchStack } from './watch-stack';

/** Stacks of a site. */
export interface SiteStacks {
  /** What the others stand on, by Region: the primary one, us-east-1, and the one from which the site is watched. */
  readonly foundations: ReadonlyMap<string, FoundationStack>;
  readonly access: AccessStack;
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly compute: ComputeStack;
  readonly edge: EdgeStack;
  readonly backup: BackupStack;
  /** Vaults for copies, by Region. */
  readonly recoveries: ReadonlyMap<string, RecoveryStack>;
  readonly checks: ChecksStack;
  /** What acts when the database's writer is lost. */
  readonly failover: FailoverStack;
  /** What watches the checks, and the site itself, from another Region. */
  readonly watch: WatchStack;
  readonly monitoring: MonitoringStack;
  /** Every stack, in an order in which they can be deployed. */
  readonly all: readonly Stack[];
}

/**
 * Builds every stack of a site in an app or a stage, and connects them.
 *
 * Judges are not registered: call `addJudges(app)` for them. The context `honmaru:protection=off` deploys a protected site
 * without its protection, for the first deployment and for its removal.
 *
 * @throws HonmaruError when the app's feature flags would change what the site becomes, or that context has another value
 */
export function buildSite(scope: Construct, described: Site): SiteStacks {
  requireFeatureFlags(scope);
  const site = withProtectionContext(scope, described);
  const primary = site.regions.primary.region;
  const foundations = new Map<string, FoundationStack>();
  const foundationOf = (region: string): FoundationStack => {
    const found = foundations.get(region) ?? new FoundationStack(scope, { site, region });
    foundations.set(region, found);
    return found;
  };
  const here = { site, region: primary, ...shared(foundationOf(primary)) };
  const access = new AccessStack(scope, here);
  const networkStack = new NetworkStack(scope, here);
  const { network } = networkStack;
  const data = new DataStack(scope, { ...here, network });
  const { database, releaseBucket } = data;
  const compute = new ComputeStack(scope, { ...here, network, database, releaseBucket, access: access.roles });
  const edge = new EdgeStack(scope, { site, region: EDGE_REGION, ...shared(foundationOf(EDGE_REGION)), compute });
  const watchFoundation = foundationOf(watchRegion(site));
  const recoveries = new Map(
    site.regions.recovery.map(({ region }) => [
      region,
      new RecoveryStack(scope, { site, region, notificationTopic: foundations.get(region)?.notificationTopic }),
    ]),
  );
  const backup = new BackupStack(scope, { ...here, database, releaseBucket });
  for (const recovery of recoveries.values()) {
    // Copy actions name the vaults of other Regions; they must exist before the first job.
    backup.addStackDependency(recovery);
  }
  const { backups } = backup;
  const edgeLogKey = foundationOf(EDGE_REGION).logKey;
  const topics = new Map([...foundations, ...recoveries].map(([region, stack]) => [region, stack.notificationTopic]));
  const watch = new WatchStack(scope, { site, region: watchFoundation.region, ...shared(watchFoundation), edge });
  const watchedByChecks = { network, compute, database, releaseBucket, backups, edge, edgeLogKey, topics, watch };
  const checks = new ChecksStack(scope, { ...here, ...watchedByChecks });
  const { records } = checks.checks;
  const failover = new FailoverStack(scope, { ...here, network, compute, database, records });
  const watched = { network: networkStack, data, compute, backup, checks, failover, watch, edge };
  const monitoring = new MonitoringStack(scope, { ...here, watched });
  const all = [
    ...foundations.values(),
    access,
    networkStack,
    data,
    compute,
    edge,
    ...recoveries.values(),
    backup,
    watch,
    checks,
    failover,
    monitoring,
  ];
  return { foundations, access, recoveries, monitoring, all, ...watched };
}

/** What a foundation gives to the other stacks of its Region. */
function shared({ notificationTopic, logKey, logBucket }: FoundationStack) {
  return { notificationTopic, logKey, logBucket };
}
