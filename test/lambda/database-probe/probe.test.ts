import { probeDatabase, type Endpoint, type ProbeSurroundings } from '../../../lambda/database-probe/probe';
import type { EndpointReading } from '../../../lambda/shared/failover/ports';
import { probeEvent } from './expectation';

const writer: EndpointReading = { kind: 'writer', server: 'db-1' };

function surroundings(changes: Partial<ProbeSurroundings> = {}): ProbeSurroundings & { readonly asked: Endpoint[] } {
  const asked: Endpoint[] = [];
  return {
    asked,
    availabilityZone: 'ap-northeast-1a',
    token: (host, port, user) => Promise.resolve(`token of ${user} at ${host}:${String(port)}`),
    ask: (endpoint) => {
      asked.push(endpoint);
      return Promise.resolve(endpoint.host.startsWith('db-2') ? { kind: 'reader' } : writer);
    },
    resolve: () => Promise.resolve('10.0.0.1'),
    ...changes,
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(`queryA ${code}`), { code });
}

test('every endpoint is asked, each with a token of its own', async () => {
  const around = surroundings();
  expect(await probeDatabase(probeEvent, around)).toStrictEqual({
    version: 1,
    availabilityZone: 'ap-northeast-1a',
    writerEndpoint: writer,
    instances: { 'db-1': writer, 'db-2': { kind: 'reader' } },
  });
  expect(around.asked).toStrictEqual(
    ['db.cluster-x.example', 'db-1.x.example', 'db-2.x.example'].map((host) => ({
      host,
      port: 5432,
      user: 'site_probe',
      database: 'app',
      token: `token of site_probe at ${host}:5432`,
    })),
  );
});

test('all are asked at once', async () => {
  let open = 0;
  let most = 0;
  const ask = async (): Promise<EndpointReading> => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    return writer;
  };
  await probeDatabase(probeEvent, surroundings({ ask }));
  expect(most).toBe(3);
});

test('a probe that stands in another zone than it is asked for says nothing', async () => {
  const around = surroundings({ availabilityZone: 'ap-northeast-1c' });
  await expect(probeDatabase(probeEvent, around)).rejects.toThrow(
    'this probe stands in ap-northeast-1c, not in ap-northeast-1a',
  );
  expect(around.asked).toHaveLength(0);
});

test('what an endpoint makes throw is thrown on: it is no reading', async () => {
  const ask = () => Promise.reject(new TypeError('a bug'));
  await expect(probeDatabase(probeEvent, surroundings({ ask }))).rejects.toThrow('a bug');
});

describe('the resolver of the zone', () => {
  test.each(['EAI_AGAIN', 'ENETUNREACH', 'EMFILE'])('that fails with %s leaves the probe blind', async (code) => {
    const resolve = (host: string) => (host.startsWith('db-2') ? Promise.reject(failure(code)) : Promise.resolve());
    await expect(probeDatabase(probeEvent, surroundings({ resolve }))).rejects.toThrow(
      `the probe cannot reach the network (${code})`,
    );
  });

  test('that knows no such name has answered', async () => {
    const resolve = () => Promise.reject(failure('ENOTFOUND'));
    const ask = () => Promise.resolve({ kind: 'silent', reason: 'no connection (ENOTFOUND)' } as const);
    expect(await probeDatabase(probeEvent, surroundings({ resolve, ask }))).toMatchObject({
      writerEndpoint: { kind: 'silent' },
    });
  });

  test('that does not answer leaves the probe blind, though the driver would call that silence', async () => {
    const resolve = () => new Promise(() => undefined);
    const attempt = probeDatabase(probeEvent, surroundings({ resolve }));
    await expect(attempt).rejects.toMatchObject({
      name: 'Blind',
      message: 'the resolver of the zone does not answer',
      cause: { message: 'no answer within 3 s' },
    });
  }, 10_000);

  test('is that of the machine unless another is given', async () => {
    const { availabilityZone, token, ask } = surroundings();
    const around = { availabilityZone, token, ask };
    const event = {
      ...probeEvent,
      database: { ...probeEvent.database, clusterEndpoint: 'localhost' },
      instances: [],
    };
    expect(await probeDatabase(event, around)).toMatchObject({ writerEndpoint: writer, instances: {} });
  });
});
