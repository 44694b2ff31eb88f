import { setMaxListeners } from 'node:events';
import { BackupClient } from '@aws-sdk/client-backup';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import type { BackupCheckEvent } from '../../../../lambda/backup-check/contract';
import { backupCheck } from '../../../../lambda/backup-check/run';
import type { DatabaseCheckEvent } from '../../../../lambda/database-check/contract';
import { databaseCheck } from '../../../../lambda/database-check/run';
import { readClientOptions } from '../../../../lambda/shared/client-options';
import type { Decision } from '../../../../lambda/shared/decision';
import type { Checked } from '../../../../lambda/shared/run-check';
import type { TopologyCheckEvent } from '../../../../lambda/topology-check/contract';
import { topologyCheck } from '../../../../lambda/topology-check/run';
import { fakeClientConfig, FakeTransport } from '../../../lambda/support/fake-transport';
import { NOW, ZONES } from './emulator-words';
import { CLUSTER_ARN, PARAMETERS, SCHEDULE } from './fake-data';
import { PLAN_NAME } from './fake-stacks';

/** Longer than any answer takes on a machine that is busy, in milliseconds. */
const PATIENCE = 60_000;

const COMMON = { version: 1, site: 'fake' } as const;

/** What the checks of the fake site expect. */
export const EVENTS = {
  'topology-check': {
    ...COMMON,
    tiers: (['web', 'app'] as const).map((name) => ({
      ...{ name, autoScalingGroupName: name, targetGroupArn: `targets-${name}`, minimumPerZone: 1 },
      autoScalingGroupArn: `arn:aws:autoscaling:ap-northeast-1:111122223333:autoScalingGroup:1:autoScalingGroupName/${name}`,
      loadBalancerArn: `balancer-${name}`,
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
    maximumReplicaLagMilliseconds: 1_000,
    maximumFailoversPerHour: 1,
    clusterParameterGroup: PARAMETERS.cluster,
    instanceParameterGroup: PARAMETERS.instance,
    deletionProtection: true,
    storageEncrypted: true,
  } satisfies DatabaseCheckEvent,
  'backup-check': {
    ...COMMON,
    vaults: ['ap-northeast-1', 'ap-northeast-3'].map((region) => ({
      ...{ region, vaultName: 'vault', allowanceSeconds: 18_000 },
    })),
    backups: [
      {
        name: 'database',
        resourceArns: [CLUSTER_ARN],
        planId: 'plan-1',
        schedules: [SCHEDULE],
        intervalSeconds: 43_200,
        recoveryPoints: 5,
      },
    ],
    pointInTime: { clusterIdentifier: 'db', maximumAgeSeconds: 300 },
    restoreTest: {
      planName: PLAN_NAME,
      planArn: `arn:aws:backup:ap-northeast-1:111122223333:restore-testing-plan:${PLAN_NAME}`,
      maximumAgeSeconds: 2_592_000,
      proof: 'restored',
    },
  } satisfies BackupCheckEvent,
};

/** Checks that are run here. */
export type WatchedCheck = keyof typeof EVENTS;

/** Where the only question is sent that is asked without a client of the SDK. */
const ZONAL_SHIFTS = 'AWS_ENDPOINT_URL_ARC_ZONAL_SHIFT';

/** Runs a check as its function would, but for its clock, its patience and the waits between its attempts. */
export async function watch(
  name: WatchedCheck,
  endpoint: string,
  { giveUpWhen }: { readonly giveUpWhen?: () => boolean } = {},
): Promise<Decision & { readonly codes: readonly string[] }> {
  process.env[ZONAL_SHIFTS] = endpoint;
  const { clients, close } = watchingClients(endpoint);
  const patience = new AbortController();
  // Every question listens to it.
  setMaxListeners(0, patience.signal);
  let hasEnded = false;
  const running = run(name, clients, patience.signal).finally(() => (hasEnded = true));
  try {
    while (giveUpWhen?.() === false && !hasEnded) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    if (giveUpWhen !== undefined) {
      patience.abort();
    }
    const { decision } = await running;
    return { ...decision, codes: decision.findings.map(({ code }) => code) };
  } finally {
    Reflect.deleteProperty(process.env, ZONAL_SHIFTS);
    close();
  }
}

function run(
  name: WatchedCheck,
  clients: ReturnType<typeof watchingClients>['clients'],
  signal: AbortSignal,
): Promise<Checked> {
  switch (name) {
    case 'topology-check':
      return topologyCheck(clients).run(EVENTS[name], signal, NOW);
    case 'database-check':
      return databaseCheck(clients).run(EVENTS[name], signal, NOW);
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
  const elsewhere = { ...config, region: 'ap-northeast-3' };
  const [plans, otherBackup] = [new BackupClient(config), new BackupClient(elsewhere)];
  const [kms, otherKms] = [new KMSClient(config), new KMSClient(elsewhere)];
  const cloudWatch = new CloudWatchClient(config);
  const clients = {
    ec2: new EC2Client(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    rds: new RDSClient(config),
    cloudwatch: () => cloudWatch,
    plans,
    backup: (region: string) => (region === elsewhere.region ? otherBackup : plans),
    kms: (region: string) => (region === elsewhere.region ? otherKms : kms),
  };
  const all = [clients.ec2, clients.loadBalancing, clients.rds, cloudWatch, plans, otherBackup, kms, otherKms];
  return {
    clients,
    close: () => {
      all.forEach((client) => {
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
