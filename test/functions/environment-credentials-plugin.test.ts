import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { bundleEntry } from '../../lib/functions/bundle';
import { packageRoot } from '../../lib/functions/package-root';
import { FakeTransport } from '../lambda/support/fake-transport';
import type * as twoClients from './fixtures/ec2-and-rds';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'honmaru-credentials-'));
const environment = { ...process.env };
let text: string;
let bundle: typeof twoClients;

beforeAll(async () => {
  ({ text } = await bundleEntry(path.join(__dirname, 'fixtures', 'ec2-and-rds.ts'), { root: packageRoot() }));
  const file = path.join(scratch, 'two-clients.cjs');
  writeFileSync(file, text);
  bundle = createRequire(__filename)(file) as typeof twoClients;
}, 60_000);

afterEach(() => {
  process.env = { ...environment };
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Sends a question with a bundled client that was given no credentials. */
async function ask(): Promise<FakeTransport['sent']> {
  const transport = new FakeTransport(() => ({ body: '<DescribeDBClustersResponse/>' }));
  const client = new bundle.RDSClient({ region: 'eu-west-1', requestHandler: transport, maxAttempts: 1 });
  await client.send(new bundle.DescribeDBClustersCommand({}));
  return transport.sent;
}

test('a bundled client signs with the credentials of the environment', async () => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIDOFTHEROLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
  });
  const [request] = await ask();
  expect(request?.headers.authorization).toContain('Credential=AKIDOFTHEROLE/');
  expect(request?.headers['x-amz-security-token']).toBe('session');
});

test('without credentials there it sends nothing, and asks nowhere else', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = 'http://127.0.0.1:1/';
  process.env.AWS_PROFILE = 'default';
  await expect(ask()).rejects.toThrow('Unable to find environment variable credentials');
});

test('the clients that would ask elsewhere are not in the bundle', () => {
  expect(/portal\.sso|oidc\.|AssumeRoleWithWebIdentity|credential_process/.exec(text)?.[0]).toBeUndefined();
});
