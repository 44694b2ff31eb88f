import { Duration, Stack } from 'aws-cdk-lib';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { DATABASE_METRICS, type DatabaseCheckEvent } from '../../lambda/database-check/contract';
import { SAFE_LIMITS } from '../../lambda/shared/failover/contract';
import type { Database } from '../site/site';
import { describeCluster, describeInstances } from './database-statements';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/**
 * Failovers within an hour that may happen: maintenance patches every instance, and so moves the writer once or twice. More
 * mean that what moves it is still there.
 */
const FAILOVERS_PER_HOUR = 3;

/** Properties for `DatabaseCheck`. */
export interface DatabaseCheckProps extends CheckSurroundings {
  /** Cluster whose readiness to fail over is watched. */
  readonly cluster: IDatabaseCluster;

  /** Names of the parameter groups of the cluster and of every instance. */
  readonly parameterGroupNames: { readonly cluster: string; readonly instance: string };

  /**
   * Time between two checks: whole minutes, 1 to 1,440.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/**
 * Watches where the writer and the readers of the Aurora cluster are, whether Aurora could promote one, and whether the
 * cluster is still as it was deployed.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 */
export class DatabaseCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: DatabaseCheckProps) {
    super(scope, id);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'database-check',
      description: `${props.site.name}: one writer, and readers in other zones that Aurora could promote`,
      interval: props.interval ?? INTERVALS['database-check'],
      timeout: Duration.seconds(45),
      statements: [describeCluster(props.cluster), describeInstances(this), readHistory(this)],
      event: databaseEvent(props),
    });
  }

  /** Instances that say they are the writer. */
  metricWriters(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.writers, options);
  }

  /** 1 while the cluster reports more than one writer, otherwise 0. */
  metricSplitSuspected(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.splitSuspected, options);
  }

  /** Readers outside the writer's zone that Aurora could promote, the lowest number in the period. */
  metricPromotableReaders(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.promotableReaders, { statistic: Stats.MINIMUM, ...options });
  }

  /** Zones that hold an available instance, the lowest number in the period. */
  metricZones(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.zones, { statistic: Stats.MINIMUM, ...options });
  }

  /** Age of the latest point in time the cluster can be restored to, in seconds. */
  metricRestorableAge(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.restorableAge, options);
  }

  /** Milliseconds that the reader farthest behind is behind the writer. */
  metricReplicaLag(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.replicaLag, options);
  }

  /** Failovers of the last hour. */
  metricFailovers(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.failovers, options);
  }

  /** Parameter groups that are not those deployed, or not in effect. */
  metricParameterFaults(options?: MetricOptions): Metric {
    return this.check.metric(DATABASE_METRICS.parameterFaults, options);
  }
}

/** Events and metrics are read by name, and neither action knows a resource. */
function readHistory(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadHistory',
    actions: ['cloudwatch:GetMetricData', 'rds:DescribeEvents'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': Stack.of(scope).region } },
  });
}

function databaseEvent({ site, cluster, parameterGroupNames }: DatabaseCheckProps): DatabaseCheckEvent {
  const { writer, readers } = site.database;
  const instances = [writer, ...readers];
  return {
    version: 1,
    site: site.name,
    clusterIdentifier: cluster.clusterIdentifier,
    availabilityZones: unique(instances.map((instance) => instance.availabilityZone)),
    instanceClasses: unique(instances.map((instance) => `db.${instance.instanceType}`)),
    instances: instances.length,
    minimumPromotableReaders: minimumPromotableReaders(site.database),
    // The check and the function that would promote the reader agree on which can be.
    maximumReplicaLagMilliseconds: SAFE_LIMITS.maximumReplicaLagMilliseconds,
    maximumFailoversPerHour: FAILOVERS_PER_HOUR,
    clusterParameterGroup: parameterGroupNames.cluster,
    instanceParameterGroup: parameterGroupNames.instance,
    deletionProtection: site.protection,
    storageEncrypted: true,
  };
}

/** Instances outside the fullest zone: what is left to promote when the writer happens to be there. */
export function minimumPromotableReaders(database: Pick<Database, 'writer' | 'readers'>): number {
  const zones = [database.writer, ...database.readers].map((instance) => instance.availabilityZone);
  const fullest = Math.max(...unique(zones).map((zone) => zones.filter((other) => other === zone).length));
  return zones.length - fullest;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
