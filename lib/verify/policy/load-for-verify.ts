import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../../errors';
import {
  asObject,
  loadAssembly,
  loadSnapshot,
  loadTemplates,
  readTemplateText,
  type Given,
  type TemplateModel,
  type TemplateOptions,
} from '../../template';
import { compare } from '../../template/compare';
import type { VerifyReport } from './types';

/** What templates do not say. */
export interface LoadOptions extends Given {
  /** Region of templates and snapshots that name none. */
  readonly region?: string;
  readonly account?: string;
}

/** Templates with where they were read. */
export interface Loaded {
  readonly model: TemplateModel;
  readonly kind: 'assembly' | 'templates' | 'snapshot';
  readonly templates: VerifyReport['templates'];
}

const EXPECTED = 'must be a cloud assembly (cdk.out), CloudFormation templates, or a snapshot of describe calls';
const TEMPLATE_NAMES = /\.(json|ya?ml|template)$/i;

/**
 * Reads what is to be verified: a cloud assembly, templates, a folder of templates, or a snapshot of a running network.
 *
 * @throws HonmaruError that names what was expected where
 */
export function loadForVerify(input: string | readonly string[], options: LoadOptions = {}): Loaded {
  const paths = typeof input === 'string' ? [input] : input;
  const [first] = paths;
  if (first === undefined) {
    throw fault('input', EXPECTED, "name one, for example 'cdk.out'", 'VerifyInputMissing');
  }
  const missing = paths.filter((each) => !existsSync(each));
  if (missing.length > 0) {
    throw new HonmaruError(
      missing.map((each) => ({
        path: each,
        must: EXPECTED,
        got: 'nothing there',
        hint: "run 'cdk synth' and name its output, or name a template",
        code: 'VerifyInputNotFound',
      })),
    );
  }
  if (paths.length > 1 || !statSync(first).isDirectory()) {
    return path.basename(first) === 'manifest.json' && paths.length === 1
      ? assembly(path.dirname(first), options)
      : templates(paths, options);
  }
  return directory(first, options);
}

function directory(folder: string, options: LoadOptions): Loaded {
  if (existsSync(path.join(folder, 'manifest.json'))) {
    return assembly(folder, options);
  }
  if (existsSync(path.join(folder, 'aws_configs'))) {
    return snapshot(folder, options);
  }
  const files = readdirSync(folder)
    .filter((name) => TEMPLATE_NAMES.test(name))
    .sort(compare)
    .map((name) => path.join(folder, name));
  const found = files.filter(isTemplate);
  if (found.length > 0) {
    return templates(outermost(found, options), options);
  }
  if (existsSync(path.join(folder, 'cdk.out', 'manifest.json'))) {
    return assembly(path.join(folder, 'cdk.out'), options);
  }
  if (filesUnder(folder).length > 0) {
    return snapshot(folder, options);
  }
  throw fault(
    folder,
    EXPECTED,
    "run 'cdk synth' and name its output: a folder with manifest.json, templates, or aws_configs was expected",
    'VerifyInputUnknown',
  );
}

/** Whether a file holds a template: other files of a folder are none of our business, unreadable ones are. */
function isTemplate(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  if (!/^\s*["']?Resources["']?\s*:/m.test(text) && !/[{,]\s*"Resources"\s*:/.test(text)) {
    return false;
  }
  return Object.keys(asObject(readTemplateText(file, text).template['Resources'])).length > 0;
}

function assembly(folder: string, options: LoadOptions): Loaded {
  const model = loadAssembly(folder, options);
  return { model, kind: 'assembly', templates: stacksOf(model, (file) => path.join(folder, file)) };
}

function templates(files: readonly string[], options: LoadOptions): Loaded {
  const folders = files.filter((file) => statSync(file).isDirectory());
  if (folders.length > 0) {
    throw new HonmaruError(
      folders.map((each) => ({
        path: each,
        must: 'must be a file when several are given',
        hint: 'name one folder alone, or files',
        code: 'VerifyInputUnknown',
      })),
    );
  }
  const model = loadFiles(files, options);
  requireStacks(model, options);
  return { model, kind: 'templates', templates: stacksOf(model, (file) => file) };
}

function loadFiles(files: readonly string[], { parameters = {}, ...rest }: LoadOptions): TemplateModel {
  return loadTemplates(
    files.map((file) => ({ file, ...parametersOf(file, parameters) })),
    { ...rest, ...sharedParameters(parameters) },
  );
}

/** Templates of a folder that no other one of it nests: the nested ones come with those that nest them. */
function outermost(files: readonly string[], options: LoadOptions): readonly string[] {
  const nested = new Set(
    loadFiles(files, options)
      .stacks.filter(({ parent }) => parent !== undefined)
      .map(({ templateFile }) => path.resolve(templateFile)),
  );
  const outer = files.filter((file) => !nested.has(path.resolve(file)));
  return outer.length === 0 ? files : outer;
}

/** Values that are given to a stack that is not there would be lost. */
function requireStacks(model: TemplateModel, { parameters = {} }: LoadOptions): void {
  const names = model.stacks.map(({ name }) => name);
  const wrong = Object.keys(parameters).filter((name) => name !== '*' && !names.includes(name));
  if (wrong.length > 0) {
    throw new HonmaruError(
      wrong.map((name) => ({
        path: `parameters.${name}`,
        must: 'must name a stack that was read',
        got: `'${name}'`,
        hint: `use one of ${names.map((each) => `'${each}'`).join(', ')}`,
        code: 'VerifyStackUnknown',
      })),
    );
  }
}

/** Templates take the values that are given to a stack of their name. */
function parametersOf(file: string, given: NonNullable<Given['parameters']>): Pick<TemplateOptions, 'parameters'> {
  const name = path.basename(file).replace(/\.(template\.)?(json|ya?ml|template)$/i, '');
  const values = given[name];
  return values === undefined ? {} : { parameters: values };
}

function sharedParameters(given: NonNullable<Given['parameters']>): Pick<TemplateOptions, 'parameters'> {
  const values = given['*'];
  return values === undefined ? {} : { parameters: values };
}

function snapshot(folder: string, options: LoadOptions): Loaded {
  const model = loadSnapshot(folder, options);
  const hash = createHash('sha256');
  for (const file of filesUnder(folder)) {
    hash.update(readFileSync(file));
  }
  const sha256 = hash.digest('hex');
  return {
    model,
    kind: 'snapshot',
    templates: model.stacks.map(({ name }) => ({ stack: name, file: folder, sha256 })),
  };
}

function stacksOf(model: TemplateModel, fileOf: (templateFile: string) => string): Loaded['templates'] {
  return model.stacks.map(({ name, templateFile }) => ({
    stack: name,
    file: templateFile,
    sha256: createHash('sha256')
      .update(readFileSync(fileOf(templateFile)))
      .digest('hex'),
  }));
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort(compare)
    .flatMap((name) => {
      const file = path.join(folder, name);
      return statSync(file).isDirectory() ? filesUnder(file) : name.endsWith('.json') ? [file] : [];
    });
}

function fault(where: string, must: string, hint: string, code: string): HonmaruError {
  return new HonmaruError([{ path: where, must, hint, code }]);
}
