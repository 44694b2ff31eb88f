import { accessSync, constants, readFileSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../errors';
import { writeWholeFile } from './write-whole';

/** Greatest file that is looked into to see whether it is a report, in bytes. */
const GREATEST_REPORT = 16_777_216;

/**
 * The file that a report will be written to, found out before anything starts. Nothing is written yet.
 *
 * An existing file is only replaced when it is empty or a report itself.
 *
 * @throws HonmaruError `JsonFolderMissing`, `JsonNotWritable`, `JsonNotAFile` or `JsonWouldOverwrite`
 */
export function requireJsonTarget(name: string, cwd: string): string {
  const file = path.resolve(cwd, name);
  const folder = path.dirname(file);
  if (found(folder, name)?.isDirectory() !== true) {
    throw fault(name, 'must lie in a folder that exists', 'make the folder, or name another file', 'JsonFolderMissing');
  }
  const existing = found(file, name);
  if (existing !== undefined && !existing.isFile()) {
    throw fault(name, 'must be a file', 'name a file', 'JsonNotAFile');
  }
  for (const needed of existing === undefined ? [folder] : [folder, file]) {
    requireWritable(needed, name);
  }
  if (existing !== undefined && !isReplaceable(file, existing.size)) {
    const must = 'must be new, empty or the report of an earlier run';
    throw fault(name, must, 'name another file, or remove this one', 'JsonWouldOverwrite');
  }
  return file;
}

/**
 * Writes a report: either the whole file is there or the old one is left.
 *
 * @throws HonmaruError `JsonNotWritable`
 */
export async function writeJson(file: string, text: string): Promise<void> {
  try {
    await writeWholeFile(file, text);
  } catch (cause) {
    throw notWritable(file, cause);
  }
}

function requireWritable(file: string, name: string): void {
  try {
    accessSync(file, constants.W_OK);
  } catch (cause) {
    throw notWritable(name, cause);
  }
}

function found(file: string, name: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (cause) {
    // A file where a folder should be is no folder; a name that is too long, or hidden from this user, is neither.
    if (codeOf(cause) === 'ENOTDIR') {
      return undefined;
    }
    throw notWritable(name, cause);
  }
}

function isReplaceable(file: string, size: number): boolean {
  return size === 0 || (size <= GREATEST_REPORT && isReport(readFileSync(file, 'utf8')));
}

/** Whether a text is a report of any version. */
function isReport(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && ['version', 'site', 'result'].every((key) => key in value);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}

function notWritable(name: string, cause: unknown): HonmaruError {
  const must = `must be writable (${codeOf(cause)})`;
  return fault(name, must, 'give yourself permission and space, or name another file', 'JsonNotWritable', cause);
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : String(cause);
}

function fault(name: string, must: string, hint: string, code: string, cause?: unknown): HonmaruError {
  return new HonmaruError(
    [{ path: '--json', must, got: `'${name}'`, hint, code }],
    cause === undefined ? {} : { cause },
  );
}
