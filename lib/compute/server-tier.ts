import { Aws, Lazy, Stack } from 'aws-cdk-lib';
import { CfnAutoScalingGroup, type IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { UserData } from 'aws-cdk-lib/aws-ec2';
import type {
  IApplicationListener,
  IApplicationLoadBalancer,
  IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IGrantable, IPrincipal, IRole } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct, type IDependable } from 'constructs';
import { SiteLogGroup } from '../foundation';
import { autoScalingGroupName, servicePorts } from '../site';
import { autoScalingGroupArn } from './auto-scaling-group-arn';
import { bootScript } from './boot/boot-script';
import { SETTINGS_DIRECTORY } from './boot/server-files';
import { InstanceRole } from './instance-role';
import { TierLaunchTemplate } from './launch-template';
import { releaseFolder, Releases } from './releases';
import { RollbackAlarms } from './rollback-alarms';
import { ServerGroup } from './server-group';
import type { ServerTierProps } from './server-tier-props';
import { TierLoadBalancer } from './tier-load-balancer';
import { TierMetrics } from './tier-metrics';
import { TierTargetGroup } from './tier-target-group';

/** Hook that holds a new server back until it answers. */
const LAUNCH_HOOK_NAME = 'server-answers';

/**
 * One tier of servers: an internal load balancer and an Auto Scaling group over all zones of the site.
 *
 * Permissions for the servers are granted to the tier itself: `cluster.grantConnect(tier)`.
 */
export class ServerTier extends Construct implements IGrantable {
  /** Load balancer of the tier. */
  readonly loadBalancer: IApplicationLoadBalancer;

  /** Its only listener. */
  readonly listener: IApplicationListener;

  /** Its servers. */
  readonly targetGroup: IApplicationTargetGroup;

  /** Their group, named `autoScalingGroupName(site, tier)`. */
  readonly autoScalingGroup: IAutoScalingGroup;

  /** ARN of the group with the identifier AWS gave it, by which zonal shifts are asked for. */
  readonly autoScalingGroupArn: string;

  /** Role of the servers; grants go to the tier itself. */
  readonly role: IRole;

  /** Takes permissions into the managed policy of the role. */
  readonly grantPrincipal: IPrincipal;

  /** Log group of the servers: `/<site>/<tier>-servers`. */
  readonly logGroup: ILogGroup;

  /** Alarms that roll an instance refresh back. */
  readonly rollbackAlarms: readonly IAlarm[];

  /** Measurements of the tier. */
  readonly metrics: TierMetrics;

  constructor(scope: Construct, id: string, props: ServerTierProps) {
    super(scope, id);
    const { site, tier, vpc, notificationTopic } = props;
    const groupName = autoScalingGroupName(site, tier);
    const { logGroup } = new SiteLogGroup(this, 'Logs', {
      site,
      logGroupName: `/${site.name}/${tier}-servers`,
      key: props.logKey,
    });
    const release = releaseOf(this, props);
    const role = new InstanceRole(this, 'Role', { ...props, groupName, logGroup });

    const { targetGroup } = new TierTargetGroup(this, 'Targets', { site, tier, vpc });
    const { loadBalancer, listener } = new TierLoadBalancer(this, 'LoadBalancer', {
      ...props,
      subnets: props.loadBalancerSubnets,
      securityGroup: props.loadBalancerSecurityGroup,
      targetGroup,
    });
    const metrics = new TierMetrics({ loadBalancer, targetGroup, groupName });
    const { alarms } = new RollbackAlarms(this, 'Rollback', { site, tier, metrics, notificationTopic });

    const boot = { groupName, logGroup, releaseKey: release.key, group: (): IConstruct => group };
    const group: IAutoScalingGroup = new ServerGroup(this, 'Servers', {
      ...props,
      groupName,
      subnets: props.instanceSubnets,
      launchTemplate: new TierLaunchTemplate(this, 'Launch', {
        site,
        tier,
        role: role.role,
        securityGroup: props.instanceSecurityGroup,
        userData: userData(props, boot),
        name: groupName,
      }).launchTemplate,
      targetGroup,
      rollbackAlarms: alarms,
      launchHookName: LAUNCH_HOOK_NAME,
    }).autoScalingGroup;
    // The group asks a load balancer about its servers, and the first of them fetch the release.
    group.node.addDependency(listener, ...release.uploads);

    this.loadBalancer = loadBalancer;
    this.listener = listener;
    this.targetGroup = targetGroup;
    this.autoScalingGroup = group;
    this.autoScalingGroupArn = autoScalingGroupArn(group);
    this.role = role.role;
    this.grantPrincipal = role.grantPrincipal;
    this.logGroup = logGroup;
    this.rollbackAlarms = alarms;
    this.metrics = metrics;
  }
}

/** Key of the release, and what puts it there. */
function releaseOf(scope: Construct, props: ServerTierProps): { key: string; uploads: readonly IDependable[] } {
  if (props.releaseKey !== undefined) {
    const folder = releaseFolder(props.tier);
    if (!props.releaseKey.startsWith(folder)) {
      throw new Error(`release key ${props.releaseKey} must begin with ${folder}: servers may read nothing else`);
    }
    return { key: props.releaseKey, uploads: [] };
  }
  const releases = Releases.ofStack(scope, props);
  return { key: releases.keys[props.tier], uploads: [releases] };
}

/** What the boot script needs to know about the rest of the tier. */
interface BootContext {
  readonly groupName: string;
  readonly logGroup: ILogGroup;
  readonly releaseKey: string;
  /** The Auto Scaling group, which is made after its launch template. */
  readonly group: () => IConstruct;
}

/** Boot script of the tier. It names the group by its logical id: a reference would be circular. */
function userData(props: ServerTierProps, context: BootContext): UserData {
  const { site, tier } = props;
  const { region } = site.regions.primary;
  const { release, healthCheck, bootSeconds } = site.tiers[tier];
  const port = servicePorts(site)[tier];
  return bootScript({
    region,
    groupName: context.groupName,
    hookName: LAUNCH_HOOK_NAME,
    port,
    healthPath: healthCheck.path,
    waitSeconds: bootSeconds,
    stackId: Aws.STACK_ID,
    groupLogicalId: Lazy.string({ produce: () => logicalId(context.group()) }),
    bucketName: props.releaseBucket.bucketName,
    releaseKey: context.releaseKey,
    packages: release.packages,
    start: release.start,
    logGroupName: context.logGroup.logGroupName,
    environment: {
      SITE: site.name,
      TIER: tier,
      AWS_REGION: region,
      HOST: '0.0.0.0',
      PORT: String(port),
      HEALTH_PATH: healthCheck.path,
      TLS_CERT_FILE: `${SETTINGS_DIRECTORY}/tls.crt`,
      TLS_KEY_FILE: `${SETTINGS_DIRECTORY}/tls.key`,
      ...props.environment,
    },
  });
}

function logicalId(group: IConstruct): string {
  const resource = group.node.defaultChild;
  if (!(resource instanceof CfnAutoScalingGroup)) {
    throw new Error('an Auto Scaling group has no resource of that type');
  }
  return Stack.of(group).getLogicalId(resource);
}
