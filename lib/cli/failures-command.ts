import { readFileSync } from 'node:fs';
import { HonmaruError } from '../errors';
import {
  analyseFailures,
  compareWithFailureBaseline,
  failureBaselineOf,
  formatFailureBaseline,
  matchExceptions,
  parseFailureBaseline,
  readDeclared,
  readExceptions,
  type FailureBaseline,
  type FailureReport,
  type Row,
} from '../failures';
import {
  isHolding,
  renderFailures,
  renderFailuresCsv,
  renderFailuresHtml,
  renderFailuresJson,
  renderFailuresMarkdown,
  type FailuresPrettyOptions,
} from '../report/failures';
import { relativeTo } from '../report/verify';
import { loadForVerify } from '../verify/policy';
import type { CommandContext } from './command-context';
import { exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { failuresOptionsOf, type FailureFormat, type TypedFailures } from './failures-options';
import { print, writeWhole } from './verify-output';
import { shownOn } from './verify-terminal';

/**
 * Computes what every fault does, prints and writes what was asked for, and says how the process is to end. Whatever is wrong
 * with the input is told before anything is written.
 *
 * @returns 0 nothing that is required is missed; 1 something is, or cannot be told
 */
export async function failuresCommand(
  paths: readonly string[],
  typed: TypedFailures,
  context: CommandContext,
): Promise<CommandExitCode> {
  const { cwd, stdout, version } = context;
  const options = failuresOptionsOf(paths, typed, cwd);
  const { input, faults } = options;
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline, cwd);
  const declared = options.declared === undefined ? {} : { declared: readDeclared(options.declared) };
  const reviewed = options.exceptions === undefined ? undefined : readExceptions(options.exceptions);
  const loaded = loadForVerify(input.paths, input.given);
  const report = analyseFailures(loaded.model, { faults, ...declared });
  const comparison = baseline === undefined ? undefined : compareWithFailureBaseline(report, baseline);
  const shown: FailuresPrettyOptions = {
    language: input.language,
    toolVersion: version,
    read: loaded.templates,
    faults,
    verbose: options.verbose,
    ...(comparison === undefined ? {} : { comparison }),
    ...(reviewed === undefined ? {} : { exceptions: matchExceptions(rowsIn(report), reviewed) }),
  };
  for (const { file, format } of options.files) {
    await writeWhole('--output', file, rendered(report, format, shown));
  }
  if (options.writeBaseline !== undefined) {
    await writeWhole('--write-baseline', options.writeBaseline, formatFailureBaseline(failureBaselineOf(report)));
  }
  const isRead = await print(stdout, rendered(report, options.printed, { ...shown, ...shownOn(context) }));
  return isRead ? (isHolding(report, shown) ? 0 : 1) : exitCodeOfSignal('SIGPIPE');
}

function rendered(report: FailureReport, format: FailureFormat, options: FailuresPrettyOptions): string {
  switch (format) {
    case 'pretty':
      return renderFailures(report, options);
    case 'csv':
      return renderFailuresCsv(report, options);
    case 'json':
      return renderFailuresJson(report, options);
    case 'md':
      return renderFailuresMarkdown(report, options);
    case 'html':
      return renderFailuresHtml(report, options);
  }
}

function rowsIn({ scenarios }: FailureReport): readonly Row[] {
  return scenarios.flatMap(({ rows }) => rows);
}

function readBaseline(file: string, cwd: string): FailureBaseline {
  const name = relativeTo(file, cwd);
  try {
    return parseFailureBaseline(JSON.parse(readFileSync(file, 'utf8')), name);
  } catch (cause) {
    if (cause instanceof HonmaruError) {
      throw cause;
    }
    const must = cause instanceof SyntaxError ? 'must hold JSON' : 'must be a readable file';
    throw new HonmaruError(
      [{ path: name, must, hint: "write it anew with '--write-baseline'", code: 'BaselineInvalid' }],
      { cause },
    );
  }
}
