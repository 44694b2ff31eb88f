import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../../../lambda/shared/client-options';
import { unknownFrom } from '../../../lambda/shared/failure';
import { known, type Observed } from '../../../lambda/shared/observed';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Asks a server that behaves like this, with waits of tenths of a second instead of seconds, and counts the requests. */
async function ask(listener: RequestListener, signal?: AbortSignal) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const options = readClientOptions('ap-northeast-1');
  const client = new RDSClient({
    ...options,
    requestHandler: { ...options.requestHandler, requestTimeout: options.requestHandler.requestTimeout / 10 },
    endpoint: `http://127.0.0.1:${String(port)}`,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  });
  const command = new DescribeDBClustersCommand({});
  const result: Observed<unknown> = await client
    .send(command, signal === undefined ? {} : { abortSignal: signal })
    .then(known, unknownFrom);
  return { result, requests };
}

test('a client that reads tries three times, two seconds each', () => {
  expect(readClientOptions()).toStrictEqual({
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
  });
});

test('a client of another Region has five seconds for a cold connection and its answer', () => {
  expect(readClientOptions('eu-west-1')).toStrictEqual({
    region: 'eu-west-1',
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
});

test('an answer from far away that takes three seconds is waited for', async () => {
  const { result, requests } = await ask((_request, response) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.end('<DescribeDBClustersResponse><DescribeDBClustersResult/></DescribeDBClustersResponse>');
    }, 300);
  });
  expect(result.kind).toBe('known');
  expect(requests).toBe(1);
});

test('three attempts with their waits end long before the signal, in every Region', () => {
  // What the SDK waits at most between attempts that are throttled: 1 s and 2 s.
  const waits = 3_000;
  const longest = (region?: string): number => {
    const { maxAttempts, requestHandler } = readClientOptions(region);
    return maxAttempts * requestHandler.requestTimeout + waits;
  };
  // Functions may run 45 s and 120 s; 5 s of it are kept back for the record.
  expect(longest()).toBeLessThanOrEqual(40_000 / 2);
  expect(longest('eu-west-1')).toBeLessThanOrEqual(115_000 / 2);
});

test('a request without an answer ends as a timeout after three attempts', async () => {
  const { result, requests } = await ask(() => undefined);
  expect(result).toMatchObject({ kind: 'unknown', code: 'Timeout' });
  expect(requests).toBe(3);
});

test('an answer that stops half-way ends with the signal', async () => {
  const { result } = await ask((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.write('<DescribeDB');
  }, AbortSignal.timeout(200));
  expect(result.kind).toBe('unknown');
});
