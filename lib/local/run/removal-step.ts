import { LOCAL_PROVIDER } from '../../../lambda/local-provider/contract';
import type { LocalClients } from '../aws';
import { destroy, retainedBy, takeInventory, watchStacks, type Existing } from '../deploy';
import type { LocalReport } from '../report';
import { templatesOf } from './deploy-steps';
import type { DeployedSite, RunContext, RunningSite } from './local-run';

type Left = NonNullable<LocalReport['removal']>['retained'][number];

/** Log group of the provider function, which belongs to the local site and to no stack. */
const PROVIDER_LOGS = `/aws/lambda/${LOCAL_PROVIDER}`;

/** What exists in every Region, by its name. */
export type Inventories = ReadonlyMap<string, ReadonlySet<Existing>>;

/** Lists what exists in every Region of the site. */
export async function inventories({ clients }: RunningSite): Promise<Inventories> {
  const entries = await Promise.all(
    [...clients].map(async ([region, it]) => [region, await takeInventory(it)] as const),
  );
  return new Map(entries);
}

/** Destroys every stack: exactly what a policy keeps may be left of what was not there before. */
export async function remove(context: RunContext, site: DeployedSite, before: Inventories): Promise<void> {
  const { draft, hooks, now } = context;
  await draft.step('destroy every stack', async (step) => {
    const start = now();
    const regions: readonly LocalClients[] = [...site.clients.values()];
    await watchStacks(
      regions,
      (stack, status) => {
        step.update(`${stack} ${status ?? 'gone'}`);
      },
      () => destroy(site.cli, site.unprotected.directory, hooks.signal),
    );
    const retained = retainedResources(site);
    const after = await inventories(site);
    const removal = {
      seconds: (now() - start) / 1000,
      retained,
      unexpected: leftBehind(site, before, after, retained),
      missing: retained.filter((it) => isMissing(it, site, after)),
    };
    draft.fill({ removal });
    draft.miss([
      ...removal.unexpected.map(
        (it) => `${it.stack}.${it.logicalId} (${it.type} ${it.physicalId}) was left behind although no policy says so`,
      ),
      ...removal.missing.map(
        (it) => `${it.stack}.${it.logicalId} (${it.type}) was removed although its policy says that it stays`,
      ),
    ]);
    step.done(`${String(retained.length)} resources retained by their policies`);
  });
}

function retainedResources({ unprotected, deployed }: DeployedSite): readonly Left[] {
  return [...templatesOf(unprotected)].flatMap(([stack, template]) =>
    retainedBy(stack, template).map((resource) => ({
      ...resource,
      physicalId: deployed.get(stack)?.[resource.logicalId]?.physicalId ?? 'unknown',
    })),
  );
}

/** What exists now, did not before, and is none of the retained resources of its Region. */
function leftBehind(
  site: DeployedSite,
  before: Inventories,
  after: Inventories,
  retained: readonly Left[],
): readonly Left[] {
  return [...after].flatMap(([region, existing]) => {
    const here = retained.filter(({ stack }) => regionOf(site, stack) === region);
    const kept = new Set(here.map(({ physicalId }) => physicalId));
    return [...existing]
      .filter((it) => before.get(region)?.has(it) !== true)
      .map((it) => splitKind(it))
      .filter(({ id }) => !kept.has(id) && id !== PROVIDER_LOGS)
      .map(({ kind, id }) => ({ ...findOwner(site, region, id), type: kind, physicalId: id }));
  });
}

function findOwner(site: DeployedSite, region: string, id: string): Pick<Left, 'stack' | 'logicalId'> {
  for (const [stack, resources] of site.deployed) {
    const logicalId = Object.keys(resources).find((it) => resources[it]?.physicalId === id);
    if (logicalId !== undefined && regionOf(site, stack) === region) {
      return { stack, logicalId };
    }
  }
  return { stack: 'no stack', logicalId: 'no resource' };
}

function regionOf({ deployment }: DeployedSite, stack: string): string {
  return deployment.stacks.find(({ name }) => name === stack)?.region ?? '';
}

/** Kinds of the inventory by the type of the resources that they list. */
const LISTED: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'backup-vault',
  'AWS::DynamoDB::Table': 'table',
  'AWS::KMS::Key': 'key',
  'AWS::Logs::LogGroup': 'log-group',
  'AWS::S3::Bucket': 'bucket',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
};

function isMissing({ stack, type, physicalId }: Left, site: DeployedSite, after: Inventories): boolean {
  const kind = LISTED[type];
  return kind !== undefined && after.get(regionOf(site, stack))?.has(`${kind} ${physicalId}`) !== true;
}

function splitKind(existing: Existing): { readonly kind: string; readonly id: string } {
  const space = existing.indexOf(' ');
  return { kind: existing.slice(0, space), id: existing.slice(space + 1) };
}
