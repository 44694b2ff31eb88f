import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readDeclared } from '../../lib/failures';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

const PAGES = ['failures.md', 'failures.ja.md'] as const;

const read = (page: string) => readFileSync(path.join(__dirname, '../../docs', page), 'utf8');

let folder: VerifyFolder;

beforeAll(() => {
  folder = new VerifyFolder();
});

afterAll(() => {
  folder.remove();
});

describe.each(PAGES)('docs/%s', (page) => {
  test('shows objectives that can be read', () => {
    const [, text = ''] = /```yaml\n(services:\n[^]*?)```/.exec(read(page)) ?? [];
    const declared = readDeclared(path.join(folder.cwd, folder.write('objectives.yaml', text)));
    expect(Object.keys(declared)).toEqual(['services', 'tiers', 'databases', 'balancers', 'runbooks', 'objectives']);
  });

  test('names every option and format', async () => {
    const help = (await runCommand(['failures', '--help'], { cwd: folder.cwd })).stdout;
    const options = [...help.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, name = '']) => name);
    const names = [
      ...options.filter((name) => name !== '--help'),
      ...['pretty', 'csv', 'json', 'md', 'html'].map((format) => `\`${format}\``),
    ];
    expect(options.length).toBeGreaterThan(9);
    expect(names.filter((name) => !read(page).includes(name))).toEqual([]);
  });

  test('has the same parts in both languages', () => {
    const parts = (text: string) => [...text.matchAll(/^(#+|```\w*$)/gm)].map(([, mark]) => mark);
    expect(parts(read(page))).toEqual(parts(read('failures.md')));
  });
});
