import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from './fault';
import { FAULTS as FAILURE_FAULTS } from '../failures/seeded/faults';
import { FAULTS as NETWORK_FAULTS } from '../verify/seeded/faults';

const ROOT = path.resolve(__dirname, '../..');
const COPY = path.join(ROOT, 'coverage/seeded');
const RESULTS = path.join(COPY, 'results.json');
/** Where the runner notes the tests of each file, and the time that they take. */
const NOTES = path.join(COPY, 'test-files.json');
const JEST = path.join(ROOT, 'node_modules/jest/bin/jest.js');

/** What the tests need; everything else is left where it is. */
const NEEDED = [
  'lib',
  'jest.config.js',
  'package.json',
  'tsconfig.json',
  'test/failures',
  'test/fixtures',
  'test/mutation',
  'test/seeded',
  'test/support',
  'test/template',
  'test/verify',
];

/** Faults with the tests that must find them. */
interface Sowing {
  readonly faults: readonly Fault[];
  /** Configuration of jest, from the root of the project. */
  readonly config: string;
}

const SOWINGS: readonly Sowing[] = [
  { faults: NETWORK_FAULTS, config: 'test/verify/seeded/jest.config.js' },
  { faults: FAILURE_FAULTS, config: 'test/failures/seeded/jest.config.js' },
];

/** Longest run of the tests; a fault that never comes to an end is found as well. */
const LONGEST_RUN_MS = 15 * 60 * 1000;

/** What a fault is known by to the runner that stops at the first failing file. */
const FAULT_NAME = '__STRYKER_ACTIVE_MUTANT__';

type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly file: string; readonly by: string }
  | { readonly kind: 'broken'; readonly why: string };

type Notes = Readonly<Record<string, { readonly names: readonly string[]; readonly milliseconds: number }>>;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Seeds one fault after another into a copy of what is tested and tells which test finds it: `npm run seeded`, or
 * `npm run seeded -- acl-last-match shortest-prefix` for some.
 */
function main(): void {
  const asked = process.argv.slice(2);
  const all = SOWINGS.flatMap(({ faults }) => faults);
  const unknown = asked.filter((id) => !all.some((fault) => fault.id === id));
  if (unknown.length > 0) {
    throw new Error(`no fault is called ${unknown.join(', ')}`);
  }
  const chosen = SOWINGS.map(({ faults, config }) => ({
    config,
    faults: asked.length === 0 ? faults : faults.filter(({ id }) => asked.includes(id)),
  })).filter(({ faults }) => faults.length > 0);
  const missed = chosen.flatMap(sow);
  console.log(
    `seeded ${String(chosen.flatMap(({ faults }) => faults).length)}, missed ${String(missed.length)}${missed.map(({ id }) => ` ${id}`).join('')}`,
  );
  process.exitCode = missed.length > 0 ? 1 : 0;
}

/** @returns the faults that no test found */
function sow({ faults, config }: Sowing): readonly Fault[] {
  makeCopy();
  try {
    const sound = runTests(config);
    if (sound.kind !== 'passed') {
      throw new Error(
        `without a fault the tests must pass, got ${sound.kind === 'failed' ? `a failure of ${sound.by}` : sound.why}`,
      );
    }
    const missed = faults.filter((fault) => !isFound(fault, config));
    console.log(`${config}: seeded ${String(faults.length)}, found ${String(faults.length - missed.length)}`);
    return missed;
  } finally {
    rmSync(COPY, { recursive: true, force: true });
  }
}

function makeCopy(): void {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const name of NEEDED) {
    cpSync(path.join(ROOT, name), path.join(COPY, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));
}

function isFound(fault: Fault, config: string): boolean {
  const file = path.join(COPY, fault.file);
  const sound = readFileSync(file, 'utf8');
  const places = sound.split(fault.find);
  if (places.length !== 2) {
    console.log(`${fault.id}: must stand in ${fault.file} once, got ${String(places.length - 1)} times`);
    return false;
  }
  writeFileSync(file, places.join(fault.replace));
  const outcome = runTests(config, fault);
  writeFileSync(file, sound);
  console.log(`${fault.id}: ${lineOf(outcome, fault)}`);
  if (outcome.kind === 'failed') {
    prefer(outcome.file);
    return true;
  }
  return false;
}

/** What finds one fault often finds the next: it is noted as quicker than it is, and so comes earlier. */
function prefer(file: string): void {
  const notes = JSON.parse(readFileSync(NOTES, 'utf8')) as Notes;
  const own = notes[file];
  if (own !== undefined) {
    writeFileSync(NOTES, JSON.stringify({ ...notes, [file]: { ...own, milliseconds: own.milliseconds / 2 } }));
  }
}

function lineOf(outcome: Outcome, { what }: Fault): string {
  switch (outcome.kind) {
    case 'failed':
      return `found by ${outcome.by}`;
    case 'broken':
      return `NOT FOUND, it does not run: ${outcome.why}`;
    case 'passed':
      return `NOT FOUND, a test is missing that says: ${what}`;
  }
}

/** Runs the tests in the copy; with a fault, until the first file that fails. */
function runTests(config: string, fault?: Fault): Outcome {
  rmSync(RESULTS, { force: true });
  const { error } = spawnSync(
    process.execPath,
    [JEST, '-c', path.join(COPY, config), '-i', '--silent', '--json', `--outputFile=${RESULTS}`],
    {
      cwd: COPY,
      stdio: 'ignore',
      timeout: LONGEST_RUN_MS,
      env: { ...process.env, [FAULT_NAME]: fault?.id },
    },
  );
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') {
    return { kind: 'failed', file: '', by: 'tests that never end' };
  }
  return existsSync(RESULTS)
    ? outcomeOf(JSON.parse(readFileSync(RESULTS, 'utf8')) as Report)
    : { kind: 'broken', why: 'the tests wrote no results' };
}

function outcomeOf({ testResults }: Report): Outcome {
  const broken = testResults.find(({ assertionResults, message }) => assertionResults.length === 0 && message !== '');
  if (broken !== undefined) {
    return { kind: 'broken', why: broken.message };
  }
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => ({ file: name, by: `${path.relative(COPY, name)}: ${fullName}` })),
  );
  const [first] = failures;
  if (first === undefined) {
    return { kind: 'passed' };
  }
  const more = failures.length > 1 ? ` (and ${String(failures.length - 1)} more)` : '';
  return { kind: 'failed', file: first.file, by: `${first.by}${more}` };
}

main();
