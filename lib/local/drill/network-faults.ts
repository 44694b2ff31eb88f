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
    alarm: '-routes-',
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
    alarm: '-nat-gateway-',
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
    alarm: '-endpoints',
    applies: ({ topology }) =>
      topology.network.interfaceEndpoints.length > 0 ||
      'the site reaches AWS services through NAT and has no interface endpoint',
    inject: deleteInterfaceEndpoint,
  },
];

async function removeRoute({ clients, expectations }: DrillGround): Promise<Injected> {
  const table = expectations.topology.network.routeTables.find(({ routes }) => routes.some(isRestorable));
  const route = table?.routes.find(isRestorable);
  if (table === undefined || route === undefined) {
    throw new LocalFailure(['the topology check expects no IPv4 route to a gateway']);
  }
  const address = { RouteTableId: table.routeTableId, DestinationCidrBlock: route.destination };
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

/** Whether the API of the emulator can make a route again: an IPv4 route to a gateway. */
function isRestorable({ destination, targetId }: ExpectedRoute): boolean {
  return !destination.includes(':') && !destination.startsWith('pl-') && /^(nat|igw)-/.test(targetId);
}

function targetOf({ targetId }: ExpectedRoute): Partial<CreateRouteCommandInput> {
  return targetId.startsWith('nat-') ? { NatGatewayId: targetId } : { GatewayId: targetId };
}
