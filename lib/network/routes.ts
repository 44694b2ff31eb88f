import { CfnRoute, type CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { ExpectedFirewallEndpoint, ExpectedRouteTable } from '../../lambda/topology-check/contract';
import { pascalCase, type Site, type SubnetRole } from '../site';
import type { EgressFirewall } from './egress-firewall';
import type { NatGateways } from './nat-gateways';
import { builtRoles, type SegmentSubnets } from './segment-subnets';
import { planZoneRoutes, type PlannedRoute, type RouteTargetKind, type ZoneRouting } from './zone-routing';

/** Properties for `Routes`. */
export interface RoutesProps {
  /** Site whose routes are built. */
  readonly site: Site;

  /** Subnets with their tables. */
  readonly subnets: SegmentSubnets;

  /** Id of the internet gateway. */
  readonly internetGatewayId: string;

  /** Attachment of the internet gateway, without which a route to it cannot be made. */
  readonly attachment: CfnVPCGatewayAttachment;

  /** NAT gateways, one per zone. */
  readonly natGateways: NatGateways;

  /**
   * Firewall with an endpoint per zone.
   *
   * @default - egress is not inspected
   */
  readonly firewall?: EgressFirewall;
}

/** Ids of a zone's targets, as one stack sees them. */
type ZoneTargets = Readonly<Record<RouteTargetKind, string | undefined>>;

/** The routes of every zone, as `planZoneRoutes` lists them. */
export class Routes extends Construct {
  /** The way out of each zone, sorted by zone. */
  readonly zones: readonly ZoneRouting[];
  /** Every route table with every route it must hold, for a check that runs in another stack. */
  readonly expectedTables: readonly ExpectedRouteTable[];
  /** Firewall endpoint of each zone, for a check that runs in another stack; empty when egress is not inspected. */
  readonly expectedFirewallEndpoints: readonly ExpectedFirewallEndpoint[];

  constructor(scope: Construct, id: string, props: RoutesProps) {
    super(scope, id);
    const { site, subnets, natGateways, firewall, internetGatewayId } = props;
    const roles = builtRoles(site);
    const zones: ZoneRouting[] = [];
    const tables: ExpectedRouteTable[] = [];
    for (const { availabilityZone } of subnets.byRole['barrier-egress']) {
      const natGatewayId = natGateways.gatewayIdIn(availabilityZone);
      const firewallEndpointId = firewall?.publishedEndpointIdIn(availabilityZone);
      const gateways = { 'internet-gateway': internetGatewayId, 'nat-gateway': natGatewayId };
      const planned = planZoneRoutes(site, availabilityZone);
      const here = { ...gateways, 'firewall-endpoint': firewall?.endpointIdIn(availabilityZone) };
      this.addRoutes(planned, here, availabilityZone, props);
      zones.push({
        availabilityZone,
        natGatewayId,
        ...(firewallEndpointId === undefined ? {} : { firewallEndpointId }),
        routeTableIds: Object.fromEntries(roles.map((role) => [role, tableId(subnets, role, availabilityZone)])),
      });
      const elsewhere = { ...gateways, 'firewall-endpoint': firewallEndpointId };
      tables.push(...roles.map((role) => expectedTable(subnets, role, availabilityZone, planned, elsewhere)));
    }
    this.zones = zones;
    this.expectedTables = tables;
    this.expectedFirewallEndpoints = zones.flatMap(({ availabilityZone, firewallEndpointId }) =>
      firewallEndpointId === undefined ? [] : [{ availabilityZone, endpointId: firewallEndpointId }],
    );
  }

  private addRoutes(
    planned: readonly PlannedRoute[],
    targets: ZoneTargets,
    availabilityZone: string,
    props: RoutesProps,
  ): void {
    for (const { role, purpose, destinationCidr, targetKind } of planned) {
      const route = new CfnRoute(this, `${pascalCase(role)}${pascalCase(availabilityZone)}${purpose}`, {
        routeTableId: tableId(props.subnets, role, availabilityZone),
        destinationCidrBlock: destinationCidr,
        ...routeTarget(targetKind, requireTarget(targets, targetKind)),
      });
      if (targetKind === 'internet-gateway') {
        route.node.addDependency(props.attachment);
      }
    }
  }
}

function tableId(subnets: SegmentSubnets, role: SubnetRole, availabilityZone: string): string {
  return subnets.requireSubnet(role, availabilityZone).routeTable.routeTableId;
}

function expectedTable(
  subnets: SegmentSubnets,
  role: SubnetRole,
  availabilityZone: string,
  planned: readonly PlannedRoute[],
  targets: ZoneTargets,
): ExpectedRouteTable {
  return {
    routeTableId: tableId(subnets, role, availabilityZone),
    role,
    availabilityZone,
    subnetIds: [subnets.requireSubnet(role, availabilityZone).subnetId],
    routes: planned
      .filter((route) => route.role === role)
      .map(({ destinationCidr, targetKind }) => ({
        destination: destinationCidr,
        targetId: requireTarget(targets, targetKind),
      })),
  };
}

function requireTarget(targets: ZoneTargets, kind: RouteTargetKind): string {
  const target = targets[kind];
  if (target === undefined) {
    throw new Error(`a route leads to a ${kind}, and there is none`);
  }
  return target;
}

function routeTarget(
  kind: RouteTargetKind,
  id: string,
): { readonly gatewayId?: string; readonly natGatewayId?: string; readonly vpcEndpointId?: string } {
  switch (kind) {
    case 'internet-gateway':
      return { gatewayId: id };
    case 'nat-gateway':
      return { natGatewayId: id };
    case 'firewall-endpoint':
      return { vpcEndpointId: id };
  }
}
