import type { TopologyCheckEvent } from '../../../lambda/topology-check/contract';
import type { TopologyObservation } from '../../../lambda/topology-check/observation';
import { known } from '../../../lambda/shared/observed';

/** The three zones of the fixture. */
export const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'] as const;

/** What a three-zone site with inspection and one interface endpoint expects. */
export const expectation: TopologyCheckEvent = {
  version: 1,
  site: 'test-site',
  tiers: [
    {
      name: 'web',
      autoScalingGroupName: 'test-site-web',
      autoScalingGroupArn: groupArn('web'),
      loadBalancerArn: loadBalancerArn('web'),
      targetGroupArn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/web/1',
      minimumPerZone: 2,
    },
    {
      name: 'app',
      autoScalingGroupName: 'test-site-app',
      autoScalingGroupArn: groupArn('app'),
      loadBalancerArn: loadBalancerArn('app'),
      targetGroupArn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/app/1',
      minimumPerZone: 1,
    },
  ],
  network: {
    availabilityZones: ZONES,
    natGateways: ZONES.map((availabilityZone) => ({ availabilityZone, natGatewayId: `nat-${availabilityZone}` })),
    routeTables: ZONES.flatMap((availabilityZone) => [
      {
        routeTableId: `rtb-dmz-${availabilityZone}`,
        role: 'dmz',
        availabilityZone,
        subnetIds: [`subnet-dmz-${availabilityZone}`],
        routes: [{ destination: '0.0.0.0/0', targetId: `vpce-fw-${availabilityZone}` }],
      },
      { routeTableId: `rtb-data-${availabilityZone}`, role: 'data', availabilityZone, routes: [] },
    ]),
    firewallEndpoints: ZONES.map((availabilityZone) => ({
      availabilityZone,
      endpointId: `vpce-fw-${availabilityZone}`,
    })),
    interfaceEndpoints: [
      {
        service: 'ssm',
        endpointId: 'vpce-ssm',
        subnets: ZONES.map((availabilityZone) => ({ availabilityZone, subnetId: `subnet-${availabilityZone}` })),
      },
    ],
  },
};

/** Everything as expected: two web and one app server in each zone, all healthy. */
export const healthy: TopologyObservation = {
  tiers: { web: tierOf('web', 2), app: tierOf('app', 1) },
  natGateways: known(ZONES.map((zone) => ({ natGatewayId: `nat-${zone}`, state: 'available' }))),
  routeTables: known(
    ZONES.flatMap((zone) => [
      {
        routeTableId: `rtb-dmz-${zone}`,
        subnetIds: [`subnet-dmz-${zone}`],
        routes: [{ destination: '0.0.0.0/0', targetId: `vpce-fw-${zone}`, state: 'active' }],
      },
      { routeTableId: `rtb-data-${zone}`, subnetIds: [], routes: [] },
    ]),
  ),
  endpoints: known([
    ...ZONES.map((zone) => ({ endpointId: `vpce-fw-${zone}`, state: 'available', subnetIds: [] })),
    { endpointId: 'vpce-ssm', state: 'available', subnetIds: ZONES.map((zone) => `subnet-${zone}`) },
  ]),
};

/** Instances of a tier by zone, with the state of each target. */
export function tierWith(
  name: string,
  states: Readonly<Record<string, readonly string[]>>,
): NonNullable<TopologyObservation['tiers']['web']> {
  const servers = Object.entries(states).flatMap(([zone, ofZone]) =>
    ofZone.map((state, index) => ({ instanceId: `i-${name}-${zone}-${String(index)}`, availabilityZone: zone, state })),
  );
  return {
    instances: known(servers.map(({ instanceId, availabilityZone }) => ({ instanceId, availabilityZone }))),
    targets: known(servers.map(({ instanceId, state }) => ({ instanceId, state, override: 'no_override' }))),
    evacuations: known([]),
    groupEvacuations: known([]),
  };
}

/** ARN of a tier's load balancer. */
export function loadBalancerArn(tier: string): string {
  return `arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/test-site-${tier}/50dc6c495c0c9188`;
}

/** ARN of a tier's group, with the identifier AWS gives it. */
export function groupArn(tier: string): string {
  return `arn:aws:autoscaling:ap-northeast-1:111111111111:autoScalingGroup:12345678-1234-1234-1234-123456789012:autoScalingGroupName/test-site-${tier}`;
}

function tierOf(name: string, perZone: number): NonNullable<TopologyObservation['tiers']['web']> {
  return tierWith(name, Object.fromEntries(ZONES.map((zone) => [zone, Array<string>(perZone).fill('healthy')])));
}
