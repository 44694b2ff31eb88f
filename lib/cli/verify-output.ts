import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Output } from './command-context';
import { optionFault } from './verify-faults';
import { writeWholeFile } from './write-whole';

/**
 * The file that something will be written to, found out before anything is read. Nothing is written yet.
 *
 * @param inputs files that the command reads, which must not be replaced
 * @throws HonmaruError `OutputNotAFile`, `OutputFolderMissing`, `OutputNotWritable` or `OutputIsInput`
 */
export function requireTarget(option: string, name: string, cwd: string, inputs: readonly string[]): string {
  if (name === '' || name.includes('\0')) {
    throw optionFault(option, 'must be the name of a file', name, 'name a file', 'OutputNotAFile');
  }
  const file = path.resolve(cwd, name);
  const folder = path.dirname(file);
  if (!isKind(folder, 'isDirectory')) {
    throw optionFault(
      option,
      'must lie in a folder that exists',
      name,
      'make the folder, or name another file',
      'OutputFolderMissing',
    );
  }
  const exists = statSync(file, { throwIfNoEntry: false }) !== undefined;
  if (exists && !isKind(file, 'isFile')) {
    throw optionFault(option, 'must be a file', name, 'name a file', 'OutputNotAFile');
  }
  if (exists && inputs.some((input) => isSame(input, file))) {
    throw optionFault(option, 'must not be a file that is read', name, 'name another file', 'OutputIsInput');
  }
  try {
    (exists ? [folder, file] : [folder]).forEach((each) => {
      accessSync(each, constants.W_OK);
    });
  } catch (cause) {
    throw notWritable(option, name, cause);
  }
  return file;
}

/**
 * Writes a file: either all of it is there, or what was there before.
 *
 * @throws HonmaruError `OutputNotWritable`
 */
export async function writeWhole(option: string, file: string, text: string): Promise<void> {
  try {
    await writeWholeFile(file, text);
  } catch (cause) {
    throw notWritable(option, file, cause);
  }
}

/** Prints a text; resolves to whether somebody still reads. */
export function print(output: Output, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const onError = () => {
      resolve(false);
    };
    output.on('error', onError);
    output.write(text, () => {
      // An error of this write is told before its end, or right behind it.
      setImmediate(() => {
        output.off('error', onError);
        resolve(true);
      });
    });
  });
}

function isKind(file: string, kind: 'isDirectory' | 'isFile'): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.[kind]() === true;
  } catch {
    // A name that is too long, or that goes through a file, is of no kind.
    return false;
  }
}

function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

function notWritable(option: string, name: string, cause: unknown) {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : String(cause);
  return optionFault(
    option,
    `must be writable (${code})`,
    name,
    'give yourself permission and space, or name another file',
    'OutputNotWritable',
  );
}
