import { rmSync } from 'node:fs';
import path from 'node:path';
import { App, type AppProps } from 'aws-cdk-lib';
import { site as safetyConfirmation } from '../../bin/sites/safety-confirmation';
import { site as starter } from '../../bin/sites/starter';
import { site as ticketAgency } from '../../bin/sites/ticket-agency';
import cdkJson from '../../cdk.json';
import { addJudges, addProofs, buildSite, type Site } from '../../lib';

/** Reference sites, by the name of their file in `bin/sites`; the largest first, which warms the template validator. */
export const REFERENCE_SITES = ['ticket-agency', 'safety-confirmation', 'starter'] as const;
export type ReferenceSite = (typeof REFERENCE_SITES)[number];

const SITES: Readonly<Record<ReferenceSite, Site>> = {
  'ticket-agency': ticketAgency,
  'safety-confirmation': safetyConfirmation,
  starter,
};

/** Where the tests find the synthesized reference sites; made once for a run of jest. */
export const SYNTH_DIRECTORY = path.join(__dirname, '../../node_modules/.cache/honmaru/synth');

/** Assembly of one reference site. */
export function assemblyDirectory(site: ReferenceSite): string {
  return path.join(SYNTH_DIRECTORY, site);
}

/** A reference site, as its file describes it. */
export function referenceSite(name: ReferenceSite): Site {
  return SITES[name];
}

/** An app as `cdk.json` makes it. */
export function cdkJsonApp(props: AppProps = {}): App {
  return new App({ stackTraces: false, ...props, context: { ...cdkJson.context, ...props.context } });
}

/** Synthesizes a reference site with every judge, as `cdk synth` does. */
export function synthReferenceSite(name: ReferenceSite): void {
  const outdir = assemblyDirectory(name);
  rmSync(outdir, { recursive: true, force: true });
  const app = cdkJsonApp({ outdir });
  buildSite(app, referenceSite(name));
  addJudges(app);
  addProofs(app);
  app.synth();
}
