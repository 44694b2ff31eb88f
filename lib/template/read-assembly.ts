import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../errors';
import { asList, asObject, asString, at, isObject, type JsonObject, type JsonValue } from './json';
import { creationPlaces } from './creation-places';
import type { AssemblySource, StackSource } from './build-model';

/**
 * Reads every template of a cloud assembly (`cdk.out`): stacks, stages and nested stacks.
 *
 * Throws a `HonmaruError` when the directory is no assembly or one of its files cannot be read.
 */
export function readAssembly(directory: string): AssemblySource {
  if (!existsSync(path.join(directory, 'manifest.json'))) {
    throw fault(directory, 'must be a cloud assembly', 'run `cdk synth` and name its output', 'AssemblyNotFound');
  }
  const stacks: StackSource[] = [];
  const missingContext: string[] = [];
  readManifest(directory, '', stacks, missingContext);
  if (stacks.length === 0) {
    throw fault(directory, 'must hold at least one stack', 'add a stack to the app', 'AssemblyEmpty');
  }
  return { directory, stacks, missingContext };
}

function readManifest(directory: string, folder: string, stacks: StackSource[], missingContext: string[]): void {
  const manifest = readJson(path.join(directory, folder, 'manifest.json'));
  for (const missing of asList(manifest['missing'])) {
    missingContext.push(asString(at(missing, 'key')) ?? 'unknown');
  }
  for (const [id, artifact] of Object.entries(asObject(manifest['artifacts']))) {
    const type = at(artifact, 'type');
    if (type === 'cdk:cloud-assembly') {
      const nested = asString(at(artifact, 'properties', 'directoryName')) ?? id;
      readManifest(directory, path.join(folder, nested), stacks, missingContext);
    } else if (type === 'aws:cloudformation:stack') {
      readStack(directory, folder, id, asObject(artifact), stacks);
    }
  }
}

function readStack(directory: string, folder: string, id: string, artifact: JsonObject, stacks: StackSource[]): void {
  const properties = asObject(artifact['properties']);
  const templateFile = path.join(folder, asString(properties['templateFile']) ?? `${id}.template.json`);
  const metadataFile = asString(artifact['additionalMetadataFile']);
  const metadata =
    metadataFile === undefined ? asObject(artifact['metadata']) : readJson(path.join(directory, folder, metadataFile));
  const [account, region] = environment(asString(artifact['environment']));
  const source: StackSource = {
    name: asString(properties['stackName']) ?? id,
    constructPath: asString(artifact['displayName']) ?? id,
    region,
    account,
    templateFile,
    template: readJson(path.join(directory, templateFile)),
    tags: Object.fromEntries(Object.entries(asObject(properties['tags'])).map(([key, value]) => [key, String(value)])),
    constructPaths: constructPaths(metadata),
    places: creationPlaces(metadata),
    parameterValues: parameterValues(asObject(properties['parameters'])),
  };
  stacks.push(source);
  const assets = path.join(directory, folder, `${id}.assets.json`);
  readNested(directory, folder, source, existsSync(assets) ? readJson(assets) : {}, stacks);
}

/** Nested stacks are no artifacts of their own: their templates hang on a resource of the parent. */
function readNested(
  directory: string,
  folder: string,
  parent: StackSource,
  assets: JsonObject,
  stacks: StackSource[],
): void {
  for (const [logicalId, resource] of Object.entries(asObject(parent.template['Resources']))) {
    if (at(resource, 'Type') !== 'AWS::CloudFormation::Stack') {
      continue;
    }
    const file =
      asString(at(resource, 'Metadata', 'aws:asset:path')) ?? uploadedFile(assets, at(resource, 'Properties'));
    if (file === undefined && at(resource, 'Properties', 'TemplateURL') !== undefined) {
      // Kept elsewhere: the model tells that nothing is known about it.
      continue;
    }
    if (file === undefined) {
      throw fault(
        `${parent.name}.${logicalId}`,
        'must name the template of the nested stack',
        'keep the file of assets beside the template',
        'NestedTemplateMissing',
      );
    }
    const templateFile = path.join(folder, file);
    const source: StackSource = {
      ...parent,
      parameterValues: {},
      name: `${parent.name}/${logicalId}`,
      constructPath: `${parent.constructPath}/${logicalId}`,
      templateFile,
      template: readJson(path.join(directory, templateFile)),
      parent: { constructPath: parent.constructPath, logicalId },
    };
    stacks.push(source);
    readNested(directory, folder, source, assets, stacks);
  }
}

/** The file that is uploaded under the key which the URL of a nested template ends with. */
function uploadedFile(assets: JsonObject, properties: JsonValue | undefined): string | undefined {
  const url = JSON.stringify(at(properties, 'TemplateURL') ?? '');
  const file = Object.values(asObject(assets['files'])).find((asset) =>
    Object.values(asObject(at(asset, 'destinations'))).some((destination) => {
      const key = asString(at(destination, 'objectKey'));
      return key !== undefined && url.includes(`/${key}"`);
    }),
  );
  return asString(at(file, 'source', 'path'));
}

function environment(text: string | undefined): [account: string | undefined, region: string | undefined] {
  const match = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text ?? '');
  const [, account, region] = match ?? [];
  return [account === 'unknown-account' ? undefined : account, region === 'unknown-region' ? undefined : region];
}

function constructPaths(metadata: JsonObject): Readonly<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const [constructPath, entries] of Object.entries(metadata)) {
    for (const entry of asList(entries)) {
      const logicalId = asString(at(entry, 'data'));
      if (at(entry, 'type') === 'aws:cdk:logicalId' && logicalId !== undefined) {
        paths[logicalId] = constructPath.replace(/^\//, '');
      }
    }
  }
  return paths;
}

function parameterValues(parameters: JsonObject): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function readJson(file: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw fault(file, 'must be readable JSON', 'synthesize again into an empty directory', 'AssemblyUnreadable', cause);
  }
  if (!isObject(parsed)) {
    throw fault(file, 'must hold a JSON object', 'synthesize again into an empty directory', 'AssemblyUnreadable');
  }
  return parsed;
}

function fault(where: string, must: string, hint: string, code: string, cause?: unknown): HonmaruError {
  return new HonmaruError([{ path: where, must, hint, code }], cause === undefined ? {} : { cause });
}
