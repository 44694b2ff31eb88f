import { DeleteNatGatewayCommand, StartInstancesCommand, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { FailoverDBClusterCommand } from '@aws-sdk/client-rds';
import { backupCheck } from '../../../lambda/backup-check/run';
import { databaseCheck } from '../../../lambda/database-check/run';
import type { Decision } from '../../../lambda/shared/decision';
import { topologyCheck } from '../../../lambda/topology-check/run';
import { closeClients, localClients, type LocalClients } from '../../../lib/local/aws';
import { startGateway, type Gateway } from '../../../lib/local/gateway';
import { ACCOUNT, emulatorClients, emulatorUrl, REGION } from './support/emulator';
import { makeSite, type EmulatedSite } from './support/emulated-site';

let gateway: Gateway;
let watched: LocalClients;
let site: EmulatedSite;
const emulator = emulatorClients();

beforeAll(async () => {
  gateway = await startGateway({ emulator: emulatorUrl() });
  watched = localClients({ endpoint: gateway.endpoint, account: ACCOUNT }, REGION);
  site = await makeSite(emulator);
});

afterAll(async () => {
  closeClients(watched);
  closeClients(emulator);
  await gateway.stop();
});

const signal = new AbortController().signal;

function watchTopology(clients = watched): Promise<Decision> {
  return topologyCheck(clients).run(site.topology, signal, new Date());
}

function watchDatabase(): Promise<Decision> {
  return databaseCheck(watched.rds).run(site.database, signal, new Date());
}

async function watchBackups(endpoint = gateway.endpoint): Promise<Decision> {
  const clients = site.backup.vaults.map(({ region }) => localClients({ endpoint, account: ACCOUNT }, region));
  try {
    const backup = (region: string) => (clients.find((each) => each.region === region) ?? watched).backup;
    return await backupCheck({ backup, plans: backup(REGION), rds: watched.rds }).run(site.backup, signal, new Date());
  } finally {
    clients.forEach(closeClients);
  }
}

function codes({ findings }: Decision): readonly string[] {
  return findings.map(({ code }) => code);
}

// One test: what it does to the site must not meet another's expectation, whatever the order.
test('an intact site is healthy through the gateway, and each fault is noticed', async () => {
  for (const watch of [watchTopology, watchDatabase, watchBackups]) {
    const { status, findings, questions } = await watch();
    expect({ status, findings, questions }).toEqual({ status: 'HEALTHY', findings: [], questions: [] });
  }

  const InstanceIds = [...site.lastZoneInstanceIds];
  await emulator.ec2.send(new StopInstancesCommand({ InstanceIds }));
  expect(codes(await watchTopology())).toEqual(
    expect.arrayContaining(['ZoneLost', 'ZoneWithoutHealthyTargets', 'ZoneWithoutHealthyTargets']),
  );
  await emulator.ec2.send(new StartInstancesCommand({ InstanceIds }));
  expect((await watchTopology()).status).toBe('HEALTHY');

  const [gone] = site.topology.network.natGateways;
  await emulator.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: gone?.natGatewayId }));
  expect(codes(await watchTopology())).toEqual(['NatGatewayUnavailable', 'RouteDead']);

  await emulator.rds.send(new FailoverDBClusterCommand({ DBClusterIdentifier: site.database.clusterIdentifier }));
  expect((await watchDatabase()).status).toBe('HEALTHY');
});

test('without the gateway the same site is not healthy', async () => {
  expect((await watchTopology(emulator)).status).toBe('DEGRADED');
  expect(codes(await watchBackups(emulatorUrl()))).toContain('VaultUnlocked');
});
