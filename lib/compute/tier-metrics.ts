import { Duration } from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IApplicationLoadBalancer, IApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** Properties for `TierMetrics`. */
export interface TierMetricsProps {
  /** Load balancer of the tier. */
  readonly loadBalancer: IApplicationLoadBalancer;
  /** Servers of the tier, attached to its load balancer. */
  readonly targetGroup: IApplicationTargetGroup;
  /** Name of their Auto Scaling group. */
  readonly groupName: string;
}

/** One minute: the shortest period of these metrics, and what alarms look at. */
const PERIOD = Duration.minutes(1);

/**
 * Measurements of a tier.
 *
 * Counts of answers exist only in minutes in which there were some; counts of servers exist in every minute.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
 */
export class TierMetrics {
  private readonly targets: Readonly<Record<string, string>>;
  private readonly loadBalancerOnly: Readonly<Record<string, string>>;
  private readonly group: Readonly<Record<string, string>>;

  constructor(props: TierMetricsProps) {
    // Each full name comes from its own resource. The target group knows its load balancer only as pieces cut out of the
    // ARN of a listener, and another stack would read that ARN once per piece and alarm.
    const { LoadBalancer } = props.loadBalancer.metrics.requestCount().dimensions ?? {};
    const { TargetGroup } = props.targetGroup.metrics.healthyHostCount().dimensions ?? {};
    this.loadBalancerOnly = { LoadBalancer: String(LoadBalancer) };
    this.targets = { ...this.loadBalancerOnly, TargetGroup: String(TargetGroup) };
    this.group = { AutoScalingGroupName: props.groupName };
  }

  /** Healthy servers in a zone; without one, the least that any zone reports. Add the zones up for all servers. */
  metricHealthyHosts(availabilityZone?: string, options: MetricOptions = {}): Metric {
    return elb('HealthyHostCount', this.inZone(availabilityZone), { statistic: Stats.MINIMUM, ...options });
  }

  /** Unhealthy servers in a zone; without one, the most that any zone reports. */
  metricUnhealthyHosts(availabilityZone?: string, options: MetricOptions = {}): Metric {
    return elb('UnHealthyHostCount', this.inZone(availabilityZone), { statistic: Stats.MAXIMUM, ...options });
  }

  /** Requests answered by servers. */
  metricRequests(options: MetricOptions = {}): Metric {
    return elb('RequestCount', this.targets, { statistic: Stats.SUM, ...options });
  }

  /** Answers of servers with status 500 to 599. */
  metricTarget5xx(options: MetricOptions = {}): Metric {
    return elb('HTTPCode_Target_5XX_Count', this.targets, { statistic: Stats.SUM, ...options });
  }

  /** Answers with status 500 to 599 that the load balancer gave itself: no server, or none in time. */
  metricLoadBalancer5xx(options: MetricOptions = {}): Metric {
    return elb('HTTPCode_ELB_5XX_Count', this.loadBalancerOnly, { statistic: Stats.SUM, ...options });
  }

  /** Time from sending a request to a server until its answer begins, in seconds; the 99th percentile. */
  metricLatency(options: MetricOptions = {}): Metric {
    return elb('TargetResponseTime', this.targets, { statistic: Stats.p(99), ...options });
  }

  /** Connections the load balancer refused because it was at its limit. */
  metricRejectedConnections(options: MetricOptions = {}): Metric {
    return elb('RejectedConnectionCount', this.loadBalancerOnly, { statistic: Stats.SUM, ...options });
  }

  /** TLS handshakes with servers that failed. */
  metricTargetTlsErrors(options: MetricOptions = {}): Metric {
    return elb('TargetTLSNegotiationErrorCount', this.targets, { statistic: Stats.SUM, ...options });
  }

  /** Servers in service. */
  metricInServiceInstances(options: MetricOptions = {}): Metric {
    return asg('GroupInServiceInstances', this.group, { statistic: Stats.MINIMUM, ...options });
  }

  /** Servers the group wants; above `metricInServiceInstances` for long means it cannot get them. */
  metricDesiredCapacity(options: MetricOptions = {}): Metric {
    return asg('GroupDesiredCapacity', this.group, { statistic: Stats.MAXIMUM, ...options });
  }

  /** Greatest number of servers the group may have. */
  metricMaxSize(options: MetricOptions = {}): Metric {
    return asg('GroupMaxSize', this.group, { statistic: Stats.MAXIMUM, ...options });
  }

  private inZone(availabilityZone: string | undefined): Readonly<Record<string, string>> {
    return availabilityZone === undefined ? this.targets : { ...this.targets, AvailabilityZone: availabilityZone };
  }
}

function elb(metricName: string, dimensionsMap: Readonly<Record<string, string>>, options: MetricOptions): Metric {
  return new Metric({ namespace: 'AWS/ApplicationELB', metricName, dimensionsMap, period: PERIOD, ...options });
}

function asg(metricName: string, dimensionsMap: Readonly<Record<string, string>>, options: MetricOptions): Metric {
  return new Metric({ namespace: 'AWS/AutoScaling', metricName, dimensionsMap, period: PERIOD, ...options });
}
