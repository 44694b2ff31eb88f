import { readFileSync } from 'node:fs';
import { renderSemanticsPage } from '../../../lib/report/verify';
import { RULES } from '../../../lib/verify';
import { SEMANTICS_FILE } from '../../docs/reference';

const PAGE = renderSemanticsPage([...RULES.values()]);

test('docs/semantics.md says what the register says (npm run docs)', () => {
  expect(readFileSync(SEMANTICS_FILE, 'utf8')).toBe(PAGE);
});

test('every rule is a heading, so that reports can link to it', () => {
  expect([...PAGE.matchAll(/^## (.+)$/gm)].map(([, id]) => id)).toEqual([...RULES.keys()]);
});
