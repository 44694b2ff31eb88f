import { Duration, Stack } from 'aws-cdk-lib';
import type { IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IApplicationLoadBalancer, IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  TOPOLOGY_METRICS,
  tierMetricName,
  tierZoneMetricName,
  zoneMetricName,
  type TopologyCheckEvent,
  type TopologyExpectation,
} from '../../lambda/topology-check/contract';
import type { TierName } from '../site/site';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** Servers of one tier, as the check finds them. */
export interface CheckedTier {
  /** Group that launches the servers. */
  readonly autoScalingGroup: IAutoScalingGroup;

  /** ARN of the group with the identifier AWS gave it: zonal shifts are asked for by no other name. */
  readonly autoScalingGroupArn: string;

  /** Load balancer in front of them. */
  readonly loadBalancer: IApplicationLoadBalancer;

  /** Target group that knows which of them answer. */
  readonly targetGroup: IApplicationTargetGroup;
}

/** Properties for `TopologyCheck`. */
export interface TopologyCheckProps extends CheckSurroundings {
  /** Both tiers. */
  readonly tiers: Readonly<Record<TierName, CheckedTier>>;

  /** The network as it was deployed. */
  readonly network: TopologyExpectation;

  /**
   * Time between two checks: whole minutes, 1 to 1,440.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/** Watches the spread and health of both tiers, and every zone's way out. */
export class TopologyCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: TopologyCheckProps) {
    super(scope, id);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'topology-check',
      description: `${props.site.name}: spread and health of both tiers, NAT, routes and endpoints of every zone`,
      interval: props.interval ?? INTERVALS['topology-check'],
      timeout: Duration.seconds(45),
      statements: [describeRegion(this), readZonalShifts(Object.values(props.tiers))],
      event: topologyEvent(props),
    });
  }

  /** Healthy targets of a tier in a zone, the lowest number in the period. */
  metricHealthyTargets(tier: TierName, availabilityZone: string, options?: MetricOptions): Metric {
    return this.check.metric(tierZoneMetricName('HealthyTargets', tier, availabilityZone), {
      statistic: Stats.MINIMUM,
      ...options,
    });
  }

  /** Running instances of a tier in a zone, the lowest number in the period. */
  metricRunningInstances(tier: TierName, availabilityZone: string, options?: MetricOptions): Metric {
    return this.check.metric(tierZoneMetricName('RunningInstances', tier, availabilityZone), {
      statistic: Stats.MINIMUM,
      ...options,
    });
  }

  /** Zones in which a tier has fewer healthy targets than the loss of another zone demands. */
  metricZonesBelowMinimum(tier: TierName, options?: MetricOptions): Metric {
    return this.check.metric(tierMetricName('ZonesBelowMinimum', tier), options);
  }

  /** Greatest less smallest number of a tier's running instances over the zones; above 1 is out of balance. */
  metricSpreadImbalance(tier: TierName, options?: MetricOptions): Metric {
    return this.check.metric(tierMetricName('SpreadImbalance', tier), options);
  }

  /** 1 while the NAT gateway of a zone is available, otherwise 0. */
  metricNatGatewayAvailable(availabilityZone: string, options?: MetricOptions): Metric {
    return this.check.metric(zoneMetricName('NatGatewayAvailable', availabilityZone), {
      statistic: Stats.MINIMUM,
      ...options,
    });
  }

  /** NAT gateways that are not available, over all zones. */
  metricNatGatewayFaults(options?: MetricOptions): Metric {
    return this.check.metric(TOPOLOGY_METRICS.natGatewayFaults, options);
  }

  /** Faults in route tables, of one zone or of all. */
  metricRouteFaults(availabilityZone?: string, options?: MetricOptions): Metric {
    const name =
      availabilityZone === undefined ? TOPOLOGY_METRICS.routeFaults : zoneMetricName('RouteFaults', availabilityZone);
    return this.check.metric(name, options);
  }

  /** Firewall endpoints that are not available. */
  metricFirewallEndpointFaults(options?: MetricOptions): Metric {
    return this.check.metric(TOPOLOGY_METRICS.firewallEndpointFaults, options);
  }

  /** Zones that operators or AWS moved the traffic of a tier away from. */
  metricEvacuatedZones(options?: MetricOptions): Metric {
    return this.check.metric(TOPOLOGY_METRICS.evacuatedZones, options);
  }

  /** Interface endpoints that are not available or miss a zone. */
  metricInterfaceEndpointFaults(options?: MetricOptions): Metric {
    return this.check.metric(TOPOLOGY_METRICS.interfaceEndpointFaults, options);
  }
}

/** EC2 and load balancers describe everything or nothing: these actions know no resources, only a Region. */
function describeRegion(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    sid: 'Describe',
    actions: [
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstances',
      'ec2:DescribeNatGateways',
      'ec2:DescribeRouteTables',
      'ec2:DescribeVpcEndpoints',
      'elasticloadbalancing:DescribeTargetHealth',
    ],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': Stack.of(scope).region } },
  });
}

/** Load balancers and groups are shifted one by one. */
function readZonalShifts(tiers: readonly CheckedTier[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadZonalShifts',
    actions: ['arc-zonal-shift:GetManagedResource'],
    resources: tiers.flatMap(({ loadBalancer, autoScalingGroupArn }) => [
      loadBalancer.loadBalancerArn,
      autoScalingGroupArn,
    ]),
  });
}

function topologyEvent(props: TopologyCheckProps): TopologyCheckEvent {
  const { site, tiers, network } = props;
  const names: readonly TierName[] = ['web', 'app'];
  return {
    version: 1,
    site: site.name,
    tiers: names.map((name) => ({
      name,
      autoScalingGroupName: tiers[name].autoScalingGroup.autoScalingGroupName,
      autoScalingGroupArn: tiers[name].autoScalingGroupArn,
      loadBalancerArn: tiers[name].loadBalancer.loadBalancerArn,
      targetGroupArn: tiers[name].targetGroup.targetGroupArn,
      // Static stability: the group spreads its minimum evenly, so each zone holds at least the whole part of its share.
      minimumPerZone: Math.max(1, Math.floor(site.tiers[name].minInstances / network.availabilityZones.length)),
    })),
    network,
  };
}
