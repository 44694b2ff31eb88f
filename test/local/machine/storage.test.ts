import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainStorage, requireDiskSpace } from '../../../lib/local/machine';
import { scratchFolder } from './support/scratch';

const { folder, remove } = scratchFolder('storage');
afterAll(remove);

const MIB = 1024 * 1024;

test('finds room in a folder that does not exist yet', async () => {
  await expect(requireDiskSpace(path.join(folder, 'not', 'yet'), 1)).resolves.toBeUndefined();
});

test('measures the disk of the nearest folder that exists', async () => {
  const measured: string[] = [];
  await requireDiskSpace(path.join(folder, 'not', 'yet'), MIB, (nearest) => {
    measured.push(nearest);
    return Promise.resolve(MIB);
  });
  expect(measured).toEqual([folder]);
});

test('refuses a disk that is too full, with what is needed and what there is', async () => {
  await expect(requireDiskSpace(folder, 200 * MIB, () => Promise.resolve(3.7 * MIB))).rejects.toThrow(
    `${folder}: must have 200 MiB of free disk space, got 3 MiB; free some space, or copy the project to a larger disk [DiskFull]`,
  );
});

test('refuses more than any disk has', async () => {
  await expect(requireDiskSpace(folder, 2 ** 80)).rejects.toThrow(/\[DiskFull\]$/);
});

/** An error as the file system throws it. */
function systemError(code: string, file?: string): Error {
  return Object.assign(new Error(code), { code, ...(file === undefined ? {} : { path: file }) });
}

const thrown = (error: unknown): Promise<unknown> => explainStorage(folder, () => Promise.reject(error as Error));

test.each(['ENOSPC', 'EDQUOT'])('explains %s', async (code) => {
  await expect(thrown(systemError(code))).rejects.toThrow(/must have free disk space; .+ \[DiskFull\]$/);
});

test.each(['EACCES', 'EPERM', 'EROFS'])('explains %s of a file', async (code) => {
  await expect(thrown(systemError(code, '/file'))).rejects.toThrow(/must be writable, got .+ \[FolderNotWritable\]$/);
});

test('explains nothing else: it is passed on as it is', async () => {
  const errors = [systemError('EPERM'), systemError('ENOENT', '/file'), new Error('bug'), 'text'];
  const passed = await Promise.all(errors.map((error) => thrown(error).catch((caught: unknown) => caught)));
  expect(passed).toEqual(errors);
});

test('keeps what the system said as the cause', async () => {
  const error = systemError('ENOSPC');
  await expect(thrown(error)).rejects.toMatchObject({ cause: error });
});

test('gives back what the work gives', async () => {
  const file = path.join(folder, 'file');
  await expect(
    explainStorage(folder, () => {
      writeFileSync(file, '');
      return 7;
    }),
  ).resolves.toBe(7);
});
