import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { REFERENCE_SITES } from '../support/synth-sites';
import { benchFailures } from './failures-bench';
import { benchFunctions } from './functions';
import { benchVerify, type VerifyMode } from './verify-bench';

const RUNS = 3;

interface Measured {
  readonly seconds: number;
  readonly resources: number;
  readonly stacks: number;
  readonly rssMib: number;
}

/**
 * Measures functions and sites, or only one of the two, or proofs: `run.ts [functions|sites]`,
 * `run.ts verify [small|plain|full|budgets|sites]`, which `run.ts oracle [quick|full]` compares with z3; or every pair of
 * faults: `run.ts failures`.
 */
async function main(): Promise<void> {
  const [only, mode] = process.argv.slice(2);
  if (only === 'verify') {
    if (benchVerify((mode ?? 'plain') as VerifyMode).length > 0) {
      process.exitCode = 1;
    }
    return;
  }
  if (only === 'failures') {
    process.exitCode = (await benchFailures()).length > 0 ? 1 : 0;
    return;
  }
  if (only === 'oracle') {
    const args = ['--import', 'tsx', path.join(__dirname, 'verify-oracle.ts'), mode ?? 'quick'];
    process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 3;
    return;
  }
  if (only !== 'functions') {
    benchSites();
  }
  if (only !== 'sites' && (await benchFunctions()).length > 0) {
    process.exitCode = 1;
  }
}

/** Prints, for each reference site, how long a whole synthesis takes without and with all judges: median of three. */
function benchSites(): void {
  console.log(`node ${process.version}, ${cpus().length} cores, median of ${RUNS} processes, warm bundle cache`);
  synthesize('starter', 'plain'); // warms the bundle cache
  console.log('site                 judges  stacks  resources  seconds  resources/s  memory MiB');
  for (const site of REFERENCE_SITES) {
    for (const mode of ['plain', 'judged'] as const) {
      const runs = Array.from({ length: RUNS }, () => synthesize(site, mode)).sort((a, b) => a.seconds - b.seconds);
      const median = runs[Math.floor(RUNS / 2)];
      if (median === undefined) {
        throw new Error('no run');
      }
      const cells = [
        site.padEnd(20),
        (mode === 'judged' ? 'all' : 'none').padEnd(7),
        String(median.stacks).padStart(6),
        String(median.resources).padStart(10),
        median.seconds.toFixed(2).padStart(8),
        Math.round(median.resources / median.seconds)
          .toString()
          .padStart(12),
        String(median.rssMib).padStart(11),
      ];
      console.log(cells.join(' '));
    }
  }
}

function synthesize(site: string, mode: 'plain' | 'judged'): Measured {
  const outdir = mkdtempSync(path.join(tmpdir(), 'honmaru-bench-'));
  try {
    const started = process.hrtime.bigint();
    const args = ['--import', 'tsx', path.join(__dirname, 'synth-once.ts'), site, mode, outdir];
    const output = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return { seconds, ...(JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Omit<Measured, 'seconds'>) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 3;
});
