import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where a run of the local site keeps everything it writes. Nothing outside `root` is written. */
export interface Workspace {
  /** Absolute path of the project the run belongs to. */
  readonly project: string;
  /** Private folder of the local site: `<project>/.honmaru/local`. */
  readonly root: string;
  /** Assembly as CDK synthesizes it. */
  readonly synthesized: string;
  /** The same assembly, translated for the emulator. */
  readonly localized: string;
  /** What the services of the emulator told about the network, in the layout of `honmaru verify`. */
  readonly network: string;
  /** State, stored objects and temporary files of the emulator and of what it starts. */
  readonly emulator: string;
  /** Temporary files of every child process but the emulator. */
  readonly temporary: string;
  /** Home of the CDK CLI, and of every other child process: nobody reads or writes the user's own. */
  readonly cdkHome: string;
  /** Virtual environments of these requirements, one per Python version. Kept between runs. */
  readonly environment: string;
  /** What is installed into a virtual environment, with hashes. Belongs to this package, not to the project. */
  readonly requirements: string;
  /** Held by the run that owns the workspace. */
  readonly lockFile: string;
  /** One file per process group that is running, so that a killed run's leftovers can be found. */
  readonly processes: string;
  /** What the emulator and other child processes print. Kept until the next run. */
  readonly logs: string;
}

/** Parts of the path library that are used, so that the paths of another system can be tested. */
export type PathStyle = Pick<typeof path, 'join' | 'resolve'>;

/** Length of the part of a hash that a folder is named after: 16 of 64 digits keep Windows paths short. */
const NAME_DIGITS = 16;

const REQUIREMENTS = path.join(__dirname, '..', 'requirements.txt');

/** Paths of the workspace of a project. Nothing is created. */
export function workspaceOf(project: string, style: PathStyle = path): Workspace {
  const absolute = style.resolve(project);
  const root = style.join(absolute, '.honmaru', 'local');
  return {
    project: absolute,
    root,
    synthesized: style.join(root, 'synthesized'),
    localized: style.join(root, 'localized'),
    network: style.join(root, 'network'),
    emulator: style.join(root, 'emulator'),
    temporary: style.join(root, 'tmp'),
    cdkHome: style.join(root, 'home'),
    environment: style.join(root, 'environments', shortHash(readFileSync(REQUIREMENTS))),
    requirements: REQUIREMENTS,
    lockFile: style.join(root, 'lock'),
    processes: style.join(root, 'processes'),
    logs: style.join(root, 'logs'),
  };
}

/** Name for a folder, made of the hash of what decides about its content. */
export function shortHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, NAME_DIGITS);
}
