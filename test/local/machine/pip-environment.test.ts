import path from 'node:path';
import { workspaceOf } from '../../../lib/local/machine';
import { pipArguments } from '../../../lib/local/machine/environment-steps';
import { pipEnvironment } from '../../../lib/local/machine/pip-environment';

const workspace = workspaceOf('/project', path.posix);
const LINUX = { platform: 'linux', node: '/bin/node' } as const;

const environment = (source: NodeJS.ProcessEnv): Record<string, string> => pipEnvironment(workspace, source, LINUX);

test.each([
  'PIP_INDEX_URL',
  'PIP_CONFIG_FILE',
  'PIP_CERT',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'XDG_CONFIG_HOME',
])('hands %s on to pip', (name) => {
  expect(environment({ [name]: 'value' })[name]).toBe('value');
});

test.each(['PIP_TARGET', 'PIP_USER', 'PIP_PREFIX', 'PIP_CACHE_DIR', 'PIP_LOG', 'PYTHONPATH', 'AWS_SECRET_ACCESS_KEY'])(
  'keeps %s from pip',
  (name) => {
    expect(environment({ [name]: 'value' })).not.toHaveProperty(name);
  },
);

test("lets pip read the user's settings, and keep temporary files in the workspace", () => {
  expect(environment({ HOME: '/home/jo' })).toMatchObject({
    HOME: '/home/jo',
    TMPDIR: workspace.temporary,
    RUSTUP_HOME: workspace.temporary,
  });
});

test('stays inside the workspace where there is no home', () => {
  expect(environment({}).HOME).toBe(workspace.cdkHome);
});

test("lets pip read the user's settings on Windows", () => {
  const source = { USERPROFILE: 'C:\\Users\\Jo', AppData: 'C:\\Users\\Jo\\AppData\\Roaming' };
  const found = pipEnvironment(workspaceOf('C:\\my site', path.win32), source, {
    platform: 'win32',
    node: 'C:\\node\\node.exe',
  });
  expect(found).toMatchObject({ HOME: 'C:\\Users\\Jo', USERPROFILE: 'C:\\Users\\Jo', APPDATA: source.AppData });
});

test('installs only files whose hash is known, compiles nothing and keeps no cache', () => {
  const args = pipArguments('C:\\my site\\requirements.txt');
  expect(args).toEqual(expect.arrayContaining(['--require-hashes', '--only-binary', '--no-cache-dir', '--no-input']));
  expect(args.at(-1)).toBe('C:\\my site\\requirements.txt');
});
