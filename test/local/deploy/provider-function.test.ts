import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { bundleDirectory } from '../../../lib/functions/package-root';
import { createProvider } from '../../../lib/local/deploy';
import { ACCOUNT, fakeClients } from '../aws/support/fake-clients';

/** What Lambda is asked to make. */
async function made(region: string): Promise<Readonly<Record<string, unknown>>> {
  const { clients, calls } = fakeClients({ CreateFunction: () => ({}) }, region);
  await createProvider(clients, ACCOUNT);
  expect(calls.map(({ service, action }) => [service, action])).toStrictEqual([['lambda', 'CreateFunction']]);
  return calls[0]?.input ?? {};
}

test('makes the function under the name that templates call', async () => {
  const { Code, ...rest } = await made('ap-northeast-1');
  expect(Object.keys(Code as object)).toStrictEqual(['ZipFile']);
  expect(rest).toStrictEqual({
    FunctionName: 'honmaru-local-provider',
    Description: expect.any(String) as string,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/honmaru-local-provider',
    Timeout: 60,
  });
});

test('its code is the bundle of the package, the same bytes in every Region and every run', async () => {
  const zip = async (region: string) => ((await made(region))['Code'] as { ZipFile: Uint8Array }).ZipFile;
  const [one, other] = [await zip('ap-northeast-1'), await zip('us-east-1')];
  const files = unzipSync(one);
  expect(Object.keys(files)).toStrictEqual(['index.js']);
  const bundle = readFileSync(path.join(bundleDirectory(), 'local-provider', 'index.js'));
  expect(Buffer.from(files['index.js'] ?? []).equals(bundle)).toBe(true);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});

test('an error of Lambda is passed on', async () => {
  const { clients } = fakeClients({});
  await expect(createProvider(clients, ACCOUNT)).rejects.toThrow('no answer to CreateFunction');
});
