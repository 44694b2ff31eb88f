import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { HonmaruError, type Fault } from '../../../errors';
import { readPattern } from './resource-pattern';
import { FIELDS, OBJECTIVES_SHAPE } from './schema';
import { meant, shown } from './show';
import type { BackupObjectives } from './objectives';
import { faultPath, readObjectivesText, type FieldPath, type ObjectivesSource } from './source';

type Issue = z.core.$ZodIssue;
type Problem = Omit<Fault, 'path'>;

/** Objectives with where they were read from. */
export interface ReadObjectives {
  readonly objectives: BackupObjectives;
  readonly source: ObjectivesSource;
}

/** Greatest file that is read, in bytes. */
const MOST_BYTES = 262_144;
const TEXTS = ['.yaml', '.yml', '.json'];

/**
 * Reads objectives from a file, YAML or JSON.
 *
 * @throws HonmaruError with every fault, with file, line and column
 */
export function readObjectives(file: string): ReadObjectives {
  const extension = path.extname(file).toLowerCase();
  if (!TEXTS.includes(extension)) {
    throw fault(file, {
      must: `must end in one of ${TEXTS.join(', ')}`,
      ...(extension === '' ? {} : { got: `'${extension}'` }),
      hint: 'write the objectives in YAML or JSON',
      code: 'BackupObjectivesFormatUnknown',
    });
  }
  const { value, source } = readObjectivesText(file, textOf(file));
  return { objectives: parseObjectives(withoutSchema(value), source), source };
}

/**
 * Checks objectives and returns them.
 *
 * @throws HonmaruError with every fault, each with its place where the source knows it
 */
export function parseObjectives(value: unknown, from: string | ObjectivesSource = 'objectives'): BackupObjectives {
  const source = typeof from === 'string' ? { name: from } : from;
  const result = OBJECTIVES_SHAPE.safeParse(value);
  const faults = (result.error?.issues ?? []).flatMap((issue) => faultsOf(issue, value, source));
  const meaning = result.success ? meaningFaults(result.data, source) : [];
  if (!result.success || meaning.length > 0) {
    throw new HonmaruError([...faults, ...meaning]);
  }
  return result.data;
}

function meaningFaults(objectives: BackupObjectives, source: ObjectivesSource): readonly Fault[] {
  const faults: Fault[] = [];
  const report = (at: FieldPath, problem: Problem) => {
    faults.push({ path: faultPath(source, at), ...problem });
  };
  for (const [name, protection] of Object.entries(objectives.protects)) {
    protection.resources.forEach((text, index) => {
      checkPattern(text, ['protects', name, 'resources', index], report);
    });
    const regions = (protection.regions ?? []).map(({ region }) => region);
    regions.forEach((region, index) => {
      if (regions.indexOf(region) < index) {
        report(['protects', name, 'regions', index, 'region'], {
          must: 'must be named once',
          got: shown(region),
          hint: 'put what is asked of it in one place',
          code: 'BackupObjectivesRegionRepeated',
        });
      }
    });
  }
  (objectives.leftOut ?? []).forEach(({ resources }, index) => {
    resources.forEach((text, at) => {
      checkPattern(text, ['leftOut', index, 'resources', at], report);
    });
  });
  if (Object.keys(objectives.protects).length === 0) {
    report(['protects'], {
      must: 'must protect something',
      got: shown(objectives.protects),
      hint: "write for example 'database: {resources: [type:AWS::RDS::DBCluster], recoveryPoints: 5}'",
      code: 'BackupObjectivesFieldEmpty',
    });
  }
  return faults;
}

function checkPattern(text: string, at: FieldPath, report: (at: FieldPath, problem: Problem) => void): void {
  if (readPattern(text) === undefined) {
    report(at, {
      must: 'must be type:<type>, id:<logical id> or path:<construct path>',
      got: shown(text),
      hint: "write for example 'type:AWS::RDS::DBCluster'",
      code: 'BackupObjectivesResourceInvalid',
    });
  }
}

function faultsOf(issue: Issue, value: unknown, source: ObjectivesSource): readonly Fault[] {
  const at = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = FIELDS.find(([place]) => place.test(at.join('.')))?.[1] ?? [];
    return issue.keys.map((key) => ({ path: faultPath(source, [...at, key]), ...unknownField(key, known) }));
  }
  return [{ path: faultPath(source, at), ...problemOf(issue, valueAt(value, at)) }];
}

function unknownField(key: string, known: readonly string[]): Problem {
  const near = meant(key, known);
  return {
    must: 'must be a known field',
    hint: near === undefined ? `remove it, or use one of: ${known.join(', ')}` : `did you mean '${near}'?`,
    code: 'BackupObjectivesFieldUnknown',
  };
}

function problemOf(issue: Issue, got: unknown): Problem {
  if (got === undefined) {
    return { must: 'must be given', hint: 'write it', code: 'BackupObjectivesFieldMissing' };
  }
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? {
            must: 'must not be empty',
            got: shown(got),
            hint: 'write what is missing',
            code: 'BackupObjectivesFieldEmpty',
          }
        : numberProblem(`must be a whole number, at least ${String(issue.minimum)}`, got);
    case 'too_big':
      return numberProblem(`must be a whole number, at most ${String(issue.maximum)}`, got);
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number'
        ? numberProblem('must be a whole number', got)
        : typeProblem(WORDS[issue.expected] ?? `a ${issue.expected}`, got);
    case 'invalid_format':
      return typeProblem('the name of a Region, for example ap-northeast-3', got);
    case 'invalid_value':
      return typeProblem(`one of ${issue.values.map((each) => `'${String(each)}'`).join(', ')}`, got);
    case 'invalid_union':
      return typeProblem("one of 'governance', 'compliance', 'none'", got);
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return typeProblem('of another form', got);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function numberProblem(must: string, got: unknown): Problem {
  return { must, got: shown(got), hint: 'the unit is in the name of the field', code: 'BackupObjectivesNumberInvalid' };
}

function typeProblem(what: string, got: unknown): Problem {
  return { must: `must be ${what}`, got: shown(got), hint: `write ${what}`, code: 'BackupObjectivesTypeInvalid' };
}

function valueAt(value: unknown, at: FieldPath): unknown {
  return at.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (Reflect.get(inner, step) as unknown)
        : undefined,
    value,
  );
}

/** `$schema` is for editors. */
function withoutSchema(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'))
    : value;
}

function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES || !statSync(file).isFile()) {
      throw fault(file, {
        must: `must be a file of at most ${String(MOST_BYTES)} bytes`,
        got: `${String(size)} bytes`,
        hint: 'name the objectives',
        code: 'BackupObjectivesTooLarge',
      });
    }
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof HonmaruError) {
      throw cause;
    }
    throw fault(
      file,
      { must: 'must be a readable file', hint: 'name objectives that exist', code: 'BackupObjectivesNotFound' },
      cause,
    );
  }
}

function fault(where: string, problem: Problem, cause?: unknown): HonmaruError {
  return new HonmaruError([{ path: where, ...problem }], cause === undefined ? {} : { cause });
}
