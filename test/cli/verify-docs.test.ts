import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPolicy } from '../../lib/verify/policy';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

const PAGES = ['verifying.md', 'verifying.ja.md'] as const;

const read = (page: string) => readFileSync(path.join(__dirname, '../../docs', page), 'utf8');

let folder: VerifyFolder;

beforeAll(() => {
  folder = new VerifyFolder();
});

afterAll(() => {
  folder.remove();
});

describe.each(PAGES)('docs/%s', (page) => {
  test('shows a policy that can be read', async () => {
    const [, text = ''] = /```yaml\n(name: shop\n[^]*?)```/.exec(read(page)) ?? [];
    const policy = await readPolicy(path.join(folder.cwd, folder.write('policy.yaml', text)));
    expect(policy.rules.map(({ kind }) => kind)).toEqual(['isolate', 'reach', 'reach-only', 'no-egress', 'matrix']);
  });

  test('names every option, format and kind of rule', async () => {
    const help = (await runCommand(['verify', '--help'], { cwd: folder.cwd })).stdout;
    const options = [...help.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, name = '']) => name);
    const names = [
      ...options.filter((name) => !['--help', '--verbose'].includes(name)),
      ...['pretty', 'json', 'junit', 'sarif', 'csv', 'html'].map((format) => `\`${format}\``),
      ...['isolate', 'isolate-pairwise', 'reach', 'reach-only', 'no-egress', 'pass-through', 'symmetric', 'matrix'].map(
        (kind) => `\`${kind}\``,
      ),
    ];
    expect(options.length).toBeGreaterThan(10);
    expect(names.filter((name) => !read(page).includes(name))).toEqual([]);
  });

  test('has the same parts in both languages', () => {
    const parts = (text: string) => [...text.matchAll(/^(#+|```\w*$)/gm)].map(([, mark]) => mark);
    expect(parts(read(page))).toEqual(parts(read('verifying.md')));
  });
});
