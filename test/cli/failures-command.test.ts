import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { smallTemplate, type Changes } from '../failures/support/small-site';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

let folder: VerifyFolder;

beforeEach(() => {
  folder = new VerifyFolder();
});

afterEach(() => {
  folder.remove();
});

const OBJECTIVES = `services: [{id: purchase, method: POST, peakPerSecond: 100}]
tiers: [{of: 'type:AWS::AutoScaling::AutoScalingGroup', requestsPerSecond: 60}]
databases: [{of: 'type:AWS::RDS::DBCluster', requestsPerSecond: 500}]
balancers: [{of: 'type:AWS::ElasticLoadBalancingV2::LoadBalancer', requestsPerSecond: unlimited}]
objectives: {instanceSeconds: 15, writerSeconds: 75, zoneSeconds: 120, dataLossSeconds: 0}
`;

async function failures(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runCommand(['failures', ...args], { cwd: folder.cwd });
  return { exitCode, stdout, stderr };
}

function write(changes: Changes = {}, objectives = OBJECTIVES): void {
  folder.write('site.json', smallTemplate(changes));
  folder.write('objectives.yaml', objectives);
}

const ASK = ['site.json', '--objectives', 'objectives.yaml'] as const;

test('objectives that are met end with 0', async () => {
  write();
  const { exitCode, stdout, stderr } = await failures(...ASK);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/✓ loss of the writer: met, 75 s at most of 75 s allowed/);
  expect(stdout).toMatch(/every objective that is declared is met\n$/);
});

test.each([
  ['a slower health check', { Targets: { Properties: { HealthCheckIntervalSeconds: 30 } } }, OBJECTIVES],
  ['an objective that is too strict', {}, OBJECTIVES.replace('writerSeconds: 75', 'writerSeconds: 74')],
  ['a peak that one zone does not carry', {}, OBJECTIVES.replace('peakPerSecond: 100', 'peakPerSecond: 121')],
])('%s ends with 1', async (_, changes, objectives) => {
  write(changes, objectives);
  const { exitCode, stdout } = await failures(...ASK);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/✗ loss of .+ missed in \d+ of \d+ rows/);
});

test('without objectives nothing is required, and that is said', async () => {
  write();
  const { exitCode, stdout } = await failures('site.json');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/nothing was required: declare objectives\n$/);
});

test('a service whose way cannot be read ends with 1', async () => {
  write({ Servers: { Properties: { MinSize: '0' } } });
  const { exitCode, stdout } = await failures(...ASK);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/Not determined, as its way cannot be read\n.+least number is 0/);
});

test.each([
  ['json', /^\{"version":1,/],
  ['csv', /^\ufefftemplates,register,scenario,/],
  ['md', /^# Failure matrix\n/],
  ['html', /^<!doctype html>/],
  ['pretty', /^Failure matrix: single faults: \d+/],
] as const)('writes %s, to a file as well', async (format, start) => {
  write();
  const ending = format === 'pretty' ? 'txt' : format;
  const { stdout } = await failures(...ASK, '--format', format, '--output', `out.${ending}`);
  expect(stdout).toMatch(start);
  expect(readFileSync(path.join(folder.cwd, `out.${ending}`), 'utf8')).toBe(stdout);
});

test('speaks Japanese', async () => {
  write();
  const { stdout } = await failures(...ASK, '--language', 'ja');
  expect(stdout).toMatch(/^障害マトリクス：/);
});

test('pairs are computed when asked for', async () => {
  write();
  expect((await failures(...ASK)).stdout).not.toContain('Two faults');
  expect((await failures(...ASK, '--k', '2')).stdout).toMatch(/purchase: \d+ of \d+ pairs survived/);
});

test('a baseline fails for what got worse, and for nothing else', async () => {
  write();
  expect((await failures(...ASK, '--write-baseline', 'known.json')).exitCode).toBe(0);
  expect((await failures(...ASK, '--baseline', 'known.json')).exitCode).toBe(0);
  write({ Targets: { Properties: { HealthCheckIntervalSeconds: 6 } } });
  const { exitCode, stdout } = await failures(...ASK, '--baseline', 'known.json');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/against the baseline\n {2}\d+ rows worse, 0 better, 0 gone\n {4}\+ .+: recovery/);
});

test.each([
  [['--k', '3'], /--k: must be 1, 2, got '3'/],
  [['--format', 'svg'], /--format: must be pretty, csv, json, md, html, got 'svg'/],
  [
    ['--objectives', 'none.yaml'],
    /--objectives: must name a file that exists, got 'none.yaml'.+\[ObjectivesNotFound\]/,
  ],
  [['--baseline', 'none.json'], /--baseline: must name a file that exists.+\[BaselineNotFound\]/],
  [['--output', 'out.pdf'], /--output: must end in .+\[FormatUnknown\]/],
  [['--output', 'a.md', '--output', 'a.md'], /--output: must be another file each time/],
  [['--output', 'site.json'], /\[OutputIsInput\]/],
])('refuses %j, and writes nothing', async (args, message) => {
  write();
  const { exitCode, stdout, stderr } = await failures('site.json', '--write-baseline', 'new.json', ...args);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(existsSync(path.join(folder.cwd, 'new.json'))).toBe(false);
});

test('a declaration that names nothing is refused', async () => {
  write({}, OBJECTIVES.replace('AWS::RDS::DBCluster', 'AWS::RDS::GlobalCluster'));
  const { exitCode, stderr } = await failures(...ASK);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/AWS::RDS::GlobalCluster/);
});
