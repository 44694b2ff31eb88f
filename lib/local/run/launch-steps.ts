import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { closeClients, localClients, type LocalClients } from '../aws';
import { bootstrap, createProvider, findCdkScript, type CdkCli } from '../deploy';
import {
  makeAuthority,
  RESOLVER_PRELOAD,
  RESOLVER_VARIABLE,
  startResolver,
  type Authority,
  type Resolver,
} from '../database';
import { startEmulator } from '../emulator';
import { startGateway } from '../gateway';
import { TREATMENTS, writeLocalAssembly, type DataPlaneFiles, type LocalAssembly } from '../localize';
import { workspaceEnvironment } from '../machine';
import { HonmaruError } from '../../errors';
import { readAssembly, type StackSource } from '../../template';
import { LOCAL_ACCOUNT, type PreparedRun, type RunContext, type RunningSite } from './local-run';
import { cdkVariables } from './prepare-step';

/** Starts the emulator and the gateway before it, and makes of the site what the emulator can deploy. */
export async function launch(context: RunContext, prepared: PreparedRun): Promise<RunningSite> {
  const { draft } = context;
  const { stacks } = readAssembly(prepared.synthesized);
  const account = stacks.find((stack) => stack.account !== undefined)?.account ?? LOCAL_ACCOUNT;
  const primaryRegion = primaryOf(stacks.map(regionOf));
  const { emulator, gateway, resolver } = await draft.step('start the emulator', async (step) => {
    const started = await start(context, prepared.python, primaryRegion, account);
    step.done(started.emulator.endpoint);
    return started;
  });
  const authority = makeAuthority('the local site', new Date(context.now()));
  const dataPlane = writeDataPlaneFiles(context, authority, resolver);
  return draft.step('localize the templates', async (step) => {
    const localize = (synthesized: string, name: string): LocalAssembly =>
      writeLocalAssembly(synthesized, `${context.workspace.localized}-${name}`, {
        account,
        functionEndpoint: gateway.endpoint,
        dataPlane,
        treatments: TREATMENTS,
      });
    const first = await Promise.resolve(localize(prepared.synthesized, 'first'));
    const count = (kind: string): string => String(first.census.filter(({ treatment }) => treatment === kind).length);
    step.done(`types: ${count('native')} native, ${count('translated')} translated, ${count('recorded')} recorded`);
    const { synthesized } = prepared;
    const started = { emulator, gateway, resolver, authority, account, synthesized, first, localize, primaryRegion };
    const site = connect(context, started);
    draft.fill({ regions: [...site.clients.keys()], census: first.census });
    return site;
  });
}

/** Bootstraps every Region with the CDK CLI, and makes the provider function there. */
export async function bootstrapRegions(context: RunContext, site: RunningSite): Promise<void> {
  const regions = [...site.clients.keys()];
  await context.draft.step(`bootstrap ${regions.join(', ')}`, async () => {
    await bootstrap(site.cli, site.first.directory, site.account, regions, context.hooks.signal);
    await Promise.all([...site.clients.values()].map((clients) => createProvider(clients, site.account)));
  });
}

/** Region of a stack. @throws HonmaruError `RegionMissing` */
export function regionOf({ name, region }: Pick<StackSource, 'name' | 'region'>): string {
  if (region === undefined) {
    throw new HonmaruError([
      {
        path: name,
        must: 'must be a stack with a Region, so that it has a place in the local site',
        hint: 'give it one: new Stack(app, id, { env: { region } })',
        code: 'RegionMissing',
      },
    ]);
  }
  return region;
}

/** The Region with most stacks; of several, the first in the alphabet. */
function primaryOf(regions: readonly string[]): string {
  const count = (region: string): number => regions.filter((it) => it === region).length;
  const [primary = ''] = [...new Set(regions)].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
  return primary;
}

async function start(
  { workspace, cleanup, options, hooks, draft }: RunContext,
  python: string,
  region: string,
  account: string,
): Promise<Pick<Started, 'emulator' | 'gateway' | 'resolver'>> {
  const emulator = await startEmulator({
    workspace,
    python,
    region,
    account,
    modules: sdkModules(),
    signal: hooks.signal,
    source: hooks.env,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  cleanup.add('stop the emulator', () => emulator.stop());
  draft.fill({ versions: { ...draft.content.versions, emulator: emulator.version } });
  const gateway = await startGateway({ emulator: emulator.endpoint });
  cleanup.add('stop the gateway', () => gateway.stop());
  const resolver = await startResolver();
  cleanup.add('stop the resolver', () => resolver.close());
  return { emulator, gateway, resolver };
}

/** Writes what functions read that sign in to the database. */
function writeDataPlaneFiles({ workspace }: RunContext, { cert }: Authority, { endpoint }: Resolver): DataPlaneFiles {
  const directory = path.join(workspace.temporary, 'database');
  mkdirSync(directory, { recursive: true });
  const certificateFile = path.join(directory, 'authority.pem');
  const preloadFile = path.join(directory, 'resolver.cjs');
  writeFileSync(certificateFile, cert);
  writeFileSync(preloadFile, RESOLVER_PRELOAD);
  return { certificateFile, preloadFile, resolver: { variable: RESOLVER_VARIABLE, endpoint } };
}

/** Folder of modules in which functions find the AWS SDK, which Lambda's runtime brings along. */
function sdkModules(): string {
  const sdk = createRequire(__filename).resolve('@aws-sdk/client-ec2/package.json');
  return path.resolve(path.dirname(sdk), '../..');
}

type Started = Omit<RunningSite, 'cli' | 'clients' | 'primary' | 'deployment'> & { readonly primaryRegion: string };

function connect({ workspace, hooks, cleanup }: RunContext, { primaryRegion, ...started }: Started): RunningSite {
  const { emulator, account, first } = started;
  const { stacks } = first;
  const others = [...new Set(stacks.map(({ region }) => region))].filter((region) => region !== primaryRegion).sort();
  const address = { endpoint: emulator.endpoint, account };
  const clients = new Map<string, LocalClients>(
    [primaryRegion, ...others].map((region) => [region, localClients(address, region)]),
  );
  for (const client of clients.values()) {
    cleanup.add('close clients', () => {
      closeClients(client);
    });
  }
  const cli: CdkCli = {
    script: findCdkScript(workspace.project),
    project: workspace.project,
    environment: workspaceEnvironment(workspace, hooks.env, {
      ...cdkVariables(workspace.cdkHome),
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_REGION: primaryRegion,
    }),
    logFile: path.join(workspace.logs, 'deployment.log'),
    workspace,
  };
  const primary = clients.get(primaryRegion);
  if (primary === undefined) {
    throw new Error('the site has no stack in its primary Region');
  }
  return { ...started, cli, clients, primary, deployment: { cli, clients, stacks } };
}
