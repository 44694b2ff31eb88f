import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { closeClients, localClients } from '../../../lib/local/aws';

const ACCOUNT = '111122223333';
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
  const clients = localClients({ endpoint: 'http://127.0.0.1:9', account: ACCOUNT }, 'us-east-1');
  expect(clients.region).toBe('us-east-1');
  const found = Object.entries(clients).flatMap(([name, client]) =>
    typeof client === 'string' ? [] : [{ name, client }],
  );
  expect(found).toHaveLength(13);
  for (const { name, client } of found) {
    const { config } = client as typeof clients.rds;
    expect([name, await config.region(), await config.maxAttempts()]).toStrictEqual([name, 'us-east-1', 2]);
  }
});

test('gives up on an emulator that hangs', async () => {
  const { rds } = localClients({ endpoint: 'http://127.0.0.1:9', account: ACCOUNT }, 'us-east-1');
  const { requestHandler } = rds.config;
  expect(await (requestHandler as unknown as { configProvider: Promise<object> }).configProvider).toMatchObject({
    requestTimeout: 90_000,
    throwOnRequestTimeout: true,
  });
});

test('closes every client', () => {
  const clients = localClients({ endpoint: 'http://127.0.0.1:9', account: ACCOUNT }, 'us-east-1');
  const closed: string[] = [];
  const names = Object.keys(clients).filter((name) => name !== 'region');
  for (const [name, client] of Object.entries(clients)) {
    if (typeof client !== 'string') {
      Object.assign(client, { destroy: () => closed.push(name) });
    }
  }
  closeClients(clients);
  expect(closed.sort()).toStrictEqual(names.sort());
});

test('refuses an endpoint that is not on loopback', () => {
  const address = { endpoint: 'https://rds.us-east-1.amazonaws.com', account: ACCOUNT };
  expect(() => localClients(address, 'us-east-1')).toThrow(/\[EndpointNotLocal\]$/);
});
