import path from 'node:path';
import { emulatorEnvironment, type EmulatorSettings } from '../../../lib/local/emulator/emulator-environment';
import { workspaceOf } from '../../../lib/local/machine';

const LINUX = { platform: 'linux', node: '/opt/node/bin/node' } as const;

function settings(changes: Partial<EmulatorSettings> = {}): EmulatorSettings {
  return {
    workspace: workspaceOf('/my site', path.posix),
    source: { PATH: '/bin' },
    port: 4600,
    account: '111122223333',
    region: 'ap-northeast-1',
    modules: '/my site/node_modules',
    instance: 'this one',
    ...changes,
  };
}

test('listens on loopback alone', () => {
  expect(emulatorEnvironment(settings(), LINUX)).toMatchObject({ BIND_HOST: '127.0.0.1', GATEWAY_PORT: '4600' });
});

test('writes inside the workspace alone', () => {
  const { HOME, TMPDIR, TEMP, TMP, STATE_DIR, S3_DATA_DIR } = emulatorEnvironment(settings(), LINUX);
  const folders = [HOME, TMPDIR, TEMP, TMP, STATE_DIR, S3_DATA_DIR];
  expect(folders.filter((folder) => folder?.startsWith('/my site/.honmaru/local/emulator/') !== true)).toEqual([]);
});

test('runs functions with the Node that runs this, and with the SDK of the package', () => {
  expect(emulatorEnvironment(settings(), LINUX)).toMatchObject({
    PATH: '/opt/node/bin:/bin',
    NODE_PATH: '/my site/node_modules',
    LAMBDA_EXECUTOR: 'local',
  });
});

test("is given nothing of the user's accounts, and a token that opens nothing", () => {
  const account = { AWS_ACCESS_KEY_ID: 'real', AWS_SESSION_TOKEN: 'real', AWS_PROFILE: 'real' };
  const source = { PATH: '/bin', HTTPS_PROXY: 'http://proxy', ...account };
  expect(
    Object.entries(emulatorEnvironment(settings({ source }), LINUX)).filter(([name]) => /AWS_|PROXY/.test(name)),
  ).toEqual([['AWS_SESSION_TOKEN', 'local']]);
});

test("does not find the user's Docker", () => {
  expect(emulatorEnvironment(settings(), LINUX).DOCKER_HOST).toMatch(/^unix:\/\/\/my site\/\.honmaru\//);
});

test('uses the paths of Windows on Windows', () => {
  const workspace = workspaceOf('C:\\Users\\Jo S\\my site', path.win32);
  const environment = emulatorEnvironment(settings({ workspace }), { platform: 'win32', node: 'C:\\node\\node.exe' });
  expect(environment.STATE_DIR).toBe('C:\\Users\\Jo S\\my site\\.honmaru\\local\\emulator\\state');
});
