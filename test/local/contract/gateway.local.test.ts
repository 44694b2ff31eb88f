import { setMaxListeners } from 'node:events';
import { DeleteNatGatewayCommand, StartInstancesCommand, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { FailoverDBClusterCommand } from '@aws-sdk/client-rds';
import { backupCheck } from '../../../lambda/backup-check/run';
import { databaseCheck } from '../../../lambda/database-check/run';
import type { Decision } from '../../../lambda/shared/decision';
import { topologyCheck } from '../../../lambda/topology-check/run';
import { closeClients, localClients, type LocalClients } from '../../../lib/local/aws';
import { startGateway, type Gateway } from '../../../lib/local/gateway';
import { report } from '../../../lib/local/telemetry/telemetry';
import { ACCOUNT, emulatorClients, emulatorUrl, REGION } from './support/emulator';
import { makeSite, type EmulatedSite } from './support/emulated-site';

let gateway: Gateway;
let watched: LocalClients;
let site: EmulatedSite;
const emulator = emulatorClients();

beforeAll(async () => {
  gateway = await startGateway({ emulator: emulatorUrl() });
  watched = localClients({ endpoint: gateway.endpoint, account: ACCOUNT }, REGION);
  // The only question that is sent without a client of the SDK.
  process.env['AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT'] = gateway.endpoint;
  site = await makeSite(emulator);
  await report({
    ...{ clients: new Map([[REGION, emulator]]), primaryRegion: REGION, logGroups: [], now: Date.now },
    clusterIdentifier: site.database.clusterIdentifier,
  });
});

afterAll(async () => {
  delete process.env['AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT'];
  closeClients(watched);
  closeClients(emulator);
  await gateway.stop();
});

/** One for each run, as a function has: every question listens to it. */
function newSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

async function watchTopology(clients = watched): Promise<Decision> {
  return (await topologyCheck(clients).run(site.topology, newSignal(), new Date())).decision;
}

async function watchDatabase(): Promise<Decision> {
  const { rds, cloudWatch } = watched;
  return (await databaseCheck({ rds, cloudwatch: () => cloudWatch }).run(site.database, newSignal(), new Date()))
    .decision;
}

async function watchBackups(endpoint = gateway.endpoint): Promise<Decision> {
  const clients = site.backup.vaults.map(({ region }) => localClients({ endpoint, account: ACCOUNT }, region));
  try {
    const of = (region: string) => clients.find((each) => each.region === region) ?? watched;
    const asked = {
      backup: (region: string) => of(region).backup,
      kms: (region: string) => of(region).kms,
      ...{ plans: of(REGION).backup, rds: watched.rds },
    };
    return (await backupCheck(asked).run(site.backup, newSignal(), new Date())).decision;
  } finally {
    clients.forEach(closeClients);
  }
}

function codes({ findings }: Decision): readonly string[] {
  return findings.map(({ code }) => code);
}

// One test: what it does to the site must not meet another's expectation, whatever the order.
test('an intact site is healthy through the gateway, and each fault is noticed', async () => {
  for (const watch of [watchTopology, watchDatabase]) {
    const { status, findings, questions } = await watch();
    expect({ status, findings, questions }).toEqual({ status: 'HEALTHY', findings: [], questions: [] });
  }
  // No stack holds a plan here, which the gateway must not make up.
  expect(codes(await watchBackups())).toEqual(['RestoreTestPlanMissing']);

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
