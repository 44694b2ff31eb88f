import { LAMBDA_CERTIFICATES, PROBE_ENVIRONMENT, PROBE_USER } from '../../../lambda/database-probe/contract';
import type { Endpoint } from '../../../lambda/database-probe/probe';
import { runProbe } from '../../../lambda/database-probe/run';
import { probeEvent } from './expectation';

const variables = {
  AWS_REGION: 'ap-northeast-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'very-secret-key',
  AWS_SESSION_TOKEN: 'very-secret-session',
  PROBE_ZONE: 'ap-northeast-1a',
};
const event = { ...probeEvent, database: { ...probeEvent.database, clusterEndpoint: 'localhost' }, instances: [] };

test('a probe signs in with the credentials of its role', async () => {
  const asked: Endpoint[] = [];
  const ask = (endpoint: Endpoint) => {
    asked.push(endpoint);
    return Promise.resolve({ kind: 'reader' } as const);
  };
  expect(await runProbe(event, ask, variables)).toStrictEqual({
    version: 1,
    availabilityZone: 'ap-northeast-1a',
    writerEndpoint: { kind: 'reader' },
    instances: {},
  });
  expect(asked[0]?.token).toMatch(/^localhost:5432\/\?Action=connect&DBUser=site_probe&.*AKIDEXAMPLE/);
  expect(asked[0]?.token).toContain('X-Amz-Security-Token=very-secret-session');
  expect(asked[0]?.token).not.toContain('very-secret-key');
});

test('a role without a session signs in as well', async () => {
  const rest = { ...variables, AWS_SESSION_TOKEN: undefined };
  await expect(runProbe(event, () => Promise.resolve({ kind: 'reader' }), rest)).resolves.toBeDefined();
});

describe('a probe says nothing', () => {
  const never = () => {
    throw new Error('asked all the same');
  };

  test.each(['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'PROBE_ZONE'])(
    'without %s in its environment, and what is there is not repeated',
    async (name) => {
      for (const value of [undefined, '']) {
        const attempt = runProbe(event, never, { ...variables, [name]: value });
        await expect(attempt).rejects.toThrow(name);
        await attempt.catch((error: unknown) => {
          expect(String(error)).not.toContain('very-secret');
        });
      }
    },
  );

  test.each([
    ['another version', { ...event, version: 2 }],
    ['no site', { ...event, site: '' }],
    ['no zone', { ...event, availabilityZone: '' }],
    ['no user', { ...event, database: { ...event.database, user: '' } }],
    ['no database', { ...event, database: { ...event.database, name: '' } }],
    ['port 0', { ...event, database: { ...event.database, port: 0 } }],
    ['port 65536', { ...event, database: { ...event.database, port: 65_536 } }],
    ['half a port', { ...event, database: { ...event.database, port: 5432.5 } }],
    ['a socket for a host', { ...event, database: { ...event.database, clusterEndpoint: '/var/run/x' } }],
    ['a host with a port', { ...event, database: { ...event.database, clusterEndpoint: 'db.example:1' } }],
    ['a host that ends in a dot', { ...event, database: { ...event.database, clusterEndpoint: 'db.example.' } }],
    ['no host', { ...event, database: { ...event.database, clusterEndpoint: '' } }],
    ['an instance without an id', { ...event, instances: [{ instanceId: '', host: 'db.example' }] }],
    ['an instance without a host', { ...event, instances: [{ instanceId: 'db-1', host: ' db.example' }] }],
    ['no instances', { ...event, instances: undefined }],
  ])('to a payload with %s', async (_what, payload) => {
    await expect(runProbe(payload, never, variables)).rejects.toThrow();
  });

  test.each([1, 65_535])('but does to one with port %d', async (port) => {
    const payload = { ...event, database: { ...event.database, port } };
    await expect(runProbe(payload, () => Promise.resolve({ kind: 'reader' }), variables)).resolves.toBeDefined();
  });
});

test('names that templates and runbooks repeat do not change', () => {
  expect({ PROBE_USER, LAMBDA_CERTIFICATES, ...PROBE_ENVIRONMENT }).toStrictEqual({
    PROBE_USER: 'site_probe',
    LAMBDA_CERTIFICATES: '/var/runtime/ca-cert.pem',
    availabilityZone: 'PROBE_ZONE',
    certificates: 'NODE_EXTRA_CA_CERTS',
  });
});
