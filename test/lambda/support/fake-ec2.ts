import type { FakeTransport, Reply, SentRequest } from './fake-transport';
import { xmlItems } from './fake-transport';

/** Answer of `DescribeInstances`. */
export function instancesReply(instances: readonly (readonly [id: string, zone: string])[], next?: string): Reply {
  const items = instances.map(
    ([id, zone]) =>
      `<instancesSet><item><instanceId>${id}</instanceId><placement><availabilityZone>${zone}</availabilityZone></placement></item></instancesSet>`,
  );
  return ec2Reply('DescribeInstances', `<reservationSet>${xmlItems('item', items)}</reservationSet>`, next);
}

/** Answer of `DescribeNatGateways`. */
export function natGatewaysReply(gateways: readonly (readonly [id: string, state: string])[], next?: string): Reply {
  const items = gateways.map(([id, state]) => `<natGatewayId>${id}</natGatewayId><state>${state}</state>`);
  return ec2Reply('DescribeNatGateways', `<natGatewaySet>${xmlItems('item', items)}</natGatewaySet>`, next);
}

/** Answer of `DescribeVpcEndpoints`. */
export function endpointsReply(
  endpoints: readonly (readonly [id: string, state: string, subnetIds: readonly string[]])[],
): Reply {
  const items = endpoints.map(
    ([id, state, subnetIds]) =>
      `<vpcEndpointId>${id}</vpcEndpointId><state>${state}</state><subnetIdSet>${xmlItems('item', subnetIds)}</subnetIdSet>`,
  );
  return ec2Reply('DescribeVpcEndpoints', `<vpcEndpointSet>${xmlItems('item', items)}</vpcEndpointSet>`);
}

/** A route table as XML; each route is an object of members. */
export interface XmlRouteTable {
  readonly id: string;
  readonly subnetIds: readonly string[];
  readonly routes: readonly object[];
}

/** Answer of `DescribeRouteTables`. */
export function routeTablesReply(tables: readonly XmlRouteTable[]): Reply {
  const items = tables.map(({ id, subnetIds, routes }) => {
    const routeItems = routes.map((route) =>
      Object.entries(route)
        .map(([name, value]) => `<${name}>${String(value)}</${name}>`)
        .join(''),
    );
    const associations = subnetIds.map((subnetId) => `<subnetId>${subnetId}</subnetId>`);
    return `<routeTableId>${id}</routeTableId><routeSet>${xmlItems('item', routeItems)}</routeSet><associationSet>${xmlItems('item', associations)}</associationSet>`;
  });
  return ec2Reply('DescribeRouteTables', `<routeTableSet>${xmlItems('item', items)}</routeTableSet>`);
}

/** Answer of `DescribeTargetHealth`; nothing is shifted unless told otherwise. */
export function targetHealthReply(
  targets: readonly (readonly [id: string, state: string, override?: string])[],
): Reply {
  const members = targets.map(
    ([id, state, override = 'no_override']) =>
      `<Target><Id>${id}</Id><Port>8443</Port></Target><TargetHealth><State>${state}</State></TargetHealth><AdministrativeOverride><State>${override}</State></AdministrativeOverride>`,
  );
  return {
    body: `<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions>${xmlItems('member', members)}</TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`,
  };
}

/** Answer of `DescribeAvailabilityZones`. */
export function zonesReply(zones: readonly (readonly [id: string, name: string])[]): Reply {
  const items = zones.map(([id, name]) => `<zoneId>${id}</zoneId><zoneName>${name}</zoneName>`);
  return ec2Reply(
    'DescribeAvailabilityZones',
    `<availabilityZoneInfo>${xmlItems('item', items)}</availabilityZoneInfo>`,
  );
}

/** A parameter of a query-protocol request. */
export function parameter(request: SentRequest, name: string): string | undefined {
  return new URLSearchParams(request.body).get(name) ?? undefined;
}

/** Actions in the order they were sent. */
export function actions(transport: FakeTransport): readonly string[] {
  return transport.sent.map(({ action }) => action);
}

function ec2Reply(action: string, body: string, next?: string): Reply {
  const token = next === undefined ? '' : `<nextToken>${next}</nextToken>`;
  return { body: `<${action}Response><requestId>r</requestId>${body}${token}</${action}Response>` };
}
