import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { verifyOptionsOf } from '../../lib/cli/verify-options';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

let folder: VerifyFolder;

beforeAll(() => {
  folder = new VerifyFolder();
  folder.write('t.json', { Resources: {} });
  folder.write('policy.yaml', 'name: p');
  mkdirSync(path.join(folder.cwd, 'folder'));
});

afterAll(() => {
  folder.remove();
});

test.each<[readonly string[], string]>([
  [
    ['--format', 'pdf'],
    "--format: must be pretty, json, junit, sarif, csv, html, got 'pdf'; name one of them [OptionValueUnknown]",
  ],
  [['--language', 'fr'], "--language: must be en, ja, got 'fr'; name one of them [OptionValueUnknown]"],
  [
    ['--output', 'r.pdf'],
    '--output: must end in .json, .xml, .sarif, .csv, .html, .htm, .txt when no --format is given',
  ],
  [
    ['--output', 'a.json', '--output', 'b.csv', '--format', 'json'],
    '--format: must be left out when several files are written',
  ],
  [['--output', 'missing/r.json'], "--output: must lie in a folder that exists, got 'missing/r.json'"],
  [['--output', 'folder', '--format', 'json'], "--output: must be a file, got 'folder'"],
  [['--output', 't.json'], "--output: must not be a file that is read, got 't.json'"],
  [
    ['--policy', 'policy.yaml', '--write-baseline', 'policy.yaml'],
    "--write-baseline: must not be a file that is read, got 'policy.yaml'",
  ],
  [['--output', 'r.json', '--output', './r.json'], '--output: must be another file each time'],
  [
    ['--policy', 'none.yaml'],
    "--policy: must name a file that exists, got 'none.yaml'; name another file [PolicyNotFound]",
  ],
  [['--policy', 'policy.yaml', '--policy', 't.json'], '--policy: must be given once'],
  [['--param', 'VpcCidr'], "--param: must be <stack>.<parameter>=<value>, got 'VpcCidr'"],
  [['--param', 'A.B=1', '--param', 'A.B=2'], "--param: must give B one value, got 'A.B=2'"],
  [['--zones', 'ap-northeast-1'], '--zones: must be <Region>=<zone>,<zone>,…, each zone once'],
  [['--zones', 'ap-northeast-1=a,a'], '--zones: must be <Region>=<zone>,<zone>,…, each zone once'],
  [['--zones', 'ap-northeast-1=us-east-1a'], '--zones: must be <Region>=<zone>,<zone>,…, each zone once'],
  [['--accept', 'X=1'], "--accept: must be <stack>/<parameter>=<value>, got 'X=1'"],
  [['--polcy', 'x'], '--polcy: must be an option of the command; did you mean --policy? [OptionUnknown]'],
])('verify %j is refused', async (args, message) => {
  const { exitCode, stdout, stderr } = await runCommand(['verify', 't.json', ...args], { cwd: folder.cwd });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.slice(0, message.length)).toBe(message);
  expect(stderr).toMatch(/^[^\n]+\[[A-Za-z]+\]\n$/);
});

test('every wrong option is named at once', async () => {
  const args = ['--format', 'x', '--language', 'y', '--param', 'z', '--policy', 'none'];
  const { stderr } = await runCommand(['verify', 't.json', ...args], { cwd: folder.cwd });
  expect(stderr.match(/^--[a-z]+/gm)).toEqual(['--param', '--language', '--policy', '--format']);
});

test('values of parameters and zones are read', () => {
  const typed = {
    param: ['Net/Work.Cidr=10.0.0.0/16', 'Env=a=b', 'Net/Work.Empty='],
    zones: ['ap-northeast-1=a,c', 'us-east-1=us-east-1b'],
  };
  expect(verifyOptionsOf(['t.json'], typed, folder.cwd).input.given).toEqual({
    parameters: { 'Net/Work': { Cidr: '10.0.0.0/16', Empty: '' }, '*': { Env: 'a=b' } },
    zones: { 'ap-northeast-1': ['ap-northeast-1a', 'ap-northeast-1c'], 'us-east-1': ['us-east-1b'] },
  });
});

test.each([
  [[], 'pretty', []],
  [['r.sarif', 'r.html'], 'pretty', ['sarif', 'html']],
] as const)('files %j print %s and write %j', (output, printed, formats) => {
  const options = verifyOptionsOf(['t.json'], { output }, folder.cwd);
  expect([options.printed, options.files.map(({ format }) => format)]).toEqual([printed, formats]);
});

test('a format that is asked for is written whatever the file is called', () => {
  const options = verifyOptionsOf(['t.json'], { output: ['report'], format: ['sarif'] }, folder.cwd);
  expect(options.files).toEqual([{ file: path.join(folder.cwd, 'report'), format: 'sarif' }]);
});

describe('help', () => {
  test.each([
    [
      'verify',
      [
        '--policy',
        '--format',
        '--output',
        '--baseline',
        '--write-baseline',
        '--certify',
        '--param',
        '--zones',
        'Exit codes',
        'Examples',
      ],
    ],
    ['path', ['<from> <to> [service]', '--in', '--param', 'Exit codes', 'Examples']],
    ['exposure', ['--from', '--level', '--format', 'Exit codes', 'Examples']],
  ])('of %s names everything, in 100 columns', async (command, words) => {
    const { exitCode, stdout } = await runCommand([command, '--help'], { cwd: folder.cwd });
    expect(exitCode).toBe(0);
    expect(words.filter((word) => !stdout.includes(word))).toEqual([]);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('of the program names the commands', async () => {
    const { stdout } = await runCommand(['--help'], { cwd: folder.cwd });
    expect(stdout).toMatch(/verify .*\n[^]*path .*\n[^]*exposure /);
  });
});
