import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteCommand,
  DeleteRouteCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import path from 'node:path';
import { closeClients } from '../../../lib/local/aws';
import { deployedResources, type DeployedStack } from '../../../lib/local/deploy';
import { compareRunning } from '../../../lib/local/network';
import { describeDifference, describeReach } from '../../../lib/verify/drift';
import { RESOURCES } from '../../verify/drift/support/said';
import { ACCOUNT, emulatorClients, makeStack, present, REGION } from '../contract/support/emulator';
import { temporaryFolder, writeAssembly } from '../localize/support/assemblies';

/** What the emulator's own CloudFormation makes; the rest is made by the provider function. */
const NATIVE = [
  ...['Vpc', 'Igw', 'IgwAttachment', 'SubnetA', 'SubnetB', 'TableA', 'TableB', 'TableOfA', 'TableOfB', 'RouteA', 'Web'],
  ...['Balancer', 'Listener', 'Targets', 'S3', 'DataSubnets'],
];
const STACK = 'RunningNetwork';

const clients = emulatorClients();
const scratch = temporaryFolder();
const resources = Object.fromEntries(Object.entries(RESOURCES).filter(([id]) => NATIVE.includes(id)));
const synthesized = writeAssembly(path.join(scratch, 'assembly'), [
  { name: STACK, region: REGION, account: ACCOUNT, template: { Resources: resources } },
]);
let deployed: DeployedStack;

beforeAll(async () => {
  await makeStack(clients, STACK, resources);
  deployed = await deployedResources(clients.cloudFormation, STACK);
});

afterAll(() => {
  closeClients(clients);
});

const idOf = (logicalId: string): string => present(deployed[logicalId]?.physicalId);

async function compare() {
  const { signal } = new AbortController();
  const found = await compareRunning({
    ...{ clients: [clients], account: ACCOUNT, synthesized, directory: path.join(scratch, 'network'), signal },
    deployed: new Map([[STACK, deployed]]),
  });
  return [...found.differences.map(describeDifference), ...found.reach.differences.map(describeReach)];
}

test('what was deployed runs as the template says', async () => {
  expect(await compare()).toEqual([]);
});

// In any order: each leaves the network as it found it.
test('a rule that is opened by hand is found, and is gone with it', async () => {
  const GroupId = idOf('Web');
  const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  await clients.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }));
  const found = await compare();
  await clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }));
  expect(found).toEqual([
    `${STACK}/Web (Web, ${GroupId}): in: tcp/22 from 0.0.0.0/0 must not be there, as no template says so, and is`,
  ]);
  expect(await compare()).toEqual([]);
});

test('a route that is taken away is found, and is there again with it', async () => {
  const route = { RouteTableId: idOf('TableA'), DestinationCidrBlock: '0.0.0.0/0' };
  await clients.ec2.send(new DeleteRouteCommand(route));
  const found = await compare();
  await clients.ec2.send(new CreateRouteCommand({ ...route, GatewayId: idOf('Igw') }));
  expect(found).toEqual([
    `${STACK}/TableA (${route.RouteTableId}): route 0.0.0.0/0 must be the internet gateway, as RouteA says, and is not there`,
  ]);
  expect(await compare()).toEqual([]);
});
