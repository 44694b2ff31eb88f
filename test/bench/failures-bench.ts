import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleFunctions } from '../../lib';
import { assemblyDirectory, REFERENCE_SITES, synthReferenceSite, type ReferenceSite } from '../support/synth-sites';

/** Seconds that every pair of faults on one site may take, from the start of the process to its end. */
const MOST_SECONDS = 10;
const RUNS = 3;

/**
 * Prints how long `honmaru failures --k 2` takes on each reference site, as a process of its own that reads the templates:
 * median of three.
 *
 * @returns sites that take too long
 */
export async function benchFailures(): Promise<readonly string[]> {
  const late: string[] = [];
  console.log('site                 seconds  scenarios  evaluated');
  for (const site of REFERENCE_SITES) {
    const directory = await directoryOf(site);
    const runs = Array.from({ length: RUNS }, () => measure(directory)).sort((a, b) => a.seconds - b.seconds);
    const median = runs[Math.floor(RUNS / 2)];
    if (median === undefined) {
      throw new Error('no run');
    }
    console.log(
      [
        site.padEnd(20),
        median.seconds.toFixed(2).padStart(8),
        String(median.scenarios).padStart(10),
        String(median.evaluated).padStart(10),
      ].join(' '),
    );
    if (median.seconds > MOST_SECONDS) {
      late.push(site);
    }
  }
  console.log(
    late.length === 0
      ? `at most ${String(MOST_SECONDS)} s each`
      : `beyond ${String(MOST_SECONDS)} s: ${late.join(', ')}`,
  );
  return late;
}

async function directoryOf(site: ReferenceSite): Promise<string> {
  const directory = assemblyDirectory(site);
  if (!existsSync(directory)) {
    await bundleFunctions();
    synthReferenceSite(site);
  }
  return directory;
}

function measure(directory: string): {
  readonly seconds: number;
  readonly scenarios: number;
  readonly evaluated: number;
} {
  const started = process.hrtime.bigint();
  const cli = path.join(__dirname, '../../bin/cli.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', cli, 'failures', directory, '--k', '2'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const [, scenarios, evaluated] = /(\d+) scenarios, (\d+) of them evaluated/.exec(stdout) ?? [];
  if ((status !== 0 && status !== 1) || scenarios === undefined) {
    throw new Error(`honmaru failures ended with ${String(status)}: ${stderr}`);
  }
  return { seconds, scenarios: Number(scenarios), evaluated: Number(evaluated) };
}
