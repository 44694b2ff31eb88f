import { awaitRecovery, type OpenFault } from '../drill';
import { LocalFailure } from '../local-failure';
import { writeRepairAssembly } from '../localize';
import { readChecksAgain, type WatchedSite } from './check-steps';
import { deployChanged } from './deploy-steps';
import type { RunContext } from './local-run';
import { noteFaults } from './note-faults';

/**
 * Repairs what only a deployment can: resources that the checks know by their ids are made again under other logical ids, and
 * the stacks that read those ids, by outputs that are named after them, follow. The same deployment takes the protection off
 * that the removal asks for.
 */
export async function repairByDeployment(
  context: RunContext,
  site: WatchedSite,
  open: readonly OpenFault[],
): Promise<WatchedSite> {
  const directory = `${context.workspace.localized}-repaired`;
  writeRepairAssembly(site.unprotected.directory, directory, locate(site, open));
  const repaired = await deployChanged(context, site, { ...site.unprotected, directory })
    .then((deployed) => readChecksAgain(context, { ...site, deployed }))
    .catch((error: unknown) => {
      // What was noticed stays in the report, whatever becomes of the repair.
      noteFaults(
        context,
        open.map(({ outcome }) => outcome),
      );
      throw error;
    });
  await context.draft.step('checks: healthy after the repair', async () => {
    const outcomes = open.map(({ outcome }) => outcome);
    noteFaults(context, await awaitRecovery(outcomes, repaired.lane));
  });
  return repaired;
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
