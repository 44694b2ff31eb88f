import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { startGateway, type FaultEffect, type FaultRule, type Gateway } from '../../../lib/local/gateway';
import { startFakeEmulator, type FakeEmulator } from './support/fake-emulator';
import { FakeSite } from './support/fake-site';
import { watch, type WatchedCheck } from './support/watched-site';

jest.setTimeout(60_000);

let site: FakeSite;
let emulator: FakeEmulator;
let gateway: Gateway;

beforeEach(async () => {
  site = new FakeSite();
  emulator = await startFakeEmulator((call, body) => site.answer(call, body));
  gateway = await startGateway({ emulator: emulator.endpoint });
});

afterEach(async () => {
  await gateway.stop();
  await emulator.stop();
});

const CHECKS: readonly WatchedCheck[] = ['topology-check', 'database-check', 'backup-check'];

/** Everything a check asks about. */
const ASKED: readonly (readonly [WatchedCheck, Pick<FaultRule, 'service' | 'action'>])[] = [
  ['topology-check', { service: 'ec2', action: 'DescribeInstances' }],
  ['topology-check', { service: 'ec2', action: 'DescribeNatGateways' }],
  ['topology-check', { service: 'ec2', action: 'DescribeRouteTables' }],
  ['topology-check', { service: 'ec2', action: 'DescribeVpcEndpoints' }],
  ['topology-check', { service: 'ec2', action: 'DescribeAvailabilityZones' }],
  ['topology-check', { service: 'elasticloadbalancing', action: 'DescribeTargetHealth' }],
  ['topology-check', { service: 'arc-zonal-shift', action: 'GetManagedResource' }],
  ['database-check', { service: 'rds', action: 'DescribeDBClusters' }],
  ['database-check', { service: 'rds', action: 'DescribeDBInstances' }],
  ['database-check', { service: 'rds', action: 'DescribeEvents' }],
  ['database-check', { service: 'monitoring', action: 'GetMetricData' }],
  ['backup-check', { service: 'rds', action: 'DescribeDBClusters' }],
  ['backup-check', { service: 'backup', action: 'DescribeBackupVault' }],
  ['backup-check', { service: 'backup', action: 'ListRecoveryPointsByBackupVault' }],
  ['backup-check', { service: 'backup', action: 'GetBackupPlan' }],
  ['backup-check', { service: 'backup', action: 'ListBackupSelections' }],
  ['backup-check', { service: 'backup', action: 'GetBackupSelection' }],
  ['backup-check', { service: 'backup', action: 'GetRestoreTestingPlan' }],
  ['backup-check', { service: 'backup', action: 'ListRestoreJobs' }],
  ['backup-check', { service: 'kms', action: 'DescribeKey' }],
];

const EFFECTS: readonly FaultEffect[] = [
  { kind: 'throttle' },
  { kind: 'deny' },
  { kind: 'reset' },
  { kind: 'html' },
  { kind: 'truncate' },
  { kind: 'slow', milliseconds: 60_000 },
  { kind: 'rewrite', rewrite: (body) => body.slice(0, body.length / 2) },
];

test.each(CHECKS)('the %s of an intact site is healthy through the gateway', async (name) => {
  expect(await watch(name, gateway.endpoint)).toMatchObject({ status: 'HEALTHY', codes: [], questions: [] });
});

test('without the gateway the emulator is not believed', async () => {
  expect((await watch('topology-check', emulator.endpoint)).codes).toContain('InstanceOutsideZones');
  expect((await watch('backup-check', emulator.endpoint)).codes).toEqual(
    expect.arrayContaining(['VaultUnlocked', 'RestorableTimeLate']),
  );
});

describe.each(EFFECTS)('$kind', (effect) => {
  test.each(ASKED)('is unknown to the %s, and never healthy: %j', async (name, asked) => {
    const injection = gateway.inject({ ...asked, effect });
    // What never comes in time need not be waited for.
    const patience = effect.kind === 'slow' ? { giveUpWhen: () => injection.hits > 0 } : {};
    const { status, findings, questions } = await watch(name, gateway.endpoint, patience);
    expect({ status, findings }).toEqual({ status: 'UNKNOWN', findings: [] });
    expect(questions).not.toHaveLength(0);
    expect(injection.hits).toBeGreaterThan(0);
  });
});

test.each(CHECKS)('the %s is healthy again without the rule', async (name) => {
  const injections = (['ec2', 'rds', 'backup', 'elasticloadbalancing'] as const).map((service) =>
    gateway.inject({ service, effect: { kind: 'reset' } }),
  );
  expect((await watch(name, gateway.endpoint)).status).toBe('UNKNOWN');
  injections.forEach((injection) => {
    injection.remove();
  });
  expect((await watch(name, gateway.endpoint)).status).toBe('HEALTHY');
});

test.each([
  ['throttle', 'Throttled'],
  ['html', 'Malformed'],
] as const)('%s is called %s', async (kind, code) => {
  gateway.inject({ service: 'rds', effect: { kind } });
  const { questions } = await watch('database-check', gateway.endpoint);
  expect(questions.map((question) => [question.subject, question.code])).toEqual(
    ['cluster', 'events of the cluster', 'events of the instances', 'instances'].map((subject) => [subject, code]),
  );
});

test('two writers are a contradiction, and not a fault', async () => {
  const rewrite = (body: string): string => body.replace('<IsClusterWriter>false', '<IsClusterWriter>true');
  gateway.inject({ service: 'rds', action: 'DescribeDBClusters', effect: { kind: 'rewrite', rewrite } });
  expect(await watch('database-check', gateway.endpoint)).toMatchObject({
    status: 'UNKNOWN',
    questions: [{ code: 'Contradictory', subject: 'writer' }],
  });
});

test.each(CHECKS)('a frozen emulator is unknown to the %s', async (name) => {
  const answer = site.answer;
  Object.assign(site, { answer: () => 'hang' });
  const giveUpWhen = (): boolean => emulator.seen.length > 0;
  expect(await watch(name, gateway.endpoint, { giveUpWhen })).toMatchObject({ status: 'UNKNOWN', findings: [] });

  Object.assign(site, { answer });
  expect((await watch(name, gateway.endpoint)).status).toBe('HEALTHY');
});

test.each(CHECKS)('a dead emulator is unknown to the %s', async (name) => {
  await emulator.stop();
  expect(await watch(name, gateway.endpoint)).toMatchObject({ status: 'UNKNOWN', findings: [] });
});

test.each([
  'DescribeSubnets',
  'DescribeInternetGateways',
  'DescribeTargetGroups',
  'DescribeLoadBalancers',
  'DescribeListeners',
  'DescribeRules',
])('what depends on %s is unknown when the emulator does not answer that', async (action) => {
  site.instead.set(action, 'reset');
  expect(await watch('topology-check', gateway.endpoint)).toMatchObject({ status: 'UNKNOWN', findings: [] });
});

test.each(['DescribeStacks', 'ListStackResources', 'GetTemplate'])(
  'the lock of a vault is unknown when the emulator does not answer %s',
  async (action) => {
    site.instead.set(action, { status: 500, body: 'no' });
    expect(await watch('backup-check', gateway.endpoint)).toMatchObject({ status: 'UNKNOWN', findings: [] });
  },
);

test('a stopped instance costs its tier the zone', async () => {
  site.instances.filter(({ id }) => id === 'i-web-d').forEach((instance) => (instance.state = 'stopped'));
  expect((await watch('topology-check', gateway.endpoint)).codes).toEqual(['ZoneWithoutHealthyTargets']);
});

test('targets by address are left as the emulator says', async () => {
  site.targetType = 'ip';
  site.instances.splice(0);
  site.forwards = 'not';
  const client = new ElasticLoadBalancingV2Client({
    ...{ endpoint: gateway.endpoint, region: 'ap-northeast-1' },
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
  });
  site.instances.push({ id: '10.0.0.1', group: 'web', subnetId: 'subnet-c', state: 'stopped' });
  const answer = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'targets-web' }));
  client.destroy();
  expect(answer.TargetHealthDescriptions).toEqual([
    { Target: { Id: '10.0.0.1', Port: 80 }, TargetHealth: { State: 'healthy' } },
  ]);
});

test('a template that is no JSON is a bug, and leaves the lock unknown', async () => {
  site.instead.set('GetTemplate', {
    body: '<GetTemplateResponse><GetTemplateResult><TemplateBody>Resources:</TemplateBody></GetTemplateResult></GetTemplateResponse>',
  });
  expect((await watch('backup-check', gateway.endpoint)).status).toBe('UNKNOWN');
  await expect(gateway.stop()).rejects.toThrow(/JSON/);
  gateway = await startGateway({ emulator: emulator.endpoint });
});

test('a deleted NAT gateway leaves a dead route', async () => {
  site.natGateways.set('nat-d', 'deleted');
  expect((await watch('topology-check', gateway.endpoint)).codes).toEqual(['NatGatewayUnavailable', 'RouteDead']);
});

test('a detached internet gateway leaves a dead route in each zone', async () => {
  site.attachments.splice(0);
  expect((await watch('topology-check', gateway.endpoint)).codes).toEqual(['RouteDead', 'RouteDead']);
});

test('a load balancer that no stack holds is unknown to the controller of zonal shifts', async () => {
  site.instead.set('ListStackResources', {
    body: '<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries/></ListStackResourcesResult></ListStackResourcesResponse>',
  });
  const { status, questions } = await watch('topology-check', gateway.endpoint);
  expect(status).toBe('UNKNOWN');
  expect(questions.map(({ reason }) => reason)).toEqual(
    Array.from({ length: 4 }, () => expect.stringContaining('ResourceNotFoundException') as string),
  );
});

test('a restore testing plan that no stack holds does not exist', async () => {
  site.instead.set('DescribeStacks', {
    body: '<DescribeStacksResponse><DescribeStacksResult><Stacks/></DescribeStacksResult></DescribeStacksResponse>',
  });
  expect((await watch('backup-check', gateway.endpoint)).codes).toEqual([
    'RestoreTestPlanMissing',
    'VaultUnlocked',
    'VaultUnlocked',
  ]);
});

test('a group that no listener uses has no healthy target', async () => {
  site.forwards = 'not';
  expect(await watch('topology-check', gateway.endpoint)).toMatchObject({
    status: 'FAILED',
    codes: ['NoHealthyTargets', 'NoHealthyTargets'],
  });
});

test.each(['by rule', 'by weight'] as const)('a group that is used %s is healthy', async (forwards) => {
  site.forwards = forwards;
  expect((await watch('topology-check', gateway.endpoint)).status).toBe('HEALTHY');
});

test('a vault that was deployed without a lock is not locked', async () => {
  site.lock = undefined;
  expect((await watch('backup-check', gateway.endpoint)).codes).toEqual(['VaultUnlocked', 'VaultUnlocked']);
});

test('a stopped cluster is not restorable to now', async () => {
  site.clusterStatus = 'stopped';
  expect((await watch('backup-check', gateway.endpoint)).codes).toEqual(['RestorableTimeLate']);
});
