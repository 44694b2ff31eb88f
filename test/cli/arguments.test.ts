import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeProject, removeProject, runCommand } from './support/command';

let cwd: string;

beforeEach(() => {
  cwd = makeProject();
});

afterEach(() => {
  removeProject(cwd);
});

test.each<[readonly string[], object]>([
  [[], { site: 'starter', keep: false }],
  [['--site', 'ticket-agency'], { site: 'ticket-agency', keep: false }],
  [['--site=ticket-agency', '--keep'], { site: 'ticket-agency', keep: true }],
  [['--only', 'deploy'], { site: 'starter', keep: false, only: 'deploy' }],
  [['--only', 'drill', '--port', '4567'], { site: 'starter', keep: false, only: 'drill', port: 4567 }],
  [['--json', 'out.json'], { site: 'starter', keep: false }],
])('local %j runs %j', async (args, run) => {
  expect(await runCommand(['local', ...args], { cwd })).toMatchObject({ exitCode: 0, stderr: '', runs: [run] });
});

test.each<[readonly string[], string]>([
  [
    ['--site', 'nowhere'],
    "--site: must name a file in bin/sites (starter, ticket-agency), got 'nowhere'; name one of your sites [SiteUnknown]",
  ],
  [['--site', '../starter'], "--site: must name a file in bin/sites (starter, ticket-agency), got '../starter'; "],
  [['--site', ''], "--site: must name a file in bin/sites (starter, ticket-agency), got ''; "],
  [['--site', 'a\u001B[31m\nb'], "--site: must name a file in bin/sites (starter, ticket-agency), got 'a b'; "],
  [['--site'], '--site: must be followed by a value, got nothing; write --site <name> [OptionWithoutValue]'],
  [
    ['--site', 'starter', '--site', 'ticket-agency'],
    "--site: must be given once, got 'starter' and 'ticket-agency'; remove all but one [OptionRepeated]",
  ],
  [
    ['--only', 'destroy'],
    "--only: must be deploy or drill, got 'destroy'; name one of them, or leave it out to run everything [PartUnknown]",
  ],
  [['--only', ''], "--only: must be deploy or drill, got ''; "],
  ...['0', '65536', '80.5', '-1', '1e3', '0x10', ' 80', '８０', '', 'http'].map((port): [string[], string] => [
    [`--port=${port}`],
    `--port: must be a whole number from 1 to 65535, got '${port.trim()}'; name a port, or leave it out to use a free one [PortInvalid]`,
  ]),
  [['--json', ''], "--json: must be the name of a file, got ''; name a file [JsonNotAFile]"],
  [['--json', 'a\0b'], "--json: must be the name of a file, got 'a b'; name a file [JsonNotAFile]"],
  [
    ['--json', 'missing/out.json'],
    "--json: must lie in a folder that exists, got 'missing/out.json'; make the folder, or name another file [JsonFolderMissing]",
  ],
  [['--json', 'cdk.json/out.json'], "--json: must lie in a folder that exists, got 'cdk.json/out.json'; "],
  [['--json', 'bin'], "--json: must be a file, got 'bin'; name a file [JsonNotAFile]"],
  [
    ['--json', 'cdk.json'],
    "--json: must be new, empty or the report of an earlier run, got 'cdk.json'; name another file, or remove this one [JsonWouldOverwrite]",
  ],
  [['--prot', '1'], '--prot: must be an option of the command; did you mean --port? [OptionUnknown]'],
  [['-x'], '-x: must be an option of the command; see honmaru local --help [OptionUnknown]'],
  [['extra'], "honmaru local: must be followed by options alone, got 'local extra'; "],
  [['--keep=yes'], '--keep=yes: must be an option of the command; '],
])('local %j is refused, and nothing is started or written', async (args, message) => {
  const before = readdirSync(cwd, { recursive: true });
  const { exitCode, stdout, stderr, runs } = await runCommand(['local', ...args], { cwd });
  expect({ exitCode, stdout, runs }).toEqual({ exitCode: 2, stdout: '', runs: [] });
  expect(stderr.slice(0, message.length)).toBe(message);
  expect(stderr).toMatch(/^[^\n]+\[[A-Za-z]+\]\n$/);
  expect(readdirSync(cwd, { recursive: true })).toEqual(before);
});

test('every wrong option is named at once', async () => {
  const { stderr } = await runCommand(['local', '--site', 'x', '--only', 'y', '--port', 'z', '--json', 'bin'], { cwd });
  expect(stderr.match(/^--[a-z]+/gm)).toEqual(['--site', '--only', '--port', '--json']);
});

test('a command that is not known is refused', async () => {
  const { exitCode, stderr } = await runCommand(['locla'], { cwd });
  expect([exitCode, stderr]).toEqual([
    2,
    "honmaru: must be followed by a command, got 'locla'; did you mean local? [CommandUnknown]\n",
  ]);
});

test('without a command, help is printed and nothing is done', async () => {
  const { exitCode, stdout, stderr } = await runCommand([], { cwd });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: honmaru');
});

test.each([['--help'], ['local', '--help']])('help is printed for %j', async (...args) => {
  expect(await runCommand(args, { cwd })).toMatchObject({
    exitCode: 0,
    stderr: '',
    runs: [],
    stdout: expect.stringContaining('Usage: honmaru') as string,
  });
});

test('the help of local names every option and exit code, in 100 columns', async () => {
  const { stdout } = await runCommand(['local', '--help'], { cwd });
  for (const word of ['--site', '--only', '--keep', '--json', '--port', '130', 'Python 3.10']) {
    expect(stdout).toContain(word);
  }
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('the version is printed', async () => {
  expect(await runCommand(['--version'], { cwd })).toMatchObject({ exitCode: 0, stdout: '1.2.3\n' });
});

test('a folder without a project is refused', async () => {
  rmSync(path.join(cwd, 'cdk.json'));
  const { exitCode, stderr } = await runCommand(['local'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    `honmaru local: must be started in the folder of a project, which has a cdk.json, got '${cwd}'; change to that folder [ProjectNotFound]\n`,
  );
});

test('a project that keeps its sites elsewhere may name any site', async () => {
  rmSync(path.join(cwd, 'bin'), { recursive: true });
  expect(await runCommand(['local', '--site', 'my-shop'], { cwd })).toMatchObject({ exitCode: 0 });
  expect(await runCommand(['local', '--site', 'My Shop'], { cwd })).toMatchObject({ exitCode: 2 });
});

test.each(['', '{"version":0,"site":"starter","result":"passed"}'])(
  'a file that holds %j may be replaced',
  async (text) => {
    writeFileSync(path.join(cwd, 'out.json'), text);
    expect(await runCommand(['local', '--json', 'out.json'], { cwd })).toMatchObject({ exitCode: 0 });
  },
);

test.each(['[]', 'null', '{"version":1}', 'not JSON'])('a file that holds %j may not', async (text) => {
  writeFileSync(path.join(cwd, 'out.json'), text);
  const { exitCode, stderr } = await runCommand(['local', '--json', 'out.json'], { cwd });
  expect([exitCode, /\[.*\]/.exec(stderr)?.[0]]).toEqual([2, '[JsonWouldOverwrite]']);
});

test('a name that no file can have is refused before anything starts', async () => {
  const { exitCode, stderr, runs } = await runCommand(['local', '--json', 'x'.repeat(300)], { cwd });
  expect({ exitCode, runs }).toEqual({ exitCode: 2, runs: [] });
  expect(stderr).toMatch(/^--json: must be writable \(ENAMETOOLONG\), got 'x+'; .* \[JsonNotWritable\]\n$/);
});

test('a folder stands for no file', async () => {
  mkdirSync(path.join(cwd, 'out.json'));
  expect((await runCommand(['local', '--json', 'out.json'], { cwd })).stderr).toContain('[JsonNotAFile]');
});
