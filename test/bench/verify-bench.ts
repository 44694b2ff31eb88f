import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { REFERENCE_SITES } from '../support/synth-sites';
import { FAMILIES, type Family } from './verify-families';
import type { Measured } from './verify-once';

/**
 * Milliseconds of the processor, and MiB of memory, that a question may take. It is the first time that it is asked of
 * the network, in a process that has answered it about others. Garbage is collected the later the more memory there is,
 * so a process with a budget of memory is given no more than that.
 */
interface Budget {
  readonly family: Family;
  readonly size: number;
  readonly question: string;
  readonly milliseconds: number;
  readonly rssMib?: number;
}

const BUDGETS: readonly Budget[] = [
  { family: 'F1', size: 10_000, question: 'Q1', milliseconds: 100 },
  { family: 'F1', size: 10_000, question: 'Q2', milliseconds: 100 },
  { family: 'F1', size: 10_000, question: 'Q3', milliseconds: 2000 },
  { family: 'F3', size: 100_000, question: 'Q2', milliseconds: 10_000, rssMib: 1024 },
];
const SITE_SECONDS = 3;
const SITE_RUNS = 3;

/** Sizes of the table: `small` is what a change is tried with. */
const SIZES = { small: [10, 100], plain: [10, 100, 1000], full: [10, 100, 1000, 10_000, 100_000] } as const;

const QUESTIONS = ['Q1', 'Q2', 'Q3', 'Q6'] as const;
/** Asks about every class of packets one by one. */
const CERTIFIED_SIZE = 100;
/** MiB of objects where memory has no budget; what else a process needs is the other part of a budget. */
const HEAP_MIB = 4096;
const HEAP_SHARE = 0.9;
/** A measurement that takes longer is given up, and the larger sizes of its family with it. */
const LONGEST_MS = 120_000;

export type VerifyMode = keyof typeof SIZES | 'budgets' | 'sites';

/**
 * Prints what questions about made-up networks, and verifying whole sites, take: each in a process of its own.
 *
 * @returns what is beyond its budget
 */
export function benchVerify(mode: VerifyMode): readonly string[] {
  const directory = mkdtempSync(path.join(tmpdir(), 'honmaru-verify-'));
  try {
    buildSync({
      entryPoints: ['verify-once.ts', 'verify-site.ts'].map((file) => path.join(__dirname, file)),
      bundle: true,
      platform: 'node',
      outdir: directory,
      logLevel: 'error',
    });
    if (mode !== 'budgets' && mode !== 'sites') {
      table(directory, SIZES[mode]);
    }
    return [...(mode === 'sites' || mode === 'small' ? [] : overBudget(directory)), ...slowSites(directory)];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function table(directory: string, sizes: readonly number[]): void {
  console.log(
    '\nfamily   size  question  resources  read ms  build ms  first ms  again ms  (by the clock)  memory MiB  x smaller  answer',
  );
  for (const family of Object.keys(FAMILIES) as Family[]) {
    console.log(`${family}: ${FAMILIES[family].says}`);
    for (const question of [...QUESTIONS, 'Q7']) {
      let before: Measured | undefined;
      for (const size of sizes.filter((each) => question !== 'Q7' || each <= CERTIFIED_SIZE)) {
        const measured = measure(directory, family, size, question);
        if (measured === undefined) {
          console.log(`${family.padEnd(6)} ${String(size).padStart(6)}  ${question.padEnd(8)}  given up`);
          break;
        }
        print(family, size, question, measured, before);
        before = measured;
      }
    }
  }
}

function print(family: Family, size: number, question: string, measured: Measured, before?: Measured): void {
  const ratio = before === undefined ? '' : (measured.first.processor / before.first.processor).toFixed(1);
  const cells = [
    family.padEnd(6),
    String(size).padStart(6),
    ` ${question.padEnd(8)}`,
    String(measured.resources).padStart(10),
    ...[measured.read, measured.build].map(({ processor }) => processor.toFixed(0).padStart(8)),
    ...[measured.first, measured.again].map(({ processor }) => processor.toFixed(1).padStart(9)),
    measured.first.wall.toFixed(1).padStart(15),
    String(measured.rssMib).padStart(11),
    ratio.padStart(10),
    ` ${measured.answer}`,
  ];
  console.log(cells.join(' '));
}

/** Every budget is checked, and not only until the first that is broken. */
function overBudget(directory: string): readonly string[] {
  console.log('\nbudget');
  return BUDGETS.flatMap(({ family, size, question, milliseconds, rssMib }) => {
    const name = `${family} ${size} ${question}`;
    const measured = measure(directory, family, size, question, rssMib);
    const isKept =
      measured !== undefined &&
      measured.first.processor <= milliseconds &&
      (rssMib === undefined || measured.rssMib <= rssMib);
    const took =
      measured === undefined ? 'given up' : `${measured.first.processor.toFixed(1)} ms, ${measured.rssMib} MiB`;
    const limit = `at most ${milliseconds} ms${rssMib === undefined ? '' : ` and ${rssMib} MiB`}`;
    console.log(`${name.padEnd(16)} ${took.padEnd(24)} ${limit}${isKept ? '' : '  beyond'}`);
    return isKept ? [] : [name];
  });
}

function measure(
  directory: string,
  family: Family,
  size: number,
  question: string,
  rssMib?: number,
): Measured | undefined {
  const heap = rssMib === undefined ? HEAP_MIB : Math.floor(rssMib * HEAP_SHARE);
  try {
    const once = path.join(directory, 'verify-once.js');
    const args = [`--max-old-space-size=${heap}`, once, family, String(size), question];
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_MS,
    });
    return JSON.parse(output) as Measured;
  } catch (error) {
    const { stderr = '', code } = error as { stderr?: string; code?: string };
    if (code !== 'ETIMEDOUT') {
      console.error(stderr.split('\n').slice(0, 12).join('\n'));
    }
    return undefined;
  }
}

interface Site {
  readonly results: number;
  readonly findings: number;
  readonly rssMib: number;
  /** Of the processor. */
  readonly seconds: number;
}

/** Whole runs on the reference sites, from a cold start: the shortest of some, which others on the machine lengthen least. */
function slowSites(directory: string): readonly string[] {
  console.log('\nsite                 seconds  by the clock  memory MiB  questions  findings');
  return REFERENCE_SITES.filter((site) => {
    const outdir = path.join(directory, site);
    const synthesis = ['--import', 'tsx', path.join(__dirname, 'synth-once.ts'), site, 'plain', outdir];
    execFileSync(process.execPath, synthesis, { stdio: ['ignore', 'ignore', 'inherit'] });
    const runs = Array.from({ length: SITE_RUNS }, () => {
      const started = process.hrtime.bigint();
      const output = execFileSync(process.execPath, [path.join(directory, 'verify-site.js'), outdir], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const wall = Number(process.hrtime.bigint() - started) / 1e9;
      return { wall, ...(JSON.parse(output) as Site) };
    }).sort((a, b) => a.seconds - b.seconds);
    const [best] = runs;
    if (best === undefined) {
      throw new Error('no run');
    }
    const isBeyond = best.seconds > SITE_SECONDS;
    const cells = [
      site.padEnd(20),
      best.seconds.toFixed(2).padStart(8),
      best.wall.toFixed(2).padStart(13),
      String(best.rssMib).padStart(11),
      String(best.results).padStart(10),
      String(best.findings).padStart(9),
    ];
    console.log(`${cells.join(' ')}${isBeyond ? `  beyond ${SITE_SECONDS} s` : ''}`);
    return isBeyond;
  });
}
