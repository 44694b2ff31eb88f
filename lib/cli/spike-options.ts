import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  fieldText,
  parseDeclared,
  readCurveFile,
  TIMINGS,
  type Declared,
  type FieldPath,
  type ScenarioId,
  type TimingId,
} from '../simulate';
import { SpikeFlags, type TypedFlags } from './spike-flags';
import { SCENARIO_NAMES } from './spike-scenarios';
import { FaultCollector, oneOf, once, optionFault } from './verify-faults';
import { inProcess, inputOf, type Input, type TypedInput } from './verify-input';
import { requireTarget } from './verify-output';

/** Options of `honmaru spike` as they were typed. */
export interface TypedSpike extends TypedInput, TypedFlags {
  readonly curve?: readonly string[];
  readonly scenario?: readonly string[];
  readonly timing?: readonly string[];
  readonly format?: readonly string[];
  readonly output?: readonly string[];
}

/** What a report can be written as. */
export const SPIKE_FORMATS = ['pretty', 'csv', 'json', 'svg'] as const;
export type SpikeFormat = (typeof SPIKE_FORMATS)[number];

/** What `honmaru spike` was asked to do. */
export interface SpikeCommandOptions {
  readonly input: Input;
  readonly declared: Declared;
  /** Names a declared field as it was written. */
  readonly place: (field: FieldPath) => string;
  readonly scenario: ScenarioId;
  readonly timing: TimingId;
  readonly printed: SpikeFormat;
  readonly files: readonly { readonly file: string; readonly format: SpikeFormat }[];
}

const ENDINGS: Readonly<Record<string, SpikeFormat>> = {
  '.txt': 'pretty',
  '.csv': 'csv',
  '.json': 'json',
  '.svg': 'svg',
};

/**
 * Reads the options and the declaration, and looks whether files can be written. Nothing is written.
 *
 * @throws HonmaruError with every fault there is
 */
export function spikeOptionsOf(paths: readonly string[], typed: TypedSpike, cwd: string): SpikeCommandOptions {
  const faults = new FaultCollector();
  const input = faults.read(() => inputOf(paths, typed, cwd));
  const scenario = faults.read(() => oneOf('--scenario', SCENARIO_NAMES, once('--scenario', typed.scenario)));
  const timing = faults.read(() => oneOf('--timing', TIMINGS, once('--timing', typed.timing)));
  const format = faults.read(() => oneOf('--format', SPIKE_FORMATS, once('--format', typed.format)));
  const curve = faults.read(() => curveOf(typed.curve, cwd));
  const inputs = [...(input?.paths ?? []), ...(curve === undefined ? [] : [curve])];
  const files = (typed.output ?? []).flatMap((name) => faults.read(() => targetOf(name, cwd, inputs)) ?? []);
  faults.read(() => {
    requireDistinct(files.map(({ file }) => file));
  });
  // Without the file that was named everything in it would be missed once more.
  const isMissed = typed.curve !== undefined && curve === undefined;
  const declared = isMissed ? undefined : faults.read(() => declaredOf(curve, typed));
  faults.close();
  if (input === undefined || declared === undefined) {
    throw new Error('options without input');
  }
  return {
    input,
    ...declared,
    scenario: scenario ?? 'normal',
    timing: timing ?? 'latest',
    printed: format ?? 'pretty',
    files,
  };
}

function curveOf(values: readonly string[] | undefined, cwd: string): string | undefined {
  const name = once('--curve', values);
  if (name !== undefined && (name === '' || !existsSync(path.resolve(cwd, name)))) {
    throw optionFault('--curve', 'must name a file that exists', name, 'name another file', 'CurveNotFound');
  }
  return name === undefined ? undefined : inProcess(name, cwd);
}

/** What a file declares, with what was typed put over it. */
function declaredOf(curve: string | undefined, typed: TypedFlags): Pick<SpikeCommandOptions, 'declared' | 'place'> {
  const file = curve === undefined ? undefined : readCurveFile(curve);
  const flags = new SpikeFlags(typed, file?.minutes !== undefined);
  const value = flags.over(file?.value ?? {});
  const place = (field: FieldPath) => flags.nameOf(field) ?? file?.place(field) ?? fieldText(field);
  return { declared: parseDeclared(value, place, file?.minutes), place };
}

function targetOf(name: string, cwd: string, inputs: readonly string[]) {
  const format = ENDINGS[path.extname(name).toLowerCase()];
  if (format === undefined) {
    const endings = Object.keys(ENDINGS).join(', ');
    throw optionFault('--output', `must end in ${endings}`, name, 'name a file with such an ending', 'FormatUnknown');
  }
  return { file: requireTarget('--output', name, cwd, inputs), format };
}

function requireDistinct(files: readonly string[]): void {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    throw optionFault('--output', 'must be another file each time', twice, 'name another file', 'OptionRepeated');
  }
}
