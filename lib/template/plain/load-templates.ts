import { existsSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError, type Fault } from '../../errors';
import { buildModel, type StackSource } from '../build-model';
import { asObject, asString, at, isObject, type JsonObject, type JsonValue } from '../json';
import type { Given, Place, TemplateModel } from '../model';
import { readTemplateFile, type TemplateText } from './template-text';

/** Where templates are deployed, and what they are given. */
export interface TemplateOptions extends Pick<Given, 'zones' | 'hints'> {
  /** Region, left open when there is none. */
  readonly region?: string;
  readonly account?: string;
  /**
   * Name of the stack, for one template.
   *
   * @default the name of the file without its extensions
   */
  readonly stackName?: string;
  /** Values of parameters; of several templates each takes those that it has. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
}

/** One template with what holds for it alone. */
export interface TemplateFile extends Pick<TemplateOptions, 'region' | 'account' | 'stackName' | 'parameters'> {
  readonly file: string;
}

/**
 * Reads plain CloudFormation templates, JSON or YAML, each as a stack.
 *
 * Templates of nested stacks are read too where `TemplateURL` names a file beside the template. Throws a `HonmaruError`
 * with file and line for what cannot be read.
 */
export function loadTemplates(files: readonly (string | TemplateFile)[], options: TemplateOptions = {}): TemplateModel {
  const stacks: StackSource[] = [];
  const parameters: Record<string, Readonly<Record<string, JsonValue>>> = {};
  for (const entry of files) {
    const one = typeof entry === 'string' ? { file: entry } : entry;
    const source = stackSource(one.file, readTemplateFile(one.file), {
      name: one.stackName ?? (files.length === 1 ? options.stackName : undefined) ?? nameOf(one.file),
      region: one.region ?? options.region,
      account: one.account ?? options.account,
    });
    const named = { ...source, constructPath: freePath(stacks, source) };
    stacks.push(named, ...nestedSources(named, one.file, 0));
    if (one.parameters !== undefined) {
      parameters[named.constructPath] = one.parameters;
    }
  }
  const [only] = stacks;
  const shared = files.length === 1 && only !== undefined ? only.constructPath : '*';
  if (options.parameters !== undefined) {
    parameters[shared] = { ...options.parameters, ...parameters[shared] };
  }
  return buildModel({ directory: '.', stacks, missingContext: [] }, givenOf(options, parameters));
}

/** The model of one template that is at hand as an object. */
export function modelOfTemplate(template: JsonObject, options: TemplateOptions = {}): TemplateModel {
  const name = options.stackName ?? 'Stack';
  const text: TemplateText = { template, lines: {} };
  const source = stackSource('', text, { name, region: options.region, account: options.account });
  return buildModel(
    { directory: '.', stacks: [source], missingContext: [] },
    givenOf(options, options.parameters === undefined ? {} : { [name]: options.parameters }),
  );
}

function givenOf(options: TemplateOptions, parameters: NonNullable<Given['parameters']>): Given {
  return {
    parameters,
    ...(options.zones === undefined ? {} : { zones: options.zones }),
    ...(options.hints === undefined ? {} : { hints: options.hints }),
  };
}

function stackSource(
  file: string,
  { template, lines }: TemplateText,
  stack: Pick<StackSource, 'name' | 'region' | 'account'>,
): StackSource {
  refuseBadResources(file, template, lines);
  const places = Object.entries(lines).map(([logicalId, line]): [string, Place] => [logicalId, { file, line }]);
  return {
    ...stack,
    constructPath: stack.name,
    templateFile: file,
    template,
    tags: {},
    constructPaths: {},
    places: Object.fromEntries(places),
  };
}

/** Longest chain of nested stacks that is followed. */
const MAX_NESTING = 10;

function nestedSources(parent: StackSource, file: string, depth: number): readonly StackSource[] {
  return Object.entries(asObject(parent.template['Resources'])).flatMap(([logicalId, resource]) => {
    const url = asString(at(resource, 'Properties', 'TemplateURL'));
    if (at(resource, 'Type') !== 'AWS::CloudFormation::Stack' || url === undefined || /^\w+:\/\//.test(url)) {
      return [];
    }
    const nestedFile = path.join(path.dirname(file), url);
    if (!existsSync(nestedFile)) {
      return [];
    }
    if (depth >= MAX_NESTING) {
      throw new HonmaruError([
        {
          path: `${parent.constructPath}/${logicalId}`,
          must: `must nest at most ${MAX_NESTING} deep`,
          hint: 'a template may not nest itself',
          code: 'TemplateNestedTooDeep',
        },
      ]);
    }
    const source: StackSource = {
      ...stackSource(nestedFile, readTemplateFile(nestedFile), {
        name: `${parent.name}/${logicalId}`,
        region: parent.region,
        account: parent.account,
      }),
      constructPath: `${parent.constructPath}/${logicalId}`,
      parent: { constructPath: parent.constructPath, logicalId },
    };
    return [source, ...nestedSources(source, nestedFile, depth + 1)];
  });
}

function nameOf(file: string): string {
  return path.basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/i, '');
}

/** The name of the stack; with its environment when a stack of another environment has the same name. */
function freePath(stacks: readonly StackSource[], source: StackSource): string {
  const same = stacks.filter(({ name }) => name === source.name);
  const found = same.find(({ region, account }) => region === source.region && account === source.account);
  if (found !== undefined) {
    throw new HonmaruError([
      {
        path: source.templateFile,
        must: 'must be a stack with a name of its own',
        got: `${source.name}, which is ${found.templateFile}`,
        hint: 'give one of them a stackName, a region or an account',
        code: 'TemplateStackRepeated',
      },
    ]);
  }
  return same.length === 0 ? source.name : [source.account ?? '-', source.region ?? '-', source.name].join('/');
}

function refuseBadResources(file: string, template: JsonObject, lines: TemplateText['lines']): void {
  const resources = template['Resources'];
  if (!isObject(resources)) {
    throw new HonmaruError([
      {
        path: file,
        must: 'must have an object Resources',
        hint: 'name a CloudFormation template',
        code: 'TemplateWithoutResources',
      },
    ]);
  }
  const faults = Object.entries(resources)
    .filter(([logicalId, resource]) => !logicalId.startsWith('Fn::') && asString(at(resource, 'Type')) === undefined)
    .map(([logicalId]): Fault => ({
      path: `${file}:${lines[logicalId] ?? 1}`,
      must: `must give ${logicalId} a Type`,
      hint: 'write the type of the resource',
      code: 'TemplateResourceWithoutType',
    }));
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}
