import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipSync } from 'fflate';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { freezeEachService } from '../../../lib/local/run/frozen-services-step';
import type { ServedSite } from '../../../lib/local/run/data-plane-step';
import { fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';
import { temporaryFolder } from '../localize/support/assemblies';
import { CONCLUSIONS, lineOf } from '../observe/support/records';
import { notedContext } from './support/run-context';
import { scheduleAnswers } from './support/schedules';

// Each function is a process for each of its services.
jest.setTimeout(60_000);

/** What the function that a schedule starts says whenever it is run. */
const SAID: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (['topology', 'database', 'audit', 'certificate', 'heartbeat'] as const).map((name) => [
      name,
      lineOf({ check: `${name}-check` }, CONCLUSIONS.UNKNOWN),
    ]),
  ),
  backup: lineOf({ check: 'backup-check' }, CONCLUSIONS.HEALTHY),
  failover: lineOf({ check: 'fail-over-writer', outcome: 'HOLD' }, CONCLUSIONS.UNKNOWN),
};

const folder = temporaryFolder();
const emulator = jsonServer(() => ({ body: {} }));
const codes = createServer((request, response) => {
  const line = SAID[request.url?.slice(1) ?? ''] ?? '';
  const code = `exports.handler = async () => console.log(${JSON.stringify(line)});`;
  response.end(zipSync({ 'index.js': Buffer.from(code) }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => codes.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  codes.closeAllConnections();
  await new Promise((resolve) => codes.close(resolve));
});

test('every service of every function is frozen, and what is called healthy is counted and told', async () => {
  const nothing = () => ({});
  const { clients: primary } = fakeClients(
    {
      ...scheduleAnswers(),
      GetFunction: ({ input }) => ({
        Code: {
          Location: `http://127.0.0.1:${String((codes.address() as AddressInfo).port)}/${String(input['FunctionName'])}`,
        },
      }),
      ...{ CreateBucket: nothing, PutBucketVersioning: nothing, ListObjectVersions: nothing, DeleteBucket: nothing },
    },
    'ap-northeast-1',
    emulator.endpoint(),
  );
  const { context, told, report } = notedContext(folder);
  mkdirSync(context.workspace.temporary, { recursive: true });
  const site = {
    ...{ primary, account: '111122223333', emulator: { endpoint: emulator.endpoint() } },
    clients: new Map([[primary.region, primary]]),
    dataPlane: {},
  } as unknown as ServedSite;
  await freezeEachService(context, site);

  const faults = report().faults;
  const missed = faults.filter(({ noticed }) => !noticed).map(({ id }) => id);
  // No certificate is expected, so that ACM is never asked; the last one is to go on observing.
  expect([...missed].sort()).toStrictEqual([
    ...['backup', 'everything', 'kms'].map((service) => `service-frozen-${service}/backup-check`),
    'service-frozen-monitoring/fail-over-writer',
    ...['rds', 's3'].map((service) => `service-frozen-${service}/backup-check`),
  ]);
  expect(faults.map(({ id }) => id)).not.toContain('service-frozen-acm/certificate-check');
  const watched = new Set<FunctionLabel>(faults.map(({ check }) => check as FunctionLabel));
  expect(watched.size).toBe(Object.keys(SAID).length);

  const [title, all] = ['faults: one service after the other stands still', String(faults.length)];
  expect(told[1]).toBe(`${title}: update 1 of ${all}`);
  expect(told.at(-3)).toBe(`${title}: update ${all} of ${all}`);
  expect(told.at(-2)).toBe(`${title}: done ${String(faults.length - missed.length)} of ${all} not called healthy`);
  expect(report().problems).toContain(
    'service-frozen-kms/backup-check (kms does not answer): backup-check must say UNKNOWN, Timeout, it said HEALTHY',
  );
});
