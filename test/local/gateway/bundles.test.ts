import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleDirectory, packageRoot } from '../../../lib/functions/package-root';
import { startGateway, type FaultEffect, type Gateway } from '../../../lib/local/gateway';
import { startFakeEmulator, type FakeEmulator } from './support/fake-emulator';
import { FakeSite } from './support/fake-site';
import { EVENTS } from './support/watched-site';

/** Calls the handler of a bundle as Lambda does. */
const CALL_HANDLER = `
  const [bundle, payload] = process.argv.slice(1);
  const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 45000 };
  require(bundle).handler(JSON.parse(payload), context).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
`;

let emulator: FakeEmulator;
let gateway: Gateway;

beforeAll(async () => {
  const site = new FakeSite();
  emulator = await startFakeEmulator((call, body) => site.answer(call, body));
  gateway = await startGateway({ emulator: emulator.endpoint });
});

afterAll(async () => {
  await gateway.stop();
  await emulator.stop();
});

interface Recorded {
  readonly status: string;
  readonly questions: readonly { readonly subject: string; readonly code: string }[];
}

/** Runs the shipped database check in a process of its own, as the emulator does; gives its questions, by what they are about. */
async function questionsOfBundle(region: string): Promise<Readonly<Record<string, string>>> {
  const bundle = path.join(bundleDirectory(packageRoot()), 'database-check', 'index.js');
  const arguments_ = ['-e', CALL_HANDLER, bundle, JSON.stringify(EVENTS['database-check'])];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, {
    env: {
      // Without it Node does not start on Windows.
      SystemRoot: process.env['SystemRoot'] ?? '',
      AWS_CONFIG_FILE: os.devNull,
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: '111122223333',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_RDS: gateway.endpoint,
    },
  });
  const { record } = JSON.parse(stdout) as { record: Recorded };
  expect(record.status).toBe('UNKNOWN');
  return Object.fromEntries(record.questions.map(({ subject, code }) => [subject, code]));
}

// Jest gives its tests other error classes than Node's own modules use, so only a process of its own shows what is seen
// of a connection that breaks.
test.each([
  ['us-east-1', { kind: 'reset' }],
  ['us-east-2', { kind: 'truncate' }],
] as const satisfies readonly (readonly [string, FaultEffect])[])(
  'to the shipped check in %s a connection that breaks is the network: %j',
  async (region, effect) => {
    gateway.inject({ service: 'rds', region, effect });
    expect(await questionsOfBundle(region)).toEqual({
      ...{ cluster: 'Network', instances: 'Network' },
      ...{ 'events of the cluster': 'Network', 'events of the instances': 'Network' },
      // The function is given no place for its records.
      'decision record': 'Incomplete',
    });
  },
  60_000,
);
