import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const STRYKER = path.join(ROOT, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/** Share of the mutants, in percent, that the tests must find. */
const LEAST_SCORE = 85;

/** What counts as found: a test failed, or waited for what no longer happens. */
const DETECTED: readonly string[] = ['Killed', 'Timeout'];

/** What counts as missed. Whatever does not compile or run at all is neither. */
const MISSED: readonly string[] = ['Survived', 'NoCoverage'];

interface Counts {
  readonly detected: number;
  readonly missed: number;
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/**
 * Changes the code of each function, one small change after another, and counts the changes that the tests of the same folder
 * notice: `npm run mutation`, or `npm run mutation -- drill shared/records` for some folders. What only tests of other
 * folders would notice counts as missed.
 */
function main(): void {
  const asked = process.argv.slice(2);
  const parts = asked.length > 0 ? asked : partsBelow('');
  const counts = parts.map((part): Counts => {
    const found = mutate(part);
    console.log(line(part, found));
    return found;
  });
  const total = counts.reduce((a, b) => ({ detected: a.detected + b.detected, missed: a.missed + b.missed }));
  console.log(line('all', total));
  if (!(score(total) >= LEAST_SCORE)) {
    console.log(`must be at least ${String(LEAST_SCORE)} %`);
    process.exitCode = 1;
  }
}

/** Folders of `lambda` that have code. */
function partsBelow(folder: string): readonly string[] {
  const entries = readdirSync(path.join(ROOT, 'lambda', folder), { withFileTypes: true });
  const below = entries.flatMap((entry) =>
    entry.isDirectory() ? partsBelow(path.posix.join(folder, entry.name)) : [],
  );
  return entries.some((entry) => entry.isFile()) && folder !== '' ? [folder, ...below] : below;
}

/** @throws Error when the run of a part did not come to its end */
function mutate(part: string): Counts {
  const report = path.join(ROOT, 'coverage/mutation', `${part.replaceAll('/', '-')}.json`);
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, [STRYKER, 'run', 'stryker.config.mjs'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, HONMARU_MUTATION_PART: part },
  });
  if (status !== 0) {
    throw new Error(`the mutation tests of lambda/${part} ended with ${String(status)}`);
  }
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map((mutant) => mutant.status));
  const count = (counted: readonly string[]): number => statuses.filter((it) => counted.includes(it)).length;
  return { detected: count(DETECTED), missed: count(MISSED) };
}

function score({ detected, missed }: Counts): number {
  return (100 * detected) / (detected + missed);
}

function line(part: string, counts: Counts): string {
  const { detected, missed } = counts;
  return `mutation ${part.padEnd(28)} ${String(detected).padStart(5)} of ${String(detected + missed).padStart(5)}  ${score(counts).toFixed(1)} %`;
}

main();
