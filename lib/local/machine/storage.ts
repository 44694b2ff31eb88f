import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { HonmaruError } from '../../errors';

const MEBIBYTE = 1024 * 1024;

/**
 * Makes sure that a folder, which need not exist yet, has room for something.
 *
 * @param bytes what is going to be written
 * @throws HonmaruError `DiskFull`
 */
export async function requireDiskSpace(
  folder: string,
  bytes: number,
  free: (folder: string) => Promise<number> = freeBytes,
): Promise<void> {
  const found = await free(nearestExisting(path.resolve(folder)));
  if (found < bytes) {
    throw diskFull(folder, {
      must: `must have ${inMebibytes(bytes)} of free disk space`,
      got: inMebibytes(found),
    });
  }
}

/**
 * Does something that writes into a folder, and explains what of it a user can repair.
 *
 * @throws HonmaruError `DiskFull` or `FolderNotWritable` instead of the system's own error
 */
export async function explainStorage<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageFault(error, folder) ?? error;
  }
}

/** What a user can do about an error of the file system; `undefined` when it is another error. */
export function storageFault(error: unknown, folder: string): HonmaruError | undefined {
  const { code } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return diskFull(folder, { must: 'must have free disk space' }, { cause: error });
  }
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  // Without a path, it is of a process or a port, not of a file.
  if (!denied || !('path' in (error as object))) {
    return undefined;
  }
  const hint = 'give yourself the right to write there, or copy the project to a folder of your own';
  return new HonmaruError([{ path: folder, must: 'must be writable', got: code, hint, code: 'FolderNotWritable' }], {
    cause: error,
  });
}

/** The fault of a disk, or of the user's share of it, that is full. */
export function diskFull(
  folder: string,
  what: { readonly must: string; readonly got?: string },
  options?: ErrorOptions,
): HonmaruError {
  const hint = 'free some space, or copy the project to a larger disk';
  return new HonmaruError([{ path: folder, ...what, hint, code: 'DiskFull' }], options);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : nearestExisting(path.dirname(folder));
}

function inMebibytes(bytes: number): string {
  return `${String(Math.floor(bytes / MEBIBYTE))} MiB`;
}
