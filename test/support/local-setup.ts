import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleFunctions } from '../../lib';
import { startEmulator, type Emulator } from '../../lib/local/emulator';
import { findPython, prepareEnvironment, workspaceOf } from '../../lib/local/machine';

const ROOT = path.join(__dirname, '../..');

/** Where the emulator of the tests keeps its state, apart from that of a run in this checkout. */
const PROJECT = path.join(ROOT, 'node_modules/.cache/honmaru/test-emulator');

declare global {
  /** The emulator that the tests share, for the teardown. */
  var testEmulator: Emulator | undefined;
}

/** Bundles the functions and starts one empty emulator for all test files; its URL is in `HONMARU_TEST_EMULATOR`. */
export default async function setup(): Promise<void> {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  await bundleFunctions();
  const { signal } = new AbortController();
  const { python } = await prepareEnvironment(workspaceOf(ROOT), await findPython(process.env), { signal });
  const sdk = createRequire(__filename).resolve('@aws-sdk/client-ec2/package.json');
  globalThis.testEmulator = await startEmulator({
    workspace: workspaceOf(PROJECT),
    python,
    region: 'ap-northeast-1',
    modules: path.resolve(path.dirname(sdk), '../..'),
    signal,
  });
  process.env['HONMARU_TEST_EMULATOR'] = globalThis.testEmulator.endpoint;
}
