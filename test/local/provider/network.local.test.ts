import {
  CreateSecurityGroupCommand,
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
} from '@aws-sdk/client-ec2';
import { present } from '../contract/support/emulator';
import { localProvider } from './provider';

const REGION = 'ap-southeast-2';
const { clients, create, update, remove, refusal } = localProvider(REGION);
const { ec2 } = clients;
const tags = (value: string) => [{ Key: 'site', Value: value }];

async function makeVpc(): Promise<string> {
  return present((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
}

async function makeSubnet(VpcId: string, zone: string, CidrBlock: string): Promise<string> {
  const input = { VpcId, CidrBlock, AvailabilityZone: `${REGION}${zone}` };
  return present((await ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId);
}

test('a NAT gateway with its address is made, moved and removed', async () => {
  const vpc = await makeVpc();
  const [here, there] = [await makeSubnet(vpc, 'a', '10.0.1.0/24'), await makeSubnet(vpc, 'b', '10.0.2.0/24')];
  const address = await create('AWS::EC2::EIP', { Domain: 'vpc', Tags: tags('a') });
  const AllocationId = address.attributes['AllocationId'];
  const find = async () =>
    (await ec2.send(new DescribeAddressesCommand({}))).Addresses?.find((a) => a.AllocationId === AllocationId);
  await update(
    'AWS::EC2::EIP',
    address.physicalId,
    { Domain: 'vpc', Tags: tags('a') },
    { Domain: 'vpc', Tags: tags('b') },
  );
  expect(await find()).toMatchObject({ PublicIp: address.physicalId, Tags: tags('b') });

  const nat = { AllocationId, ConnectivityType: 'public', SubnetId: here };
  const first = await create('AWS::EC2::NatGateway', nat);
  const second = await update('AWS::EC2::NatGateway', first.physicalId, nat, { ...nat, SubnetId: there });
  await remove('AWS::EC2::NatGateway', first.physicalId, nat);
  const states = async () => {
    const { NatGateways } = await ec2.send(
      new DescribeNatGatewaysCommand({ Filter: [{ Name: 'vpc-id', Values: [vpc] }] }),
    );
    return Object.fromEntries((NatGateways ?? []).map(({ NatGatewayId, State }) => [NatGatewayId, State]));
  };
  expect(await states()).toStrictEqual({ [first.physicalId]: 'deleted', [second.physicalId]: 'available' });
  await remove('AWS::EC2::NatGateway', second.physicalId, nat);
  await remove('AWS::EC2::EIP', address.physicalId, { Domain: 'vpc' });
  expect(await find()).toBeUndefined();
});

test('a network ACL keeps one entry for a number and direction', async () => {
  const VpcId = await makeVpc();
  const acl = await create('AWS::EC2::NetworkAcl', { VpcId, Tags: tags('a') });
  const entry = {
    ...{ NetworkAclId: acl.physicalId, RuleNumber: 100, Egress: false, Protocol: 6, RuleAction: 'allow' },
    ...{ CidrBlock: '10.0.0.0/8', PortRange: { From: 443, To: 443 } },
  };
  const made = await create('AWS::EC2::NetworkAclEntry', entry);
  await update('AWS::EC2::NetworkAclEntry', made.physicalId, entry, { ...entry, CidrBlock: '10.1.0.0/16' });
  const entries = async () =>
    (await ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: [acl.physicalId] }))).NetworkAcls?.[0]?.Entries;
  expect(await entries()).toMatchObject([{ RuleNumber: 100, Egress: false, CidrBlock: '10.1.0.0/16', Protocol: '6' }]);
  await remove('AWS::EC2::NetworkAclEntry', made.physicalId, entry);
  expect(await entries()).toStrictEqual([]);
  await remove('AWS::EC2::NetworkAcl', acl.physicalId, { VpcId });
});

test('security group rules of both directions are made, described anew and revoked', async () => {
  const VpcId = await makeVpc();
  const group = async (GroupName: string) =>
    present((await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: 'x' }))).GroupId);
  const [GroupId, peer] = [await group('own'), await group('peer')];
  const rule = { GroupId, IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, Description: 'Requests' };
  const ingress = { ...rule, SourceSecurityGroupId: peer };
  const egress = { ...rule, DestinationSecurityGroupId: peer };
  const into = await create('AWS::EC2::SecurityGroupIngress', ingress);
  const out = await create('AWS::EC2::SecurityGroupEgress', egress);
  await update('AWS::EC2::SecurityGroupIngress', into.physicalId, ingress, { ...ingress, Description: 'Other' });
  const describe = async () =>
    present((await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }))).SecurityGroups?.[0]);
  const before = await describe();
  expect(before.IpPermissions).toMatchObject([
    { FromPort: 8443, UserIdGroupPairs: [{ GroupId: peer, Description: 'Other' }] },
  ]);
  expect(before.IpPermissionsEgress).toContainEqual(
    expect.objectContaining({ FromPort: 8443, UserIdGroupPairs: [expect.objectContaining({ GroupId: peer })] }),
  );
  await remove('AWS::EC2::SecurityGroupIngress', into.physicalId, ingress);
  await remove('AWS::EC2::SecurityGroupEgress', out.physicalId, egress);
  const after = await describe();
  expect(after.IpPermissions).toStrictEqual([]);
  expect(after.IpPermissionsEgress).not.toContainEqual(expect.objectContaining({ FromPort: 8443 }));
});

test('a flow log is made with its tags and removed', async () => {
  const ResourceId = await makeVpc();
  const properties = {
    ...{ ResourceId, ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs' },
    ...{ LogGroupName: 'flow', DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/x', Tags: tags('a') },
  };
  const made = await create('AWS::EC2::FlowLog', properties);
  const find = async () => (await ec2.send(new DescribeFlowLogsCommand({ FlowLogIds: [made.physicalId] }))).FlowLogs;
  expect(await find()).toMatchObject([{ ResourceId, Tags: tags('a') }]);
  await remove('AWS::EC2::FlowLog', made.physicalId, properties);
  expect(await find()).toStrictEqual([]);
});

test('a firewall has one endpoint in each of its subnets', async () => {
  const VpcId = await makeVpc();
  const subnets = [await makeSubnet(VpcId, 'a', '10.0.1.0/24'), await makeSubnet(VpcId, 'd', '10.0.2.0/24')];
  const properties = {
    ...{ FirewallName: 'provider-egress', FirewallPolicyArn: 'arn:policy', VpcId, DeleteProtection: true },
    SubnetMappings: subnets.map((SubnetId) => ({ SubnetId })),
  };
  const made = await create('AWS::NetworkFirewall::Firewall', properties);
  const find = async () => {
    const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({}));
    return (VpcEndpoints ?? []).filter((endpoint) => endpoint.VpcId === VpcId);
  };
  const endpoints = await find();
  expect(endpoints.map((endpoint) => [endpoint.VpcEndpointType, endpoint.SubnetIds])).toStrictEqual(
    subnets.map((subnet) => ['GatewayLoadBalancer', [subnet]]),
  );
  const [first, second] = endpoints.map(({ VpcEndpointId }) => String(VpcEndpointId));
  expect(made.attributes['EndpointIds']).toStrictEqual([`${REGION}a:${String(first)}`, `${REGION}d:${String(second)}`]);
  expect(await refusal('AWS::NetworkFirewall::Firewall', made.physicalId, properties)).toMatch(/protected/);
  await remove('AWS::NetworkFirewall::Firewall', made.physicalId, { ...properties, DeleteProtection: false });
  expect(await find()).toStrictEqual([]);
});
