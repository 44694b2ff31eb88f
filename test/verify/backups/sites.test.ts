import path from 'node:path';
import { loadAssembly } from '../../../lib/template';
import { proveBackups, readObjectives, type BackupReport } from '../../../lib/verify/backups';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { answerTo, partOf, unproved } from './support/shop';

const reports = new Map<ReferenceSite, BackupReport>();

function reportOf(site: ReferenceSite): BackupReport {
  const { objectives, source } = readObjectives(path.join(__dirname, 'sites', `${site}.yaml`));
  const report = reports.get(site) ?? proveBackups(loadAssembly(assemblyDirectory(site)), objectives, { source });
  reports.set(site, report);
  return report;
}

// 28 years of two plans, on machines that do other things too.
jest.setTimeout(60_000);

describe.each(REFERENCE_SITES)('%s', (site) => {
  test('has backups of which everything is proved', () => {
    expect(unproved(reportOf(site))).toEqual([]);
    expect(reportOf(site).holds).toBe(true);
  });

  test('holds five recovery points of the database, made twice a day, and any time up to five minutes before', () => {
    const report = reportOf(site);
    const kept = report.proofs.find(({ check, subject }) => check === 'RecoveryPointsKept' && subject === 'database');
    // 3 d - 4 h = 68 h, every 12 h: five; the newest is at worst 16 h old.
    expect(kept?.says.en).toMatch(/^5 recovery points/);
    expect(kept === undefined ? '' : partOf(kept, 'greatest age of the newest one')).toBe('16 h');
    expect(answerTo(report, 'PointInTime').parts.map(({ value, basis }) => `${value} ${basis}`)).toEqual([
      '35 d template',
      '35 d template',
      '5 min typical',
    ]);
  });

  test('holds ten recovery points of the system, made twice a day', () => {
    const kept = reportOf(site).proofs.find(
      ({ check, subject }) => check === 'RecoveryPointsKept' && subject === 'system',
    );
    // 6 d - 4 h = 140 h, every 12 h: eleven.
    expect(kept?.says.en).toMatch(/^11 recovery points/);
  });
});

test.each([
  ['ticket-agency', ['ap-northeast-3']],
  ['safety-confirmation', ['ap-northeast-1', 'us-east-1']],
  ['starter', []],
] as const)('%s loses 20 hours at worst with its Region, as long as a copy takes 4', (site, regions) => {
  const losses = reportOf(site).proofs.filter(({ check, subject }) => check === 'RegionLoss' && subject === 'database');
  expect(
    losses.map(({ about, says }) => [about.split(' > ')[1], /(\S+ \S+) of changes are lost/.exec(says.en)?.[1]]),
  ).toEqual(regions.map((region) => [region, '20 h']));
});
