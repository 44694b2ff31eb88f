import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addJudges, buildSite, type Site } from '../../lib';
import { ACKNOWLEDGED, findGateFaults } from '../../lib/judges';
import { cdkJsonApp, referenceSite } from '../support/synth-sites';
import { testSite } from '../support/test-site';

/** Codes of what shuts the gate for a site that is judged by all but the slow template validator. */
function gateCodes(site: Site): readonly string[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'honmaru-declared-'));
  try {
    const app = cdkJsonApp({ outdir, autoSynth: false, builtinCloudFormationValidation: false });
    buildSite(app, site);
    addJudges(app, { templateValidator: false });
    app.synth();
    return findGateFaults({ assemblies: [outdir], today: '2026-11-25', complete: false })
      .map(({ code }) => code)
      .filter((code) => code !== 'JudgeDidNotRun');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('a site without protection passes the judges, for its first deployment and its removal', () => {
  expect(gateCodes({ ...referenceSite('ticket-agency'), protection: false })).toEqual([]);
}, 60_000);

test('MySQL with a generated secret passes the judges', () => {
  const database = { engine: 'aurora-mysql', secret: 'generated' } as const;
  expect(gateCodes(testSite({ database }))).toEqual([]);
}, 60_000);

test('a site with a drill passes the judges', () => {
  const drill = { window: { days: ['Sun'], from: '02:00', until: '03:00' } } as const;
  const database = { failover: { drill } };
  expect(gateCodes(testSite({ environment: 'non-production', database }))).toEqual([]);
}, 60_000);

test('every finding a site file may declare says by which field', () => {
  const declared = ACKNOWLEDGED.flatMap(({ declaredBy }) => declaredBy ?? []);
  expect(declared).toEqual([
    'protection: false',
    "database: { engine: 'aurora-mysql', secret: 'generated' }",
    'database: { failover: { drill } }',
  ]);
});
