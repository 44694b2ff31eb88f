import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { censusOf, parseLocalReport, renderCensus } from '../../lib/local/report';
import { renderSemanticsPage } from '../../lib/report/verify';
import { RULES } from '../../lib/verify';
import setup from '../support/global-setup';
import { CENSUS_FILE, REFERENCE_DIRECTORY, referencePages, SEMANTICS_FILE } from './reference';

/** `npm run docs [-- REPORT…]`: with the reports of `npm run local -- --json`, one a site, the census is taken anew. */
async function write(reports: readonly string[]): Promise<void> {
  mkdirSync(REFERENCE_DIRECTORY, { recursive: true });
  if (reports.length > 0) {
    const read = reports.map((file) => parseLocalReport(readFileSync(file, 'utf8'), file));
    writeFileSync(CENSUS_FILE, renderCensus(censusOf(read)));
  }
  await setup();
  for (const [file, text] of referencePages()) {
    writeFileSync(path.join(REFERENCE_DIRECTORY, file), text);
  }
  writeFileSync(SEMANTICS_FILE, renderSemanticsPage([...RULES.values()]));
}

write(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 3;
});
