import { existsSync } from 'node:fs';
import path from 'node:path';
import { CreateFunctionCommand, InvokeCommand, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { closeClients, localClients, type LocalClients } from '../../../lib/local/aws';
import { startEmulator, type Emulator } from '../../../lib/local/emulator';
import { acquireLock, findPython, prepareEnvironment } from '../../../lib/local/machine';
import { findMarked } from '../../../lib/local/machine/processes';
import { MARKER, markerOf } from '../../../lib/local/machine/process-marker';
import { isRunning, until } from '../machine/support/running';
import { scratchFolder, scratchWorkspace } from '../machine/support/scratch';

// An environment is made from the package index.
jest.setTimeout(300_000);

const { folder, remove } = scratchFolder('real');
const home = path.join(folder, 'home');
const workspace = scratchWorkspace(folder, 'project');
const { signal } = new AbortController();
const source = { ...process.env, HOME: home, AWS_ACCESS_KEY_ID: 'real', AWS_PROFILE: 'real' };

let python: string;
let emulator: Emulator;
let clients: LocalClients;

beforeAll(async () => {
  ({ python } = await prepareEnvironment(workspace, await findPython(process.env), { signal, source }));
});

beforeEach(async () => {
  emulator = await startEmulator({
    workspace,
    python,
    region: 'ap-northeast-1',
    modules: path.resolve('node_modules'),
    signal,
    source,
  });
  clients = localClients({ endpoint: emulator.endpoint, account: '111122223333' }, 'ap-northeast-1');
});

afterEach(async () => {
  closeClients(clients);
  await emulator.stop();
});

afterAll(remove);

const marked = (): readonly number[] => [...findMarked(markerOf(workspace)[MARKER])];

/** Runs a function of one line in the emulator and gives back what it returns. */
async function runFunction(code: string): Promise<unknown> {
  const { lambda } = clients;
  const name = { FunctionName: 'probe' };
  const bundle = zipSync({ 'index.js': strToU8(`exports.handler = async () => (${code});`) });
  await lambda.send(
    new CreateFunctionCommand({
      ...name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111122223333:role/probe',
      Code: { ZipFile: bundle },
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30 }, name);
  const { Payload } = await lambda.send(new InvokeCommand(name));
  return JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
}

test('is the version that the requirements name', () => {
  expect(emulator.version).toBe('1.5.33');
});

test("writes nothing into the user's home while it is installed and started", () => {
  expect(existsSync(home)).toBe(false);
});

test("runs functions with this machine's Node, inside the workspace, with the SDK and without the user's credentials", async () => {
  const seen = await runFunction(
    '[process.version, process.env.HOME, typeof require("@aws-sdk/client-ec2").EC2Client, process.env.AWS_ACCESS_KEY_ID === "real", "AWS_PROFILE" in process.env]',
  );
  expect(seen).toEqual([process.version, path.join(workspace.emulator, 'home'), 'function', false, false]);
});

test('ends with the functions that it runs, frozen or not', async () => {
  await runFunction('1');
  expect(marked().length).toBeGreaterThan(1);
  emulator.group.signal('SIGSTOP');
  await emulator.stop();
  expect(marked()).toEqual([]);
});

test('nothing is left of a killed emulator once the next run has begun', async () => {
  await runFunction('1');
  process.kill(emulator.group.pid, 'SIGKILL');
  await until(() => !isRunning(emulator.group.pid));
  // Some workers notice that nobody writes to them any more and end, others do not.
  const orphans = marked();
  const lock = await acquireLock(workspace);
  lock.release();
  expect(marked()).toEqual([]);
  expect(orphans).toEqual(expect.arrayContaining([...lock.ended]));
});
