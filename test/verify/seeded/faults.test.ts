import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FAULTS } from './faults';

const ROOT = path.resolve(__dirname, '../../..');

test('there are thirty at least, each with a name of its own', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(30);
  expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
});

test.each(FAULTS)('$id stands in its file once, and changes it', ({ file, find, replace }) => {
  expect(file).toMatch(/^lib\/(verify\/(engine|network|address|flips)|template)\//);
  expect(readFileSync(path.join(ROOT, file), 'utf8').split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
