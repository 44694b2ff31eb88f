import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file: either all of it is there, or what was there before; rejects with what the system says. */
export async function writeWholeFile(file: string, text: string): Promise<void> {
  const half = `${file}.${String(process.pid)}.part`;
  try {
    await writeFile(half, text);
    await rename(half, file);
  } catch (cause) {
    await rm(half, { force: true });
    throw cause;
  }
}
