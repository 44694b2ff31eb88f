import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceOf } from '../../../lib/local/machine';

test('lies in a private folder of the project, whatever the path looks like', () => {
  const { project, root } = workspaceOf("/home/jo é/it's a site", path.posix);
  expect(project).toBe("/home/jo é/it's a site");
  expect(root).toBe("/home/jo é/it's a site/.honmaru/local");
});

test('uses the paths of Windows on Windows', () => {
  const workspace = workspaceOf('C:\\Users\\Jo Smith\\my site', path.win32);
  expect(workspace.root).toBe('C:\\Users\\Jo Smith\\my site\\.honmaru\\local');
  expect(workspace.lockFile).toBe('C:\\Users\\Jo Smith\\my site\\.honmaru\\local\\lock');
});

test('keeps every folder that is written to inside the root', () => {
  const { project, root, requirements, ...written } = workspaceOf('/project', path.posix);
  expect(Object.values(written).filter((folder) => !folder.startsWith(`${root}/`))).toEqual([]);
  expect([project, requirements].some((file) => file.startsWith(`${root}/`))).toBe(false);
});

test('names the environment after what is installed in it', () => {
  const { environment, requirements } = workspaceOf('/project', path.posix);
  expect(path.posix.basename(environment)).toMatch(/^[0-9a-f]{16}$/);
  expect(readFileSync(requirements, 'utf8')).toContain('ministack==1.5.33');
});
