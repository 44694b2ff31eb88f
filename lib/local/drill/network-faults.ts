import {
  CreateRouteCommand,
  DeleteNatGatewayCommand,
  DeleteRouteCommand,
  DeleteVpcEndpointsCommand,
  type CreateRouteCommandInput,
} from '@aws-sdk/client-ec2';
import type { ExpectedRoute } from '../../../lambda/topology-check/contract';
import { LocalFailure } from '../local-failure';
import { ALWAYS, type DrillFault, type DrillGround, type Injected } from './drill-fault';

/** Faults of the network. */
export const NETWORK_FAULTS: readonly DrillFault[] = [
  {
    id: 'route-removed',
    title: 'a route is removed',
    references: ['F46', 'F51'],
    check: 'topology-check',
    expected: { status: ['DEGRADED'], codes: ['RouteMissing'], withinRuns: 1 },
    alarmWithinRuns: 10,
    applies: ALWAYS,
    inject: removeRoute,
  },
  {
    id: 'nat-gateway-deleted',
    title: 'the NAT gateway of one zone is deleted',
    references: ['F06'],
    check: 'topology-check',
    expected: { status: ['DEGRADED'], codes: ['NatGatewayUnavailable', 'RouteDead'], withinRuns: 1 },
    alarmWithinRuns: 10,
    applies: ALWAYS,
    inject: deleteNatGateway,
  },
  {
    id: 'interface-endpoint-deleted',
    title: 'an interface endpoint is deleted',
    references: ['F51'],
    check: 'topology-check',
    expected: { status: ['DEGRADED'], codes: ['EndpointUnavailable'], withinRuns: 1 },
    alarmWithinRuns: 10,
    applies: ({ topology }) =>
      topology.network.interfaceEndpoints.length > 0 ||
      'the site reaches AWS services through NAT and has no interface endpoint',
    inject: deleteInterfaceEndpoint,
  },
];

async function removeRoute({ clients, expectations }: DrillGround): Promise<Injected> {
  const table = expectations.topology.network.routeTables.find(({ routes }) => routes.length > 0);
  const [route] = table?.routes ?? [];
  if (table === undefined || route === undefined) {
    throw new LocalFailure(['no route table has a route that the topology check expects']);
  }
  const address = { RouteTableId: table.routeTableId, ...destinationOf(route) };
  const again = new CreateRouteCommand({ ...address, ...targetOf(route) });
  await clients.ec2.send(new DeleteRouteCommand(address));
  return {
    repair: async () => {
      await clients.ec2.send(again);
    },
  };
}

async function deleteNatGateway({ clients, expectations }: DrillGround): Promise<Injected> {
  const [gateway] = expectations.topology.network.natGateways;
  const NatGatewayId = gateway?.natGatewayId ?? '';
  await clients.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }));
  return { lost: [{ physicalId: NatGatewayId }] };
}

async function deleteInterfaceEndpoint({ clients, expectations }: DrillGround): Promise<Injected> {
  const [endpoint] = expectations.topology.network.interfaceEndpoints;
  const physicalId = endpoint?.endpointId ?? '';
  await clients.ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [physicalId] }));
  return { lost: [{ physicalId }] };
}

/** Member of a request that names a destination. */
function destinationOf({ destination }: ExpectedRoute): Partial<CreateRouteCommandInput> {
  if (destination.startsWith('pl-')) {
    return { DestinationPrefixListId: destination };
  }
  return destination.includes(':') ? { DestinationIpv6CidrBlock: destination } : { DestinationCidrBlock: destination };
}

/** Member of a request that names a target, by the prefix of its id. */
const TARGETS: readonly { readonly prefix: string; readonly member: keyof CreateRouteCommandInput }[] = [
  { prefix: 'nat-', member: 'NatGatewayId' },
  { prefix: 'igw-', member: 'GatewayId' },
  { prefix: 'vpce-', member: 'VpcEndpointId' },
  { prefix: 'tgw-', member: 'TransitGatewayId' },
];

function targetOf({ targetId }: ExpectedRoute): Partial<CreateRouteCommandInput> {
  const target = TARGETS.find(({ prefix }) => targetId.startsWith(prefix));
  if (target === undefined) {
    throw new LocalFailure([`the route target ${targetId} is of a kind that the drill cannot restore`]);
  }
  return { [target.member]: targetId };
}
