import { renderExposure, renderExposureCsv, renderExposureJson, type ExposureReport } from '../report/verify';
import { createVerifier, type Level, type Party, type Verifier } from '../verify';
import { loadForVerify } from '../verify/policy';
import type { CommandContext } from './command-context';
import { exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { FaultCollector, oneOf, once } from './verify-faults';
import { inputOf, placesOf, type TypedInput } from './verify-input';
import { print } from './verify-output';
import { requireParties, selectionOf } from './verify-parties';
import { shownOn } from './verify-terminal';

/** Options of `honmaru exposure` as they were typed. */
export interface TypedExposure extends TypedInput {
  readonly from?: readonly string[];
  readonly level?: readonly string[];
  readonly format?: readonly string[];
}

const FORMATS = ['pretty', 'json', 'csv'] as const;
const LEVELS = ['direct', 'via-proxies', 'via-compute'] as const satisfies readonly Level[];

/** Lists what is reachable from where. */
export async function exposureCommand(
  paths: readonly string[],
  typed: TypedExposure,
  context: CommandContext,
): Promise<CommandExitCode> {
  const faults = new FaultCollector();
  const input = faults.read(() => inputOf(paths, typed, context.cwd));
  const format = faults.read(() => oneOf('--format', FORMATS, once('--format', typed.format)));
  const level = faults.read(() => oneOf('--level', LEVELS, once('--level', typed.level))) ?? 'via-proxies';
  faults.close();
  if (input === undefined) {
    return 3;
  }
  const loaded = loadForVerify(input.paths, input.given);
  const verifier = createVerifier(loaded.model);
  const report: ExposureReport = {
    level,
    senders: sendersOf(verifier, typed.from, faults).map((from) => ({
      from: from.label,
      reaches: verifier.exposure(from, level),
    })),
  };
  faults.close();
  const options = { language: input.language, ...placesOf(loaded, context.cwd) };
  const text =
    format === 'json'
      ? renderExposureJson(report, options)
      : format === 'csv'
        ? renderExposureCsv(report, options)
        : renderExposure(report, { ...options, ...shownOn(context) });
  return (await print(context.stdout, text)) ? 0 : exitCodeOfSignal('SIGPIPE');
}

/** Whoever is named, or else everyone outside. */
function sendersOf(verifier: Verifier, names: readonly string[] | undefined, faults: FaultCollector): readonly Party[] {
  if (names === undefined) {
    return [verifier.internet, ...verifier.select(({ kind }) => kind === 'site')];
  }
  const selection = selectionOf(verifier);
  const found = names.flatMap((name) => faults.read(() => requireParties(verifier, selection, '--from', name)) ?? []);
  return [...new Map(found.map((party) => [party.id, party])).values()];
}
