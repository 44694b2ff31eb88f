import { HonmaruError } from '../../errors';
import { venvHint } from './install-hints';
import type { PythonCommand } from './python';
import { diskFull } from './storage';

/** What failed, for the message. */
export interface FailedStep {
  readonly lines: readonly string[];
  readonly exitCode: number | null;
  readonly python: PythonCommand;
  /** Folder that was written to. */
  readonly folder: string;
  /** File with everything that was printed. */
  readonly logFile: string;
  readonly platform: NodeJS.Platform;
}

/** As Python and pip word a full disk, on every system. */
const DISK_FULL = /No space left on device|\[Errno 28\]|not enough space on the disk|WinError 112|Disk quota exceeded/i;

/** As Python words it when its own parts for virtual environments are missing, as on a bare Debian. */
const NO_VENV = /ensurepip is not\s+available|No module named '?(?:venv|ensurepip)\b/;

/** As pip words a network that does not answer, or an answer that is no package index. */
const UNREACHABLE =
  /connection broken by|Max retries exceeded|Failed to establish a new connection|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|ReadTimeout|ConnectTimeout|Connection (?:refused|reset|aborted)|\b[45]\d\d (?:Client|Server) Error|\(from versions: none\)/i;

/** How pip begins to say why an attempt failed, and what of it nobody can use. */
const BROKEN = 'connection broken by';
const OBJECT = /<[^<>]* object at 0x[0-9a-f]+>: /g;

const ALTERED = /DO NOT MATCH THE HASHES/;

const NOT_FOR_THIS_PYTHON = /No matching distribution found for (\S+)/;

/** Why a virtual environment could not be made. */
export function venvFault(step: FailedStep): HonmaruError {
  const output = step.lines.join('\n');
  if (DISK_FULL.test(output)) {
    return diskFull(step.folder, { must: 'must have free disk space for a virtual environment' });
  }
  if (NO_VENV.test(output)) {
    return fault({
      path: 'python',
      must: 'must be able to make a virtual environment',
      got: `${step.python.version} at ${step.python.executable} without venv or ensurepip`,
      hint: venvHint(step.platform, step.python.version),
      code: 'VenvFailed',
    });
  }
  return venvFailed(step, 'must be able to make a virtual environment');
}

/** Why pip could not install the emulator. */
export function pipFault(step: FailedStep): HonmaruError {
  const output = step.lines.join('\n');
  if (DISK_FULL.test(output)) {
    return diskFull(step.folder, { must: 'must have free disk space for the packages of the emulator' });
  }
  if (ALTERED.test(output)) {
    return fault({
      path: 'package index',
      must: 'must give every package as it was published',
      got: `another content; see ${step.logFile}`,
      hint: 'look at the index, mirror or proxy that pip is configured with: one of them changes files',
      code: 'PackageAltered',
    });
  }
  if (UNREACHABLE.test(output)) {
    return fault({
      path: 'package index',
      must: 'must answer with the packages of the emulator',
      got: lastWord(step.lines),
      hint: 'look at the network, and at the proxy and the index that pip is configured with (HTTPS_PROXY, PIP_INDEX_URL)',
      code: 'RegistryUnreachable',
    });
  }
  const missing = NOT_FOR_THIS_PYTHON.exec(output)?.[1];
  if (missing !== undefined) {
    return fault({
      path: 'python',
      must: `must be one that ${missing} is built for: CPython 3.10 to 3.14 on Linux, macOS or Windows`,
      got: `${step.python.version} (${step.python.kind})`,
      hint: 'install one of these and put it first in PATH',
      code: 'PythonUnsupported',
    });
  }
  return venvFailed(step, 'must be able to install the packages of the emulator');
}

/** The fault of an environment that was made without an error and yet does not work. */
export function brokenEnvironment(step: FailedStep): HonmaruError {
  return venvFailed(step, 'must be able to run the packages of the emulator');
}

function venvFailed(step: FailedStep, must: string): HonmaruError {
  return fault({
    path: 'python',
    must,
    got: lastWord(step.lines) || `exit code ${String(step.exitCode)}`,
    hint: `see ${step.logFile}; another Python can be put first in PATH`,
    code: 'VenvFailed',
  });
}

/** The most telling words: the cause of the last attempt that failed, or the last line there is. */
function lastWord(lines: readonly string[]): string {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('[notice]'));
  const cause = said.findLast((line) => line.includes(BROKEN));
  return cause === undefined ? (said.at(-1) ?? '') : cause.slice(cause.indexOf(BROKEN)).replaceAll(OBJECT, '');
}

function fault(found: { path: string; must: string; got: string; hint: string; code: string }): HonmaruError {
  return new HonmaruError([found]);
}
