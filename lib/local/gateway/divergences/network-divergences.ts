import { AWS_DOCS, DROP_ENTRY, type Divergence } from './divergence';

const EC2_API = `${AWS_DOCS}/AWSEC2/latest/APIReference`;

/** Divergences of the network. */
export const NETWORK_DIVERGENCES = {
  InstanceZoneIgnoresSubnet: {
    aws: 'an instance is in the Availability Zone of its subnet',
    source: `${EC2_API}/API_Placement.html`,
    emulator: 'every instance is in the first zone of the Region',
    bridge: { by: 'gateway', how: 'DescribeInstances: the zone is that of the subnet' },
    whenChanged: `delete lib/local/gateway/bridges/instances.ts, and ${DROP_ENTRY}`,
  },
  InstanceWithoutInterfaces: {
    aws: 'an instance has a network interface',
    source: `${EC2_API}/API_Instance.html`,
    emulator: 'DescribeInstances and DescribeNetworkInterfaces name none',
    bridge: { by: 'nobody', because: 'no check reads network interfaces' },
    whenChanged: DROP_ENTRY,
  },
  EndpointWithoutInterfaces: {
    aws: 'an interface endpoint has a network interface in each of its subnets',
    source: `${EC2_API}/API_VpcEndpoint.html`,
    emulator: 'DescribeVpcEndpoints names the subnets and no interface',
    bridge: { by: 'nobody', because: 'the checks compare the subnets of an endpoint' },
    whenChanged: DROP_ENTRY,
  },
  RouteStaysActive: {
    aws: 'a route whose target is gone, or does not run, is a blackhole',
    source: `${EC2_API}/API_Route.html`,
    emulator: 'every route is active',
    bridge: {
      by: 'gateway',
      how: 'DescribeRouteTables: blackhole where the NAT gateway, internet gateway, endpoint or instance does not stand',
    },
    whenChanged: `delete lib/local/gateway/bridges/route-tables.ts, and ${DROP_ENTRY}`,
  },
  RouteToEndpointBecomesLocal: {
    aws: 'CreateRoute takes an endpoint as target',
    source: `${EC2_API}/API_CreateRoute.html`,
    emulator: 'CreateRoute with VpcEndpointId makes a local route; only CloudFormation makes the right one',
    bridge: { by: 'localize', how: 'routes are left to the CloudFormation of the emulator' },
    whenChanged: DROP_ENTRY,
  },
  GatewayEndpointWithoutRoute: {
    aws: 'a gateway endpoint has a route in each of its route tables',
    source: `${AWS_DOCS}/vpc/latest/privatelink/gateway-endpoints.html`,
    emulator: 'no route is made',
    bridge: { by: 'nobody', because: 'the checks leave out routes that AWS keeps by itself' },
    whenChanged: DROP_ENTRY,
  },
  IdFiltersIgnored: {
    aws: 'the filters nat-gateway-id, route-table-id and vpc-endpoint-id choose what is described',
    source: `${EC2_API}/API_DescribeNatGateways.html`,
    emulator: 'these filters are ignored: everything is described',
    bridge: { by: 'nobody', because: 'the checks pick what they asked about by its id' },
    whenChanged: DROP_ENTRY,
  },
  DefaultNetworkAclWithoutAssociations: {
    aws: 'a subnet is associated with the default network ACL of its network until it is given another',
    source: `${EC2_API}/API_NetworkAclAssociation.html`,
    emulator: 'the default network ACL has no associations, so that none can be replaced',
    bridge: { by: 'nobody', because: 'no check reads network ACLs, and the local site has no packets' },
    whenChanged: `let the provider make AWS::EC2::SubnetNetworkAclAssociation through the API, and ${DROP_ENTRY}`,
  },
  VpnTelemetryAbsent: {
    aws: 'DescribeVpnConnections says of each tunnel whether it is up',
    source: `${EC2_API}/API_VgwTelemetry.html`,
    emulator: 'there is no telemetry',
    bridge: {
      by: 'gateway',
      how: 'DescribeVpnConnections: both tunnels of a connection that stands are up; the drill takes one down',
    },
    whenChanged: `delete lib/local/gateway/bridges/vpn-connections.ts, and ${DROP_ENTRY}`,
  },
  FlowLogWithoutGroup: {
    aws: 'DescribeFlowLogs names the log group and says whether records are delivered',
    source: `${EC2_API}/API_FlowLog.html`,
    emulator: 'it names a destination alone',
    bridge: {
      by: 'gateway',
      how: 'DescribeFlowLogs: the group is that of the destination, and what is active delivers',
    },
    whenChanged: `delete lib/local/gateway/bridges/flow-logs.ts, and ${DROP_ENTRY}`,
  },
} as const satisfies Readonly<Record<string, Divergence>>;
