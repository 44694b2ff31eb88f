import { Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { TopologyExpectation } from '../../lambda/topology-check/contract';
import { DeadLetterQueue } from '../functions';
import type { Site, TierName } from '../site/site';
import { BackupCheck, type BackupName, type CheckedPlan } from './backup-check';
import { CheckSchedules } from './check-schedules';
import { DatabaseCheck } from './database-check';
import type { ScheduledCheck } from './scheduled-check';
import { TopologyCheck, type CheckedTier } from './topology-check';

/** Properties for `FailoverChecks`. */
export interface FailoverChecksProps {
  /** Site that is checked. */
  readonly site: Site;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Both tiers. */
  readonly tiers: Readonly<Record<TierName, CheckedTier>>;

  /** The network as it was deployed. */
  readonly network: TopologyExpectation;

  /** The Aurora cluster. */
  readonly cluster: IDatabaseCluster;

  /** Everything that the backup of the "system" covers, at least one bucket. */
  readonly systemResources: readonly IBucket[];

  /** Plans that back up the cluster and the system. */
  readonly plans: Readonly<Record<BackupName, CheckedPlan>>;
}

/**
 * The functions that watch, on schedule, whether the site could still lose a part.
 *
 * They read and report; none of their roles can change anything. What is not known is reported as unknown, never as
 * healthy and never as dead.
 */
export class FailoverChecks extends Construct {
  /** Tiers, NAT, routes and endpoints, every minute. */
  readonly topology: TopologyCheck;
  /** Writer and readers, every minute. */
  readonly database: DatabaseCheck;
  /** Plans, and recovery points in every Region, every hour. */
  readonly backup: BackupCheck;
  /** The three checks, for alarms that every check needs. */
  readonly all: readonly ScheduledCheck[];
  /** Starts the checks. */
  readonly schedules: CheckSchedules;
  /** Receives runs that failed every time, and starts that could not be delivered. */
  readonly deadLetterQueue: IQueue;

  constructor(scope: Construct, id: string, props: FailoverChecksProps) {
    super(scope, id);
    const { site, logKey, cluster, systemResources, plans } = props;
    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters').queue;
    const { deadLetterQueue } = this;
    this.schedules = new CheckSchedules(this, 'Schedules', { siteName: site.name, deadLetterQueue });
    const surroundings = { site, logKey, deadLetterQueue, schedules: this.schedules };
    this.topology = new TopologyCheck(this, 'Topology', {
      ...surroundings,
      tiers: props.tiers,
      network: props.network,
    });
    this.database = new DatabaseCheck(this, 'Database', { ...surroundings, cluster });
    this.backup = new BackupCheck(this, 'Backup', { ...surroundings, cluster, systemResources, plans });
    this.all = [this.topology.check, this.database.check, this.backup.check];
  }

  /** Runs and starts that wait in the dead-letter queue for a person. */
  metricDeadLetters(options?: MetricOptions): Metric {
    return this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), ...options });
  }
}
