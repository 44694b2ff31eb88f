import { existsSync } from 'node:fs';
import path from 'node:path';
import { FaultCollector, oneOf, once, optionFault } from './verify-faults';
import { inProcess, inputOf, type Input, type TypedInput } from './verify-input';
import { requireTarget } from './verify-output';

/** Options of `honmaru failures` as they were typed. */
export interface TypedFailures extends TypedInput {
  readonly k?: readonly string[];
  readonly objectives?: readonly string[];
  readonly exceptions?: readonly string[];
  readonly format?: readonly string[];
  readonly output?: readonly string[];
  readonly baseline?: readonly string[];
  readonly writeBaseline?: readonly string[];
  readonly verbose?: true;
}

/** What a report can be written as. */
export const FAILURE_FORMATS = ['pretty', 'csv', 'json', 'md', 'html'] as const;
export type FailureFormat = (typeof FAILURE_FORMATS)[number];

/** What `honmaru failures` was asked to do. */
export interface FailuresCommandOptions {
  readonly input: Input;
  /** How many faults at most come together. */
  readonly faults: 1 | 2;
  /** File with what templates do not say. */
  readonly declared: string | undefined;
  /** File with what is not survived, reviewed. */
  readonly exceptions: string | undefined;
  readonly printed: FailureFormat;
  readonly files: readonly { readonly file: string; readonly format: FailureFormat }[];
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
  readonly verbose: boolean;
}

const ENDINGS: Readonly<Record<string, FailureFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.md': 'md',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'pretty',
};

/**
 * Reads the options, and looks whether they can be carried out. Nothing is written.
 *
 * @throws HonmaruError with every fault there is
 */
export function failuresOptionsOf(paths: readonly string[], typed: TypedFailures, cwd: string): FailuresCommandOptions {
  const faults = new FaultCollector();
  const input = faults.read(() => inputOf(paths, typed, cwd));
  const k = faults.read(() => oneOf('--k', ['1', '2'] as const, once('--k', typed.k))) ?? '1';
  const declared = faults.read(() => readable('--objectives', typed.objectives, cwd, 'ObjectivesNotFound'));
  const exceptions = faults.read(() => readable('--exceptions', typed.exceptions, cwd, 'ExceptionsNotFound'));
  const baseline = faults.read(() => readable('--baseline', typed.baseline, cwd, 'BaselineNotFound'));
  const format = faults.read(() => oneOf('--format', FAILURE_FORMATS, once('--format', typed.format)));
  // A baseline may be written over the one that was compared with.
  const inputs = [...(input?.paths ?? []), ...[declared ?? [], exceptions ?? []].flat()];
  const writeBaseline = faults.read(() => {
    const name = once('--write-baseline', typed.writeBaseline);
    return name === undefined ? undefined : requireTarget('--write-baseline', name, cwd, inputs);
  });
  const files = (typed.output ?? []).flatMap(
    (name) =>
      faults.read(() => ({
        file: requireTarget('--output', name, cwd, [...inputs, ...(baseline === undefined ? [] : [baseline])]),
        format: formatOf(name),
      })) ?? [],
  );
  faults.read(() => {
    requireDistinct([...files.map(({ file }) => file), ...(writeBaseline === undefined ? [] : [writeBaseline])]);
  });
  faults.close();
  if (input === undefined) {
    throw new Error('options without input');
  }
  return {
    input,
    faults: k === '2' ? 2 : 1,
    declared,
    exceptions,
    printed: format ?? 'pretty',
    files,
    baseline,
    writeBaseline,
    verbose: typed.verbose === true,
  };
}

function readable(
  option: string,
  values: readonly string[] | undefined,
  cwd: string,
  code: string,
): string | undefined {
  const name = once(option, values);
  if (name !== undefined && (name === '' || !existsSync(path.resolve(cwd, name)))) {
    throw optionFault(option, 'must name a file that exists', name, 'name another file', code);
  }
  return name === undefined ? undefined : inProcess(name, cwd);
}

function formatOf(name: string): FailureFormat {
  const known = ENDINGS[path.extname(name).toLowerCase()];
  if (known === undefined) {
    throw optionFault(
      '--output',
      `must end in ${Object.keys(ENDINGS).join(', ')}`,
      name,
      'name the file after what is to be in it',
      'FormatUnknown',
    );
  }
  return known;
}

function requireDistinct(files: readonly string[]): void {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw optionFault('--output', 'must be another file each time', twice, 'name another file', 'OptionRepeated');
  }
}
