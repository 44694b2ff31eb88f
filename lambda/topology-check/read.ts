import {
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { readEvacuations } from '../shared/aws-failover/zonal-shifts';
import { known, type Observed } from '../shared/observed';
import { read, readPages } from '../shared/read';
import type { ExpectedTier, TierName, TopologyCheckEvent } from './contract';
import type { EndpointState, TierObservation, TopologyObservation } from './observation';
import { endpointPage, instancePage, natGatewayPage, routeTablePage, targetHealth } from './replies';

/** Clients of the topology check. */
export interface TopologyClients {
  readonly ec2: EC2Client;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
}

/** Asks about everything at once; each answer stands or falls alone. */
export async function readTopology(
  { tiers, network }: TopologyCheckEvent,
  clients: TopologyClients,
  abortSignal: AbortSignal,
): Promise<TopologyObservation> {
  const { ec2 } = clients;
  const options = { abortSignal };
  const natGatewayIds = network.natGateways.map(({ natGatewayId }) => natGatewayId);
  const routeTableIds = network.routeTables.map(({ routeTableId }) => routeTableId);
  const [tierStates, natGateways, routeTables, endpoints] = await Promise.all([
    Promise.all(tiers.map((tier) => readTier(tier, clients, abortSignal))),
    // Filters, not ids: an id that does not exist is then left out of the answer instead of failing the question.
    readPages({
      ask: (NextToken) =>
        ec2.send(
          new DescribeNatGatewaysCommand({ Filter: [{ Name: 'nat-gateway-id', Values: natGatewayIds }], NextToken }),
          options,
        ),
      schema: natGatewayPage,
    }),
    readPages({
      ask: (NextToken) =>
        ec2.send(
          new DescribeRouteTablesCommand({ Filters: [{ Name: 'route-table-id', Values: routeTableIds }], NextToken }),
          options,
        ),
      schema: routeTablePage,
    }),
    readEndpoints(
      [...network.firewallEndpoints, ...network.interfaceEndpoints].map(({ endpointId }) => endpointId),
      ec2,
      abortSignal,
    ),
  ]);
  return { tiers: Object.fromEntries(tierStates), natGateways, routeTables, endpoints };
}

async function readTier(
  tier: ExpectedTier,
  { ec2, loadBalancing }: TopologyClients,
  abortSignal: AbortSignal,
): Promise<readonly [TierName, TierObservation]> {
  const [instances, targets, evacuations, groupEvacuations] = await Promise.all([
    readPages({
      ask: (NextToken) =>
        ec2.send(
          new DescribeInstancesCommand({
            Filters: [
              { Name: 'tag:aws:autoscaling:groupName', Values: [tier.autoScalingGroupName] },
              { Name: 'instance-state-name', Values: ['running'] },
            ],
            NextToken,
          }),
          { abortSignal },
        ),
      schema: instancePage,
    }),
    read({
      ask: () =>
        loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: tier.targetGroupArn }), { abortSignal }),
      schema: targetHealth,
    }),
    // Each alone: that one of them is moved away from a zone says nothing about the other.
    readEvacuations([tier.loadBalancerArn], { ec2 }, abortSignal),
    readEvacuations([tier.autoScalingGroupArn], { ec2 }, abortSignal),
  ]);
  return [tier.name, { instances, targets, evacuations, groupEvacuations }];
}

async function readEndpoints(
  endpointIds: readonly string[],
  ec2: EC2Client,
  abortSignal: AbortSignal,
): Promise<Observed<readonly EndpointState[]>> {
  // An empty filter would mean every endpoint of the account.
  return endpointIds.length === 0
    ? known([])
    : readPages({
        ask: (NextToken) =>
          ec2.send(
            new DescribeVpcEndpointsCommand({
              Filters: [{ Name: 'vpc-endpoint-id', Values: [...endpointIds] }],
              NextToken,
            }),
            { abortSignal },
          ),
        schema: endpointPage,
      });
}
