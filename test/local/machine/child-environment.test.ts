import path from 'node:path';
import { childEnvironment, workspaceEnvironment, workspaceOf } from '../../../lib/local/machine';

const LINUX = { platform: 'linux', node: '/opt/node 20/bin/node' } as const;
const WINDOWS = { platform: 'win32', node: 'C:\\Program Files\\nodejs\\node.exe' } as const;
const HOME = { HOME: '/project/home' };

test.each(['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_ENDPOINT_URL_S3', 'HTTPS_PROXY', 'NODE_OPTIONS', 'PYTHONPATH'])(
  'inherits no %s',
  (name) => {
    expect(childEnvironment({ [name]: 'value', PATH: '/bin' }, HOME, LINUX)).not.toHaveProperty(name);
  },
);

test('finds the running Node before any other', () => {
  expect(childEnvironment({ PATH: '/usr/bin:/bin' }, HOME, LINUX).PATH).toBe('/opt/node 20/bin:/usr/bin:/bin');
});

test.each([{}, { PATH: '' }])('finds the running Node when nothing else can be found: %j', (source) => {
  expect(childEnvironment(source, HOME, LINUX).PATH).toBe('/opt/node 20/bin');
});

test('keeps language and time zone, and points home into the workspace', () => {
  const source = { HOME: '/home/jo', LANG: 'ja_JP.UTF-8', TZ: 'Asia/Tokyo' };
  expect(childEnvironment(source, HOME, LINUX)).toEqual({
    HOME: '/project/home',
    LANG: 'ja_JP.UTF-8',
    TZ: 'Asia/Tokyo',
    PATH: '/opt/node 20/bin',
  });
});

test('adds what it is told to', () => {
  const extra = { ...HOME, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  expect(childEnvironment({ AWS_ENDPOINT_URL: 'https://real' }, extra, LINUX).AWS_ENDPOINT_URL).toBe(
    'http://127.0.0.1:1',
  );
});

test('reads the names of Windows in any case and keeps what programs need to start there', () => {
  const source = {
    Path: 'C:\\Windows\\system32',
    SYSTEMROOT: 'C:\\Windows',
    ComSpec: 'C:\\Windows\\cmd.exe',
    USERPROFILE: 'C:\\Users\\Jo',
    aws_profile: 'real',
  };
  expect(childEnvironment(source, { HOME: 'C:\\my site\\home' }, WINDOWS)).toEqual({
    PATH: 'C:\\Program Files\\nodejs;C:\\Windows\\system32',
    SystemRoot: 'C:\\Windows',
    ComSpec: 'C:\\Windows\\cmd.exe',
    HOME: 'C:\\my site\\home',
    USERPROFILE: 'C:\\my site\\home',
    APPDATA: 'C:\\my site\\home\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\my site\\home\\AppData\\Local',
  });
});

test('keeps home and temporary files of a child in the workspace, and marks it as started for it', () => {
  const workspace = workspaceOf('/project', path.posix);
  const environment = workspaceEnvironment(workspace, { HOME: '/home/jo', TMPDIR: '/tmp' }, {}, LINUX);
  expect(environment).toEqual({
    PATH: '/opt/node 20/bin',
    HOME: workspace.cdkHome,
    TMPDIR: workspace.temporary,
    TEMP: workspace.temporary,
    TMP: workspace.temporary,
    HONMARU_LOCAL_WORKSPACE: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
});
