import { makeClients, type Clients } from '../../../lambda/local-provider/clients';

const REGION = process.env['AWS_REGION'];

beforeAll(() => {
  process.env['AWS_REGION'] = 'ap-northeast-1';
});

afterAll(() => {
  if (REGION === undefined) {
    delete process.env['AWS_REGION'];
  } else {
    process.env['AWS_REGION'] = REGION;
  }
});

interface Configured {
  readonly config: {
    readonly region: () => Promise<string>;
    readonly maxAttempts: () => Promise<number>;
    readonly requestHandler: unknown;
  };
}

const NAMES = ['backup', 'cloudFront', 'cloudWatch', 'ec2', 'loadBalancing', 'logs', 'rds', 's3', 'sns'] as const;

/** A client as it is configured. */
function configured(clients: Clients, name: (typeof NAMES)[number] | 'cloudFormation'): Configured['config'] {
  return (name === 'cloudFormation' ? clients.cloudFormation('us-east-1') : (clients[name] as Configured)).config;
}

test('has exactly these clients', () => {
  expect(Object.keys(makeClients()).sort()).toStrictEqual([...NAMES, 'cloudFormation'].sort());
});

test.each([...NAMES, 'cloudFormation'] as const)('the client %s tries three times and never hangs', async (name) => {
  const config = configured(makeClients(), name);
  expect(await config.maxAttempts()).toBe(3);
  const { configProvider } = config.requestHandler as { readonly configProvider: Promise<object> };
  expect(await configProvider).toMatchObject({
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    throwOnRequestTimeout: true,
  });
});

test('asks in the Region of the function, and about stacks in any', async () => {
  const clients = makeClients();
  expect(await configured(clients, 's3').region()).toBe('ap-northeast-1');
  expect(await clients.cloudFormation('us-east-1').config.region()).toBe('us-east-1');
});
