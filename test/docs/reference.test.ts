import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { staleTypes } from '../../lib/local/report';
import { judgedReferenceSites, keptCensus, REFERENCE_DIRECTORY, referencePages } from './reference';

test.each([...referencePages()])('docs/reference/%s says what the code says (npm run docs)', (file, text) => {
  expect(readFileSync(path.join(REFERENCE_DIRECTORY, file), 'utf8')).toBe(text);
});

test('no page of the reference is written by hand', () => {
  expect(readdirSync(REFERENCE_DIRECTORY).sort()).toEqual([...referencePages().keys()].sort());
});

test('the local census is that of the templates as they are now (npm run local, npm run docs)', () => {
  expect(staleTypes(keptCensus(), judgedReferenceSites())).toEqual([]);
});
