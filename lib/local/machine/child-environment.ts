import path from 'node:path';
import { markerOf } from './process-marker';
import { readVariable } from './variables';
import type { Workspace } from './workspace';

/** What the machine itself contributes to an environment. */
export interface Machine {
  /** As `process.platform`. */
  readonly platform: NodeJS.Platform;
  /** Absolute path of the running Node, whose folder comes first in `PATH`. */
  readonly node: string;
}

/** What to add to the inherited variables. `HOME` is required: without it, programs look up the user's own. */
export type ExtraVariables = Readonly<Record<string, string>> & { readonly HOME: string };

/** Inherited everywhere: how to find programs, how to write text, what time it is. */
const COMMON = ['LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'TZ'];

/** Without these, programs on Windows do not start or find no system library. */
const WINDOWS = [
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ComSpec',
  'PATHEXT',
  'OS',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
  'PROCESSOR_IDENTIFIER',
  'ProgramData',
  'ProgramFiles',
  'ProgramFiles(x86)',
  'CommonProgramFiles',
];

/**
 * Environment of a child process, built from nothing: what is not listed here is not inherited.
 *
 * So no credentials, profiles, endpoints or proxies of the user reach the local site. `node` of the child is the Node
 * that runs this.
 */
export function childEnvironment(
  source: NodeJS.ProcessEnv,
  extra: ExtraVariables,
  machine: Machine = { platform: process.platform, node: process.execPath },
): Record<string, string> {
  const windows = machine.platform === 'win32';
  const style = windows ? path.win32 : path.posix;
  const inherited = windows ? [...COMMON, ...WINDOWS] : COMMON;
  const result: Record<string, string> = {};
  for (const name of inherited) {
    const value = readVariable(source, name, machine.platform);
    if (value !== undefined) {
      result[name] = value;
    }
  }
  const search = readVariable(source, 'PATH', machine.platform);
  result.PATH = [style.dirname(machine.node), ...(search ? [search] : [])].join(style.delimiter);
  return { ...result, ...(windows ? windowsHome(extra.HOME) : {}), ...extra };
}

/**
 * Environment of a child process that keeps its home and its temporary files inside the workspace, and that can be
 * recognised as started for it.
 */
export function workspaceEnvironment(
  workspace: Workspace,
  source: NodeJS.ProcessEnv,
  extra: Readonly<Record<string, string>> = {},
  machine?: Machine,
): Record<string, string> {
  return childEnvironment(
    source,
    { HOME: workspace.cdkHome, ...temporaryFolder(workspace.temporary), ...markerOf(workspace), ...extra },
    machine,
  );
}

/** The three names under which programs look for the folder of temporary files. */
export function temporaryFolder(folder: string): { TMPDIR: string; TEMP: string; TMP: string } {
  return { TMPDIR: folder, TEMP: folder, TMP: folder };
}

/** Where Windows programs look for what others find under `HOME`. */
function windowsHome(home: string): Record<string, string> {
  return {
    USERPROFILE: home,
    APPDATA: path.win32.join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: path.win32.join(home, 'AppData', 'Local'),
  };
}
