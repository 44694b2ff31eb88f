import { renderBackups, renderBackupsCsv, renderBackupsJson, renderBackupsMarkdown } from '../report/backups';
import { relativeTo } from '../report/verify';
import { proveBackups, readObjectives } from '../verify/backups';
import { loadForVerify } from '../verify/policy';
import type { CommandContext } from './command-context';
import { exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { FaultCollector, oneOf, once, optionFault } from './verify-faults';
import { inProcess, inputOf, placesOf, type TypedInput } from './verify-input';
import { print } from './verify-output';
import { shownOn } from './verify-terminal';

/** Options of `honmaru backups` as they were typed. */
export interface TypedBackups extends TypedInput {
  readonly objectives?: readonly string[];
  readonly format?: readonly string[];
  readonly verbose?: true;
}

const FORMATS = ['pretty', 'json', 'csv', 'md'] as const;

/**
 * Proves what backups achieve, and says how the process is to end.
 *
 * @returns 0 everything is proved; 1 something is refuted, or cannot be told
 */
export async function backupsCommand(
  paths: readonly string[],
  typed: TypedBackups,
  context: CommandContext,
): Promise<CommandExitCode> {
  const { cwd, stdout, version } = context;
  const faults = new FaultCollector();
  const input = faults.read(() => inputOf(paths, typed, cwd));
  const format = faults.read(() => oneOf('--format', FORMATS, once('--format', typed.format))) ?? 'pretty';
  const read = faults.read(() => readObjectives(inProcess(requireFile(typed.objectives), cwd)));
  faults.close();
  if (input === undefined || read === undefined) {
    return 3;
  }
  const loaded = loadForVerify(input.paths, input.given);
  const report = proveBackups(loaded.model, read.objectives, { source: read.source });
  const options = {
    language: input.language,
    ...placesOf(loaded, cwd),
    objectivesFile: relativeTo(read.source.name, cwd),
    toolVersion: version,
    read: loaded.templates,
  };
  const shown = {
    pretty: () => renderBackups(report, { ...options, ...shownOn(context), verbose: typed.verbose === true }),
    json: () => renderBackupsJson(report, options),
    csv: () => renderBackupsCsv(report, options),
    md: () => renderBackupsMarkdown(report, options),
  }[format]();
  const isRead = await print(stdout, shown);
  return isRead ? (report.holds ? 0 : 1) : exitCodeOfSignal('SIGPIPE');
}

function requireFile(values: readonly string[] | undefined): string {
  const file = once('--objectives', values);
  if (file === undefined) {
    throw optionFault(
      '--objectives',
      'must be given',
      undefined,
      'write what backups have to achieve into a file, and name it: nothing is asked by default',
      'OptionMissing',
    );
  }
  return file;
}
