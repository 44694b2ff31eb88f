import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../../../lib/template';

/** A stack of an assembly that is written. */
export interface WrittenStack {
  readonly name: string;
  readonly region: string;
  /** Account the stack names; without one it fits any. */
  readonly account?: string;
  readonly template: JsonObject;
}

/** A folder for a test file, removed when its tests have ended. Its name holds a space. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'honmaru localized '));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Writes an assembly as CDK does; `stages` are the folders of assemblies nested in it. */
export function writeAssembly(
  directory: string,
  stacks: readonly WrittenStack[],
  stages: Readonly<Record<string, readonly WrittenStack[]>> = {},
): string {
  mkdirSync(directory, { recursive: true });
  const nested = Object.entries(stages).map(([folder, inside]) => {
    writeAssembly(path.join(directory, folder), inside);
    return [folder, { type: 'cdk:cloud-assembly', properties: { directoryName: folder } }];
  });
  const artifacts = stacks.flatMap((stack) => {
    const text = JSON.stringify(stack.template);
    const hash = sha256(text);
    const assets = { version: '55.0.0', files: { [hash]: assetOf(stack, hash) }, dockerImages: {} };
    writeFileSync(path.join(directory, `${stack.name}.template.json`), text);
    writeFileSync(path.join(directory, `${stack.name}.assets.json`), JSON.stringify(assets, undefined, 2));
    return Object.entries(artifactsOf(stack, hash));
  });
  const manifest = { version: '55.0.0', artifacts: Object.fromEntries([...nested, ...artifacts]) as JsonObject };
  writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
  return directory;
}

function assetOf({ name, region }: WrittenStack, hash: string): JsonObject {
  return {
    displayName: `${name} Template`,
    source: { path: `${name}.template.json`, packaging: 'file' },
    destinations: { [`current_account-${region}`]: { bucketName: 'assets', objectKey: `${hash}.json`, region } },
  };
}

function artifactsOf({ name, region, account = 'unknown-account' }: WrittenStack, hash: string): JsonObject {
  return {
    [`${name}.assets`]: { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } },
    [name]: {
      type: 'aws:cloudformation:stack',
      environment: `aws://${account}/${region}`,
      properties: {
        templateFile: `${name}.template.json`,
        stackTemplateAssetObjectUrl: `s3://assets-${region}/${hash}.json`,
        terminationProtection: true,
      },
      metadata: { [`/${name}/Thing`]: [{ type: 'aws:cdk:logicalId', data: 'Thing' }] },
      displayName: name,
    },
  };
}

/** Hash as the names of assets are made of it. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hash of every file below a folder, by its path from there. */
export function hashesOf(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(directory, file)).isFile())
    .sort();
  return new Map(files.map((file) => [file, sha256(readFileSync(path.join(directory, file), 'latin1'))]));
}

/** What manifest and assets say of the template of one stack. */
export function publishedTemplate(folder: string, stack: string) {
  const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;
  const { artifacts } = read<{
    artifacts: Record<string, { environment?: string; properties: { stackTemplateAssetObjectUrl?: string } }>;
  }>('manifest.json');
  const { files } = read<{
    files: Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>;
  }>(`${stack}.assets.json`);
  const [id, asset] = Object.entries(files).find(([, { source }]) => source.path === `${stack}.template.json`) ?? [];
  return {
    written: sha256(readFileSync(path.join(folder, `${stack}.template.json`), 'utf8')),
    url: artifacts[stack]?.properties.stackTemplateAssetObjectUrl?.split('/').at(-1),
    asset: id,
    keys: Object.values(asset?.destinations ?? {}).map(({ objectKey }) => objectKey),
    environment: artifacts[stack]?.environment,
  };
}
