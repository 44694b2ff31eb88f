import { BackupClient } from '@aws-sdk/client-backup';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import type { BackupCheckEvent } from '../../../../lambda/backup-check/contract';
import { backupCheck } from '../../../../lambda/backup-check/run';
import type { DatabaseCheckEvent } from '../../../../lambda/database-check/contract';
import { databaseCheck } from '../../../../lambda/database-check/run';
import { readClientOptions } from '../../../../lambda/shared/client-options';
import type { CheckName } from '../../../../lambda/shared/contract';
import type { Decision } from '../../../../lambda/shared/decision';
import type { TopologyCheckEvent } from '../../../../lambda/topology-check/contract';
import { topologyCheck } from '../../../../lambda/topology-check/run';
import { fakeClientConfig, FakeTransport } from '../../../lambda/support/fake-transport';
import { NOW } from './emulator-words';
import { ZONES } from './fake-site';

/** Longer than any answer takes on a machine that is busy, in milliseconds. */
const PATIENCE = 60_000;

const COMMON = { version: 1, site: 'fake' } as const;

/** What the checks of the fake site expect. */
export const EVENTS = {
  'topology-check': {
    ...COMMON,
    tiers: (['web', 'app'] as const).map((name) => ({
      ...{ name, autoScalingGroupName: name, targetGroupArn: `targets-${name}`, minimumPerZone: 1 },
    })),
    network: {
      availabilityZones: ZONES,
      natGateways: ZONES.map((availabilityZone) => ({
        availabilityZone,
        natGatewayId: `nat-${letterOf(availabilityZone)}`,
      })),
      routeTables: ZONES.flatMap((availabilityZone) => [
        routeTable('inside', availabilityZone, `nat-${letterOf(availabilityZone)}`),
        routeTable('outside', availabilityZone, 'igw-1'),
      ]),
      firewallEndpoints: [],
      interfaceEndpoints: [
        {
          ...{ service: 'ssm', endpointId: 'vpce-ssm' },
          subnets: ZONES.map((availabilityZone) => ({
            availabilityZone,
            subnetId: `subnet-${letterOf(availabilityZone)}`,
          })),
        },
      ],
    },
  } satisfies TopologyCheckEvent,
  'database-check': {
    ...COMMON,
    clusterIdentifier: 'db',
    availabilityZones: ZONES,
    instanceClasses: ['db.r8g.large'],
    instances: 2,
    minimumPromotableReaders: 1,
  } satisfies DatabaseCheckEvent,
  'backup-check': {
    ...COMMON,
    vaults: ['ap-northeast-1', 'ap-northeast-3'].map((region) => ({
      ...{ region, vaultName: 'vault', allowanceSeconds: 18_000 },
    })),
    backups: [
      {
        name: 'database',
        resourceArns: ['arn:aws:rds:ap-northeast-1:111122223333:cluster:db'],
        planId: 'plan-1',
        schedules: ['cron(0 3,15 * * ? *)'],
        intervalSeconds: 43_200,
        recoveryPoints: 5,
      },
    ],
    pointInTime: { clusterIdentifier: 'db', maximumAgeSeconds: 300 },
  } satisfies BackupCheckEvent,
};

/** Runs a check as its function would, but for its clock, its patience and the waits between its attempts. */
export async function watch(
  name: CheckName,
  endpoint: string,
  { giveUpWhen }: { readonly giveUpWhen?: () => boolean } = {},
): Promise<Decision & { readonly codes: readonly string[] }> {
  const { clients, close } = watchingClients(endpoint);
  const patience = new AbortController();
  const running = run(name, clients, patience.signal);
  try {
    while (giveUpWhen?.() === false) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (giveUpWhen !== undefined) {
      patience.abort();
    }
    const decision = await running;
    return { ...decision, codes: decision.findings.map(({ code }) => code) };
  } finally {
    close();
  }
}

function run(
  name: CheckName,
  clients: ReturnType<typeof watchingClients>['clients'],
  signal: AbortSignal,
): Promise<Decision> {
  switch (name) {
    case 'topology-check':
      return topologyCheck(clients).run(EVENTS[name], signal, NOW);
    case 'database-check':
      return databaseCheck(clients.rds).run(EVENTS[name], signal, NOW);
    case 'backup-check':
      return backupCheck(clients).run(EVENTS[name], signal, NOW);
  }
}

function watchingClients(endpoint: string) {
  const config = {
    ...readClientOptions(),
    ...{ endpoint, region: 'ap-northeast-1' },
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
    // Three attempts as the functions make them, at once.
    retryStrategy: fakeClientConfig(new FakeTransport(() => ({}))).retryStrategy,
    requestHandler: { connectionTimeout: PATIENCE, requestTimeout: PATIENCE, throwOnRequestTimeout: true },
  };
  const backups = new Map(
    ['ap-northeast-1', 'ap-northeast-3'].map((region) => [region, new BackupClient({ ...config, region })]),
  );
  const plans = new BackupClient(config);
  const clients = {
    ec2: new EC2Client(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    rds: new RDSClient(config),
    plans,
    backup: (region: string) => backups.get(region) ?? plans,
  };
  return {
    clients,
    close: () => {
      [clients.ec2, clients.loadBalancing, clients.rds, plans, ...backups.values()].forEach((client) => {
        client.destroy();
      });
    },
  };
}

function routeTable(name: string, availabilityZone: string, targetId: string) {
  const letter = letterOf(availabilityZone);
  return {
    ...{ routeTableId: `rtb-${name}-${letter}`, role: name, availabilityZone, subnetIds: [`subnet-${letter}`] },
    routes: [{ destination: '0.0.0.0/0', targetId }],
  };
}

function letterOf(zone: string): string {
  return zone.slice(-1);
}
