import { BackupClient, ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup';
import { DescribeNatGatewaysCommand, DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { startGateway, type FaultEffect, type FaultRule, type Gateway } from '../../../lib/local/gateway';
import { startFakeEmulator, type FakeEmulator } from './support/fake-emulator';
import { FakeSite } from './support/fake-site';
import { sendRaw, signedFor } from './support/raw-request';

jest.setTimeout(60_000);

let emulator: FakeEmulator;
let gateway: Gateway;
let destroy: () => void;

beforeEach(async () => {
  const site = new FakeSite();
  emulator = await startFakeEmulator((call) => site.answer(call));
  gateway = await startGateway({ emulator: emulator.endpoint });
});

afterEach(async () => {
  destroy();
  await gateway.stop();
  await emulator.stop();
});

/** One attempt of each service. */
function ask(service: FaultRule['service'], region = 'ap-northeast-1'): Promise<unknown> {
  const config = {
    ...{ endpoint: gateway.endpoint, region, maxAttempts: 1 },
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
  };
  const clients = {
    ec2: new EC2Client(config),
    rds: new RDSClient(config),
    backup: new BackupClient(config),
    elasticloadbalancing: new ElasticLoadBalancingV2Client(config),
  };
  destroy = () => {
    Object.values(clients).forEach((client) => {
      client.destroy();
    });
  };
  switch (service) {
    case 'ec2':
      return clients.ec2.send(new DescribeNatGatewaysCommand({}));
    case 'rds':
      return clients.rds.send(new DescribeDBInstancesCommand({}));
    case 'backup':
      return clients.backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'vault' }));
    case 'elasticloadbalancing':
      return clients.elasticloadbalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'targets-web' }));
  }
}

const SERVICES = ['ec2', 'rds', 'backup', 'elasticloadbalancing'] as const;

test.each([
  ['ec2', 'RequestLimitExceeded', 503],
  ['rds', 'Throttling', 400],
  ['elasticloadbalancing', 'Throttling', 400],
  ['backup', 'ThrottlingException', 400],
] as const)('%s asks to come back later with %s and status %i', async (service, name, httpStatusCode) => {
  gateway.inject({ service, effect: { kind: 'throttle' } });
  await expect(ask(service)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  expect(gateway.calls).toMatchObject([{ service, status: httpStatusCode, effect: 'throttle' }]);
  expect(emulator.seen).toHaveLength(0);
});

test.each(SERVICES)('a reset reads the request of %s and asks nobody', async (service) => {
  gateway.inject({ service, effect: { kind: 'reset' } });
  await expect(ask(service)).rejects.toThrow(/ECONNRESET|socket hang up/);
  expect(gateway.calls).toMatchObject([{ service, status: undefined, effect: 'reset' }]);
  expect(emulator.seen).toHaveLength(0);
});

test.each(SERVICES)('a page for people is no answer of %s', async (service) => {
  gateway.inject({ service, effect: { kind: 'html' } });
  await expect(ask(service)).rejects.toThrow();
  expect(gateway.calls).toMatchObject([{ service, status: 200, effect: 'html' }]);
});

test.each(SERVICES)('half of an answer is no answer of %s', async (service) => {
  gateway.inject({ service, effect: { kind: 'truncate' } });
  await expect(ask(service)).rejects.toThrow(/aborted/);
  expect(gateway.calls).toMatchObject([{ service, status: 200, effect: 'truncate' }]);
});

test('a slow answer is the right one, held back', async () => {
  const milliseconds = 50;
  gateway.inject({ service: 'ec2', effect: { kind: 'slow', milliseconds } });
  const before = performance.now();
  await expect(ask('ec2')).resolves.toMatchObject({ NatGateways: [{ State: 'available' }, { State: 'available' }] });
  // Timers may fire up to a millisecond early.
  expect(performance.now() - before).toBeGreaterThanOrEqual(milliseconds - 1);
});

test('a rewritten answer has the length of what it says', async () => {
  const rewrite = (body: string): string => body.replaceAll('available', 'not available, 利用不可');
  gateway.inject({ service: 'ec2', effect: { kind: 'rewrite', rewrite } });
  await expect(ask('ec2')).resolves.toMatchObject({
    NatGateways: [{ State: 'not available, 利用不可' }, { State: 'not available, 利用不可' }],
  });
});

const THROTTLE: FaultEffect = { kind: 'throttle' };

/** Which of a number of calls met a fault. */
async function met(calls: number, service: FaultRule['service'] = 'ec2', region?: string): Promise<readonly boolean[]> {
  const results: boolean[] = [];
  for (let call = 0; call < calls; call += 1) {
    results.push(
      await ask(service, region).then(
        () => false,
        () => true,
      ),
    );
    destroy();
  }
  return results;
}

test.each([
  [{}, [true, true, true, true]],
  [{ fromCall: 3 }, [false, false, true, true]],
  [{ calls: 1 }, [true, false, false, false]],
  [{ fromCall: 2, calls: 2 }, [false, true, true, false]],
  [{ action: 'DescribeNatGateways' }, [true, true, true, true]],
  [{ action: 'DescribeVpcEndpoints' }, [false, false, false, false]],
  [{ region: 'ap-northeast-1' }, [true, true, true, true]],
  [{ region: 'ap-northeast-3' }, [false, false, false, false]],
] as const)('a rule for %j meets the right ones of four calls', async (rule, expected) => {
  const injection = gateway.inject({ service: 'ec2', effect: THROTTLE, ...rule });
  expect(await met(4)).toEqual(expected);
  expect(injection.hits).toBe(expected.filter((hit) => hit).length);
});

test('a rule counts only calls that it is about, from when it is made', async () => {
  await met(2);
  gateway.inject({ service: 'ec2', region: 'us-east-1', fromCall: 2, effect: THROTTLE });
  expect(await met(2, 'rds', 'us-east-1')).toEqual([false, false]);
  expect(await met(2, 'ec2', 'ap-northeast-1')).toEqual([false, false]);
  expect(await met(2, 'ec2', 'us-east-1')).toEqual([false, true]);
});

test('without its rule a fault is over, and removing it again does nothing', async () => {
  const injection = gateway.inject({ service: 'ec2', effect: THROTTLE });
  expect(await met(1)).toEqual([true]);
  injection.remove();
  injection.remove();
  expect(await met(1)).toEqual([false]);
  expect(injection.hits).toBe(1);
});

test('of two rules the older has its way, and each counts what it is about', async () => {
  const first = gateway.inject({ service: 'ec2', calls: 1, effect: THROTTLE });
  const second = gateway.inject({ service: 'ec2', fromCall: 2, effect: { kind: 'reset' } });
  expect(await met(2)).toEqual([true, true]);
  expect(gateway.calls.map(({ effect }) => effect)).toEqual(['throttle', 'reset']);
  expect([first.hits, second.hits]).toEqual([1, 1]);
});

test('a fault does not meet the questions that complete another answer', async () => {
  const injection = gateway.inject({ service: 'ec2', effect: { kind: 'reset' } });
  await expect(ask('elasticloadbalancing')).resolves.toMatchObject({
    TargetHealthDescriptions: [{ TargetHealth: { State: 'healthy' } }, { TargetHealth: { State: 'healthy' } }],
  });
  expect(injection.hits).toBe(0);
  expect(gateway.calls).toHaveLength(1);
});

test('calls of other services meet no rule', async () => {
  gateway.inject({ service: 'ec2', effect: THROTTLE });
  destroy = () => undefined;
  expect((await sendRaw(gateway.endpoint, { headers: signedFor('s3') })).status).toBe(400);
  expect(emulator.seen).toHaveLength(1);
});

test('one action of a service may fail alone', async () => {
  gateway.inject({ service: 'ec2', action: 'DescribeNatGateways', effect: { kind: 'reset' } });
  const client = new EC2Client({
    ...{ endpoint: gateway.endpoint, region: 'ap-northeast-1', maxAttempts: 1 },
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
  });
  destroy = () => {
    client.destroy();
  };
  await expect(client.send(new DescribeNatGatewaysCommand({}))).rejects.toThrow();
  await expect(client.send(new DescribeVpcEndpointsCommand({}))).resolves.toMatchObject({
    VpcEndpoints: [{ VpcEndpointId: 'vpce-ssm' }],
  });
});

test.each([
  { fromCall: 0 },
  { fromCall: 1.5 },
  { calls: 0 },
  { effect: { kind: 'slow', milliseconds: -1 } },
  { effect: { kind: 'slow', milliseconds: NaN } },
] as const)('a rule that no call could meet is refused: %j', (rule) => {
  destroy = () => undefined;
  expect(() => gateway.inject({ service: 'ec2', effect: THROTTLE, ...rule })).toThrow(RangeError);
});
