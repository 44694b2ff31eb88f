import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workspaceOf } from '../../../lib/local/machine';
import { MARKER, markerOf } from '../../../lib/local/machine/process-marker';
import { findMarked } from '../../../lib/local/machine/processes';
import { censusOf, parseCensus, parseLocalReport, type LocalReport } from '../../../lib/local/report';
import { Command, ROOT } from './support/command';

const CENSUS = path.join(ROOT, 'docs/reference/local-census.json');

/** Home and temporary folder of the command: it must leave both as empty as they are. */
const home = mkdtempSync(path.join(tmpdir(), 'honmaru home '));
const temporary = mkdtempSync(path.join(tmpdir(), 'honmaru tmp '));
const results = mkdtempSync(path.join(tmpdir(), 'honmaru report '));

const checkout = (): string => execFileSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' });

let before: string;
let code: number | null;
let output: string;
let report: LocalReport;

beforeAll(async () => {
  before = checkout();
  const file = path.join(results, 'starter.json');
  const command = new Command(['local', '--site', 'starter', '--json', file], ROOT, { HOME: home, TMPDIR: temporary });
  ({ code, output } = await command.ended);
  report = parseLocalReport(readFileSync(file, 'utf8'), file);
}, 600_000);

afterAll(() => {
  for (const folder of [home, temporary, results]) {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the whole command passes', () => {
  expect({ code, result: report.result, problems: report.problems }).toEqual({
    code: 0,
    result: 'passed',
    problems: [],
  });
  expect(output).toContain('PASSED: site starter');
});

test('every stack is created, then nothing changes, then only what loses its protection', () => {
  const outcomes = report.deployments.map(({ name, stacks }) => [
    name,
    [...new Set(stacks.map((it) => it.outcome))].sort(),
  ]);
  expect(outcomes).toEqual([
    ['first', ['created']],
    ['again', ['unchanged']],
    // Each has something that protection holds, or reads what the drill took away.
    ['changed', ['updated']],
  ]);
  expect(report.deployments.flatMap(({ stacks }) => stacks.flatMap((it) => it.replaced))).toEqual([]);
});

test('the network that was deployed was compared with the templates, and is what they say', () => {
  expect(output).toMatch(
    /the network that runs: as the templates say: done: \d+ facts and \d+ answers agree, 0 differ,/,
  );
  expect(report.steps.map(({ name }) => name)).toContain('the network that runs: as the templates say');
  expect(report.network).toMatchObject({ differences: [], reach: { differences: [] } });
  expect(report.network?.agreed).toBeGreaterThanOrEqual(200);
  expect(report.network?.reach.parties).toBeGreaterThanOrEqual(12);
  // What the emulator leaves out, and no more.
  expect(report.network?.taken.map(({ divergence }) => divergence)).toEqual([
    'DefaultNetworkAclWithoutAssociations',
    'NetworkAclEntryWithoutPorts',
    'EndpointWithoutPolicy',
    'VpcConfigDropped',
    'InstanceWithoutInterfaces',
  ]);
  expect(report.network?.untold.map(({ subject }) => subject)).toEqual([
    'Starter-us-east-1-Edge/Distribution/Resource/Resource',
  ]);
  expect([...new Set(report.network?.refused.map(({ list }) => list))]).toEqual(['TransitGateways']);
});

test('the checks are healthy, and those of every minute were started by their schedules', () => {
  expect(report.checks.map(({ check, status }) => [check, status])).toEqual([
    ['topology-check', 'HEALTHY'],
    ['database-check', 'HEALTHY'],
    ['backup-check', 'HEALTHY'],
    ['audit-check', 'HEALTHY'],
    ['certificate-check', 'HEALTHY'],
    ['heartbeat-check', 'HEALTHY'],
    ['daily-summary', 'HEALTHY'],
    ['fail-over-writer', 'HEALTHY'],
    ['site-check', 'HEALTHY'],
  ]);
  const everyMinute = report.checks.filter(({ schedule }) => schedule === 'rate(1 minute)');
  expect(everyMinute.map(({ check, scheduledRuns }) => [check, scheduledRuns > 0])).toEqual([
    ['topology-check', true],
    ['database-check', true],
    ['fail-over-writer', true],
    ['site-check', true],
  ]);
});

test('every fault is noticed, its alarm notified, and the check healthy again', () => {
  const played = report.faults.filter(({ applied }) => applied === true);
  expect(played.length).toBeGreaterThanOrEqual(102);
  expect(played.filter(({ noticed }) => !noticed)).toEqual([]);
  // A service that stood still for a single run left nothing to repair.
  const repaired = played.filter(({ id }) => !id.startsWith('service-frozen-'));
  expect(repaired.length).toBeGreaterThanOrEqual(63);
  expect(repaired.filter(({ recovered }) => recovered !== true)).toEqual([]);
  expect(played.flatMap(({ alarms }) => alarms).filter(({ notified }) => !notified)).toEqual([]);
});

test('the removal leaves what policies keep, and nothing else', () => {
  expect(report.removal?.retained.map(({ type }) => type).sort()).toEqual([
    'AWS::Backup::BackupVault',
    'AWS::KMS::Key',
    'AWS::KMS::Key',
    ...Array<string>(5).fill('AWS::S3::Bucket'),
  ]);
  expect([report.removal?.unexpected, report.removal?.missing]).toEqual([[], []]);
});

test('no process is left, and nothing is written outside the private folder', () => {
  expect([...findMarked(markerOf(workspaceOf(ROOT))[MARKER])]).toEqual([]);
  expect([readdirSync(home), readdirSync(temporary)]).toEqual([[], []]);
  expect(checkout()).toBe(before);
});

test('the census under version control is that of this site', () => {
  const kept = parseCensus(readFileSync(CENSUS, 'utf8'), CENSUS);
  expect(kept.sites.find(({ site }) => site === 'starter')).toEqual(censusOf([report]).sites[0]);
});
