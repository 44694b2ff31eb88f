import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { createVerifier } from '../../../lib/verify';
import { coverageOf, overall } from './coverage';
import { FOREIGN } from './index';

/** Writes anew how much of each template is understood: `node --import tsx test/verify/foreign/write-coverage.ts`. */
async function main(): Promise<void> {
  const file = path.join(__dirname, 'coverage.json');
  const found = FOREIGN.map(({ name, load }) => ({ name, coverage: createVerifier(load()).coverage }));
  const rows = Object.fromEntries(found.map(({ name, coverage }) => [name, coverageOf(coverage)]));
  const options = await resolveConfig(file);
  writeFileSync(file, await format(JSON.stringify(rows), { ...options, filepath: file }));
  for (const [name, { exact, approximated, inert, network }] of Object.entries(rows)) {
    console.log(`${name.padEnd(70)} ${exact} exact, ${approximated} approximated, ${inert} inert; network ${network}`);
  }
  console.log(`network resources understood: ${(overall(found.map(({ coverage }) => coverage)) * 100).toFixed(1)} %`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 3;
});
