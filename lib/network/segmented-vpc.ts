import { Tags } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnInternetGateway,
  CfnVPCGatewayAttachment,
  IpAddresses,
  Vpc,
  type ISecurityGroup,
  type ISubnet,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { TopologyExpectation } from '../../lambda/topology-check/contract';
import type { Site, SubnetRole } from '../site';
import { DefaultGroupLogs } from './default-group-logs';
import { DnsFirewall } from './dns-firewall';
import { EgressFirewall, type FirewallLogs } from './egress-firewall';
import { InterfaceEndpoints, type InterfaceEndpointId } from './interface-endpoints';
import { NatGateways } from './nat-gateways';
import { NetworkAcls } from './network-acls';
import { Routes } from './routes';
import { S3Endpoint } from './s3-endpoint';
import type { SecurityGroupName } from './security-group-rules';
import { SecurityGroups } from './security-groups';
import { SegmentSubnets } from './segment-subnets';
import { TrafficLogs } from './traffic-logs';
import type { ZoneRouting } from './zone-routing';

/** Properties for `SegmentedVpc`. */
export interface SegmentedVpcProps {
  /** Site whose address plan, egress and endpoints are built. */
  readonly site: Site;

  /** Key of the log groups, in the same Region. */
  readonly logKey: IKey;
}

/**
 * The VPC of a site: barrier, dmz, internal and data segments in every zone, separated by routes, network ACLs and
 * security groups, with one inspected way out per zone and none from the innermost segment.
 *
 * Every zone has its own NAT gateway, firewall endpoint and API endpoints, and uses no other zone's: losing one zone
 * takes no traffic of another.
 */
export class SegmentedVpc extends Construct {
  /** The VPC; its default security group is closed. */
  readonly vpc: IVpc;
  /** Subnets by role, sorted by zone; empty for a role that the site has no use for. */
  readonly subnets: Readonly<Record<SubnetRole, readonly ISubnet[]>>;
  /** Every security group, as references to which no construct adds rules. */
  readonly securityGroups: Readonly<Record<SecurityGroupName, ISecurityGroup>>;
  /** The way out of each zone, sorted by zone. */
  readonly zones: readonly ZoneRouting[];
  /** Interface endpoints; empty when AWS APIs are reached through NAT. */
  readonly interfaceEndpointIds: readonly InterfaceEndpointId[];
  /** What a check of the topology compares with what EC2 reports. For other stacks: firewall endpoints are exports. */
  readonly topology: TopologyExpectation;
  /** Name of the Network Firewall; absent when egress is not inspected. */
  readonly firewallName?: string;
  /** Records of the Network Firewall; absent when egress is not inspected. */
  readonly firewallLogs?: FirewallLogs;
  /** Flow logs of the VPC; silent only when logging is broken. */
  readonly flowLogGroup: ILogGroup;
  /** DNS queries of the VPC. */
  readonly dnsQueryLogGroup: ILogGroup;
  private readonly dnsFirewall: DnsFirewall;

  constructor(scope: Construct, id: string, props: SegmentedVpcProps) {
    super(scope, id);
    const { site, logKey } = props;
    const { vpcCidr, availabilityZones } = site.regions.primary;
    const vpc = new Vpc(this, 'Resource', {
      ipAddresses: IpAddresses.cidr(vpcCidr),
      availabilityZones: [...availabilityZones].sort(),
      // Bare: subnets, gateways and routes are built here, since no preset routes this way.
      subnetConfiguration: [],
      natGateways: 0,
      restrictDefaultSecurityGroup: true,
    });
    Tags.of(vpc).add('Name', site.name);
    new DefaultGroupLogs(this, 'DefaultGroupLogs', { site, logKey });
    const internetGateway = new CfnInternetGateway(this, 'InternetGateway');
    Tags.of(internetGateway).add('Name', site.name);
    // CloudFront VPC origins refuse a VPC without one, even though no route of the origin leads to it.
    const attachment = new CfnVPCGatewayAttachment(this, 'InternetGatewayAttachment', {
      vpcId: vpc.vpcId,
      internetGatewayId: internetGateway.attrInternetGatewayId,
    });

    const subnets = new SegmentSubnets(this, 'Subnets', { site, vpc });
    const { byRole } = subnets;
    const natGateways = new NatGateways(this, 'Nat', { site, subnets: byRole['barrier-egress'], attachment });
    const firewall = this.addFirewall(site, vpc, byRole.firewall, logKey);
    const internetGatewayId = internetGateway.attrInternetGatewayId;
    const routes = new Routes(this, 'Routes', { site, subnets, internetGatewayId, attachment, natGateways, firewall });
    const securityGroups = new SecurityGroups(this, 'SecurityGroups', { site, vpc });
    new NetworkAcls(this, 'NetworkAcls', { site, vpc, subnets });
    new S3Endpoint(this, 'S3Endpoint', { site, vpc, subnets: [...byRole.dmz, ...byRole.internal] });
    this.dnsFirewall = new DnsFirewall(this, 'DnsFirewall', { site, vpc });
    const logs = new TrafficLogs(this, 'Logs', { site, vpc, logKey });

    this.vpc = vpc;
    this.subnets = byRole;
    this.securityGroups = securityGroups.byName;
    this.zones = routes.zones;
    this.interfaceEndpointIds = this.addEndpoints(site, vpc, byRole.internal, securityGroups.byName.endpoints);
    this.firewallName = firewall?.firewallName;
    this.firewallLogs = firewall?.logs;
    this.flowLogGroup = logs.flows;
    this.dnsQueryLogGroup = logs.dnsQueries;
    this.topology = this.expectTopology(routes);
  }

  /**
   * Connections a zone's NAT gateway could not open for want of a port. Default: their number in five minutes.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
   */
  metricNatPortErrors(availabilityZone: string, options?: MetricOptions): Metric {
    return this.natMetric('ErrorPortAllocation', availabilityZone, options);
  }

  /** Packets a zone's NAT gateway dropped; any that last point to a fault of AWS. Default: their number in five minutes. */
  metricNatDroppedPackets(availabilityZone: string, options?: MetricOptions): Metric {
    return this.natMetric('PacketsDropCount', availabilityZone, options);
  }

  /**
   * Packets the firewall dropped in a zone: names that are not allowed, UDP and ICMP. Default: their number in five minutes.
   *
   * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/monitoring-cloudwatch.html
   */
  metricFirewallDroppedPackets(availabilityZone: string, options?: MetricOptions): Metric {
    return this.firewallMetric('DroppedPackets', availabilityZone, options);
  }

  /** Packets the firewall rejected in a zone: TCP to a port other than HTTPS. Default: their number in five minutes. */
  metricFirewallRejectedPackets(availabilityZone: string, options?: MetricOptions): Metric {
    return this.firewallMetric('RejectedPackets', availabilityZone, options);
  }

  /** DNS queries refused because nobody expects the name. Default: their number in five minutes. */
  metricUnexpectedDnsNames(options?: MetricOptions): Metric {
    return this.dnsFirewall.metricUnexpectedNames(options);
  }

  private addFirewall(site: Site, vpc: IVpc, subnets: readonly ISubnet[], logKey: IKey): EgressFirewall | undefined {
    return site.network.inspection.kind === 'network-firewall'
      ? new EgressFirewall(this, 'Firewall', { site, vpcId: vpc.vpcId, subnets, logKey })
      : undefined;
  }

  private addEndpoints(
    site: Site,
    vpc: IVpc,
    subnets: readonly ISubnet[],
    securityGroup: ISecurityGroup,
  ): readonly InterfaceEndpointId[] {
    return site.network.interfaceEndpoints.kind === 'private'
      ? new InterfaceEndpoints(this, 'Endpoints', { site, vpc, subnets, securityGroup }).endpoints
      : [];
  }

  private expectTopology(routes: Routes): TopologyExpectation {
    const subnets = this.subnets.internal.map(({ availabilityZone, subnetId }) => ({ availabilityZone, subnetId }));
    return {
      availabilityZones: this.zones.map(({ availabilityZone }) => availabilityZone),
      natGateways: this.zones.map(({ availabilityZone, natGatewayId }) => ({ availabilityZone, natGatewayId })),
      routeTables: routes.expectedTables,
      firewallEndpoints: routes.expectedFirewallEndpoints,
      interfaceEndpoints: this.interfaceEndpointIds.map((endpoint) => ({ ...endpoint, subnets })),
    };
  }

  private natMetric(metricName: string, availabilityZone: string, options?: MetricOptions): Metric {
    const zone = this.zones.find((candidate) => candidate.availabilityZone === availabilityZone);
    if (zone === undefined) {
      throw new Error(`no NAT gateway in ${availabilityZone}`);
    }
    return new Metric({
      namespace: 'AWS/NATGateway',
      metricName,
      dimensionsMap: { NatGatewayId: zone.natGatewayId },
      statistic: Stats.SUM,
      ...options,
    });
  }

  private firewallMetric(metricName: string, availabilityZone: string, options?: MetricOptions): Metric {
    if (this.firewallName === undefined) {
      throw new Error('egress is not inspected');
    }
    return new Metric({
      namespace: 'AWS/NetworkFirewall',
      metricName,
      dimensionsMap: { FirewallName: this.firewallName, AvailabilityZone: availabilityZone, Engine: 'Stateful' },
      statistic: Stats.SUM,
      ...options,
    });
  }
}
