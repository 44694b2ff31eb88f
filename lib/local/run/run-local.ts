import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot } from '../../functions/package-root';
import { LocalFailure } from '../local-failure';
import { together } from '../together';
import { explainStorage, ignoredCredentials, workspaceOf } from '../machine';
import type { LocalReport, LocalRunHooks, LocalRunOptions } from '../report';
import { prepareAccount } from './account-step';
import { watchChecks } from './check-steps';
import { Cleanup } from './cleanup';
import { deployAgain, deployChanged, deployFirst } from './deploy-steps';
import { ReportDraft } from './draft';
import { serveDatabase } from './data-plane-step';
import { drill } from './drill-steps';
import { readEvidence } from './evidence-step';
import { freezeEachService } from './frozen-services-step';
import { bootstrapRegions, launch } from './launch-steps';
import type { DeployedSite, RunContext } from './local-run';
import { compareMatrix } from './matrix-step';
import { compareNetwork } from './network-step';
import { prepare, synthesizeLater } from './prepare-step';
import { inventories, remove } from './removal-step';
import { awaitSchedules } from './schedule-step';

/** Deploys a site locally, checks it, plays faults and removes it. See `RunLocal`. */
export async function runLocal(options: LocalRunOptions, hooks: LocalRunHooks): Promise<LocalReport> {
  const now = (): number => Date.now();
  const workspace = workspaceOf(hooks.cwd);
  const ignored = ignoredCredentials(hooks.env);
  const draft = new ReportDraft(
    { site: options.site, versions: versionsOf(workspace.project), machine: { ignoredCredentials: ignored } },
    hooks.progress,
    now,
  );
  if (ignored.length > 0) {
    hooks.progress.note(`ignored, as everything here is local: ${ignored.join(', ')}`);
  }
  const cleanup = new Cleanup();
  try {
    await explainStorage(workspace.root, () => play({ options, hooks, workspace, draft, cleanup, now }));
  } catch (error) {
    if (error instanceof LocalFailure) {
      draft.miss(error.problems);
    } else if (!isAbort(error, hooks.signal)) {
      throw error;
    }
  } finally {
    await draft
      .step('clean up', () => cleanup.run())
      .catch((error: unknown) => {
        // Whatever went wrong before is what somebody has to know first.
        draft.miss([error instanceof Error ? error.message : String(error)]);
      });
  }
  return draft.report(hooks.signal.aborted);
}

/** Whether an error is what stopping the run looks like from inside: the signal's own reason, or that of an API call. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));
}

async function play(context: RunContext): Promise<void> {
  const { options } = context;
  const site = await launch(context, await prepare(context));
  await bootstrapRegions(context, site);
  await prepareAccount(context, site);
  const before = await inventories(site);
  const deployedAt = new Date();
  const [deployed, later] = await together([deployFirst(context, site), synthesizeLater(context, site)]);
  const first = { ...site, ...later, deployed };
  await compareNetwork(context, first);
  const last = options.only === 'deploy' ? await change(context, first) : await watch(context, first, deployedAt);
  await remove(context, last, before);
}

/** Deploys again, where nothing may change, and without protection, where only that may. */
async function change(context: RunContext, site: DeployedSite): Promise<DeployedSite> {
  await deployAgain(context, site);
  return { ...site, deployed: await deployChanged(context, site, site.unprotected) };
}

/** Looks at the site with its own functions, breaks it, and sees what they notice. */
async function watch(context: RunContext, first: DeployedSite, deployedAt: Date): Promise<DeployedSite> {
  const served = await serveDatabase(context, first);
  // Functions that are run outside the emulator mostly wait, and deploying the same templates again changes nothing for them.
  const again = context.options.only === 'drill' ? Promise.resolve() : deployAgain(context, served);
  await together([again, freezeEachService(context, served)]);
  const watched = await watchChecks(context, served);
  const drilled = await drill(context, watched);
  await compareMatrix(context, watched);
  await awaitSchedules(context, drilled, deployedAt);
  await readEvidence(context, drilled);
  // Where this is not reached, the emulator goes, and the mailboxes with it.
  await Promise.all(watched.mailboxes.map((mailbox) => mailbox.close()));
  return drilled;
}

/** What is known of versions before anything is started. */
function versionsOf(project: string): LocalReport['versions'] {
  return {
    honmaru: versionIn(path.join(packageRoot(), 'package.json')) ?? 'unknown',
    emulator: null,
    cdkCli: cdkVersion(project),
    node: process.versions.node,
    python: null,
  };
}

function cdkVersion(project: string): string | null {
  try {
    return versionIn(createRequire(path.join(project, 'package.json')).resolve('aws-cdk/package.json')) ?? null;
  } catch {
    // Said with what to do about it when the CLI is needed.
    return null;
  }
}

function versionIn(manifest: string): string | undefined {
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  return typeof version === 'string' ? version : undefined;
}
