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
    aws: 'an instance has a network interface, and a public address only if its subnet or launch template says so',
    source: `${EC2_API}/API_Instance.html`,
    emulator:
      'DescribeInstances and DescribeNetworkInterfaces name no interface, and every instance has a public address',
    bridge: {
      by: 'network',
      how: 'an interface is made of the subnet and the groups of the instance; public addresses are taken from the templates, and are not compared',
    },
    whenChanged: `delete lib/local/network/completions/instances.ts, and ${DROP_ENTRY}`,
  },
  EndpointWithoutInterfaces: {
    aws: 'an interface endpoint has a network interface in each of its subnets',
    source: `${EC2_API}/API_VpcEndpoint.html`,
    emulator: 'DescribeVpcEndpoints names the subnets and no interface',
    bridge: { by: 'nobody', because: 'the subnets of an endpoint are compared' },
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
    bridge: {
      by: 'nobody',
      because: 'routes that AWS keeps by itself are not compared; the route tables of the endpoint are',
    },
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
    bridge: { by: 'network', how: 'the subnets of a network ACL are taken from the templates, and are not compared' },
    whenChanged: `delete aclAssociations in lib/local/network/completions/network-acls.ts, let the provider make AWS::EC2::SubnetNetworkAclAssociation through the API, and ${DROP_ENTRY}`,
  },
  DefaultGroupWithoutIngress: {
    aws: 'the members of a default security group reach each other',
    source: `${AWS_DOCS}/vpc/latest/userguide/default-security-group.html`,
    emulator: 'a default group has no rule that lets anything in',
    bridge: {
      by: 'network',
      how: 'the rule is taken from the templates, where none takes it away, and is not compared',
    },
    whenChanged: `delete lib/local/network/completions/default-groups.ts, and ${DROP_ENTRY}`,
  },
  NetworkAclEntryWithoutPorts: {
    aws: 'DescribeNetworkAcls names the ports of an entry, or its type and code of ICMP',
    source: `${EC2_API}/API_NetworkAclEntry.html`,
    emulator: 'neither is kept',
    bridge: { by: 'network', how: 'the ports of an entry are taken from the templates, and are not compared' },
    whenChanged: `delete aclPorts in lib/local/network/completions/network-acls.ts, and ${DROP_ENTRY}`,
  },
  EndpointWithoutGroups: {
    aws: 'DescribeVpcEndpoints names the security groups of an interface endpoint',
    source: `${EC2_API}/API_VpcEndpoint.html`,
    emulator: 'none is kept',
    bridge: { by: 'network', how: 'the groups of an endpoint are taken from the templates, and are not compared' },
    whenChanged: `delete endpointGroups in lib/local/network/completions/endpoints.ts, and ${DROP_ENTRY}`,
  },
  EndpointWithoutPolicy: {
    aws: 'DescribeVpcEndpoints tells the policy of an endpoint',
    source: `${EC2_API}/API_VpcEndpoint.html`,
    emulator: 'none is kept',
    bridge: { by: 'network', how: 'the policy of an endpoint is taken from the templates, and is not compared' },
    whenChanged: `delete endpointPolicies in lib/local/network/completions/endpoints.ts, and ${DROP_ENTRY}`,
  },
  NatGatewayWithoutAddress: {
    aws: 'DescribeNatGateways names the Elastic IP address of a NAT gateway',
    source: `${EC2_API}/API_NatGatewayAddress.html`,
    emulator: 'it names no address',
    bridge: { by: 'nobody', because: 'no check reads it; what is compared is that the gateway is public' },
    whenChanged: `compare the address in lib/verify/drift/facts/interface-facts.ts, and ${DROP_ENTRY}`,
  },
  NetworkFirewallUnknown: {
    aws: 'DescribeFirewall, DescribeFirewallPolicy and DescribeRuleGroup tell what inspects',
    source: `${AWS_DOCS}/network-firewall/latest/APIReference/API_DescribeFirewall.html`,
    emulator: 'the service is not known',
    bridge: {
      by: 'network',
      how: 'policies and rules are taken from the templates, and are not compared; the endpoints of a firewall are',
    },
    whenChanged: `delete lib/local/network/completions/firewalls.ts, ask the service in lib/local/network/describe-calls.ts, and ${DROP_ENTRY}`,
  },
  TransitGatewaysUnknown: {
    aws: 'DescribeTransitGateways lists the transit gateways of a Region',
    source: `${EC2_API}/API_DescribeTransitGateways.html`,
    emulator: 'the action is not known',
    bridge: { by: 'nobody', because: 'no template with a transit gateway can be deployed locally' },
    whenChanged: DROP_ENTRY,
  },
  LaunchTemplateIgnored: {
    aws: 'an instance has the security groups of its launch template',
    source: `${EC2_API}/API_RunInstances.html`,
    emulator: 'it has the default group of the default network',
    bridge: { by: 'localize', how: 'Honmaru::Local::Instances is given the groups that the launch template names' },
    whenChanged: `delete groupsOf in lib/local/localize/instances.ts, and ${DROP_ENTRY}`,
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
