import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProcessGroup, workspaceOf } from '../../../lib/local/machine';
import { MARKER, markerOf } from '../../../lib/local/machine/process-marker';
import { findMarked } from '../../../lib/local/machine/processes';

const folder = mkdtempSync(path.join(tmpdir(), 'honmaru unrecorded '));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a process that cannot be recorded does not live on', async () => {
  const blocked = path.join(folder, 'blocked');
  writeFileSync(blocked, 'a file where a folder should be');
  const workspace = { ...workspaceOf(folder), processes: path.join(blocked, 'processes') };
  const start = () =>
    ProcessGroup.start(process.execPath, ['-e', 'setTimeout(() => undefined, 20_000)'], {
      cwd: folder,
      env: { ...markerOf(workspace) },
      workspace,
    });
  expect(start).toThrow(/ENOTDIR|EEXIST|ENOENT/);
  const end = Date.now() + 5_000;
  while (findMarked(markerOf(workspace)[MARKER]).size > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect([...findMarked(markerOf(workspace)[MARKER])]).toEqual([]);
});
