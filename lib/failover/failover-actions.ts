import { Duration } from 'aws-cdk-lib';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../functions';
import type { Site } from '../site/site';
import { DatabaseProbes, type DatabaseProbe } from './database-probes';
import type { DecisionRecords } from './decision-records';
import { FailoverDrill } from './failover-drill';
import { LeaseTable } from './lease-table';
import { Schedules } from './schedules';
import { WriterEvacuation } from './writer-evacuation';
import { WriterFailover } from './writer-failover';

/** Properties for `FailoverActions`. */
export interface FailoverActionsProps {
  /** Site whose database is failed over. */
  readonly site: Site;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Decision records of the Region. */
  readonly records: DecisionRecords;

  /** Cluster whose writer is moved. */
  readonly cluster: IDatabaseCluster;

  /** VPC of the cluster. */
  readonly vpc: IVpc;

  /** One subnet for each zone of the site, in which the probe of the zone stands. */
  readonly probeSubnets: readonly ISubnet[];

  /** Group of the probes, which reaches the database alone. */
  readonly probeSecurityGroup: ISecurityGroup;

  /** Load balancers of both tiers. */
  readonly loadBalancers: readonly IApplicationLoadBalancer[];
}

/**
 * The functions that move the writer when Aurora does not, when an operator says so, or on purpose, with their eyes in every
 * zone and the table that lets one of them act at a time.
 *
 * Concurrency set aside in the Region: 1 for each function that decides, of which there are three or four, and 3 for the probe
 * of each zone.
 */
export class FailoverActions extends Construct {
  /** Promotes a reader when Aurora does not, every minute. */
  readonly failover: WriterFailover;
  /** Moves the writer out of a zone, on an operator's order. */
  readonly evacuation: WriterEvacuation;
  /** Fails over on purpose; absent when the site has no drill. */
  readonly drill?: FailoverDrill;
  /** The probe of every zone. */
  readonly probes: readonly DatabaseProbe[];
  /** Keeps who may act. */
  readonly lease: LeaseTable;
  /** Starts what is not started by hand. */
  readonly schedules: Schedules;
  /** Receives runs that failed every time, and starts that could not be delivered. */
  readonly deadLetterQueue: IQueue;

  constructor(scope: Construct, id: string, props: FailoverActionsProps) {
    super(scope, id);
    const { site, logKey, cluster, vpc } = props;
    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters').queue;
    const { deadLetterQueue } = this;
    this.schedules = new Schedules(this, 'Schedules', { siteName: site.name, what: 'failover', deadLetterQueue });
    this.lease = new LeaseTable(this, 'Lease', { site });
    this.probes = new DatabaseProbes(this, 'Probes', {
      site,
      logKey,
      deadLetterQueue,
      vpc,
      subnets: props.probeSubnets,
      securityGroup: props.probeSecurityGroup,
      cluster,
    }).probes;
    const surroundings = {
      site,
      logKey,
      deadLetterQueue,
      records: props.records,
      cluster,
      probes: this.probes,
      lease: this.lease,
      loadBalancers: props.loadBalancers,
    };
    const { schedules } = this;
    this.failover = new WriterFailover(this, 'Failover', { ...surroundings, schedules });
    this.evacuation = new WriterEvacuation(this, 'Evacuation', surroundings);
    const { drill } = site.database.failover;
    if (drill !== undefined) {
      this.drill = new FailoverDrill(this, 'Drill', { ...surroundings, schedules, drill });
    }
  }

  /** Runs and starts that wait in the dead-letter queue for a person. */
  metricDeadLetters(options?: MetricOptions): Metric {
    return this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), ...options });
  }
}
