import { Duration, Tags } from 'aws-cdk-lib';
import {
  AdditionalHealthCheckType,
  AutoScalingGroup,
  CapacityDistributionStrategy,
  CfnAutoScalingGroup,
  GroupMetrics,
  HealthChecks,
  InstanceRefreshStrategy,
  PoolState,
  StandbyInstances,
  TerminationPolicy,
  UpdatePolicy,
  type IAutoScalingGroup,
} from 'aws-cdk-lib/aws-autoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILaunchTemplate, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Site, TierName } from '../site';
import { ScheduledMinimums } from './scheduled-minimums';
import { launchHeartbeat, targetRequestsPerMinute, warmup } from './server-timing';

/** Share of the group that a refresh may add for a while; none is ever taken away before its successor serves. */
const REPLACEMENT = { minHealthyPercentage: 100, maxHealthyPercentage: 110 } as const;
/** A first part of the group, and a pause in which the rollback alarms can see what it does. */
const FIRST_PART_PERCENT = 20;
const PAUSE = Duration.minutes(4);
/** Time for which a finished refresh is watched: longer than the slowest rollback alarm. */
const BAKE_TIME = Duration.minutes(5);

/** Properties for `ServerGroup`. */
export interface ServerGroupProps {
  /** Site the servers belong to. */
  readonly site: Site;

  /** Tier the servers belong to. */
  readonly tier: TierName;

  /** Name of the group and of its instances. */
  readonly groupName: string;

  /** The VPC. */
  readonly vpc: IVpc;

  /** Subnets of the servers, one per zone. */
  readonly subnets: readonly ISubnet[];

  /** How a server is launched. */
  readonly launchTemplate: ILaunchTemplate;

  /** Where requests come from. */
  readonly targetGroup: IApplicationTargetGroup;

  /** Alarms that roll an instance refresh back. */
  readonly rollbackAlarms: readonly IAlarm[];

  /** Topic told about every launch and termination. */
  readonly notificationTopic: ITopic;

  /** Name of the hook that holds a new server back until it answers. */
  readonly launchHookName: string;
}

/**
 * Auto Scaling group of a tier: spread evenly over the zones, sized so that it needs no launch when one zone is lost.
 *
 * Each new server waits in a launch hook until it answers. So only answering servers reach the load balancer, a bad
 * release never replaces a good server, and a stopped server of the warm pool is complete before it is stopped.
 */
export class ServerGroup extends Construct {
  /** The group. */
  readonly autoScalingGroup: IAutoScalingGroup;

  constructor(scope: Construct, id: string, props: ServerGroupProps) {
    super(scope, id);
    const tier = props.site.tiers[props.tier];
    const group = new AutoScalingGroup(this, 'Resource', {
      autoScalingGroupName: props.groupName,
      vpc: props.vpc,
      vpcSubnets: { subnets: [...props.subnets] },
      // An uneven group would not carry the peak when its fullest zone is lost.
      azCapacityDistributionStrategy: CapacityDistributionStrategy.BALANCED_ONLY,
      launchTemplate: props.launchTemplate,
      // Never a desired capacity: each deployment would reset the size of a group that has scaled.
      minCapacity: tier.minInstances,
      maxCapacity: tier.maxInstances,
      ...REPLACEMENT,
      healthChecks: HealthChecks.withAdditionalChecks({
        additionalTypes: [AdditionalHealthCheckType.ELB],
        gracePeriod: Duration.seconds(tier.bootSeconds),
      }),
      defaultInstanceWarmup: warmup(tier),
      terminationPolicies: [TerminationPolicy.OLDEST_LAUNCH_TEMPLATE, TerminationPolicy.DEFAULT],
      newInstancesProtectedFromScaleIn: false,
      groupMetrics: [GroupMetrics.all()],
      notifications: [{ topic: props.notificationTopic }],
      updatePolicy: refresh(props),
    });
    group.node.addDependency(...props.rollbackAlarms);
    group.attachToApplicationTargetGroup(props.targetGroup);
    group.scaleOnRequestCount('Requests', {
      targetRequestsPerMinute: targetRequestsPerMinute(props.site, tier),
    });
    new ScheduledMinimums(this, 'Sales', { site: props.site, tier: props.tier, autoScalingGroup: group });
    if (tier.warmPool !== undefined) {
      const { minSize } = tier.warmPool;
      // Both the same: exactly that many. Left out, the second would fill the pool up to the group's greatest size.
      group.addWarmPool({ minSize, maxGroupPreparedCapacity: minSize, poolState: PoolState.STOPPED });
    }
    Tags.of(group).add('Name', props.groupName);
    configureGroup(group.node.defaultChild, props);
    this.autoScalingGroup = group;
  }
}

/** Replaces servers when their launch template changed, and gives up as soon as an alarm is raised. */
function refresh({ site, tier, rollbackAlarms }: ServerGroupProps): UpdatePolicy {
  return UpdatePolicy.instanceRefresh({
    strategy: InstanceRefreshStrategy.ROLLING,
    ...REPLACEMENT,
    instanceWarmup: warmup(site.tiers[tier]),
    checkpointPercentages: [FIRST_PART_PERCENT, 100],
    checkpointDelay: PAUSE,
    bakeTime: BAKE_TIME,
    alarms: [...rollbackAlarms],
    // An instance that was set aside for an inquiry stays as it is and holds nobody up.
    standbyInstances: StandbyInstances.IGNORE,
  });
}

/**
 * What the construct library has no words for.
 *
 * The creation policy is set here, because the property `signals` would add an inline policy to the role. It counts at
 * the first deployment alone: a refresh relies on the launch hook and the load balancer's health checks instead.
 *
 * The hook is part of the group: one of its own would come after the first servers.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-zonal-shift.html
 */
function configureGroup(resource: unknown, props: ServerGroupProps): void {
  if (!(resource instanceof CfnAutoScalingGroup)) {
    throw new Error('an Auto Scaling group has no resource of that type');
  }
  const tier = props.site.tiers[props.tier];
  const heartbeat = launchHeartbeat(tier);
  resource.cfnOptions.creationPolicy = {
    resourceSignal: { count: tier.minInstances, timeout: heartbeat.plus(Duration.minutes(5)).toIsoString() },
  };
  resource.lifecycleHookSpecificationList = [
    {
      lifecycleHookName: props.launchHookName,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      heartbeatTimeout: heartbeat.toSeconds(),
      // Silence means that the server did not get ready: another one is launched in its place.
      defaultResult: 'ABANDON',
    },
  ];
  // Acts while the group itself is shifted away from a zone, by an operator or by `ZonalAutoshift`; a shift of the load
  // balancer alone does not count. The other zones carry the peak as they are, so nothing in that zone is replaced.
  resource.availabilityZoneImpairmentPolicy = {
    zonalShiftEnabled: true,
    impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
  };
}
