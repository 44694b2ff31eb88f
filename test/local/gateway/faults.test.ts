import { DescribeNatGatewaysCommand, DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { startGateway, type FaultEffect, type Gateway } from '../../../lib/local/gateway';
import { askOnce, type AskedService } from './support/ask-once';
import { startFakeEmulator, type FakeEmulator } from './support/fake-emulator';
import { FakeSite } from './support/fake-site';
import { sendRaw, signedFor } from './support/raw-request';

jest.setTimeout(60_000);

let emulator: FakeEmulator;
let gateway: Gateway;
let destroy: () => void;

beforeEach(async () => {
  const site = new FakeSite();
  emulator = await startFakeEmulator((call, body) => site.answer(call, body));
  gateway = await startGateway({ emulator: emulator.endpoint });
});

afterEach(async () => {
  destroy();
  await gateway.stop();
  await emulator.stop();
});

/** One attempt of a service. */
function ask(service: AskedService, region?: string): Promise<unknown> {
  const asking = askOnce(service, gateway.endpoint, region);
  destroy = asking.destroy;
  return asking.answer;
}

const SERVICES = ['ec2', 'rds', 'backup', 'elasticloadbalancing'] as const;

test.each([
  ['ec2', 'RequestLimitExceeded', 503],
  ['rds', 'Throttling', 400],
  ['elasticloadbalancing', 'Throttling', 400],
  ['sns', 'Throttling', 400],
  ['backup', 'ThrottlingException', 400],
  ['kms', 'ThrottlingException', 400],
  ['monitoring', 'ThrottlingException', 400],
  ['dynamodb', 'ThrottlingException', 400],
  ['lambda', 'TooManyRequestsException', 429],
  ['s3', 'SlowDown', 503],
] as const)('%s asks to come back later with %s and status %i', async (service, name, httpStatusCode) => {
  gateway.inject({ service, effect: { kind: 'throttle' } });
  await expect(ask(service)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  expect(gateway.calls).toMatchObject([{ service, status: httpStatusCode, effect: 'throttle' }]);
  expect(emulator.seen).toHaveLength(0);
});

test.each([
  ...(['ec2', 'rds', 'elasticloadbalancing', 'sns', 's3'] as const).map((it) => [it, 'AccessDenied'] as const),
  ...(['backup', 'kms', 'monitoring', 'dynamodb', 'lambda'] as const).map(
    (it) => [it, 'AccessDeniedException'] as const,
  ),
])('%s denies with %s', async (service, name) => {
  gateway.inject({ service, effect: { kind: 'deny' } });
  await expect(ask(service)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
  expect(gateway.calls).toMatchObject([{ service, status: 403, effect: 'deny' }]);
  expect(emulator.seen).toHaveLength(0);
});

test.each([
  ['ec2', 'UnauthorizedOperation', 403],
  ['rds', 'DBClusterNotFoundFault', 404],
  ['s3', 'NoSuchKey', 404],
  ['kms', 'NotFoundException', 400],
  ['backup', 'ResourceNotFoundException', 400],
] as const)('%s refuses with the code that a rule names: %s', async (service, code, status) => {
  gateway.inject({ service, effect: { kind: 'refuse', status, code } });
  await expect(ask(service)).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
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
  // A rewrite sees bytes, each as one character.
  const said = Buffer.from('not available, 利用不可').toString('latin1');
  const rewrite = (body: string): string => body.replaceAll('available', said);
  gateway.inject({ service: 'ec2', effect: { kind: 'rewrite', rewrite } });
  await expect(ask('ec2')).resolves.toMatchObject({
    NatGateways: [{ State: 'not available, 利用不可' }, { State: 'not available, 利用不可' }],
  });
});

test('a question that is misdirected is answered, and is not the one that was asked', async () => {
  const rewrite = (body: string): string => body.replace('k-1', 'k-2');
  gateway.inject({ service: 'kms', effect: { kind: 'misdirect', rewrite } });
  await expect(ask('kms')).resolves.toMatchObject({ KeyMetadata: { Arn: 'k-2' } });
  expect(gateway.calls).toMatchObject([{ parameters: new Map([['KeyId', 'k-1']]), effect: 'misdirect' }]);
});

test('an error of the emulator is not rewritten', async () => {
  gateway.inject({ service: 's3', effect: { kind: 'rewrite', rewrite: () => 'other' } });
  destroy = () => undefined;
  const { status, body } = await sendRaw(gateway.endpoint, { path: '/b/k', headers: signedFor('s3') });
  expect([status, body.toString()]).toEqual([400, 'no GetObject']);
});

const THROTTLE: FaultEffect = { kind: 'throttle' };

/** Which of a number of calls met a fault. */
async function met(calls: number, service: AskedService = 'ec2', region?: string): Promise<readonly boolean[]> {
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
  [{ parameters: { Action: 'DescribeNatGateways' } }, [true, true, true, true]],
  [{ parameters: { Action: 'DescribeNatGateways', NatGatewayId: 'nat-1' } }, [false, false, false, false]],
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
