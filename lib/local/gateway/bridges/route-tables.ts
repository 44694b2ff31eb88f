import type { InstanceFact } from '../emulator-view';
import { changeElements, changeXml, textOf } from '../xml';
import type { Bridge } from './bridge';

/** What routes may lead to, by id. */
export interface RouteTargets {
  /** State of each NAT gateway. */
  readonly natGateways: ReadonlyMap<string, string>;
  /** Networks each internet gateway is attached to. */
  readonly internetGateways: ReadonlyMap<string, readonly string[]>;
  /** State of each endpoint. */
  readonly endpoints: ReadonlyMap<string, string>;
  readonly instances: ReadonlyMap<string, InstanceFact>;
}

/** Members of a route that name a target of a kind whose end can be seen. */
const TARGET_MEMBERS = ['natGatewayId', 'gatewayId', 'instanceId'] as const;

/** States in which a target takes packets, or is about to. */
const STANDING = new Set(['available', 'pending', 'running']);

/**
 * Whether the target of a route is gone: it was deleted, is not attached to the network, or does not run. A target of
 * another kind, and `local`, always stands.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html read 2026-11-25
 */
export function isBlackhole(targetId: string, vpcId: string, targets: RouteTargets): boolean {
  const [kind = ''] = targetId.split('-', 1);
  switch (kind) {
    case 'nat':
      return !stands(targets.natGateways.get(targetId));
    case 'igw':
      return targets.internetGateways.get(targetId)?.includes(vpcId) !== true;
    case 'vpce':
      return !stands(targets.endpoints.get(targetId));
    case 'i':
      return !stands(targets.instances.get(targetId)?.state);
    default:
      return false;
  }
}

/** `DescribeRouteTables`: the emulator says that every route is active, even one whose NAT gateway is gone. */
export const bridgeRouteTables: Bridge = async (body, { view }) => {
  const [natGateways, internetGateways, endpoints, instances] = await Promise.all([
    view.natGateways(),
    view.internetGateways(),
    view.endpoints(),
    view.instances(),
  ]);
  return completeRoutes(body, { natGateways, internetGateways, endpoints, instances });
};

/** Marks the routes whose target is gone. */
export function completeRoutes(body: string, targets: RouteTargets): string {
  return changeXml(body, ['DescribeRouteTablesResponse', 'routeTableSet', 'item'], (table) =>
    changeElements(table, ['routeSet', 'item'], (route) => {
      const targetId = TARGET_MEMBERS.map((member) => textOf(route, member)).find((id) => id !== undefined);
      return targetId !== undefined && isBlackhole(targetId, textOf(table, 'vpcId') ?? '', targets)
        ? { ...route, state: 'blackhole' }
        : route;
    }),
  );
}

function stands(state: string | undefined): boolean {
  return STANDING.has(state ?? '');
}
