import type { Socket } from 'node:net';
import { RDSClient } from '@aws-sdk/client-rds';
import { failOver, failOverCluster } from '../../../../lambda/shared/aws-failover/fail-over-cluster';
import type { ActionClients } from '../../../../lambda/shared/aws-failover/ports';
import { CLUSTER, failedOver } from '../../support/fake-cluster';
import { stopDate } from '../../support/fake-date';
import { fakeServer, onBytes, type FakeServer } from '../../support/fake-server';
import { FakeTransport } from '../../support/fake-transport';

const NOW = new Date('2026-11-25T12:00:00Z');
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

const servers: FakeServer[] = [];
const received: string[] = [];

afterEach(async () => {
  jest.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.close()));
  received.splice(0);
});

/** A server that confirms every call, unless told otherwise. */
async function listening(answer: (socket: Socket) => void = confirm): Promise<FakeServer> {
  const server = await fakeServer((socket) => {
    onBytes(socket, (bytes) => {
      received.push(bytes.toString());
      // The body comes last, and may come alone.
      if (bytes.includes('FailoverDBCluster')) {
        answer(socket);
      }
    });
  });
  servers.push(server);
  return server;
}

function confirm(socket: Socket): void {
  const reply = failedOver();
  const body = 'body' in reply ? (reply.body ?? '') : '';
  socket.end(`HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`);
}

/** Sends the call through the real client over the real transport. */
async function failOverAt(answer: (socket: Socket) => void, milliseconds = 1_000) {
  const server = await listening(answer);
  const endpoint = `http://127.0.0.1:${String(server.port)}`;
  const call = failOverCluster({
    clusterIdentifier: CLUSTER,
    systemClockOffset: () => 0,
    milliseconds,
    client: { region: 'ap-northeast-1', credentials, endpoint },
  });
  const outcome = await call('db-2');
  // Long enough for a client that tries again.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { outcome, calls: received.filter((text) => text.includes('Action=FailoverDBCluster')).length };
}

describe('F54 over a real connection the call arrives once', () => {
  test('and is confirmed', async () => {
    expect(await failOverAt(confirm)).toStrictEqual({ outcome: { kind: 'accepted' }, calls: 1 });
  });

  test.each<readonly [string, (socket: Socket) => void]>([
    ['and the connection is reset', (socket) => void socket.resetAndDestroy()],
    ['and the connection is closed', (socket) => void socket.end()],
    ['and no answer comes', () => undefined],
    [
      'and the answer stops after its head',
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n'),
    ],
    [
      'and the answer stops in its body',
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n<Fail'),
    ],
    [
      'and the answer breaks in its body',
      (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n<Fail'),
    ],
    ['and the answer is no HTTP', (socket) => void socket.end('nonsense\r\n\r\n')],
    ['and the service fails', (socket) => void socket.end('HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n')],
    [
      'and it is sent elsewhere',
      (socket) =>
        void socket.end(
          `HTTP/1.1 307 Go\r\nlocation: http://127.0.0.1:${String(servers[0]?.port)}/\r\ncontent-length: 0\r\n\r\n`,
        ),
    ],
  ])('%s', async (_what, answer) => {
    const { outcome, calls } = await failOverAt(answer, 300);
    expect(outcome).toMatchObject({ kind: 'outcomeUnknown' });
    expect(calls).toBe(1);
  });
});

test('the call of a container takes the time from what its client of RDS has read', async () => {
  stopDate(NOW.getTime() + 600_000);
  const transport = new FakeTransport(() => ({ ...failedOver(), headers: { date: NOW.toUTCString() } }));
  const rds = new RDSClient({ region: 'ap-northeast-1', credentials, requestHandler: transport });
  rds.config.systemClockOffset = -600_000;
  const environment = { ...process.env };
  Object.assign(process.env, {
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_RDS: `http://127.0.0.1:${String((await listening()).port)}`,
  });
  try {
    const call = failOver?.(CLUSTER, { rds } as ActionClients);
    expect(await call?.('db-2')).toStrictEqual({ kind: 'accepted' });
    expect(received.join('')).toContain('x-amz-date: 20261125T120000Z');
  } finally {
    process.env = environment;
  }
});
