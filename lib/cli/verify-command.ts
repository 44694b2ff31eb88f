import { readFileSync } from 'node:fs';
import { HonmaruError } from '../errors';
import { relativeTo, renderBaselineNote, type BaselineNote } from '../report/verify';
import {
  baselineOf,
  compareWithBaseline,
  defaultPolicy,
  formatBaseline,
  loadForVerify,
  parseBaseline,
  readPolicy,
  verifierFor,
  verifyPolicy,
  type Baseline,
  type Policy,
} from '../verify/policy';
import { certifyModel, type Certified } from './verify-certify';
import { withChanges } from './verify-changes';
import type { CommandContext } from './command-context';
import { exitCodeOfSignal, type CommandExitCode } from './exit-code';
import { placesOf } from './verify-input';
import { verifyOptionsOf, type TypedVerify, type VerifyCommandOptions } from './verify-options';
import { print, writeWhole } from './verify-output';
import { renderAs } from './verify-render';

/**
 * Proves a policy on templates, prints and writes what was asked for, and says how the process is to end. Whatever is wrong
 * with the input is told before anything is written.
 *
 * @returns 0 all holds; 1 something does not, or the two implementations disagree
 */
export async function verifyCommand(
  paths: readonly string[],
  typed: TypedVerify,
  context: CommandContext,
): Promise<CommandExitCode> {
  const { cwd, stdout } = context;
  const options = verifyOptionsOf(paths, typed, cwd);
  const { input, policy: file, accept, cardData, verbose } = options;
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline, cwd);
  const loaded = loadForVerify(input.paths, input.given);
  const written = file === undefined ? undefined : await readPolicy(file);
  const verifier = verifierFor(loaded.model, written);
  const policy: Policy = written ?? defaultPolicy(verifier);
  const places = placesOf(loaded, cwd);
  const proved = verifyPolicy({
    verifier,
    policy,
    ...(file === undefined ? {} : { policyFile: relativeTo(file, cwd) }),
    accept,
    templates: loaded.templates,
    toolVersion: context.version,
    ...(cardData === undefined ? {} : { scope: cardData }),
  });
  const report = withChanges(proved, verifier, policy);
  const comparison = baseline === undefined ? undefined : compareWithBaseline(report, baseline);
  const certificate = options.certify ? await certifyModel(loaded.model, policy, input.language) : undefined;
  const files = [
    ...options.files.map((each) => ({
      option: '--output',
      file: each.file,
      text: renderAs(each.format, report, { language: input.language, ...places, verbose }),
    })),
    ...baselineFile(options, baselineOf(report)),
  ];
  for (const { option, file: target, text } of files) {
    await writeWhole(option, target, text);
  }
  const shown = renderAs(options.printed, report, { language: input.language, ...places, verbose }, context);
  const notes: BaselineNote = {
    ...(comparison === undefined ? {} : { comparison }),
    ...(certificate === undefined ? {} : { certificate: certificate.text }),
    files: files.map((each) => relativeTo(each.file, cwd)),
  };
  const told = renderBaselineNote(notes, input.language);
  // What machines read stays alone on the standard output.
  const isRead = await print(stdout, options.printed === 'pretty' ? shown + told : shown);
  if (options.printed !== 'pretty' && told !== '') {
    await print(context.stderr, told);
  }
  if (!isRead) {
    return exitCodeOfSignal('SIGPIPE');
  }
  const holds = comparison?.holds ?? (options.writeBaseline !== undefined || report.holds);
  return exitCodeFor(holds, certificate);
}

/** A verdict of an implementation that another one contradicts is worth nothing. */
export function exitCodeFor(holds: boolean, certificate: Pick<Certified, 'agrees'> | undefined): 0 | 1 {
  return holds && certificate?.agrees !== false ? 0 : 1;
}

function baselineFile({ writeBaseline }: VerifyCommandOptions, baseline: Baseline) {
  return writeBaseline === undefined
    ? []
    : [{ option: '--write-baseline', file: writeBaseline, text: formatBaseline(baseline) }];
}

function readBaseline(file: string, cwd: string): Baseline {
  const name = relativeTo(file, cwd);
  try {
    return parseBaseline(JSON.parse(readFileSync(file, 'utf8')), name);
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
