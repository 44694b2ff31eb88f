import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { DATABASE_METRICS, type DatabaseCheckEvent } from '../../lambda/database-check/contract';
import type { Database, Site } from '../site/site';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** Properties for `DatabaseCheck`. */
export interface DatabaseCheckProps extends CheckSurroundings {
  /** Cluster whose readiness to fail over is watched. */
  readonly cluster: IDatabaseCluster;

  /**
   * Time between two checks: whole minutes, 1 to 1,440.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/**
 * Watches where the writer and the readers of the Aurora cluster are, and whether Aurora could promote one.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 */
export class DatabaseCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: DatabaseCheckProps) {
    super(scope, id);
    this.check = new ScheduledCheck(this, 'Resource', {
      site: props.site,
      logKey: props.logKey,
      deadLetterQueue: props.deadLetterQueue,
      schedules: props.schedules,
      check: 'database-check',
      description: `${props.site.name}: one writer, and readers in other zones that Aurora could promote`,
      interval: props.interval ?? Duration.minutes(1),
      timeout: Duration.seconds(45),
      statements: describeCluster(this, props.cluster),
      event: databaseEvent(props.site, props.cluster),
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
}

function describeCluster(scope: Construct, cluster: IDatabaseCluster): PolicyStatement[] {
  const stack = Stack.of(scope);
  return [
    new PolicyStatement({
      sid: 'DescribeCluster',
      actions: ['rds:DescribeDBClusters'],
      resources: [cluster.clusterArn],
    }),
    new PolicyStatement({
      sid: 'DescribeInstances',
      // Instances are found by their cluster, and RDS decides about such a question on all instances of the Region.
      actions: ['rds:DescribeDBInstances'],
      resources: [
        stack.formatArn({
          service: 'rds',
          resource: 'db',
          resourceName: '*',
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
    }),
  ];
}

function databaseEvent(site: Site, cluster: IDatabaseCluster): DatabaseCheckEvent {
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
