import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { addJudges, buildSite, bundleFunctions, HonmaruError, type Site } from '../../lib';
import { cdkJsonApp } from '../support/synth-sites';
import { fuzzedConfigs, runFuzzedConfig } from './fuzz-site';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '60' }, seed: { type: 'string', default: '20261125' } },
});

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath?: string }[];
}

/** Judges random valid sites as `cdk synth` does; a site somebody may describe must not meet a finding nobody reviewed. */
async function main(): Promise<void> {
  await bundleFunctions();
  const wanted = Number(values.runs);
  const found = new Map<string, string>();
  let judged = 0;
  for (const fuzzed of fc.sample(fuzzedConfigs, { numRuns: wanted * 8, seed: Number(values.seed) })) {
    const outcome = judged < wanted ? runFuzzedConfig(fuzzed) : undefined;
    const findings = outcome?.kind === 'valid' ? findingsOf(outcome.site) : undefined;
    judged += findings === undefined ? 0 : 1;
    for (const finding of findings ?? []) {
      found.set(finding.rule, `${finding.where} of ${JSON.stringify(fuzzed.config)}`);
    }
  }
  process.stdout.write(`judged ${judged} sites, ${found.size} rules with findings that are not acknowledged\n`);
  for (const [rule, where] of found) {
    process.stdout.write(`  ${rule}: ${where.slice(0, 400)}\n`);
  }
  process.exitCode = found.size === 0 && judged === wanted ? 0 : 1;
}

/** Findings of a site that are not acknowledged; nothing when its releases are not there. */
function findingsOf(site: Site): readonly { rule: string; where: string }[] | undefined {
  const outdir = mkdtempSync(path.join(tmpdir(), 'honmaru-judge-'));
  try {
    const app = cdkJsonApp({ outdir, autoSynth: false });
    buildSite(app, site);
    addJudges(app);
    app.synth();
    return [];
  } catch (error) {
    if (error instanceof HonmaruError) {
      return undefined;
    }
    if (!(error instanceof Error) || error.name !== 'ValidationFailed') {
      throw error;
    }
    return readFindings(outdir);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readFindings(outdir: string): readonly { rule: string; where: string }[] {
  const { pluginReports } = JSON.parse(readFileSync(path.join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: readonly { pluginName: string; violations: readonly Violation[] }[];
  };
  return pluginReports.flatMap(({ pluginName, violations }) =>
    violations.map(({ ruleName, violatingConstructs }) => ({
      rule: `${pluginName} ${ruleName}`,
      where: violatingConstructs[0]?.constructPath ?? '',
    })),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
