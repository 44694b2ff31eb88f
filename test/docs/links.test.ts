import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const PAGES = ['README.md', 'README.ja.md', 'CHANGELOG.md']
  .concat(readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`))
  .filter((file) => file.endsWith('.md'))
  .sort();

test.each(PAGES)('%s links to files that exist', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => String(target));
  const missing = targets.filter((target) => !existsSync(path.join(ROOT, path.dirname(page), target)));
  expect(missing).toEqual([]);
});

test.each(PAGES.filter((page) => /^docs\/runbooks\/[^.]+\.md$/.test(page)))('%s exists in Japanese', (page) => {
  expect(PAGES).toContain(page.replace(/\.md$/, '.ja.md'));
});

test('every requirement has a row in the traceability table', () => {
  const text = readFileSync(path.join(ROOT, 'docs/traceability.md'), 'utf8');
  const counts = { K: 8, U: 22, C: 19, E: 20, P: 9, H: 20, G: 12 };
  const ids = Object.entries(counts).flatMap(([letter, last]) =>
    Array.from({ length: last }, (_, index) => `${letter}${String(index + 1)}`),
  );
  expect(ids.filter((id) => !new RegExp(`^\\| *\\**${id}\\** *\\|`, 'm').test(text))).toEqual([]);
});

test('every path the traceability table names exists', () => {
  const text = readFileSync(path.join(ROOT, 'docs/traceability.md'), 'utf8');
  const named = [...text.matchAll(/`((?:lib|lambda|bin|test|docs)\/[\w./-]+)`/g)].map(([, name]) => String(name));
  expect(named.length).toBeGreaterThan(60);
  expect([...new Set(named)].filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
});
