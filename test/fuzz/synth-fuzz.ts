import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { buildSite, bundleFunctions, HonmaruError, type Site } from '../../lib';
import { findingsOf, OWN_RULES_LIST } from '../../lib/judges';
import { loadAssembly } from '../../lib/template';
import { testApp } from '../support/test-app';
import { fuzzedConfigs, runFuzzedConfig } from './fuzz-site';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '300' }, seed: { type: 'string', default: '20261125' } },
});

/** Most resources CloudFormation takes in a stack. */
const MAX_RESOURCES = 500;

/** Synthesizes valid configurations and has every own rule read the templates; a finding or a crash ends the run. */
async function main(): Promise<void> {
  await bundleFunctions();
  const wanted = Number(values.runs);
  const started = performance.now();
  const counts = { synthesized: 0, refused: 0, resources: 0 };
  for (const fuzzed of fc.sample(fuzzedConfigs, { numRuns: wanted * 8, seed: Number(values.seed) })) {
    if (counts.synthesized === wanted) {
      break;
    }
    const outcome = runFuzzedConfig(fuzzed);
    if (outcome.kind === 'refused') {
      counts.refused += 1;
      continue;
    }
    const faults = faultsOf(outcome.site, counts);
    if (faults === 'refused') {
      counts.refused += 1;
      continue;
    }
    if (faults.length > 0) {
      throw new Error(`${faults.join('\n')}\nin ${JSON.stringify(fuzzed.config, null, 2)}`);
    }
    counts.synthesized += 1;
  }
  if (counts.synthesized < wanted) {
    throw new Error(`only ${counts.synthesized} of ${wanted} configurations were valid`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const { synthesized, refused, resources } = counts;
  console.log(`synthesized ${synthesized} sites, ${resources} resources, ${seconds} s (${refused} refused)`);
  console.log(`no crash, no finding of ${OWN_RULES_LIST.length} own rules`);
}

/** What the templates of a site break; `refused` when the site names something that only the disk can tell is missing. */
function faultsOf(site: Site, counts: { resources: number }): readonly string[] | 'refused' {
  const outdir = mkdtempSync(path.join(tmpdir(), 'honmaru-fuzz-'));
  try {
    const app = testApp({ outdir });
    buildSite(app, site);
    app.synth({ skipValidation: true });
    const model = loadAssembly(outdir);
    const sizes = model.stacks.map(({ resources }) => resources.length);
    counts.resources += sizes.reduce((sum, size) => sum + size, 0);
    return [
      ...sizes.filter((size) => size > MAX_RESOURCES).map((size) => `a stack has ${size} resources`),
      ...OWN_RULES_LIST.flatMap((rule) => findingsOf(rule, model)).map(
        ({ rule, stack, resource, message }) => `${rule} ${stack.name}/${resource?.logicalId ?? ''}: ${message}`,
      ),
    ];
  } catch (error) {
    if (error instanceof HonmaruError) {
      return 'refused';
    }
    throw error;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
