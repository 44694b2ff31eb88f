import { readAssembly, type JsonObject } from '../../template';
import {
  deployAssembly,
  differenceOf,
  unexpectedChanges,
  type DeployedStacks,
  type Deployment,
  type DeployOptions,
  type OnStackStatus,
} from '../deploy';
import type { LocalAssembly } from '../localize';
import { missedExpectations, type LocalReport } from '../report';
import type { DeployedSite, RunContext, RunningSite } from './local-run';

type DeploymentName = LocalReport['deployments'][number]['name'];

/** Deploys the site onto nothing. */
export async function deployFirst(context: RunContext, site: RunningSite): Promise<DeployedStacks> {
  const { draft, now } = context;
  const assembly = site.first;
  const begun = new Map<string, number>();
  const seconds = new Map<string, number>();
  const { after } = await deployStep(context, site, assembly, 'first', {}, (stack, status = '') => {
    const start = begun.get(stack) ?? now();
    begun.set(stack, start);
    if (/_(COMPLETE|FAILED)$/.test(status)) {
      seconds.set(stack, (now() - start) / 1000);
    }
  });
  draft.fill({
    stacks: assembly.stacks.map(({ name, region, resources }) => ({
      name,
      region,
      resources: resources.native + resources.translated + resources.recorded,
      ...resources,
      seconds: seconds.get(name) ?? 0,
    })),
  });
  return after;
}

/** Deploys the site once more, synthesized a second time: nothing may change. */
export async function deployAgain(context: RunContext, site: DeployedSite): Promise<void> {
  await deployStep(context, site, site.again, 'again', {});
  const { deployments } = context.draft.content;
  context.draft.miss(missedExpectations({ deployments, network: null, faults: [], matrix: null, removal: null }));
}

/**
 * Deploys a changed site, without its protection, as its removal asks for: exactly what differs between the templates may
 * change, and nothing may be replaced.
 *
 * @param assembly the site without its protection, of which some resources may be made again
 */
export async function deployChanged(
  context: RunContext,
  site: DeployedSite,
  assembly: LocalAssembly,
): Promise<DeployedStacks> {
  const [before, after, own] = [site.first, assembly, site.unprotected].map(templatesOf);
  const deployment = await deployStep(context, site, assembly, 'changed', {});
  for (const [stack, changes] of deployment.changes) {
    const difference = differenceOf(before?.get(stack) ?? {}, after?.get(stack) ?? {}, own?.get(stack));
    context.draft.miss(unexpectedChanges(stack, changes, difference));
  }
  return deployment.after;
}

const TITLES: Readonly<Record<DeploymentName, string>> = {
  first: 'deploy every stack',
  again: 'deploy again: nothing may change',
  changed: 'deploy what was lost, and without protection: only that may change',
};

async function deployStep(
  { draft, hooks }: RunContext,
  site: RunningSite,
  assembly: LocalAssembly,
  name: DeploymentName,
  options: DeployOptions,
  watch: OnStackStatus = () => undefined,
): Promise<Deployment> {
  const start = draft.elapsed;
  const deployment = await draft.step(TITLES[name], async (step) => {
    const result = await deployAssembly(
      site.deployment,
      assembly.directory,
      options,
      (stack, status) => {
        watch(stack, status);
        step.update(`${stack} ${status ?? 'gone'}`);
      },
      hooks.signal,
    );
    step.done(summary(result));
    return result;
  });
  draft.miss(missingStacks(assembly, deployment, name));
  draft.fill({
    deployments: [
      ...draft.content.deployments,
      {
        name,
        seconds: draft.elapsed - start,
        stacks: [...deployment.changes].map(([stack, changes]) => ({ name: stack, ...changes })),
      },
    ],
  });
  return deployment;
}

/** Sentences about stacks that are not there after a deployment, or were there before the first one. */
export function missingStacks(
  { stacks }: Pick<LocalAssembly, 'stacks'>,
  { changes }: Pick<Deployment, 'changes'>,
  name: DeploymentName,
): readonly string[] {
  return stacks.flatMap(({ name: stack }) => {
    const outcome = changes.get(stack)?.outcome;
    if (outcome === undefined) {
      return [`${stack} must be there after it was deployed, and is not`];
    }
    return name === 'first' && outcome !== 'created' ? [`${stack} must be made by the first deployment`] : [];
  });
}

function summary({ changes }: Deployment): string {
  const count = (outcome: string): number => [...changes.values()].filter((it) => it.outcome === outcome).length;
  const counts = ['created', 'updated', 'unchanged'].map((outcome) => ({ outcome, number: count(outcome) }));
  return counts
    .filter(({ number }) => number > 0)
    .map(({ outcome, number }) => `${String(number)} ${number === 1 ? 'stack' : 'stacks'} ${outcome}`)
    .join(', ');
}

/** Templates of an assembly by the name of their stack. */
export function templatesOf({ directory }: LocalAssembly): ReadonlyMap<string, JsonObject> {
  return new Map(readAssembly(directory).stacks.map(({ name, template }) => [name, template]));
}
