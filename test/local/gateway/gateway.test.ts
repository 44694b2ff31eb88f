import { randomBytes } from 'node:crypto';
import { startGateway, type Gateway } from '../../../lib/local/gateway';
import { startFakeEmulator, type FakeEmulator, type FakeReply } from './support/fake-emulator';
import { sendRaw, signedFor } from './support/raw-request';

jest.setTimeout(60_000);

let reply: FakeReply;
let emulator: FakeEmulator;
let gateway: Gateway;

beforeEach(async () => {
  reply = { body: 'said' };
  emulator = await startFakeEmulator(() => reply);
  gateway = await startGateway({ emulator: emulator.endpoint, now: () => new Date('2026-11-25T12:00:00Z') });
});

afterEach(async () => {
  await gateway.stop();
  await emulator.stop();
});

const reset = expect.objectContaining({ code: 'ECONNRESET' }) as unknown;

test('passes a request on as it came', async () => {
  const body = randomBytes(3_000);
  const headers = ['Host', 'd1.cloudfront.net:4566', 'X-Amz-Twice', 'a', 'X-Amz-Twice', 'b', ...signedFor('s3')];
  await sendRaw(gateway.endpoint, { method: 'PUT', path: '/b/%E6%97%A5%20?x=%2F&y', headers, body });

  const [seen] = emulator.seen;
  expect({ ...seen, rawHeaders: seen?.rawHeaders.slice(0, headers.length) }).toMatchObject({
    method: 'PUT',
    url: '/b/%E6%97%A5%20?x=%2F&y',
    rawHeaders: headers,
    body,
  });
  expect(seen?.headers['content-length']).toBe('3000');
});

test('passes an answer on as it came', async () => {
  const body = randomBytes(3_000);
  const headers = ['X-Amz-Request-Id', 'r-1', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Date', 'yesterday'];
  reply = { status: 418, headers, body };
  const answer = await sendRaw(gateway.endpoint);
  expect(answer).toMatchObject({ status: 418, body });
  expect(answer.rawHeaders.slice(0, headers.length)).toEqual(headers);
  expect(answer.headers['content-length']).toBe('3000');
});

test('adds no date of its own', async () => {
  expect((await sendRaw(gateway.endpoint)).headers).not.toHaveProperty('date');
});

test('passes a request without a body on without one', async () => {
  await sendRaw(gateway.endpoint, { method: 'DELETE', path: '/backup/plans/p' });
  expect(emulator.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
  expect(emulator.seen[0]?.body).toHaveLength(0);
});

test('keeps the length that an answer to HEAD states', async () => {
  reply = { headers: ['X-Length', '5'], body: 'five.' };
  const answer = await sendRaw(gateway.endpoint, { method: 'HEAD' });
  expect(answer.headers['content-length']).toBe('5');
  expect(answer.body).toHaveLength(0);
});

test('leaves no connection open after an answer', async () => {
  const answer = await sendRaw(gateway.endpoint, { headers: ['Connection', 'keep-alive'] });
  expect(answer.headers.connection).toBe('close');
  await emulator.seen[0]?.closed;
});

test('records every call', async () => {
  await sendRaw(gateway.endpoint, {
    method: 'POST',
    headers: [...signedFor('ec2', 'us-east-1'), 'Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
    body: Buffer.from('Action=DescribeVpcs&Version=2016-11-15'),
  });
  await sendRaw(gateway.endpoint, { path: '/backup/plans/p/selections?x=1', headers: signedFor('backup') });
  await sendRaw(gateway.endpoint, { path: '/_ministack/health' });
  const common = { status: 200, at: new Date('2026-11-25T12:00:00Z'), effect: undefined, unanswered: undefined };
  expect(gateway.calls).toEqual([
    {
      ...{ service: 'ec2', action: 'DescribeVpcs', region: 'us-east-1', ...common },
      parameters: new Map(Object.entries({ Action: 'DescribeVpcs', Version: '2016-11-15' })),
    },
    {
      ...{ service: 'backup', action: 'ListBackupSelections', region: 'ap-northeast-1', ...common },
      parameters: new Map([['BackupPlanId', 'p']]),
    },
    { service: '', action: 'GET /_ministack/health', region: '', parameters: new Map(), ...common },
  ]);
});

test.each([400, 500])('passes an error on without completing it: %i', async (status) => {
  reply = { status, body: '<Response><Errors/></Response>' };
  const headers = [...signedFor('ec2'), 'Content-Type', 'application/x-www-form-urlencoded'];
  const body = Buffer.from('Action=DescribeInstances');
  const answer = await sendRaw(gateway.endpoint, { method: 'POST', headers, body });
  expect(answer).toMatchObject({ status, body: Buffer.from('<Response><Errors/></Response>') });
  expect(emulator.seen).toHaveLength(1);
});

test('waits for a frozen emulator as long as the client does, and asks it no longer then', async () => {
  reply = 'hang';
  const patience = new AbortController();
  const arrival = emulator.nextRequest();
  const answer = sendRaw(gateway.endpoint, { signal: patience.signal });
  const rejected = expect(answer).rejects.toMatchObject({ code: 'ABORT_ERR' });
  const { closed } = await arrival;
  expect(gateway.calls).toMatchObject([{ status: undefined, unanswered: undefined }]);

  patience.abort();
  await rejected;
  await closed;
  await gateway.stop();
  expect(gateway.calls).toMatchObject([{ status: undefined, unanswered: 'the client gave up' }]);
});

test.each(['reset', 'stall'] as const)('breaks off where the emulator does: %s', async (kind) => {
  reply = kind;
  const arrival = emulator.nextRequest();
  const answer = sendRaw(gateway.endpoint);
  const rejected = expect(answer).rejects.toEqual(reset);
  await arrival;
  if (kind === 'stall') {
    await emulator.stop();
  }
  await rejected;
  expect(gateway.calls).toMatchObject([{ status: undefined }]);
  expect(gateway.calls[0]?.unanswered).toMatch(/^EmulatorSilent: the emulator did not answer: /);
});

test('does not answer for an emulator that is gone', async () => {
  await emulator.stop();
  await expect(sendRaw(gateway.endpoint)).rejects.toEqual(reset);
  expect(gateway.calls[0]?.unanswered).toMatch(/ECONNREFUSED/);
});

test('goes on when the emulator does', async () => {
  reply = 'reset';
  await expect(sendRaw(gateway.endpoint)).rejects.toEqual(reset);
  reply = { body: 'again' };
  expect((await sendRaw(gateway.endpoint)).body.toString()).toBe('again');
});

test('stops in the middle of calls, and leaves no connection on either side', async () => {
  reply = 'hang';
  const arrivals = [emulator.nextRequest()];
  const hanging = expect(sendRaw(gateway.endpoint)).rejects.toEqual(reset);
  const { closed } = await (arrivals[0] ?? Promise.reject(new Error('no arrival')));
  gateway.inject({ service: 'rds', effect: { kind: 'slow', milliseconds: 3_600_000 } });
  reply = {};
  arrivals.push(emulator.nextRequest());
  const slow = expect(sendRaw(gateway.endpoint, { headers: signedFor('rds') })).rejects.toEqual(reset);
  await arrivals[1];

  await gateway.stop();
  await Promise.all([hanging, slow, closed]);
  await expect(sendRaw(gateway.endpoint)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('may be stopped twice', async () => {
  await gateway.stop();
  await expect(gateway.stop()).resolves.toBeUndefined();
});

test('refuses an emulator that is not on this machine', async () => {
  await expect(startGateway({ emulator: 'https://ec2.ap-northeast-1.amazonaws.com' })).rejects.toThrow(
    /\[EndpointNotLocal\]$/,
  );
});

test('an error of a rewrite leaves the call without an answer and comes out when the gateway stops', async () => {
  const rewrite = (): string => {
    throw new TypeError('a bug of the drill');
  };
  gateway.inject({ service: 'rds', effect: { kind: 'rewrite', rewrite } });
  await expect(sendRaw(gateway.endpoint, { headers: signedFor('rds') })).rejects.toEqual(reset);
  expect(gateway.calls).toMatchObject([{ status: undefined, unanswered: 'TypeError: a bug of the drill' }]);
  await expect(gateway.stop()).rejects.toThrow('a bug of the drill');
  gateway = await startGateway({ emulator: emulator.endpoint });
});

describe('the clock of the lease table', () => {
  const said = 'Wed, 25 Nov 2026 12:00:00 GMT';

  async function timeOf(service: string): Promise<string | undefined> {
    return (await sendRaw(gateway.endpoint, { method: 'POST', headers: signedFor(service) })).headers.date;
  }

  beforeEach(() => {
    reply = { headers: ['Date', said], body: '{}' };
  });

  test('goes on by all that was let pass, and that of other services does not', async () => {
    expect(await timeOf('dynamodb')).toBe(said);
    gateway.pass(60_000);
    gateway.pass(1_500);
    expect(await timeOf('dynamodb')).toBe('Wed, 25 Nov 2026 12:01:01 GMT');
    expect(await timeOf('s3')).toBe(said);
  });

  test('is that of the emulator alone', async () => {
    reply = { body: '{}' };
    gateway.pass(60_000);
    expect(await timeOf('dynamodb')).toBeUndefined();
  });
});

test('an answer that is no XML is not completed, and comes out as an error', async () => {
  reply = { headers: ['Date', 'Wed, 25 Nov 2026 12:00:00 GMT'], body: 'no XML' };
  const headers = [...signedFor('rds'), 'Content-Type', 'application/x-www-form-urlencoded'];
  const request = { method: 'POST', headers, body: Buffer.from('Action=DescribeDBClusters') };
  await expect(sendRaw(gateway.endpoint, request)).rejects.toEqual(reset);
  await expect(gateway.stop()).rejects.toThrow(/XML/);
  gateway = await startGateway({ emulator: emulator.endpoint });
});
