/** How honmaru lives with a divergence. */
export type DivergenceBridge =
  | {
      /** Part of the local site that makes up for it. */
      readonly by: 'gateway' | 'localize' | 'provider' | 'observe';
      readonly how: string;
    }
  | {
      readonly by: 'nobody';
      /** Why nothing needs to make up for it. */
      readonly because: string;
    };

/** Something the emulator says otherwise than AWS would. */
export interface Divergence {
  /** What AWS does. */
  readonly aws: string;
  /** Where AWS says so. */
  readonly source: string;
  /** What the emulator does. */
  readonly emulator: string;
  readonly bridge: DivergenceBridge;
  /** What is to be done when the emulator no longer does it. */
  readonly whenChanged: string;
}

const AWS_DOCS = 'https://docs.aws.amazon.com';
const EC2_API = `${AWS_DOCS}/AWSEC2/latest/APIReference`;
const ELB_API = `${AWS_DOCS}/elasticloadbalancing/latest/APIReference`;
const RDS_API = `${AWS_DOCS}/AmazonRDS/latest/APIReference`;
const BACKUP_API = `${AWS_DOCS}/aws-backup/latest/devguide`;

const DROP_ENTRY = 'delete this entry and its probe';

/** Every known divergence of the emulator that a check, a drill or a reader could meet. */
export const DIVERGENCES = {
  InstanceZoneIgnoresSubnet: {
    aws: 'an instance is in the Availability Zone of its subnet',
    source: `${EC2_API}/API_Placement.html`,
    emulator: 'every instance is in the first zone of the Region',
    bridge: { by: 'gateway', how: 'DescribeInstances: the zone is that of the subnet' },
    whenChanged: `delete lib/local/gateway/bridges/instances.ts, and ${DROP_ENTRY}`,
  },
  InstanceWithoutInterfaces: {
    aws: 'an instance has a network interface',
    source: `${EC2_API}/API_Instance.html`,
    emulator: 'DescribeInstances and DescribeNetworkInterfaces name none',
    bridge: { by: 'nobody', because: 'no check reads network interfaces' },
    whenChanged: DROP_ENTRY,
  },
  EndpointWithoutInterfaces: {
    aws: 'an interface endpoint has a network interface in each of its subnets',
    source: `${EC2_API}/API_VpcEndpoint.html`,
    emulator: 'DescribeVpcEndpoints names the subnets and no interface',
    bridge: { by: 'nobody', because: 'the checks compare the subnets of an endpoint' },
    whenChanged: DROP_ENTRY,
  },
  RouteStaysActive: {
    aws: 'a route whose target is gone, or does not run, is a blackhole',
    source: `${EC2_API}/API_Route.html`,
    emulator: 'every route is active',
    bridge: {
      by: 'gateway',
      how: 'DescribeRouteTables: blackhole where the NAT gateway, internet gateway, endpoint or instance does not stand',
    },
    whenChanged: `delete lib/local/gateway/bridges/route-tables.ts, and ${DROP_ENTRY}`,
  },
  RouteToEndpointBecomesLocal: {
    aws: 'CreateRoute takes an endpoint as target',
    source: `${EC2_API}/API_CreateRoute.html`,
    emulator: 'CreateRoute with VpcEndpointId makes a local route; only CloudFormation makes the right one',
    bridge: { by: 'localize', how: 'routes are left to the CloudFormation of the emulator' },
    whenChanged: DROP_ENTRY,
  },
  GatewayEndpointWithoutRoute: {
    aws: 'a gateway endpoint has a route in each of its route tables',
    source: `${AWS_DOCS}/vpc/latest/privatelink/gateway-endpoints.html`,
    emulator: 'no route is made',
    bridge: { by: 'nobody', because: 'the checks leave out routes that AWS keeps by itself' },
    whenChanged: DROP_ENTRY,
  },
  IdFiltersIgnored: {
    aws: 'the filters nat-gateway-id, route-table-id and vpc-endpoint-id choose what is described',
    source: `${EC2_API}/API_DescribeNatGateways.html`,
    emulator: 'these filters are ignored: everything is described',
    bridge: { by: 'nobody', because: 'the checks pick what they asked about by its id' },
    whenChanged: DROP_ENTRY,
  },
  DefaultNetworkAclWithoutAssociations: {
    aws: 'a subnet is associated with the default network ACL of its network until it is given another',
    source: `${EC2_API}/API_NetworkAclAssociation.html`,
    emulator: 'the default network ACL has no associations, so that none can be replaced',
    bridge: { by: 'nobody', because: 'no check reads network ACLs, and the local site has no packets' },
    whenChanged: `let the provider make AWS::EC2::SubnetNetworkAclAssociation through the API, and ${DROP_ENTRY}`,
  },
  VpnTelemetryAbsent: {
    aws: 'DescribeVpnConnections says of each tunnel whether it is up',
    source: `${EC2_API}/API_VgwTelemetry.html`,
    emulator: 'there is no telemetry',
    bridge: { by: 'nobody', because: 'no check reads tunnels' },
    whenChanged: DROP_ENTRY,
  },
  TargetAlwaysHealthy: {
    aws: 'a target is unused when its instance is stopped, its zone not enabled or its group not in use',
    source: `${ELB_API}/API_TargetHealth.html`,
    emulator: 'every registered target is healthy',
    bridge: {
      by: 'gateway',
      how: 'DescribeTargetHealth: derived from instance, subnet, listeners and rules; targets by address are left alone',
    },
    whenChanged: `delete lib/local/gateway/bridges/target-health.ts if stopped instances, zones and unused groups are all told, and ${DROP_ENTRY}`,
  },
  TerminatedTargetStaysRegistered: {
    aws: 'a terminated instance is deregistered from its target groups',
    source: `${AWS_DOCS}/elasticloadbalancing/latest/application/target-group-register-targets.html`,
    emulator: 'it stays registered',
    bridge: { by: 'gateway', how: 'DescribeTargetHealth: such a target is unused, for it is in an invalid state' },
    whenChanged: DROP_ENTRY,
  },
  LoadBalancerZoneIgnoresSubnet: {
    aws: 'a load balancer is enabled in the zones of its subnets',
    source: `${ELB_API}/API_AvailabilityZone.html`,
    emulator: 'DescribeLoadBalancers puts every subnet into the first zone of the Region',
    bridge: { by: 'gateway', how: 'the health of targets is derived from the subnets, never from these zones' },
    whenChanged: DROP_ENTRY,
  },
  TargetGroupOfRuleUnused: {
    aws: 'a target group that only a listener rule names knows its load balancer',
    source: `${ELB_API}/API_TargetGroup.html`,
    emulator: 'LoadBalancerArns of the target group is empty',
    bridge: { by: 'gateway', how: 'the health of targets is derived from listeners and rules' },
    whenChanged: DROP_ENTRY,
  },
  AutoScalingGroupEmpty: {
    aws: 'an Auto Scaling group starts its instances',
    source: `${AWS_DOCS}/autoscaling/ec2/APIReference/API_AutoScalingGroup.html`,
    emulator: 'a group that CloudFormation makes has no instances',
    bridge: { by: 'provider', how: 'Honmaru::Local::Instances runs, tags and registers them' },
    whenChanged: `see whether the instances also exist in EC2, carry the tag aws:autoscaling:groupName and are registered; if so, drop Honmaru::Local::Instances, and ${DROP_ENTRY}`,
  },
  RestorableTimeStandsStill: {
    aws: 'LatestRestorableTime of a running cluster is at most about five minutes ago',
    source: `${AWS_DOCS}/AmazonRDS/latest/AuroraUserGuide/aurora-pitr.html`,
    emulator: 'it stays that of the creation',
    bridge: {
      by: 'gateway',
      how: 'DescribeDBClusters: derived from the moment the emulator answers, in steps of five minutes',
    },
    whenChanged: `delete lib/local/gateway/bridges/db-clusters.ts, and ${DROP_ENTRY}`,
  },
  EveryMemberIsWriter: {
    aws: 'a cluster has one writer',
    source: `${RDS_API}/API_DBClusterMember.html`,
    emulator: 'every instance that CloudFormation makes says it is the writer',
    bridge: { by: 'provider', how: 'clusters and their instances are made through the API' },
    whenChanged: `see whether zones and keys are kept as well; if so, make AWS::RDS::DBCluster and AWS::RDS::DBInstance native, and ${DROP_ENTRY}`,
  },
  ClusterSnapshotNotCopied: {
    aws: 'CopyDBClusterSnapshot copies a snapshot, also to another Region',
    source: `${RDS_API}/API_CopyDBClusterSnapshot.html`,
    emulator: 'the action is not known',
    bridge: { by: 'nobody', because: 'copies are made by AWS Backup, and no check copies' },
    whenChanged: DROP_ENTRY,
  },
  DatabaseEventsEmpty: {
    aws: 'DescribeEvents tells of a failover',
    source: `${RDS_API}/API_DescribeEvents.html`,
    emulator: 'a failover leaves no event',
    bridge: { by: 'nobody', because: 'the checks read states, not events' },
    whenChanged: DROP_ENTRY,
  },
  VaultLockDropped: {
    aws: 'a vault with a lock configuration is locked',
    source: `${BACKUP_API}/API_DescribeBackupVault.html`,
    emulator: 'CloudFormation drops the lock configuration, and the API to set one does not exist',
    bridge: {
      by: 'gateway',
      how: 'DescribeBackupVault: locked when the template that the vault was deployed from says so',
    },
    whenChanged: `delete lib/local/gateway/bridges/backup-vault.ts, and ${DROP_ENTRY}`,
  },
  RecoveryPointsEmpty: {
    aws: 'a completed backup job leaves a recovery point in its vault',
    source: `${BACKUP_API}/API_ListRecoveryPointsByBackupVault.html`,
    emulator: 'no vault ever holds a recovery point',
    bridge: { by: 'nobody', because: 'none is due in a vault as young as that of a local site, and none is made up' },
    whenChanged: `let the drill take backups and expect the check to count them, and ${DROP_ENTRY}`,
  },
  RestoreJobsEmpty: {
    aws: 'StartRestoreJob restores a recovery point, and ListRestoreJobs lists the job',
    source: `${BACKUP_API}/API_ListRestoreJobs.html`,
    emulator: 'restore jobs cannot be started',
    bridge: { by: 'nobody', because: 'there is nothing to restore from' },
    whenChanged: DROP_ENTRY,
  },
  AlarmIgnoresDimensions: {
    aws: 'an alarm watches the metric with exactly its dimensions',
    source: `${AWS_DOCS}/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`,
    emulator: 'it is evaluated on the metrics of that name whatever their dimensions',
    bridge: { by: 'observe', how: 'alarms are made without a metric, evaluated here, and set by SetAlarmState' },
    whenChanged: `see whether M of N and missing data are evaluated as well; if so, let the emulator evaluate, and ${DROP_ENTRY}`,
  },
} as const satisfies Readonly<Record<string, Divergence>>;

/** Name of a divergence. */
export type DivergenceId = keyof typeof DIVERGENCES;
