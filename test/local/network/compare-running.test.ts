import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareRunning } from '../../../lib/local/network';
import { asList, type JsonObject } from '../../../lib/template';
import { describeDifference, describeReach } from '../../../lib/verify/drift';
import { changed, type Lists } from '../../verify/drift/support/running';
import { RESOURCES, STACK } from '../../verify/drift/support/said';
import { fakeClients } from '../aws/support/fake-clients';
import { temporaryFolder, writeAssembly } from '../localize/support/assemblies';
import { answersOf } from './support/answers';
import { DEPLOYED } from './support/deployed';
import { EMULATED } from './support/emulated';

const ACCOUNT = '111122223333';
const scratch = temporaryFolder();
const synthesized = writeAssembly(path.join(scratch, 'assembly'), [
  { name: STACK, region: 'ap-northeast-1', account: ACCOUNT, template: { Resources: RESOURCES } },
]);
let runs = 0;

async function compare(lists: Lists) {
  const directory = path.join(scratch, `run ${String((runs += 1))}`);
  const clients = [fakeClients(answersOf(lists)).clients, fakeClients(answersOf({}), 'us-east-1').clients];
  const { signal } = new AbortController();
  const found = await compareRunning({ clients, account: ACCOUNT, synthesized, deployed: DEPLOYED, directory, signal });
  return { ...found, directory };
}

test('what the emulator tells of a network that runs as the templates say differs in nothing', async () => {
  const { differences, untold, reach, taken, refused, agreed } = await compare(EMULATED);
  expect([differences, untold, reach.differences]).toEqual([[], [], []]);
  expect(agreed).toBeGreaterThanOrEqual(60);
  expect(reach.agreed).toBe(reach.parties * (reach.parties - 1) * 2);
  expect(taken.map(({ divergence, count }) => [divergence, count])).toEqual([
    ['DefaultNetworkAclWithoutAssociations', 1],
    ['NetworkAclEntryWithoutPorts', 2],
    ['EndpointWithoutGroups', 1],
    ['EndpointWithoutPolicy', 2],
    ['VpcConfigDropped', 1],
    ['InstanceWithoutInterfaces', 1],
  ]);
  expect(refused.map(({ region, list }) => [region, list])).toEqual([
    ['ap-northeast-1', 'TransitGateways'],
    ['us-east-1', 'TransitGateways'],
  ]);
});

test('leaves what was told, and what it was completed to', async () => {
  const { directory } = await compare(EMULATED);
  for (const folder of ['told', 'completed']) {
    const file = path.join(directory, folder, 'aws_configs/accounts', ACCOUNT, 'ap-northeast-1/NetworkAcls.json');
    expect([folder, existsSync(file)]).toEqual([folder, true]);
  }
});

test('a rule that was opened by hand, and a route that was taken away, are found', async () => {
  const open = { IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, UserIdGroupPairs: [{ GroupId: 'sg-app' }] };
  const lists = changed(
    'SecurityGroups',
    'sg-app',
    (group) => ({
      ...group,
      IpPermissions: [...asList(group['IpPermissions']), open],
      IpPermissionsEgress: [open],
    }),
    changed('RouteTables', 'rtb-b', (table) => ({ ...table, Routes: [] }) as JsonObject, EMULATED),
  );
  const { differences, reach } = await compare(lists);
  expect(differences.map(describeDifference)).toEqual([
    'Net/App (App, sg-app): in: tcp/8443 from Net/App must not be there, as no template says so, and is',
    'Net/App (App, sg-app): out: tcp/8443 to Net/App must not be there, as no template says so, and is',
    'Net/TableB (rtb-b): route 0.0.0.0/0 must be Net/Nat, as RouteB says, and is not there',
  ]);
  expect(reach.differences.map(describeReach)).toContain(
    'Net/Probe reaches Net/Servers on tcp/8443, and must on nothing',
  );
});
