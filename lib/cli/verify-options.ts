import { existsSync } from 'node:fs';
import path from 'node:path';
import { FaultCollector, oneOf, once, optionFault } from './verify-faults';
import { inProcess, inputOf, type Input, type TypedInput } from './verify-input';
import { requireTarget } from './verify-output';

/** Options of `honmaru verify` as they were typed. */
export interface TypedVerify extends TypedInput {
  readonly policy?: readonly string[];
  readonly format?: readonly string[];
  readonly output?: readonly string[];
  readonly baseline?: readonly string[];
  readonly writeBaseline?: readonly string[];
  readonly accept?: readonly string[];
  readonly cardData?: readonly string[];
  readonly certify?: boolean;
  readonly verbose?: boolean;
}

/** What a report can be written as. */
export const FORMATS = ['pretty', 'json', 'junit', 'sarif', 'csv', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** What `honmaru verify` was asked to do. */
export interface VerifyCommandOptions {
  readonly input: Input;
  /** File with the policy; the default policy when there is none. */
  readonly policy?: string;
  /** What is printed; with reports in files it is for people, unless another format was asked for. */
  readonly printed: Format;
  readonly files: readonly { readonly file: string; readonly format: Format }[];
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly accept: readonly string[];
  /** Who holds card data. */
  readonly cardData?: string;
  readonly certify: boolean;
  readonly verbose: boolean;
}

const ENDINGS: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.xml': 'junit',
  '.sarif': 'sarif',
  '.csv': 'csv',
  '.html': 'html',
  '.htm': 'html',
  '.txt': 'pretty',
};

/**
 * Reads the options, and looks whether they can be carried out. Nothing is written.
 *
 * @throws HonmaruError with every fault there is
 */
export function verifyOptionsOf(paths: readonly string[], typed: TypedVerify, cwd: string): VerifyCommandOptions {
  const faults = new FaultCollector();
  const input = faults.read(() => inputOf(paths, typed, cwd));
  const policy = faults.read(() => readable('--policy', typed.policy, cwd, 'PolicyNotFound'));
  const baseline = faults.read(() => readable('--baseline', typed.baseline, cwd, 'BaselineNotFound'));
  const format = faults.read(() => oneOf('--format', FORMATS, once('--format', typed.format)));
  // A baseline may be written over the one that was compared with.
  const inputs = [...(input?.paths ?? []), ...(policy === undefined ? [] : [policy])];
  const writeBaseline = faults.read(() => {
    const name = once('--write-baseline', typed.writeBaseline);
    return name === undefined ? undefined : requireTarget('--write-baseline', name, cwd, inputs);
  });
  const files = (typed.output ?? []).flatMap(
    (name) =>
      faults.read(() => ({
        file: requireTarget('--output', name, cwd, [...inputs, ...(baseline === undefined ? [] : [baseline])]),
        format: formatOf(name, format, typed.output ?? []),
      })) ?? [],
  );
  faults.read(() => {
    requireDistinct([...files.map(({ file }) => file), ...(writeBaseline === undefined ? [] : [writeBaseline])]);
  });
  const accept = (typed.accept ?? []).flatMap((text) => faults.read(() => defaultOf(text)) ?? []);
  const cardData = faults.read(() => once('--card-data', typed.cardData));
  faults.close();
  if (input === undefined) {
    throw new Error('options without input');
  }
  return {
    input,
    ...(policy === undefined ? {} : { policy }),
    printed: files.length === 0 ? (format ?? 'pretty') : 'pretty',
    files,
    ...(baseline === undefined ? {} : { baseline }),
    ...(writeBaseline === undefined ? {} : { writeBaseline }),
    accept,
    ...(cardData === undefined ? {} : { cardData }),
    certify: typed.certify === true,
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

/** The format of a file: what was asked for, or what its name ends in. */
function formatOf(name: string, format: Format | undefined, all: readonly string[]): Format {
  const known = ENDINGS[path.extname(name).toLowerCase()];
  if (format !== undefined) {
    if (all.length > 1) {
      throw optionFault(
        '--format',
        'must be left out when several files are written',
        format,
        `let the names end in ${Object.keys(ENDINGS).join(', ')}`,
        'FormatAmbiguous',
      );
    }
    return format;
  }
  if (known === undefined) {
    throw optionFault(
      '--output',
      `must end in ${Object.keys(ENDINGS).join(', ')} when no --format is given`,
      name,
      `add --format with one of ${FORMATS.join(', ')}`,
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

function defaultOf(text: string): string {
  if (!/^.+\/[^/=]+=/s.test(text)) {
    throw optionFault(
      '--accept',
      'must be <stack>/<parameter>=<value>',
      text,
      'write it as the verdict that assumes it does',
      'AcceptUnreadable',
    );
  }
  return text;
}
