import path from 'node:path';
import { deployAssembly } from '../deploy';
import {
  awaitRecovery,
  FAULTS,
  freezeEmulator,
  frozenFaults,
  NO_RECORD,
  runFaults,
  type DrillFault,
  type FaultOutcome,
  type OpenFault,
} from '../drill';
import { LocalFailure } from '../local-failure';
import { writeRepairAssembly } from '../localize';
import { workspaceEnvironment } from '../machine';
import type { LocalReport } from '../report';
import { functionCode } from '../site';
import { readChecksAgain, type WatchedSite } from './check-steps';
import { templatesOf } from './deploy-steps';
import type { RunContext } from './local-run';

/** Plays every fault of the drill and repairs it. */
export async function drill(context: RunContext, site: WatchedSite): Promise<WatchedSite> {
  // First of all: it is the only fault that meets every check at once.
  note(context, await freeze(context, site));
  const open: OpenFault[] = [];
  for (const batch of batchesOf(FAULTS)) {
    open.push(...(await playBatch(context, site, batch)));
  }
  return repairByDeployment(context, site, open);
}

/** Faults that are played side by side: those of one kind, which differ by their check alone (`<kind>/<check>`). */
function batchesOf(faults: readonly DrillFault[]): readonly (readonly DrillFault[])[] {
  const kinds = [...new Set(faults.map(kindOf))];
  return kinds.map((kind) => faults.filter((fault) => kindOf(fault) === kind));
}

function kindOf({ id }: DrillFault): string {
  return id.split('/')[0] ?? id;
}

async function playBatch(
  context: RunContext,
  site: WatchedSite,
  batch: readonly DrillFault[],
): Promise<readonly OpenFault[]> {
  const title = batch.map((fault) => fault.together ?? fault.title)[0] ?? 'none';
  return context.draft.step(`fault: ${title}`, async (step) => {
    const { primary: clients, gateway, checks, lane } = site;
    const ground = { clients, gateway, expectations: checks.expectations };
    const results = await runFaults(batch, { ground, lane, now: context.now });
    const closed = results.filter(({ lost }) => lost.length === 0).map(({ outcome }) => outcome);
    note(context, closed);
    const skipped = results.find(({ outcome }) => outcome.applied !== true);
    if (skipped !== undefined && results.length === 1) {
      step.skip(String(skipped.outcome.applied));
    } else {
      step.done(results.map(({ outcome }) => seen(outcome)).join(', '));
    }
    return results.filter(({ lost }) => lost.length > 0);
  });
}

function seen({ check, noticed, observed }: FaultOutcome): string {
  const notice = observed.status === 'HEALTHY' ? ', which noticed' : '';
  return `${check} ${observed.status}${noticed ? notice : ', not noticed'}`;
}

async function freeze(context: RunContext, site: WatchedSite): Promise<readonly FaultOutcome[]> {
  const { workspace, hooks, now } = context;
  const { emulator, primary, account, checks, lane } = site;
  return context.draft.step('fault: the emulator stands still', async (step) => {
    if (process.platform === 'win32') {
      const reason = 'Windows has no signal that makes a process stand still';
      step.skip(reason);
      return frozenFaults(reason);
    }
    const directory = path.join(workspace.temporary, 'functions');
    const codes = await Promise.all(
      Object.values(checks.byName).map((check) => functionCode(primary, check, directory)),
    );
    const outcomes = await freezeEmulator({
      emulator,
      codes,
      surroundings: {
        region: primary.region,
        endpoint: emulator.endpoint,
        account,
        environment: workspaceEnvironment(workspace, hooks.env),
        directory,
      },
      lane,
      onFrozen: () => {
        step.update('every process of the emulator is stopped');
      },
      signal: hooks.signal,
      now,
    });
    step.done(outcomes.map(seen).join(', '));
    return outcomes;
  });
}

/**
 * Repairs what only a deployment can: resources that the checks know by their ids are made again under other logical ids,
 * and the stacks that read those ids, by outputs that are named after them, are deployed with them.
 */
async function repairByDeployment(
  context: RunContext,
  site: WatchedSite,
  open: readonly OpenFault[],
): Promise<WatchedSite> {
  if (open.length === 0) {
    return site;
  }
  const lost = locate(site, open);
  const repaired = await context.draft
    .step('repair: deploy what was lost, and those who read its id', () => deployAgain(context, site, lost))
    .catch((error: unknown) => {
      // What was noticed stays in the report, whatever becomes of the repair.
      note(
        context,
        open.map(({ outcome }) => outcome),
      );
      throw error;
    });
  for (const { fault, outcome } of open) {
    note(context, [await awaitRecovery(fault, outcome, repaired.lane)]);
  }
  return repaired;
}

/** Deploys the stacks that lost resources, and those that read their outputs. */
async function deployAgain(
  context: RunContext,
  site: WatchedSite,
  lost: ReadonlyMap<string, readonly string[]>,
): Promise<WatchedSite> {
  const { workspace, hooks } = context;
  const directory = `${workspace.localized}-repaired`;
  writeRepairAssembly(site.unprotected.directory, directory, lost);
  const only = [...lost.keys(), ...readersOf(site, [...lost.keys()])];
  const { after } = await deployAssembly(site.deployment, directory, { only }, () => undefined, hooks.signal);
  return readChecksAgain(context, { ...site, deployed: after });
}

/**
 * Logical ids of lost resources by the name of their stack.
 *
 * @throws LocalFailure for a resource that belongs to no stack: nothing could repair it
 */
function locate({ deployed }: WatchedSite, open: readonly OpenFault[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { fault, lost } of open) {
    for (const { physicalId } of lost) {
      const [stack, logicalId] = ownerOf(deployed, physicalId) ?? [];
      if (stack === undefined || logicalId === undefined) {
        throw new LocalFailure([`${fault.id}: ${physicalId} belongs to no stack, and cannot be made again`]);
      }
      found.set(stack, [...(found.get(stack) ?? []), logicalId]);
    }
  }
  return found;
}

function ownerOf(deployed: WatchedSite['deployed'], physicalId: string): readonly [string, string] | undefined {
  for (const [stack, resources] of deployed) {
    const logicalId = Object.keys(resources).find((id) => resources[id]?.physicalId === physicalId);
    if (logicalId !== undefined) {
      return [stack, logicalId];
    }
  }
  return undefined;
}

/** Stacks that read outputs of others when they are deployed, and so do not follow them by themselves. */
function readersOf({ unprotected }: WatchedSite, stacks: readonly string[]): readonly string[] {
  return [...templatesOf(unprotected)]
    .filter(([name, template]) => {
      const text = JSON.stringify(template);
      return !stacks.includes(name) && stacks.some((stack) => text.includes(`"StackName":"${stack}"`));
    })
    .map(([name]) => name);
}

function note({ draft }: RunContext, outcomes: readonly FaultOutcome[]): void {
  draft.fill({ faults: [...draft.content.faults, ...outcomes.map(entryOf)] });
  draft.miss(outcomes.flatMap(({ problems }) => problems));
}

function entryOf({ problems: _, applied, observed, ...outcome }: FaultOutcome): LocalReport['faults'][number] {
  return {
    ...outcome,
    applied: applied === true ? true : { applied: false, reason: applied },
    observed: { ...observed, status: observed.status === NO_RECORD ? 'NONE' : observed.status },
  };
}
