import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { acquireLock, clearWorkspace, type Workspace } from '../../../lib/local/machine';
import { scratchFolder, scratchWorkspace } from './support/scratch';

const { folder, remove } = scratchFolder('clear');
afterAll(remove);

/** A workspace as a run leaves it. */
async function used(name: string): Promise<Workspace> {
  const workspace = scratchWorkspace(folder, name);
  await acquireLock(workspace);
  for (const part of [
    workspace.emulator,
    workspace.localized,
    workspace.logs,
    workspace.cdkHome,
    workspace.environment,
  ]) {
    mkdirSync(part, { recursive: true });
    writeFileSync(path.join(part, 'file'), '');
  }
  return workspace;
}

test('leaves the environments, the lock and nothing else', async () => {
  const workspace = await used('all');
  await clearWorkspace(workspace);
  expect(readdirSync(workspace.root).sort()).toEqual(['.gitignore', 'environments', 'lock']);
});

test('leaves what was printed when it is asked to', async () => {
  const workspace = await used('logs');
  await clearWorkspace(workspace, { keepLogs: true });
  expect(readdirSync(workspace.root).sort()).toEqual(['.gitignore', 'environments', 'lock', 'logs']);
});
