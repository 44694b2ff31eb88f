import {
  AllocateAddressCommand,
  CreateFlowLogsCommand,
  CreateLaunchTemplateCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateVpcEndpointCommand,
  CreateVpnConnectionCommand,
  DeleteNatGatewayCommand,
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpnConnectionsCommand,
  RunInstancesCommand,
  type Route,
} from '@aws-sdk/client-ec2';
import type { LocalClients } from '../../../../lib/local/aws';
import type { DivergenceId } from '../../../../lib/local/gateway';
import { ACCOUNT, makeNetwork, present, REGION } from './emulator';
import { answerOf, refusal, type Probe } from './probe';

/** Probes of EC2. */
export const NETWORK_PROBES = {
  InstanceZoneIgnoresSubnet: {
    observe: async (clients) => (await runInstance(clients)).Placement?.AvailabilityZone,
    diverging: `${REGION}a`,
  },
  InstanceWithoutInterfaces: {
    observe: async (clients) => {
      const { InstanceId, NetworkInterfaces, PublicIpAddress } = await runInstance(clients);
      const all = await clients.ec2.send(new DescribeNetworkInterfacesCommand({}));
      const attached = (all.NetworkInterfaces ?? []).filter(({ Attachment }) => Attachment?.InstanceId === InstanceId);
      return [NetworkInterfaces ?? [], attached, PublicIpAddress !== undefined];
    },
    diverging: [[], [], true],
  },
  EndpointWithoutInterfaces: {
    observe: async (clients) => (await makeEndpoint(clients, 'Interface')).NetworkInterfaceIds ?? [],
    diverging: [],
  },
  RouteStaysActive: {
    observe: async (clients) => {
      const { vpcId, subnets } = await makeNetwork(clients);
      const NatGatewayId = await makeNatGateway(clients, subnets.c);
      const route = await makeRoute(clients, vpcId, { NatGatewayId });
      await clients.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }));
      return (await route())?.State;
    },
    diverging: 'active',
  },
  RouteToEndpointBecomesLocal: {
    observe: async (clients) => {
      const { VpcEndpointId, VpcId } = await makeEndpoint(clients, 'GatewayLoadBalancer');
      return (await (await makeRoute(clients, present(VpcId), { VpcEndpointId }))())?.GatewayId;
    },
    diverging: 'local',
  },
  GatewayEndpointWithoutRoute: {
    observe: async (clients) => {
      const { vpcId } = await makeNetwork(clients);
      const RouteTableId = await makeRouteTable(clients, vpcId);
      const input = { VpcId: vpcId, ServiceName: `com.amazonaws.${REGION}.s3`, RouteTableIds: [RouteTableId] };
      await clients.ec2.send(new CreateVpcEndpointCommand(input));
      return (await routesOf(clients, RouteTableId)).filter((route) => route.DestinationPrefixListId !== undefined);
    },
    diverging: [],
  },
  IdFiltersIgnored: {
    observe: async (clients) => {
      const { vpcId, subnets } = await makeNetwork(clients);
      const natGatewayId = await makeNatGateway(clients, subnets.c);
      const routeTableId = await makeRouteTable(clients, vpcId);
      const { VpcEndpointId } = await makeEndpoint(clients, 'Interface');
      const { ec2 } = clients;
      const none = (Name: string) => [{ Name, Values: ['none'] }];
      const [nat, tables, endpoints] = await Promise.all([
        ec2.send(new DescribeNatGatewaysCommand({ Filter: none('nat-gateway-id') })),
        ec2.send(new DescribeRouteTablesCommand({ Filters: none('route-table-id') })),
        ec2.send(new DescribeVpcEndpointsCommand({ Filters: none('vpc-endpoint-id') })),
      ]);
      return [
        nat.NatGateways?.some((gateway) => gateway.NatGatewayId === natGatewayId),
        tables.RouteTables?.some((table) => table.RouteTableId === routeTableId),
        endpoints.VpcEndpoints?.some((endpoint) => endpoint.VpcEndpointId === VpcEndpointId),
      ];
    },
    diverging: [true, true, true],
  },
  DefaultNetworkAclWithoutAssociations: {
    observe: async (clients) => {
      await makeNetwork(clients);
      const Filters = [{ Name: 'default', Values: ['true'] }];
      const { NetworkAcls } = await clients.ec2.send(new DescribeNetworkAclsCommand({ Filters }));
      return (NetworkAcls ?? []).flatMap(({ Associations }) => Associations ?? []);
    },
    diverging: [],
  },
  DefaultGroupWithoutIngress: {
    observe: async (clients) => {
      const { vpcId } = await makeNetwork(clients);
      const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
      const { SecurityGroups } = await clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
      return (SecurityGroups ?? []).map(({ GroupName, IpPermissions }) => [GroupName, IpPermissions ?? []]);
    },
    diverging: [['default', []]],
  },
  NetworkAclEntryWithoutPorts: {
    observe: async (clients) => {
      const { ec2 } = clients;
      const { vpcId: VpcId } = await makeNetwork(clients);
      const acl = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
      const NetworkAclId = present(acl.NetworkAcl?.NetworkAclId);
      const entry = { NetworkAclId, Egress: false, RuleAction: 'allow', CidrBlock: '10.0.0.0/16' } as const;
      const PortRange = { From: 443, To: 443 };
      await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber: 100, Protocol: '6', PortRange }));
      const IcmpTypeCode = { Type: 8, Code: -1 };
      await ec2.send(new CreateNetworkAclEntryCommand({ ...entry, RuleNumber: 110, Protocol: '1', IcmpTypeCode }));
      const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAclId] }));
      return (NetworkAcls?.[0]?.Entries ?? [])
        .filter(({ RuleNumber = 0 }) => RuleNumber < 32767)
        .map((each) => [each.RuleNumber, each.PortRange, each.IcmpTypeCode]);
    },
    diverging: [
      [100, undefined, undefined],
      [110, undefined, undefined],
    ],
  },
  EndpointWithoutGroups: {
    observe: async (clients) => {
      const { ec2 } = clients;
      const { vpcId: VpcId } = await makeNetwork(clients);
      const made = { VpcId, GroupName: 'probe', Description: 'probe' };
      const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(made));
      const endpoint = await makeEndpoint(clients, 'Interface', { SecurityGroupIds: [present(GroupId)] });
      return endpoint.Groups ?? [];
    },
    diverging: [],
  },
  EndpointWithoutPolicy: {
    observe: async (clients) => {
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
      return (await makeEndpoint(clients, 'Interface', { PolicyDocument })).PolicyDocument;
    },
    diverging: undefined,
  },
  NatGatewayWithoutAddress: {
    observe: async (clients) => {
      const { ec2 } = clients;
      const { subnets } = await makeNetwork(clients);
      const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
      const made = await ec2.send(new CreateNatGatewayCommand({ SubnetId: subnets.c, AllocationId }));
      const NatGatewayIds = [present(made.NatGateway?.NatGatewayId)];
      const { NatGateways } = await ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds }));
      return NatGateways?.[0]?.NatGatewayAddresses ?? [];
    },
    diverging: [],
  },
  NetworkFirewallUnknown: {
    observe: async (clients) => {
      const answer = await answerOf(clients, 'network-firewall', 'NetworkFirewall_20201112.ListFirewalls', {});
      return /Unsupported service/.exec(String(answer))?.[0];
    },
    diverging: 'Unsupported service',
  },
  TransitGatewaysUnknown: {
    observe: ({ ec2 }) => refusal(ec2.send(new DescribeTransitGatewaysCommand({}))),
    diverging: 'InvalidAction',
  },
  LaunchTemplateIgnored: {
    observe: async (clients) => {
      const { ec2 } = clients;
      const { vpcId: VpcId, subnets } = await makeNetwork(clients);
      const made = { VpcId, GroupName: 'probe', Description: 'probe' };
      const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(made));
      const LaunchTemplateData = { SecurityGroupIds: [present(GroupId)] };
      const template = { LaunchTemplateName: 'probe', LaunchTemplateData };
      const { LaunchTemplate } = await ec2.send(new CreateLaunchTemplateCommand(template));
      const LaunchTemplateId = present(LaunchTemplate?.LaunchTemplateId);
      const input = { ImageId: 'ami-1', MinCount: 1, MaxCount: 1, SubnetId: subnets.c };
      const { Instances } = await ec2.send(new RunInstancesCommand({ ...input, LaunchTemplate: { LaunchTemplateId } }));
      return (Instances?.[0]?.SecurityGroups ?? []).map(({ GroupName }) => GroupName);
    },
    diverging: ['default'],
  },
  VpnTelemetryAbsent: {
    observe: async ({ ec2 }) => {
      const input = { Type: 'ipsec.1', CustomerGatewayId: 'cgw-1', VpnGatewayId: 'vgw-1' };
      const { VpnConnection } = await ec2.send(new CreateVpnConnectionCommand(input));
      const VpnConnectionIds = [present(VpnConnection?.VpnConnectionId)];
      const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds }));
      return present(VpnConnections?.[0]).VgwTelemetry ?? [];
    },
    diverging: [],
  },
  FlowLogWithoutGroup: {
    observe: async (clients) => {
      const { vpcId } = await makeNetwork(clients);
      const { FlowLogIds = [] } = await clients.ec2.send(
        new CreateFlowLogsCommand({
          ...{ ResourceIds: [vpcId], ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs' },
          LogDestination: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:probe`,
          DeliverLogsPermissionArn: `arn:aws:iam::${ACCOUNT}:role/probe`,
        }),
      );
      const { FlowLogs } = await clients.ec2.send(new DescribeFlowLogsCommand({ FlowLogIds }));
      const { LogGroupName, DeliverLogsStatus } = present(FlowLogs?.[0]);
      return [LogGroupName, DeliverLogsStatus];
    },
    diverging: [undefined, undefined],
  },
} satisfies Partial<Record<DivergenceId, Probe>>;

async function runInstance({ ec2, ...others }: LocalClients) {
  const { subnets } = await makeNetwork({ ec2, ...others });
  const input = { ImageId: 'ami-1', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, SubnetId: subnets.c } as const;
  const { Instances } = await ec2.send(new RunInstancesCommand(input));
  const InstanceIds = [present(Instances?.[0]?.InstanceId)];
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  return present(Reservations?.[0]?.Instances?.[0]);
}

async function makeEndpoint(
  clients: LocalClients,
  VpcEndpointType: 'Interface' | 'GatewayLoadBalancer',
  more: { readonly SecurityGroupIds?: string[]; readonly PolicyDocument?: string } = {},
) {
  const { vpcId, subnets } = await makeNetwork(clients);
  const place = { VpcId: vpcId, SubnetIds: [subnets.c] };
  const input = { ...place, ServiceName: `com.amazonaws.${REGION}.ssm`, VpcEndpointType, ...more };
  const { VpcEndpoint } = await clients.ec2.send(new CreateVpcEndpointCommand(input));
  const VpcEndpointIds = [present(VpcEndpoint?.VpcEndpointId)];
  const { VpcEndpoints } = await clients.ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds }));
  return present(VpcEndpoints?.[0]);
}

async function makeNatGateway({ ec2 }: LocalClients, SubnetId: string): Promise<string> {
  return present((await ec2.send(new CreateNatGatewayCommand({ SubnetId }))).NatGateway?.NatGatewayId);
}

async function makeRouteTable({ ec2 }: LocalClients, VpcId: string): Promise<string> {
  return present((await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId);
}

/** Makes a route to everywhere; what is returned describes it. */
async function makeRoute(
  clients: LocalClients,
  vpcId: string,
  target: { readonly NatGatewayId?: string; readonly VpcEndpointId?: string | undefined },
): Promise<() => Promise<Route | undefined>> {
  const RouteTableId = await makeRouteTable(clients, vpcId);
  const DestinationCidrBlock = '0.0.0.0/0';
  await clients.ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, ...target }));
  return async () =>
    (await routesOf(clients, RouteTableId)).find((route) => route.DestinationCidrBlock === DestinationCidrBlock);
}

async function routesOf({ ec2 }: LocalClients, routeTableId: string): Promise<readonly Route[]> {
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [routeTableId] }));
  return RouteTables?.[0]?.Routes ?? [];
}
