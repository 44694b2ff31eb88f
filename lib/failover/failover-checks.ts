import { Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { TopologyExpectation } from '../../lambda/topology-check/contract';
import { DeadLetterQueue } from '../functions';
import type { Site, TierName } from '../site/site';
import { AuditCheck, type AuditCheckProps } from './audit-check';
import { BackupCheck } from './backup-check';
import { CertificateCheck, type CheckedCertificate } from './certificate-check';
import { ChangeNotices } from './change-notices';
import type { BackupName, CheckedPlan, CheckedRestoreTest } from './checked-backups';
import { DailySummary, type SummarizedFunction } from './daily-summary';
import { DatabaseCheck } from './database-check';
import { DecisionRecords } from './decision-records';
import { INTERVALS } from './intervals';
import type { ScheduledCheck } from './scheduled-check';
import { Schedules } from './schedules';
import { TopologyCheck, type CheckedTier } from './topology-check';

/** Properties for `FailoverChecks`. */
export interface FailoverChecksProps {
  /** Site that is checked. */
  readonly site: Site;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Receives the access logs of the decision records. */
  readonly logBucket: IBucket;

  /** Hears of every change. */
  readonly notificationTopic: ITopic;

  /** Both tiers. */
  readonly tiers: Readonly<Record<TierName, CheckedTier>>;

  /** The network as it was deployed. */
  readonly network: TopologyExpectation;

  /** The Aurora cluster. */
  readonly cluster: IDatabaseCluster;

  /** Names of the parameter groups of the cluster and of every instance. */
  readonly parameterGroupNames: { readonly cluster: string; readonly instance: string };

  /** Everything that the backup of the "system" covers, at least one bucket. */
  readonly systemResources: readonly IBucket[];

  /** Plans that back up the cluster and the system. */
  readonly plans: Readonly<Record<BackupName, CheckedPlan>>;

  /** Plan that restores recovery points on trial. */
  readonly restoreTest: CheckedRestoreTest;

  /** Certificates of the site; none while it has no domain. */
  readonly certificates: readonly CheckedCertificate[];

  /** What watches from another Region, and where its records are, for the daily mail. */
  readonly watch: {
    readonly region: string;
    readonly records: DecisionRecords;
    /** The functions there. */
    readonly checks: readonly ScheduledCheck[];
  };

  /** Logs, web ACL and topics. */
  readonly audited: Pick<AuditCheckProps, 'flowLog' | 'logGroups' | 'edge' | 'topics'>;
}

/**
 * The functions that watch, on schedule, whether the site could still lose a part, with the records of what they decide.
 *
 * They read and report; none of their roles can change anything they watch. What is not known is reported as unknown, never
 * as healthy and never as dead.
 */
export class FailoverChecks extends Construct {
  /** Tiers, NAT, routes and endpoints, every minute. */
  readonly topology: TopologyCheck;
  /** Writer and readers, every minute. */
  readonly database: DatabaseCheck;
  /** Plans, and recovery points in every Region, every hour. */
  readonly backup: BackupCheck;
  /** Logs, trail, web ACL and notifications, every five minutes. */
  readonly audit: AuditCheck;
  /** Certificates of the site and of its database, every hour. */
  readonly certificate: CertificateCheck;
  /** One mail a day about all of it. */
  readonly summary: DailySummary;
  /** Every check, for alarms that each of them needs. */
  readonly all: readonly ScheduledCheck[];
  /** Decision records of the Region. */
  readonly records: DecisionRecords;
  /** Starts the checks. */
  readonly schedules: Schedules;
  /** Receives runs that failed every time, starts that could not be delivered, and notices that reached nobody. */
  readonly deadLetterQueue: IQueue;
  /** Tells the contacts of every change, of the functions of the whole Region. */
  readonly changeRule: IRule;

  constructor(scope: Construct, id: string, props: FailoverChecksProps) {
    super(scope, id);
    const { site, logKey, cluster, systemResources, plans, notificationTopic } = props;
    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters').queue;
    const { deadLetterQueue } = this;
    this.records = new DecisionRecords(this, 'Records', { site, logBucket: props.logBucket });
    this.schedules = new Schedules(this, 'Schedules', { siteName: site.name, what: 'the checks', deadLetterQueue });
    const { records, schedules } = this;
    const surroundings = { site, logKey, deadLetterQueue, records, schedules };
    this.topology = new TopologyCheck(this, 'Topology', {
      ...surroundings,
      tiers: props.tiers,
      network: props.network,
    });
    const { parameterGroupNames, restoreTest } = props;
    this.database = new DatabaseCheck(this, 'Database', { ...surroundings, cluster, parameterGroupNames });
    this.backup = new BackupCheck(this, 'Backup', { ...surroundings, cluster, systemResources, plans, restoreTest });
    this.audit = new AuditCheck(this, 'Audit', { ...surroundings, ...props.audited });
    const { certificates } = props;
    this.certificate = new CertificateCheck(this, 'Certificate', { ...surroundings, cluster, certificates });
    this.all = [this.topology, this.database, this.backup, this.audit, this.certificate].map(({ check }) => check);
    this.summary = new DailySummary(this, 'Summary', {
      ...surroundings,
      notificationTopic,
      functions: summarized(this.all, props),
    });
    this.changeRule = new ChangeNotices(this, 'Changes', { site, notificationTopic, deadLetterQueue }).rule;
  }

  /** Runs, starts and notices that wait in the dead-letter queue for a person. */
  metricDeadLetters(options?: MetricOptions): Metric {
    return this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), ...options });
  }
}

/** Functions about which the daily mail tells: the checks, those that act, and those that watch from another Region. */
function summarized(
  checks: readonly ScheduledCheck[],
  { site, watch }: Pick<FailoverChecksProps, 'site' | 'watch'>,
): SummarizedFunction[] {
  return [
    ...checks.map(({ name, interval }) => ({ name, interval })),
    { name: 'fail-over-writer', interval: INTERVALS['fail-over-writer'] },
    { name: 'evacuate-writer' },
    ...(site.database.failover.drill === undefined ? [] : [{ name: 'drill' } as const]),
    ...watch.checks.map(({ name, interval }) => ({ name, interval, elsewhere: watch })),
  ];
}
