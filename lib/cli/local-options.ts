import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError, type Fault } from '../errors';
import { printable, type LocalRunOptions } from '../local/report';
import { requireJsonTarget } from './json-target';

/** Options of `honmaru local` as they were typed: every value that was given. */
export interface TypedOptions {
  readonly site?: readonly string[];
  readonly keep?: boolean;
  readonly only?: readonly string[];
  readonly json?: readonly string[];
  readonly port?: readonly string[];
}

/** What `honmaru local` was asked to do. */
export interface LocalCommandOptions {
  readonly run: LocalRunOptions;
  /** File that receives the report; absent when none was named. */
  readonly json?: string;
}

/** Site that is deployed when none is named. */
export const DEFAULT_SITE = 'starter';

const PARTS = ['deploy', 'drill'] as const;

/**
 * Reads the options, and looks whether they can be carried out in this folder. Nothing is written.
 *
 * @throws HonmaruError with every fault there is
 */
export function localOptionsOf(typed: TypedOptions, cwd: string): LocalCommandOptions {
  const faults: Fault[] = [];
  const read = <T>(parse: () => T): T | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof HonmaruError)) {
        throw error;
      }
      faults.push(...error.faults);
      return undefined;
    }
  };
  const site = read(() => siteOf(once('--site', typed.site) ?? DEFAULT_SITE, cwd));
  const only = read(() => partOf(once('--only', typed.only)));
  const port = read(() => portOf(once('--port', typed.port)));
  const json = read(() => jsonOf(once('--json', typed.json), cwd));
  if (site === undefined || faults.length > 0) {
    throw new HonmaruError(faults);
  }
  return {
    run: {
      site,
      keep: typed.keep === true,
      ...(only === undefined ? {} : { only }),
      ...(port === undefined ? {} : { port }),
    },
    ...(json === undefined ? {} : { json }),
  };
}

function once(option: string, values: readonly string[] = []): string | undefined {
  if (values.length > 1) {
    const got = values.map((value) => quoted(value)).join(' and ');
    throw fault(option, 'must be given once', got, 'remove all but one', 'OptionRepeated');
  }
  return values[0];
}

function siteOf(name: string, cwd: string): string {
  if (statSync(path.join(cwd, 'cdk.json'), { throwIfNoEntry: false }) === undefined) {
    const must = 'must be started in the folder of a project, which has a cdk.json';
    throw fault('honmaru local', must, quoted(cwd), 'change to that folder', 'ProjectNotFound');
  }
  const known = sitesOf(cwd);
  const isName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name);
  if (!isName || (known.length > 0 && !known.includes(name))) {
    const must =
      known.length > 0 ? `must name a file in bin/sites (${known.join(', ')})` : 'must be the name of a site';
    throw fault('--site', must, quoted(name), 'name one of your sites', 'SiteUnknown');
  }
  return name;
}

/** Sites of a project that keeps them where this package does; a project may keep them elsewhere. */
function sitesOf(cwd: string): readonly string[] {
  const folder = path.join(cwd, 'bin', 'sites');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return [];
  }
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
}

function partOf(value: string | undefined): LocalRunOptions['only'] {
  const part = PARTS.find((candidate) => candidate === value);
  if (value !== undefined && part === undefined) {
    const must = `must be ${PARTS.join(' or ')}`;
    throw fault('--only', must, quoted(value), 'name one of them, or leave it out to run everything', 'PartUnknown');
  }
  return part;
}

function portOf(value: string | undefined): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const port = /^[0-9]{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65_535) {
    const must = 'must be a whole number from 1 to 65535';
    throw fault('--port', must, quoted(value), 'name a port, or leave it out to use a free one', 'PortInvalid');
  }
  return port;
}

function jsonOf(value: string | undefined, cwd: string): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value === '' || value.includes('\0')) {
    throw fault('--json', 'must be the name of a file', quoted(value), 'name a file', 'JsonNotAFile');
  }
  return requireJsonTarget(value, cwd);
}

function quoted(value: string): string {
  return `'${printable(value)}'`;
}

function fault(option: string, must: string, got: string, hint: string, code: string): HonmaruError {
  return new HonmaruError([{ path: option, must, got, hint, code }]);
}
