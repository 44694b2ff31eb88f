import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANSWER_BYTES, answerBody, sendAnswer, type Outcome } from '../../../lambda/local-provider/answer';
import type { Request } from '../../../lambda/local-provider/request';
import { STACK_ID } from './bench';

const request: Request = {
  RequestType: 'Create',
  ResponseURL: 'http://127.0.0.1:1/',
  StackId: STACK_ID,
  RequestId: 'r',
  LogicalResourceId: 'Logical',
  ResourceProperties: {},
};
const made: Outcome = { status: 'SUCCESS', physicalId: 'id', attributes: { 'Endpoint.Port': '5432', Ids: ['a:b'] } };

/** Runs a server that answers with one status after the other, the last one for ever. */
async function withServer<T>(
  statuses: readonly number[],
  work: (url: string, received: readonly { readonly request: IncomingMessage; readonly body: string }[]) => Promise<T>,
): Promise<T> {
  const received: { readonly request: IncomingMessage; readonly body: string }[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      received.push({ request: incoming, body: Buffer.concat(chunks).toString() });
      response.statusCode = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/a/secret`, received);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test('hands the attributes on under the names of the request', () => {
  expect(JSON.parse(answerBody(request, made))).toStrictEqual({
    Status: 'SUCCESS',
    PhysicalResourceId: 'id',
    StackId: STACK_ID,
    RequestId: 'r',
    LogicalResourceId: 'Logical',
    Data: { 'Endpoint.Port': '5432', Ids: ['a:b'] },
  });
});

test.each(['x'.repeat(10_000), '故障'.repeat(5_000), '"\n'.repeat(5_000)])(
  'cuts a reason so that CloudFormation can read the answer',
  (reason) => {
    const body = answerBody(request, { status: 'FAILED', physicalId: 'id', reason });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(ANSWER_BYTES);
    const { Reason, Status } = JSON.parse(body) as { Reason: string; Status: string };
    expect(Status).toBe('FAILED');
    expect(reason.startsWith(Reason)).toBe(true);
    expect(Reason.length).toBeGreaterThan(500);
  },
);

test('leaves a short reason as it is', () => {
  const body = answerBody(request, { status: 'FAILED', physicalId: 'id', reason: 'no' });
  expect(JSON.parse(body)).toMatchObject({ Status: 'FAILED', Reason: 'no', PhysicalResourceId: 'id' });
});

test('fails when the attributes are too long for an answer', () => {
  const body = answerBody(request, { status: 'SUCCESS', physicalId: 'id', attributes: { A: 'x'.repeat(5_000) } });
  expect(JSON.parse(body)).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/longer than 4096 bytes/) });
});

test('puts the answer with an empty content type', async () => {
  await withServer([200], async (url, received) => {
    await sendAnswer({ ...request, ResponseURL: url }, made);
    expect(received).toHaveLength(1);
    expect(received[0]?.request.method).toBe('PUT');
    expect(received[0]?.request.headers['content-type']).toBe('');
    expect(received[0]?.body).toBe(answerBody(request, made));
  });
});

test('tries again when the answer is not taken', async () => {
  await withServer([500, 200], async (url, received) => {
    await sendAnswer({ ...request, ResponseURL: url }, made);
    expect(received).toHaveLength(2);
  });
});

test('gives up after three attempts without naming the address', async () => {
  await withServer([500, 503, 404], async (url) => {
    await expect(sendAnswer({ ...request, ResponseURL: url }, made)).rejects.toThrow(
      /^CloudFormation did not take the answer: status 500, status 503, status 404$/,
    );
  });
});

test('fails when nobody listens', async () => {
  const closed = await withServer([200], (url) => Promise.resolve(url));
  await expect(sendAnswer({ ...request, ResponseURL: closed }, made)).rejects.toThrow(/no connection/);
});
