import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBody, sendAnswer, type Outcome } from '../../../lambda/copy-objects/answer';
import type { Request } from '../../../lambda/copy-objects/request';

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const outcome: Outcome = { status: 'SUCCESS', physicalId: 'bucket/key' };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers the nth request with the nth status; 0 cuts the connection. */
async function listen(statuses: readonly number[]): Promise<{ request: Request; received: readonly Received[] }> {
  const received: Received[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      received.push({ method: message.method, headers: message.headers, body: Buffer.concat(chunks).toString() });
      const status = statuses[received.length - 1] ?? 500;
      if (status === 0) {
        message.socket.destroy();
      } else {
        response.writeHead(status).end();
      }
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const request: Request = {
    RequestType: 'Create',
    ResponseURL: `http://127.0.0.1:${String(port)}/answer?X-Amz-Signature=secret`,
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'logical',
    ResourceProperties: {},
  };
  return { request, received };
}

test('an answer is put once, with an empty content type, as its address was signed', async () => {
  const { request, received } = await listen([200]);
  await sendAnswer(request, outcome);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ method: 'PUT', headers: { 'content-type': '' } });
  expect(JSON.parse(received[0]?.body ?? '')).toStrictEqual({
    Status: 'SUCCESS',
    Reason: 'done',
    PhysicalResourceId: 'bucket/key',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'logical',
  });
});

test.each([[[500, 200]], [[0, 200]], [[503, 0, 200]], [[300, 200]], [[101, 299]]])(
  'after %p the answer has arrived',
  async (statuses) => {
    const { request, received } = await listen(statuses);
    await sendAnswer(request, outcome);
    expect(received).toHaveLength(statuses.length);
  },
);

test('an answer that is never taken is an error that does not name the address', async () => {
  const { request } = await listen([403, 403, 403]);
  await expect(sendAnswer(request, outcome)).rejects.toThrow(/^CloudFormation did not take the answer$/);
});

test('a long reason is cut, so that CloudFormation reads the whole answer', () => {
  const request = { StackId: 's', RequestId: 'r', LogicalResourceId: 'l' } as Request;
  const body = answerBody(request, { status: 'FAILED', physicalId: 'x'.repeat(1_000), reason: 'y'.repeat(9_000) });
  expect(Buffer.byteLength(body)).toBeLessThan(4_096);
});
