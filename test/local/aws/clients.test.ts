import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { closeClients, localClients } from '../../../lib/local/aws';

const ACCOUNT = '111122223333';
/** What clients know beside themselves. */
const NO_CLIENTS = ['region', 'address'];
const CLIENTS = [
  ...['backup', 'cloudFormation', 'cloudWatch', 'ec2', 'kms', 'lambda', 'loadBalancing', 'logs', 'rds', 's3'],
  ...['scheduler', 'sns', 'sqs'],
];
const seen: IncomingHttpHeaders[] = [];
const server = createServer((request, response) => {
  seen.push(request.headers);
  response.end('<DescribeDBClustersResponse><DescribeDBClustersResult/></DescribeDBClustersResponse>');
});
const folder = mkdtempSync(path.join(tmpdir(), 'honmaru clients '));
const environment = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Everything a user may have set, none of which leads here. */
function realAccount(): NodeJS.ProcessEnv {
  const config = path.join(folder, 'config');
  const credentials = path.join(folder, 'credentials');
  const elsewhere = 'http://127.0.0.1:1';
  writeFileSync(
    config,
    `[profile work]\nregion = eu-west-1\nendpoint_url = ${elsewhere}\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\nmax_attempts = 9\n`,
  );
  writeFileSync(credentials, '[work]\naws_access_key_id = AKIAREALKEY\naws_secret_access_key = real\n');
  return {
    AWS_PROFILE: 'work',
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_ACCESS_KEY_ID: 'AKIAREALKEY',
    AWS_SECRET_ACCESS_KEY: 'real',
    AWS_SESSION_TOKEN: 'real-token',
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: elsewhere,
    AWS_ENDPOINT_URL_RDS: elsewhere,
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
  };
}

test('reaches the local site with its own account and Region, whatever the user has set', async () => {
  process.env = { ...environment, ...realAccount() };
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const clients = localClients({ endpoint, account: ACCOUNT }, 'ap-northeast-3');
  await clients.rds.send(new DescribeDBClustersCommand({}));
  closeClients(clients);
  const [headers] = seen;
  expect(seen).toHaveLength(1);
  expect(headers?.authorization).toMatch(/ Credential=111122223333\/\d{8}\/ap-northeast-3\/rds\/aws4_request,/);
  expect(JSON.stringify(headers)).not.toMatch(/AKIAREALKEY|real-token|eu-west-1/);
});

test('every client answers for the Region, and tries twice', async () => {
  const address = { endpoint: 'http://127.0.0.1:9', account: ACCOUNT };
  const clients = localClients(address, 'us-east-1');
  expect([clients.region, clients.address]).toStrictEqual(['us-east-1', address]);
  const found = Object.entries(clients).flatMap(([name, client]) =>
    NO_CLIENTS.includes(name) ? [] : [{ name, client }],
  );
  expect(found.map(({ name }) => name)).toStrictEqual(CLIENTS);
  for (const { name, client } of found) {
    const { config } = client as typeof clients.rds;
    expect([name, await config.region(), await config.maxAttempts()]).toStrictEqual([name, 'us-east-1', 2]);
  }
});

test('asks for a bucket by its path: no name of a bucket is a host here', () => {
  const { s3 } = localClients({ endpoint: 'http://127.0.0.1:9', account: ACCOUNT }, 'us-east-1');
  expect(s3.config.forcePathStyle).toBe(true);
});

test('gives up on an emulator that hangs', async () => {
  const { rds } = localClients({ endpoint: 'http://127.0.0.1:9', account: ACCOUNT }, 'us-east-1');
  const { requestHandler } = rds.config;
  expect(await (requestHandler as unknown as { configProvider: Promise<object> }).configProvider).toMatchObject({
    connectionTimeout: 5_000,
    // Longer than the two minutes that a function may take.
    requestTimeout: 150_000,
    throwOnRequestTimeout: true,
  });
});

test('closes every client', () => {
  const clients = localClients({ endpoint: 'http://127.0.0.1:9', account: ACCOUNT }, 'us-east-1');
  const closed: string[] = [];
  for (const [name, client] of Object.entries(clients)) {
    if (!NO_CLIENTS.includes(name)) {
      Object.assign(client as object, { destroy: () => closed.push(name) });
    }
  }
  closeClients(clients);
  expect(closed.sort()).toStrictEqual(CLIENTS);
});

test('refuses an endpoint that is not on loopback', () => {
  const address = { endpoint: 'https://rds.us-east-1.amazonaws.com', account: ACCOUNT };
  expect(() => localClients(address, 'us-east-1')).toThrow(/\[EndpointNotLocal\]$/);
});
