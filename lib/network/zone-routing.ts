import type { Site, SubnetRole } from '../site/site';

/** Every IPv4 address. */
export const ANYWHERE = '0.0.0.0/0';

/** Kinds of targets a site's routes have. */
export type RouteTargetKind = 'internet-gateway' | 'nat-gateway' | 'firewall-endpoint';

/** How traffic leaves and re-enters one zone. Values are for other stacks: the firewall endpoint is an export. */
export interface ZoneRouting {
  /** Name of the zone. */
  readonly availabilityZone: string;
  /** NAT gateway of the zone. */
  readonly natGatewayId: string;
  /** Firewall endpoint of the zone; absent when egress is not inspected. */
  readonly firewallEndpointId?: string;
  /** Route table of each role that has a subnet in the zone. */
  readonly routeTableIds: Readonly<Partial<Record<SubnetRole, string>>>;
}

/** A route before its resources exist. */
export interface PlannedRoute {
  /** Role of the subnet whose table holds the route. */
  readonly role: SubnetRole;
  /** What the route is for; unique within a role, and part of the construct ID. */
  readonly purpose: 'Default' | 'ReturnToDmz' | 'ReturnToInternal';
  readonly destinationCidr: string;
  readonly targetKind: RouteTargetKind;
}

/**
 * Routes of one zone, all to targets of the same zone.
 *
 * With inspection, egress takes tier -> firewall -> NAT -> internet, and replies take the same way back: the NAT
 * subnet's table sends the tiers' ranges to the firewall, so that the stateful engine sees both directions.
 * That return route would also catch traffic of anything else in the NAT subnet, so nothing else is placed there.
 * `barrier-entry` and `data` have no entry: their tables hold the local route alone.
 */
export function planZoneRoutes(site: Pick<Site, 'network'>, availabilityZone: string): readonly PlannedRoute[] {
  const inspected = site.network.inspection.kind === 'network-firewall';
  const wayOut: RouteTargetKind = inspected ? 'firewall-endpoint' : 'nat-gateway';
  const routes: PlannedRoute[] = [
    { role: 'dmz', purpose: 'Default', destinationCidr: ANYWHERE, targetKind: wayOut },
    { role: 'internal', purpose: 'Default', destinationCidr: ANYWHERE, targetKind: wayOut },
    { role: 'barrier-egress', purpose: 'Default', destinationCidr: ANYWHERE, targetKind: 'internet-gateway' },
  ];
  if (inspected) {
    const returnTo = (role: SubnetRole): string => requireCidr(site, role, availabilityZone);
    routes.push(
      { role: 'firewall', purpose: 'Default', destinationCidr: ANYWHERE, targetKind: 'nat-gateway' },
      {
        role: 'barrier-egress',
        purpose: 'ReturnToDmz',
        destinationCidr: returnTo('dmz'),
        targetKind: 'firewall-endpoint',
      },
      {
        role: 'barrier-egress',
        purpose: 'ReturnToInternal',
        destinationCidr: returnTo('internal'),
        targetKind: 'firewall-endpoint',
      },
    );
  }
  return routes;
}

/** Range of the subnet with that role in that zone. */
function requireCidr(site: Pick<Site, 'network'>, role: SubnetRole, availabilityZone: string): string {
  const found = site.network.subnets.find(
    (subnet) => subnet.role === role && subnet.availabilityZone === availabilityZone,
  );
  if (found === undefined) {
    throw new Error(`the address plan has no ${role} subnet in ${availabilityZone}`);
  }
  return found.cidr;
}
