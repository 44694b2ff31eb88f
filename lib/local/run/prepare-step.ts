import path from 'node:path';
import { findCdkScript, synthesize, type CdkCli } from '../deploy';
import {
  acquireLock,
  clearWorkspace,
  findPython,
  prepareEnvironment,
  requireDiskSpace,
  workspaceEnvironment,
} from '../machine';
import { together } from '../together';
import type { LaterAssemblies, PreparedRun, RunContext, RunningSite } from './local-run';

/** Free space that a run needs beside the virtual environment: assemblies, stored assets and logs. */
const NEEDED_BYTES = 150 * 1024 * 1024;

/** Takes the workspace, makes the virtual environment and synthesizes the site, side by side. */
export async function prepare(context: RunContext): Promise<PreparedRun> {
  const { workspace, cleanup, options, hooks } = context;
  const lock = await acquireLock(workspace);
  cleanup.add('give the workspace back', () => {
    lock.release();
  });
  if (lock.ended.length > 0) {
    hooks.progress.note(`ended ${String(lock.ended.length)} processes that an earlier run had left behind`);
  }
  await clearWorkspace(workspace);
  cleanup.add('clear the workspace', () => (options.keep ? undefined : clearWorkspace(workspace, { keepLogs: true })));
  await requireDiskSpace(workspace.root, NEEDED_BYTES);
  const [python, synthesized] = await together([preparePython(context), synthesizeFirst(context)]);
  return { python, synthesized };
}

function preparePython({ workspace, draft, hooks }: RunContext): Promise<string> {
  return draft.step('environment: Python and the emulator', async (step) => {
    const command = await findPython(hooks.env);
    step.update(`Python ${command.version}`);
    const environment = await prepareEnvironment(workspace, command, { signal: hooks.signal, source: hooks.env });
    draft.fill({ versions: { ...draft.content.versions, python: command.version } });
    step.done(`Python ${command.version}, ${environment.made ? 'environment made' : 'environment of an earlier run'}`);
    return environment.python;
  });
}

/** Synthesizes what is deployed first: the site as it is described, or, where nothing but the drill is run, without protection. */
function synthesizeFirst(context: RunContext): Promise<string> {
  const protection = context.options.only !== 'drill';
  return context.draft.step('synthesize the site', () => synthesizeTo(context, 'first', protection));
}

/**
 * Synthesizes what is deployed later, and localizes it. This takes as long as it takes; the first deployment mostly waits
 * meanwhile.
 */
export function synthesizeLater(context: RunContext, { first, localize }: RunningSite): Promise<LaterAssemblies> {
  if (context.options.only === 'drill') {
    return Promise.resolve({ again: first, unprotected: first });
  }
  return context.draft.step('synthesize the site again, and without its protection', async () => {
    const [again, unprotected] = await together([
      synthesizeTo(context, 'again', true),
      synthesizeTo(context, 'unprotected', false),
    ]);
    return { again: localize(again, 'again'), unprotected: localize(unprotected, 'unprotected') };
  });
}

async function synthesizeTo(context: RunContext, name: string, protection: boolean): Promise<string> {
  const { workspace, options, hooks } = context;
  const directory = path.join(workspace.synthesized, name);
  await synthesize(synthesisCli(context), { site: options.site, protection, directory }, hooks.signal);
  return directory;
}

/** The CLI as it synthesizes: with nothing that could reach an account, be it the local one. */
function synthesisCli({ workspace, hooks }: RunContext): CdkCli {
  return {
    script: findCdkScript(workspace.project),
    project: workspace.project,
    environment: workspaceEnvironment(workspace, hooks.env, cdkVariables(workspace.cdkHome)),
    logFile: path.join(workspace.logs, 'synthesis.log'),
    workspace,
  };
}

/** What keeps the CDK CLI quiet, inside the workspace, and away from any account. */
export function cdkVariables(home: string): Readonly<Record<string, string>> {
  return {
    CDK_HOME: home,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CI: 'true',
    NO_COLOR: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: path.join(home, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'no-credentials'),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}
