import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { REFERENCE_DIRECTORY, referencePages } from './reference';

test.each([...referencePages()])('docs/reference/%s says what the code says (npm run docs)', (file, text) => {
  expect(readFileSync(path.join(REFERENCE_DIRECTORY, file), 'utf8')).toBe(text);
});

test('no page of the reference is written by hand', () => {
  expect(readdirSync(REFERENCE_DIRECTORY).sort()).toEqual([...referencePages().keys()].sort());
});
