import {
  CreateRouteCommand,
  DeleteFlowLogsCommand,
  DeleteNatGatewayCommand,
  DeleteRouteCommand,
  DeleteVpcEndpointsCommand,
  DescribeFlowLogsCommand,
  type CreateRouteCommandInput,
} from '@aws-sdk/client-ec2';
import type { ExpectedRoute } from '../../../lambda/topology-check/contract';
import { LocalFailure } from '../local-failure';
import { injectRule } from './audit-faults';
import { ALWAYS, type DrillFault, type DrillGround, type Injected } from './drill-fault';

/** A route is gone. */
export const ROUTE_REMOVED: DrillFault = {
  id: 'route-removed',
  title: 'a route is removed',
  references: ['F46', 'F51'],
  check: 'topology-check',
  expected: { status: ['DEGRADED'], codes: ['RouteMissing'], withinRuns: 1 },
  alarmWithinRuns: 10,
  alarm: '-routes-',
  applies: ALWAYS,
  inject: removeRoute,
};

/** An operator moved the traffic of a tier away from a zone: worth knowing, and no fault. */
export const ZONAL_SHIFT: DrillFault = {
  id: 'zonal-shift-active',
  title: 'an operator moves the traffic of a tier away from one zone',
  references: ['F57'],
  check: 'topology-check',
  expected: { status: ['HEALTHY'], codes: [], withinRuns: 1 },
  applies: ALWAYS,
  inject: ({ gateway, site }) => {
    const resourceIdentifier = site.expectations.topology.tiers[0]?.loadBalancerArn ?? '';
    return injectRule(gateway, {
      service: 'arc-zonal-shift',
      action: 'GetManagedResource',
      parameters: { resourceIdentifier },
      effect: { kind: 'rewrite', rewrite: withShift },
    });
  },
  isNoticed: ({ record, before }) => record.notes.some(isShiftNote) && !before.notes.some(isShiftNote),
};

/** Faults of the network that only a deployment repairs: what is watched gets another id. */
export const LOST_NETWORK_FAULTS: readonly DrillFault[] = [
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
    applies: ({ expectations: { topology } }) =>
      topology.network.interfaceEndpoints.length > 0 ||
      'the site reaches AWS services through NAT and has no interface endpoint',
    inject: deleteInterfaceEndpoint,
  },
  {
    id: 'flow-log-deleted',
    title: 'the flow log of the network is deleted',
    references: ['F56'],
    check: 'audit-check',
    expected: { status: ['DEGRADED'], codes: ['FlowLogMissing'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-audit-gap',
    applies: ALWAYS,
    inject: deleteFlowLog,
  },
];

async function removeRoute({ clients, site: { expectations } }: DrillGround): Promise<Injected> {
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

async function deleteNatGateway({ clients, site: { expectations } }: DrillGround): Promise<Injected> {
  const [gateway] = expectations.topology.network.natGateways;
  const NatGatewayId = gateway?.natGatewayId ?? '';
  await clients.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }));
  return { lost: [{ physicalId: NatGatewayId }] };
}

async function deleteInterfaceEndpoint({ clients, site: { expectations } }: DrillGround): Promise<Injected> {
  const [endpoint] = expectations.topology.network.interfaceEndpoints;
  const physicalId = endpoint?.endpointId ?? '';
  await clients.ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [physicalId] }));
  return { lost: [{ physicalId }] };
}

async function deleteFlowLog({ clients: { ec2 }, site: { expectations } }: DrillGround): Promise<Injected> {
  const Filter = [{ Name: 'resource-id', Values: [expectations.audit.flowLog.vpcId] }];
  const { FlowLogs = [] } = await ec2.send(new DescribeFlowLogsCommand({ Filter }));
  const FlowLogIds = FlowLogs.map(({ FlowLogId = '' }) => FlowLogId);
  if (FlowLogIds.length === 0) {
    throw new LocalFailure(['the network has no flow log to delete']);
  }
  await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
  return { lost: FlowLogIds.map((physicalId) => ({ physicalId })) };
}

/** As the controller tells of a shift that is in effect for the next hour, away from the first zone. */
function withShift(body: string): string {
  const resource = JSON.parse(body) as { readonly appliedWeights: Readonly<Record<string, number>> };
  const [awayFrom = ''] = Object.keys(resource.appliedWeights);
  const expiryTime = Math.floor(Date.now() / 1000) + 3_600;
  const shift = { appliedStatus: 'APPLIED', awayFrom, expiryTime, shiftType: 'ZONAL_SHIFT' };
  return JSON.stringify({
    ...resource,
    appliedWeights: { ...resource.appliedWeights, [awayFrom]: 0 },
    zonalShifts: [shift],
  });
}

function isShiftNote(note: string): boolean {
  return note.includes('traffic is moved away from');
}

/** Whether the API of the emulator can make a route again: an IPv4 route to a gateway. */
function isRestorable({ destination, targetId }: ExpectedRoute): boolean {
  return !destination.includes(':') && !destination.startsWith('pl-') && /^(nat|igw)-/.test(targetId);
}

function targetOf({ targetId }: ExpectedRoute): Partial<CreateRouteCommandInput> {
  return targetId.startsWith('nat-') ? { NatGatewayId: targetId } : { GatewayId: targetId };
}
