import { statSync } from 'node:fs';
import path from 'node:path';
import { workspaceOf } from '../local/machine';
import { renderLocalReport, summaryOf, type LocalReport, type RunLocal } from '../local/report';
import type { CommandContext, Output } from './command-context';
import { exitCodeOf, exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { writeJson } from './json-target';
import type { LocalCommandOptions } from './local-options';
import { openProgress } from './progress-renderer';
import { reportError } from './report-error';
import { watchForStop, type StopWatch } from './stop-watch';

/** Report that is left in the private folder when it is kept. */
const KEPT_REPORT = 'report.json';

/** How a run ended. */
type Outcome = { readonly report: LocalReport } | { readonly error: unknown };

/**
 * Deploys a site locally while showing what happens, prints the summary, writes the report, and says how the process is to
 * end. A signal stops the run, which cleans up; a second one does not cut that short.
 *
 * @returns 0 passed; 1 an expectation missed; 2 something missing; 3 a bug; 128 and the number of the signal that stopped it
 */
export async function localCommand(
  { run, json }: LocalCommandOptions,
  context: CommandContext,
  runLocal: RunLocal,
): Promise<CommandExitCode> {
  const { stdout, stderr, signals, env, cwd } = context;
  const progress = await openProgress(context);
  const watch = watchForStop(signals, [stdout, stderr], progress.note);
  try {
    let outcome: Outcome;
    try {
      outcome = { report: await runLocal(run, { signal: watch.signal, progress, env, cwd }) };
    } catch (error) {
      outcome = { error };
    }
    await progress.close();
    const written = 'report' in outcome ? await present(outcome.report, run.keep, json, context) : undefined;
    const errors = errorsOf(outcome, written, watch);
    errors.forEach((error) => {
      reportError(stderr, error);
    });
    await Promise.all([flushed(stdout), flushed(stderr)]);
    return exitCode(outcome, errors, watch);
  } finally {
    watch.close();
  }
}

/** Prints and writes a report; what could not be written is returned, so that everything else is. */
async function present(
  report: LocalReport,
  keep: boolean,
  json: string | undefined,
  { stdout, cwd }: CommandContext,
): Promise<{ readonly error: unknown } | undefined> {
  stdout.write(`\n${summaryOf(report)}`);
  const folder = workspaceOf(cwd).root;
  const kept = keep && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = [...(json === undefined ? [] : [json]), ...(kept ? [path.join(folder, KEPT_REPORT)] : [])];
  try {
    const text = renderLocalReport(report);
    for (const file of files) {
      await writeJson(file, text);
      stdout.write(`\nReport: ${file}\n`);
    }
  } catch (error) {
    return { error };
  }
  if (kept) {
    stdout.write(`Kept: ${folder}\n`);
  }
  return undefined;
}

/** What a person must be told of, each once. */
function errorsOf(
  outcome: Outcome,
  written: { readonly error: unknown } | undefined,
  watch: StopWatch,
): readonly unknown[] {
  const uncaught = watch.uncaught();
  return [
    ...('error' in outcome ? [outcome.error] : []),
    ...(written === undefined ? [] : [written.error]),
    ...(uncaught === undefined ? [] : [uncaught.error]),
  ].filter((error, index, all) => all.indexOf(error) === index && !saysOnlyThatItStopped(error, watch));
}

function exitCode(outcome: Outcome, errors: readonly unknown[], watch: StopWatch): CommandExitCode {
  if (watch.uncaught() !== undefined) {
    return 3;
  }
  const stoppedBy = watch.stoppedBy();
  if (stoppedBy !== undefined) {
    return exitCodeOfSignal(stoppedBy);
  }
  const missed = 'report' in outcome && outcome.report.result !== 'passed' ? [1 as const] : [];
  const codes = [...errors.map(exitCodeOf), ...missed];
  return codes.length === 0 ? 0 : (Math.max(...codes) as CommandExitCode);
}

/** Whether an error is the echo of the abort: its reason, or what Node.js makes of it. */
function saysOnlyThatItStopped(error: unknown, { signal }: StopWatch): boolean {
  return (
    signal.aborted && typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
  );
}

/** Resolves when everything was written, or cannot be: only then is it known whether somebody still reads. */
function flushed(output: Output): Promise<void> {
  return new Promise((resolve) => {
    output.write('', () => {
      resolve();
    });
  });
}
