import { readdirSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { addFailures, addJudges, addProofs, buildSite, bundleFunctions, HonmaruError, type Site } from '../lib';
import { describeError, exitCodeOf } from '../lib/cli';

const SITES = path.join(__dirname, 'sites');

/** The CDK app: `cdk synth -c site=NAME` builds the site described in `bin/sites/NAME.ts`. */
async function main(): Promise<void> {
  // Synthesis is called here, once, so that its outcome decides the exit code.
  const app = new App({ stackTraces: false, autoSynth: false });
  const site = await loadSite(app.node.tryGetContext('site'));
  await bundleFunctions();
  buildSite(app, site);
  addJudges(app);
  addProofs(app);
  addFailures(app);
  app.synth();
}

async function loadSite(name: unknown): Promise<Site> {
  const known = readdirSync(SITES).map((file) => path.basename(file, '.ts'));
  const got = name === undefined ? 'nothing' : JSON.stringify(name);
  if (typeof name !== 'string' || !known.includes(name)) {
    const must = `must name a file in bin/sites (${known.join(', ')})`;
    throw new HonmaruError([{ path: 'context.site', must, got, hint: 'add -c site=NAME', code: 'SiteUnknown' }]);
  }
  const { site } = (await import(path.join(SITES, `${name}.ts`))) as { readonly site?: Site };
  if (site === undefined) {
    const must = 'must name a file that exports a site';
    const hint = `write 'export const site = defineSite({ … })' in bin/sites/${name}.ts`;
    throw new HonmaruError([{ path: 'context.site', must, got, hint, code: 'SiteNotExported' }]);
  }
  return site;
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
});
