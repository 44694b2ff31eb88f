import { readFileSync, readdirSync } from 'node:fs';
import { addJudges, buildSite, bundleFunctions } from '../../lib';
import { cdkJsonApp, referenceSite, type ReferenceSite } from '../support/synth-sites';

/** Synthesizes one reference site in this process and prints what it took: `synth-once.ts SITE plain|judged OUTDIR`. */
async function main(): Promise<void> {
  const [name, mode, outdir] = process.argv.slice(2) as [ReferenceSite, 'plain' | 'judged', string];
  await bundleFunctions();
  const app =
    mode === 'judged' ? cdkJsonApp({ outdir }) : cdkJsonApp({ outdir, builtinCloudFormationValidation: false });
  buildSite(app, referenceSite(name));
  if (mode === 'judged') {
    addJudges(app);
  }
  app.synth();
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  const resources = templates.reduce((sum, file) => {
    const template = JSON.parse(readFileSync(`${outdir}/${file}`, 'utf8')) as { Resources?: object };
    return sum + Object.keys(template.Resources ?? {}).length;
  }, 0);
  const rssMib = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ resources, stacks: templates.length, rssMib }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 3;
});
