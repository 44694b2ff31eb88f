import { AWS_DOCS, DROP_ENTRY, type Divergence } from './divergence';

const ELB_API = `${AWS_DOCS}/elasticloadbalancing/latest/APIReference`;

/** Divergences of load balancing and Auto Scaling. */
export const LOAD_BALANCING_DIVERGENCES = {
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
  ZonalShiftUnknown: {
    aws: 'GetManagedResource says which zones a load balancer or group is shifted away from',
    source: `${AWS_DOCS}/arc-zonal-shift/latest/api/API_GetManagedResource.html`,
    emulator: 'the service is not known',
    bridge: {
      by: 'gateway',
      how: 'GetManagedResource: what a stack holds is known, and nothing is shifted until the drill says so',
    },
    whenChanged: `delete lib/local/gateway/bridges/managed-resource.ts, and ${DROP_ENTRY}`,
  },
} as const satisfies Readonly<Record<string, Divergence>>;
