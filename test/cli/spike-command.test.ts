import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCENARIO_NAMES } from '../../lib/cli/spike-scenarios';
import { parseDeclared, readCurveFile, SCENARIOS } from '../../lib/simulate';
import { groupResources, rateRule, webAcl } from '../simulate/support/sale';
import { runCommand } from './support/command';

jest.setTimeout(60_000);

const CURVE = `arrivals:
  baseRps: 50
  peakRps: 200
  riseSeconds: 60
  holdSeconds: 60
tiers:
  - { group: web, rpsPerInstance: 100, launchSeconds: 60 }
clients:
  count: 1000
  sources: [{ share: 1, clientsPerAddress: 1 }]
`;

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "honmaru spike it's "));
  const resources = { ...groupResources('web', { min: 3, max: 6, target: 3000 }), Acl: webAcl(rateRule('Limit', 500)) };
  writeFileSync(path.join(cwd, 'template.json'), JSON.stringify({ Resources: resources }));
  writeFileSync(path.join(cwd, 'sale.yaml'), CURVE);
  writeFileSync(path.join(cwd, 'minutes.csv'), 'minute,requests\n0,6000\n1,60000\n');
});

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const run = (...args: readonly string[]) => runCommand(['spike', 'template.json', ...args], { cwd });

test('tells that a sale is carried', async () => {
  const { exitCode, stdout, stderr } = await run('--curve', 'sale.yaml');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^Opening of a sale {2}opens at no declared time\ncarried: nothing is refused and nobody is blocked\n/,
  );
});

test('ends with 1 when requests are refused', async () => {
  const { exitCode, stdout } = await run('--curve', 'sale.yaml', '--peak-multiple', '20');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/\nfindings\n {2}error +web refuses /);
});

test('ends with 1 when something is not determined', async () => {
  const { exitCode, stdout } = await run(
    '--base-rps',
    '1',
    '--peak-rps',
    '2',
    '--rise',
    '9',
    '--hold',
    '60',
    '--tier',
    'web=100',
  );
  expect(exitCode).toBe(1);
  expect(stdout).toContain('\nnot determined\n  - rule Limit: how many clients there are');
});

test('takes everything from options', async () => {
  const typed = ['--base-rps', '50', '--peak-multiple', '4', '--rise', '60', '--hold', '60', '--decay', '30'];
  const more = [
    '--tier',
    'web=100*1',
    '--launch',
    'web=60',
    '--clients',
    '1000',
    '--per-address',
    '1',
    '--format',
    'json',
  ];
  const { exitCode, stdout } = await run(...typed, ...more);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    carried: true,
    arrivals: { peakRps: 200, decaySeconds: 30 },
    tiers: [{ launchSeconds: 60 }],
  });
});

test('takes the requests of each minute from a CSV', async () => {
  const { stdout } = await run('--curve', 'minutes.csv', '--tier', 'web=100', '--clients', '1000', '--format', 'csv');
  expect(stdout).toMatch(/\r\nnormal,earliest,1,60000,/);
});

test('writes reports by the endings of their names', async () => {
  const files = ['a.svg', 'a.csv', 'a.json', 'a.txt'];
  const { exitCode } = await run('--curve', 'sale.yaml', ...files.flatMap((file) => ['--output', file]));
  expect(exitCode).toBe(0);
  const begins = files.map((file) => readFileSync(path.join(cwd, file), 'utf8').slice(0, 8));
  expect(begins).toEqual(['<svg xml', '\uFEFFscenari', '{\n  "ver', 'Opening ']);
});

test('draws the scenario and timing that are named, in Japanese too', async () => {
  const { stdout } = await run(
    '--curve',
    'sale.yaml',
    '--scenario',
    'no-launches',
    '--timing',
    'earliest',
    '--language',
    'ja',
    '--format',
    'svg',
  );
  expect(stdout).toContain(
    '<title id="title">発売開始のシミュレーション：1 分ごとのリクエスト数、開始以降は起動できない、最も早い反応</title>',
  );
});

test('names the scenarios that there are', () => {
  expect(SCENARIO_NAMES).toEqual(SCENARIOS.map(({ id }) => id));
});

test.each<[readonly string[], RegExp]>([
  [['--curve', 'none.yaml'], /^--curve: must name a file that exists, got 'none\.yaml'; .+ \[CurveNotFound\]\n$/],
  [
    ['--curve', 'sale.yaml', '--peak-rps', 'many'],
    /^--peak-rps: must be a whole number from 1 to 10000000, got 'many'; .+ \[SpikeNumberInvalid\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--peak-rps', '9', '--peak-multiple', '2'],
    /^--peak-multiple: must be given, .+ not both; .+ \[SpikePeakAmbiguous\]\n/,
  ],
  [
    ['--curve', 'sale.yaml', '--rise', '1', '--rise', '2'],
    /^--rise: must be given once, got '1 2'; .+ \[OptionRepeated\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--scenario', 'nothing'],
    /^--scenario: must be normal, zone-lost-before, .+ \[OptionValueUnknown\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--timing', 'soon'],
    /^--timing: must be earliest, latest, got 'soon'; .+ \[OptionValueUnknown\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--format', 'html'],
    /^--format: must be pretty, csv, json, svg, got 'html'; .+ \[OptionValueUnknown\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--output', 'a.html'],
    /^--output: must end in \.txt, \.csv, \.json, \.svg, got 'a\.html'; .+ \[FormatUnknown\]\n$/,
  ],
  [
    ['--curve', 'minutes.csv', '--output', 'minutes.csv', '--tier', 'web=1'],
    /^--output: must not be a file that is read, .+ \[OutputIsInput\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--output', 'b.svg', '--output', 'b.svg'],
    /^--output: must be another file each time, .+ \[OptionRepeated\]\n$/,
  ],
  [
    ['--curve', 'minutes.csv', '--rise', '9', '--tier', 'web=1'],
    /^--rise: must be left out when a CSV tells .+ \[ArrivalsRepeated\]\n$/,
  ],
  [['--curve', 'sale.yaml', '--tier', 'web'], /^--tier: must be <group>=<rps>, got 'web'; .+ \[OptionUnreadable\]\n$/],
  [
    ['--curve', 'sale.yaml', '--tier', 'web=fast'],
    /^--tier rpsPerInstance: must be a whole number .+ got 'fast'; .+ \[SpikeNumberInvalid\]\n$/,
  ],
  [['--curve', 'sale.yaml', '--launch', 'app=9'], /^--launch: must name a tier, got 'app'; .+ \[TierUnknown\]\n$/],
  [
    ['--curve', 'sale.yaml', '--per-address', '9'],
    /^--per-address: must come with --clients, got '9'; .+ \[OptionAlone\]\n$/,
  ],
  [
    ['--curve', 'sale.yaml', '--tier', 'wep=5'],
    /^--tier group: must name one Auto Scaling group of the templates, got 'wep'; use one of web \[SpikeGroupUnknown\]\n$/,
  ],
  [[], /^arrivals: must be given; .+ \[SpikeFieldMissing\]\ntiers: must be given; .+ \[SpikeFieldMissing\]\n$/],
  [['--curv', 'sale.yaml'], /^--curv: must be an option of the command; did you mean --curve\? \[OptionUnknown\]\n$/],
])('%j is refused', async (args, message) => {
  const { exitCode, stdout, stderr } = await run(...args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test('asks for templates where there are none', async () => {
  const { exitCode, stderr } = await runCommand(['spike', '--curve', 'sale.yaml'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^cdk\.out: must be here when nothing else is named; .+ \[VerifyInputNotFound\]\n$/);
});

describe.each(['simulating.md', 'simulating.ja.md'])('docs/%s', (page) => {
  const text = readFileSync(path.join(__dirname, '../../docs', page), 'utf8');

  test('shows a curve that can be read', () => {
    const [, curve = ''] = /```yaml\n([^]*?)```/.exec(text) ?? [];
    const file = path.join(cwd, `${page}.yaml`);
    writeFileSync(file, curve);
    const { value, place } = readCurveFile(file);
    expect(parseDeclared(value, place)).toMatchObject({
      arrivals: { peakRps: 3000 },
      tiers: [{ group: 'web' }, { group: 'app' }],
    });
  });

  test('names every option, format and scenario', async () => {
    const { stdout } = await runCommand(['spike', '--help'], { cwd });
    const options = [...stdout.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, name = '']) => name);
    expect(options.length).toBeGreaterThan(15);
    const names = [
      ...options.filter((name) => name !== '--help'),
      ...SCENARIO_NAMES.map((name) => `\`${name}\``),
      '`pretty`',
      '`svg`',
    ];
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });

  test('has the same parts in both languages', () => {
    const english = readFileSync(path.join(__dirname, '../../docs/simulating.md'), 'utf8');
    const parts = (of: string) => [...of.matchAll(/^(#+|```\w*$|\|.*\| *$|\d\.)/gm)].map(([line]) => line.slice(0, 1));
    expect(parts(text)).toEqual(parts(english));
  });
});
