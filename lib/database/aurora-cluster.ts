import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  CfnDBCluster,
  CfnDBInstance,
  DatabaseCluster,
  ParameterGroup,
  SubnetGroup,
  type IClusterEngine,
  type IDatabaseCluster,
} from 'aws-cdk-lib/aws-rds';
import { CfnSecret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { KEPT, keptWhenProtected, KeyWatch, serviceUser, SiteKey } from '../foundation';
import type { Site } from '../site/site';
import { backups, credentials, monitoring, placement } from './cluster-settings';
import { DatabaseEvents } from './database-events';
import { DatabaseLogs } from './database-logs';
import { engineSettings } from './engine';
import { MonitoringRole } from './monitoring-role';

/** Database user of the application; it is made by SQL and may only sign in with IAM. */
export const APPLICATION_USER = 'site_app';

/** Properties for `AuroraCluster`. */
export interface AuroraClusterProps {
  /** Site whose database this is: engine, instances, zones, retention and windows. */
  readonly site: Site;

  /** VPC of the cluster. */
  readonly vpc: IVpc;

  /** One subnet of the role `data` per zone. */
  readonly subnets: readonly ISubnet[];

  /** Group that admits the app tier on the database port and nothing else; its rules are made with the network. */
  readonly securityGroup: ISecurityGroup;

  /** Topic for events of the cluster and its instances. */
  readonly notificationTopic: ITopic;

  /** Key of the log groups of the Region. */
  readonly logKey: IKey;
}

/**
 * The site's Aurora cluster: a writer and readers pinned to different zones, storage in three zones, encrypted with a
 * key of its own, reached over TLS alone.
 *
 * Failover is Aurora's own: it fences the old writer and promotes the reader with the lowest promotion tier. Point in
 * time recovery reaches back 35 days. Applications sign in with IAM as `site_app`, which the operator makes with SQL.
 *
 * What stays when the construct leaves its stack: with protection the cluster, and what a cluster cannot live without,
 * its subnet and parameter groups. Instances hold no data and go: a reader taken out of the site file must not run on,
 * and be paid for, outside every stack. Without protection the cluster leaves a final snapshot. The key always stays,
 * for neither cluster nor snapshot can be read without it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 */
export class AuroraCluster extends Construct {
  /** The cluster. */
  readonly cluster: IDatabaseCluster;

  /** User name and password of the master user. */
  readonly secret: ISecret;

  /** Encrypts storage, snapshots, Performance Insights and the secret. */
  readonly key: IKey;

  /** Name of the subnet group, for restores into the same subnets. */
  readonly subnetGroupName: string;

  /** Names of the parameter groups of the cluster and of every instance, for the check that looks for drift. */
  readonly parameterGroupNames: { readonly cluster: string; readonly instance: string };

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    const { site, vpc, subnets } = props;
    const settings = engineSettings(site.database);
    const removalPolicy = keptWhenProtected(site);
    this.key = new SiteKey(this, 'Key', {
      site,
      purpose: 'database',
      description: 'database with its snapshots and secret',
      users: [...serviceUser(this, 'rds'), ...serviceUser(this, 'secretsmanager')],
      retain: 'always',
    }).key;
    const subnetGroup = new SubnetGroup(this, 'SubnetGroup', {
      description: `${site.name}: data subnets`,
      vpc,
      vpcSubnets: { subnets: [...subnets] },
      removalPolicy,
    });
    const parameterGroup = new ParameterGroup(this, 'ParameterGroup', {
      engine: settings.engine,
      description: `${site.name}: TLS forced, connections and changes recorded`,
      parameters: { ...settings.parameters },
      removalPolicy,
    });
    const monitoringRole = new MonitoringRole(this, 'MonitoringRole').role;
    const logs = new DatabaseLogs(this, 'Logs', { site, logKey: props.logKey });
    const cluster = new DatabaseCluster(this, 'Resource', {
      ...placement(site, this.key),
      ...credentials(site, this.key),
      ...monitoring(this.key, monitoringRole),
      ...backups(site),
      engine: settings.engine,
      vpc,
      // The subnet group decides; the CDK looks for subnets all the same, and a bare VPC has none it would find.
      vpcSubnets: { subnets: [...subnets] },
      securityGroups: [props.securityGroup],
      subnetGroup,
      parameterGroup,
      storageEncryptionKey: this.key,
      cloudwatchLogsExports: [...settings.logs],
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
    keepWhenProtected(cluster, site);
    oneByOne(cluster);
    nameRunbook(cluster);
    cluster.node.addDependency(logs);
    new DatabaseEvents(this, 'Events', { cluster, notificationTopic: props.notificationTopic });
    new KeyWatch(this, 'KeyWatch', { key: this.key, notificationTopic: props.notificationTopic });

    if (cluster.secret === undefined) {
      throw new Error('the cluster has no secret for its master user');
    }
    this.cluster = cluster;
    this.secret = cluster.secret;
    this.subnetGroupName = subnetGroup.subnetGroupName;
    this.parameterGroupNames = {
      cluster: parameterGroup.bindToCluster({}).parameterGroupName,
      // Instances are given none: RDS takes that of the engine's family.
      instance: `default.${requireFamily(settings.engine)}`,
    };
  }

  /** Lets a role sign in to the database as the application's user. */
  grantConnect(grantee: IGrantable): Grant {
    return this.cluster.grantConnect(grantee, APPLICATION_USER);
  }

  /** Processor load of the busiest instance, in per cent. */
  metricCpu(options?: MetricOptions): IMetric {
    return this.metric('CPUUtilization', 'Maximum', options);
  }

  /** Free memory of the fullest instance, in bytes. */
  metricFreeableMemory(options?: MetricOptions): IMetric {
    return this.metric('FreeableMemory', 'Minimum', options);
  }

  /** Connections to the instance that has most of them. */
  metricConnections(options?: MetricOptions): IMetric {
    return this.metric('DatabaseConnections', 'Maximum', options);
  }

  /** Lag of the reader farthest behind the writer, in milliseconds. */
  metricReplicaLag(options?: MetricOptions): IMetric {
    return this.metric('AuroraReplicaLagMaximum', 'Maximum', options);
  }

  /** Free temporary storage of the fullest instance, in bytes; the shared storage grows by itself. */
  metricFreeLocalStorage(options?: MetricOptions): IMetric {
    return this.metric('FreeLocalStorage', 'Minimum', options);
  }

  /** Deadlocks per second. */
  metricDeadlocks(options?: MetricOptions): IMetric {
    return this.metric('Deadlocks', 'Maximum', options);
  }

  /** Shared storage used, in bytes. */
  metricVolumeBytesUsed(options?: MetricOptions): IMetric {
    return this.metric('VolumeBytesUsed', 'Maximum', options);
  }

  private metric(name: string, statistic: string, options: MetricOptions = {}): IMetric {
    return this.cluster.metric(name, { statistic, period: Duration.minutes(1), ...options });
  }
}

function requireFamily({ engineType, parameterGroupFamily }: IClusterEngine): string {
  if (parameterGroupFamily === undefined) {
    throw new Error(`no parameter group family of ${engineType}`);
  }
  return parameterGroupFamily;
}

/** With protection, keeps the data and the password to it. */
function keepWhenProtected(cluster: DatabaseCluster, site: Site): void {
  for (const resource of cluster.node.findAll()) {
    if (site.protection && (resource instanceof CfnDBCluster || resource instanceof CfnSecret)) {
      resource.applyRemovalPolicy(KEPT);
    }
  }
}

/** Has each instance changed after the one before it, so that a reader that can be promoted is always there. */
function oneByOne(cluster: DatabaseCluster): void {
  const instances = cluster.node.findAll().filter((child) => child instanceof CfnDBInstance);
  instances.slice(1).forEach((instance, index) => {
    const previous = instances[index];
    if (previous !== undefined) {
      instance.addResourceDependency(previous);
    }
  });
}

/** Users that sign in with IAM are made by SQL, which no template runs. */
function nameRunbook(cluster: DatabaseCluster): void {
  cluster.node
    .findAll()
    .filter((child) => child instanceof CfnDBCluster)
    .forEach((resource) => {
      resource.addMetadata('Runbook', 'docs/runbooks/database-users.md');
    });
}
