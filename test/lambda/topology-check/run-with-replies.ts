import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { runCheck } from '../../../lambda/shared/run-check';
import { topologyCheck } from '../../../lambda/topology-check/run';
import {
  endpointsReply,
  instancesReply,
  natGatewaysReply,
  parameter,
  routeTablesReply,
  targetHealthReply,
  zonesReply,
} from '../support/fake-ec2';
import { GET_MANAGED_RESOURCE, managedResourceOf, managedResourceReply } from '../support/fake-ec2-shifts';
import { fakeRun, onlyLine } from '../support/fake-run';
import { ec2Error, fakeClientConfig, FakeTransport, type Reply, type SentRequest } from '../support/fake-transport';
import { expectation, ZONES } from './expectation';

/** Ids of the zones: in another account the same names have others. */
export const ZONE_IDS = ['apne1-az4', 'apne1-az1', 'apne1-az2'] as const;

const LOCAL = { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local', state: 'active' };

/** Answers by operation; `nth` counts the requests of the operation, from 1. */
export type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

/** Servers of the tier a request is about, with their zones. */
export function serversOf(request: SentRequest, member: string): readonly (readonly [string, string])[] {
  const web = parameter(request, member)?.includes('web') === true;
  return ZONES.flatMap((zone) =>
    (web ? [0, 1] : [0]).map((n) => [`i-${web ? 'web' : 'app'}-${zone}-${String(n)}`, zone] as const),
  );
}

export const healthyReplies: Replies = {
  DescribeInstances: (request) => instancesReply(serversOf(request, 'Filter.1.Value.1')),
  DescribeTargetHealth: (request) =>
    targetHealthReply(serversOf(request, 'TargetGroupArn').map(([id]) => [id, 'healthy'])),
  DescribeNatGateways: () => natGatewaysReply(ZONES.map((zone) => [`nat-${zone}`, 'available'])),
  DescribeRouteTables: () =>
    routeTablesReply(
      ZONES.flatMap((zone) => [
        {
          id: `rtb-dmz-${zone}`,
          subnetIds: [`subnet-dmz-${zone}`],
          routes: [
            LOCAL,
            { destinationPrefixListId: 'pl-61a54008', gatewayId: 'vpce-s3', state: 'active' },
            { destinationCidrBlock: '0.0.0.0/0', gatewayId: `vpce-fw-${zone}`, state: 'active' },
          ],
        },
        {
          id: `rtb-data-${zone}`,
          subnetIds: [],
          routes: [LOCAL],
        },
      ]),
    ),
  DescribeVpcEndpoints: () =>
    endpointsReply([
      ...ZONES.map((zone) => [`vpce-fw-${zone}`, 'available', []] as const),
      ['vpce-ssm', 'available', ZONES.map((zone) => `subnet-${zone}`)],
    ]),
  DescribeAvailabilityZones: () => zonesReply(ZONES.map((zone, index) => [ZONE_IDS[index] ?? '', zone])),
  [GET_MANAGED_RESOURCE]: (request) => managedResourceReply(request),
};

/** Operation of a request: that of `arc-zonal-shift` has none in its body. */
export function operationOf(request: SentRequest): string {
  return managedResourceOf(request) === undefined ? request.action : GET_MANAGED_RESOURCE;
}

/** Runs the check once against these answers, and against those of a topology as it shall be for the rest. */
export async function run(changes: Replies = {}, remainingMilliseconds?: number, payload: unknown = expectation) {
  const replies = { ...healthyReplies, ...changes };
  const transport = new FakeTransport(
    (request, nth) => replies[operationOf(request)]?.(request, nth) ?? ec2Error('InvalidAction'),
  );
  const config = fakeClientConfig(transport);
  const { lines, surroundings, context } = fakeRun(
    remainingMilliseconds === undefined ? {} : { remainingMilliseconds },
  );
  const check = topologyCheck({
    ec2: new EC2Client(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
  });
  const result = await runCheck(check, payload, context, surroundings);
  return { result, line: onlyLine(lines), sent: transport.sent };
}
