import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildModel, type AssemblySource, type JsonObject, type TemplateModel } from '../../../lib/template';

/** Templates a rule is tried on. */
export interface RuleFixture {
  /** Name of the file without its ending. */
  readonly name: string;
  /** Beginning or part of the message of each finding, in order; none for templates that comply. */
  readonly expect: readonly string[];
  readonly model: TemplateModel;
}

interface FixtureFile {
  readonly expect?: readonly string[];
  readonly missingContext?: readonly string[];
  readonly stacks: readonly {
    readonly name: string;
    readonly region?: string;
    readonly tags?: Readonly<Record<string, string>>;
    /** Resources to start from, a file of `_bases`. */
    readonly base?: string;
    /** Resources, which replace those of the base; `null` removes one. */
    readonly resources: JsonObject;
    readonly outputs?: JsonObject;
  }[];
}

export const FIXTURES = path.join(__dirname, '../../fixtures/rules');

/** Fixtures of a rule, by its id. */
export function rulesFixtures(rule: string): readonly RuleFixture[] {
  const directory = path.join(FIXTURES, rule);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readFixture(path.join(directory, file)));
}

/** The one fixture of a rule that has the name. */
export function ruleFixture(rule: string, name: string): RuleFixture {
  return readFixture(path.join(FIXTURES, rule, `${name}.json`));
}

function readFixture(file: string): RuleFixture {
  const fixture = JSON.parse(readFileSync(file, 'utf8')) as FixtureFile;
  return {
    name: path.basename(file, '.json'),
    expect: fixture.expect ?? [],
    model: buildModel(sourceOf(file, fixture)),
  };
}

function sourceOf(file: string, fixture: FixtureFile): AssemblySource {
  return {
    directory: path.dirname(file),
    missingContext: fixture.missingContext ?? [],
    stacks: fixture.stacks.map(({ name, region, tags, base, resources, outputs }) => ({
      name,
      constructPath: name,
      region,
      account: undefined,
      templateFile: path.basename(file),
      template: { Resources: { ...baseResources(base), ...resources }, Outputs: outputs ?? {} },
      tags: tags ?? {},
      constructPaths: {},
    })),
  };
}

function baseResources(base: string | undefined): JsonObject {
  return base === undefined
    ? {}
    : (JSON.parse(readFileSync(path.join(FIXTURES, '_bases', `${base}.json`), 'utf8')) as JsonObject);
}
