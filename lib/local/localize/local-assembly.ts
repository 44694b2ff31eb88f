import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asObject, asString, at, isObject, readAssembly, type JsonObject, type StackSource } from '../../template';
import { takeCensus, type CensusEntry, type Counted } from './census';
import { localizeStack, type LocalizeOptions } from './localize-stack';
import { recreate } from './recreate';
import { followOutputs, renamedOutputs } from './repaired-outputs';
import type { Treatment } from './treatment';

/** A stack of a local assembly. */
export interface LocalStackInfo {
  readonly name: string;
  readonly region: string;
  /** Number of resources in the site's own template, by what became of them. */
  readonly resources: Readonly<Record<Treatment['kind'], number>>;
}

/** What was written. */
export interface LocalAssembly {
  readonly directory: string;
  readonly account: string;
  readonly stacks: readonly LocalStackInfo[];
  readonly census: readonly CensusEntry[];
}

/** How an assembly is localized. */
export interface LocalAssemblyOptions extends LocalizeOptions {
  /** Account of stacks that name none: 12 digits. */
  readonly account: string;
}

/** File a failed or passed validation leaves; the CDK CLI refuses to deploy beside a failed one. */
const VALIDATION_REPORT = 'validation-report.json';

/**
 * Writes the local copy of a cloud assembly: every template localized, its asset hash made anew, everything else as it is.
 *
 * The same assembly and options give the same bytes. Nothing is written when a template cannot be localized.
 *
 * @throws HonmaruError when the directory is no assembly, or holds what the local site cannot make
 */
export function writeLocalAssembly(source: string, directory: string, options: LocalAssemblyOptions): LocalAssembly {
  const { stacks } = readAssembly(source);
  const local = stacks.map((stack) => ({ stack, ...localizeStack(stack, options) }));
  copyAssembly(source, directory, local);
  const account = stacks.find((stack) => stack.account !== undefined)?.account ?? options.account;
  for (const folder of new Set(stacks.map(({ templateFile }) => path.dirname(templateFile)))) {
    nameAccount(path.join(directory, folder, 'manifest.json'), account);
  }
  return {
    directory,
    account,
    stacks: local.map(({ stack: { name, region = '' }, counted }) => ({
      name,
      region,
      resources: countKinds(counted),
    })),
    census: takeCensus(local.flatMap(({ counted }) => counted)),
  };
}

function countKinds(counted: readonly Counted[]): LocalStackInfo['resources'] {
  const count = (kind: Treatment['kind']): number => counted.filter(({ treatment }) => treatment.kind === kind).length;
  return { native: count('native'), translated: count('translated'), recorded: count('recorded') };
}

/**
 * Writes a copy of a local assembly in which some resources are made again (`recreate`).
 *
 * @param lost logical ids by the name of their stack
 */
export function writeRepairAssembly(
  source: string,
  directory: string,
  lost: ReadonlyMap<string, readonly string[]>,
): void {
  const { stacks } = readAssembly(source);
  const made = stacks.map((stack) => ({ stack, template: recreate(stack.template, lost.get(stack.name) ?? []) }));
  const outputs = new Map(
    made.map(({ stack, template }) => [stack.name, renamedOutputs(stack.template, template)] as const),
  );
  copyAssembly(
    source,
    directory,
    made.map(({ stack, template }) => ({ stack, template: followOutputs(template, stack.name, outputs) })),
  );
}

/** Copies an assembly with other templates. */
function copyAssembly(
  source: string,
  directory: string,
  templates: readonly { readonly stack: StackSource; readonly template: JsonObject }[],
): void {
  rmSync(directory, { recursive: true, force: true });
  cpSync(source, directory, { recursive: true });
  rmSync(path.join(directory, VALIDATION_REPORT), { force: true });
  for (const { stack, template } of templates) {
    writeTemplate(directory, stack, template);
  }
}

/** Writes a template, and its new hash wherever the old one was: otherwise the CLI would not upload it. */
function writeTemplate(directory: string, { templateFile }: StackSource, template: JsonObject): void {
  const text = JSON.stringify(template, undefined, 1);
  writeFileSync(path.join(directory, templateFile), text);
  const folder = path.join(directory, path.dirname(templateFile));
  const manifestFile = path.join(folder, 'manifest.json');
  const manifest = readObject(manifestFile);
  const [id, artifact] = stackArtifact(manifest, path.basename(templateFile));
  const url = asString(at(artifact, 'properties', 'stackTemplateAssetObjectUrl')) ?? '';
  const former = /([0-9a-f]{64})\.json$/.exec(url)?.[1];
  if (former === undefined) {
    throw new Error(`the template of ${id} has no asset hash: ${url}`);
  }
  const hash = createHash('sha256').update(text).digest('hex');
  // Only here: a stack of another Region may have had the same template.
  const properties = {
    ...asObject(artifact['properties']),
    stackTemplateAssetObjectUrl: url.replace(former, hash),
  };
  const artifacts = { ...asObject(manifest['artifacts']), [id]: { ...artifact, properties } };
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, artifacts }, undefined, 2));
  replaceInFile(path.join(folder, assetManifest(manifest, id)), former, hash);
}

function stackArtifact(manifest: JsonObject, templateFile: string): readonly [string, JsonObject] {
  const found = Object.entries(asObject(manifest['artifacts'])).find(
    ([, artifact]) => at(artifact, 'properties', 'templateFile') === templateFile,
  );
  if (found === undefined) {
    throw new Error(`no artifact has the template ${templateFile}`);
  }
  return [found[0], asObject(found[1])];
}

function assetManifest(manifest: JsonObject, stackId: string): string {
  const file = asString(at(asObject(manifest['artifacts'])[`${stackId}.assets`], 'properties', 'file'));
  if (file === undefined) {
    throw new Error(`the stack ${stackId} has no asset manifest`);
  }
  return file;
}

/** Puts the account of the local site where the assembly leaves it to the credentials. */
function nameAccount(manifestFile: string, account: string): void {
  replaceInFile(manifestFile, 'aws://unknown-account/', `aws://${account}/`);
}

function replaceInFile(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
}

function readObject(file: string): JsonObject {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(parsed)) {
    throw new Error(`${file} holds no JSON object`);
  }
  return parsed;
}
