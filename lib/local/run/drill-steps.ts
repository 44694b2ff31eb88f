import path from 'node:path';
import { playLines, runFaults, WAVES, type DrillGround, type FaultOutcome, type OpenFault, type Wave } from '../drill';
import { workspaceEnvironment } from '../machine';
import { isCheck } from '../observe';
import { checkOf, functionCode, type BundleSurroundings, type DeployedChecks, type FunctionCode } from '../site';
import type { WatchedSite } from './check-steps';
import type { RunContext, RunningSite } from './local-run';
import { noteFaults } from './note-faults';
import { repairByDeployment } from './repair-step';

/** Plays every fault of the drill and repairs it. */
export async function drill(context: RunContext, site: WatchedSite): Promise<WatchedSite> {
  noteFaults(context, await loseLine(context, site));
  const open: OpenFault[] = [];
  for (const wave of WAVES) {
    open.push(...(await playWave(context, site, wave)));
  }
  return repairByDeployment(context, site, open);
}

async function playWave(context: RunContext, site: WatchedSite, wave: Wave): Promise<readonly OpenFault[]> {
  return context.draft.step(`faults: ${wave.title}`, async (step) => {
    const results = await runFaults(wave.faults, { ground: groundOf(site), lane: site.lane, now: context.now });
    noteFaults(
      context,
      results.filter(({ lost }) => lost.length === 0).map(({ outcome }) => outcome),
    );
    step.done(counted(results.map(({ outcome }) => outcome)));
    return results.filter(({ lost }) => lost.length > 0);
  });
}

/** What faults may touch on this site. */
export function groundOf({ primary: clients, gateway, checks, dataPlane }: WatchedSite): DrillGround {
  const decider = checkOf(checks, 'fail-over-writer');
  return {
    clients,
    gateway,
    site: {
      expectations: checks.expectations,
      // Its dry run is another bundle under the same name.
      acts: decider.bundle === decider.name,
      deciderSchedule: { name: decider.scheduleName, group: decider.scheduleGroup },
      dataPlane,
    },
  };
}

async function loseLine(context: RunContext, site: WatchedSite): Promise<readonly FaultOutcome[]> {
  return context.draft.step('fault: a line to a partner is down', async (step) => {
    const outcomes = await playLines({
      clients: site.primary,
      gateway: site.gateway,
      like: checkOf(site.checks, 'topology-check'),
      surroundings: bundleSurroundings(context, site),
      signal: context.hooks.signal,
      now: context.now,
    });
    step.done(counted(outcomes));
    return outcomes;
  });
}

/** Functions that watch, and the one that decides by itself. */
function frozenNames({ byName }: DeployedChecks) {
  return [...byName.keys()].filter((name) => isCheck(name) || name === 'fail-over-writer');
}

/** The deployed code of every function that watches or decides by itself. */
export async function codesOf(
  { workspace }: RunContext,
  { clients }: RunningSite,
  checks: DeployedChecks,
): Promise<readonly FunctionCode[]> {
  const directory = path.join(workspace.temporary, 'functions');
  return Promise.all(
    frozenNames(checks).map((name) => {
      const check = checkOf(checks, name);
      const ofRegion = clients.get(check.region);
      if (ofRegion === undefined) {
        throw new Error(`the site has nothing in ${check.region}`);
      }
      return functionCode(ofRegion, check, directory);
    }),
  );
}

/** Where functions run outside the emulator. */
export function bundleSurroundings(
  { workspace, hooks }: RunContext,
  { emulator, account }: RunningSite,
): BundleSurroundings {
  return {
    endpoint: emulator.endpoint,
    account,
    environment: workspaceEnvironment(workspace, hooks.env),
    directory: workspace.temporary,
  };
}

function counted(outcomes: readonly FaultOutcome[]): string {
  const played = outcomes.filter(({ applied }) => applied === true);
  const missed = played.filter(({ noticed }) => !noticed).map(({ id }) => id);
  const skipped = outcomes.length - played.length;
  return [
    `${String(played.length - missed.length)} of ${String(played.length)} noticed`,
    ...(missed.length === 0 ? [] : [`not noticed: ${missed.join(', ')}`]),
    ...(skipped === 0 ? [] : [`${String(skipped)} not played`]),
  ].join('; ');
}
