import type { LocalClients } from '../aws';
import type { LocalStackInfo } from '../localize';
import { deploy, type DeployOptions } from './cdk-steps';
import type { CdkCli } from './cdk-cli';
import { changesOf, type StackChanges } from './changes';
import { changeSetIds, modifiedResources } from './change-sets';
import { deployedResources, stackStatuses, type DeployedStack } from './stack-state';
import { watchStacks, type OnStackStatus } from './watch-stacks';

/** Where stacks are deployed. */
export interface DeploymentSite {
  readonly cli: CdkCli;
  /** Clients of every Region that has a stack. */
  readonly clients: ReadonlyMap<string, LocalClients>;
  readonly stacks: readonly LocalStackInfo[];
}

/** Resources of every stack that exists, by its name. */
export type DeployedStacks = ReadonlyMap<string, DeployedStack>;

/** What a deployment did. */
export interface Deployment {
  /** What it did to each stack, by its name, in the order of the assembly. */
  readonly changes: ReadonlyMap<string, StackChanges>;
  /** What there is now. */
  readonly after: DeployedStacks;
}

/** Reads the resources of every stack of a site that exists. */
export async function readDeployedStacks({ clients, stacks }: DeploymentSite): Promise<DeployedStacks> {
  const deployed = new Map<string, DeployedStack>();
  for (const [region, { cloudFormation }] of clients) {
    const existing = await stackStatuses(cloudFormation);
    for (const { name } of stacks.filter((stack) => stack.region === region && existing.has(stack.name))) {
      deployed.set(name, await deployedResources(cloudFormation, name));
    }
  }
  return deployed;
}

/**
 * Deploys an assembly with the CDK CLI and tells what CloudFormation did.
 *
 * @throws LocalFailure when the CLI fails
 */
export async function deployAssembly(
  site: DeploymentSite,
  directory: string,
  options: DeployOptions,
  onStatus: OnStackStatus,
  signal: AbortSignal,
): Promise<Deployment> {
  const before = await readDeployedStacks(site);
  const known = await knownChangeSets(site);
  await watchStacks([...site.clients.values()], onStatus, () => deploy(site.cli, directory, options, signal));
  const after = await readDeployedStacks(site);
  const changes = new Map<string, StackChanges>();
  for (const { name, region } of site.stacks) {
    const stack = after.get(name);
    const client = site.clients.get(region)?.cloudFormation;
    if (stack !== undefined && client !== undefined) {
      changes.set(name, changesOf(before.get(name), stack, await modifiedResources(client, name, known)));
    }
  }
  return { changes, after };
}

/** Ids of every change set there is before a deployment. */
async function knownChangeSets({ clients, stacks }: DeploymentSite): Promise<ReadonlySet<string>> {
  const ids: string[] = [];
  for (const { name, region } of stacks) {
    const client = clients.get(region)?.cloudFormation;
    ids.push(...(client === undefined ? [] : await changeSetIds(client, name)));
  }
  return new Set(ids);
}
