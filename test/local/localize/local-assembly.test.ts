import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeLocalAssembly, writeRepairAssembly } from '../../../lib/local/localize';
import { hashesOf, publishedTemplate, temporaryFolder, writeAssembly, type WrittenStack } from './support/assemblies';
import { OPTIONS } from './support/stacks';

const root = temporaryFolder();
const folders = { number: 0 };

/** Paths of one test, of which nothing exists yet. */
function newPaths(): { readonly source: string; readonly local: string; readonly repaired: string } {
  folders.number += 1;
  const of = (name: string): string => path.join(root, `${String(folders.number)} ${name}`);
  return { source: of('source'), local: of('local'), repaired: of('repaired') };
}

const THING = { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } };
const NETWORK: WrittenStack = {
  name: 'Site-Network',
  region: 'ap-northeast-1',
  template: { Resources: { Thing: THING, Vpc: { Type: 'AWS::EC2::VPC', Properties: {} } } },
};

/** A template that does not name its stack, and so is the same in every Region. */
const EVERYWHERE = { Resources: { Thing: THING } };
const SAME: readonly WrittenStack[] = [
  { name: 'Site-a', region: 'ap-northeast-1', template: EVERYWHERE },
  { name: 'Site-b', region: 'us-east-1', template: EVERYWHERE },
];

/** Whether manifest and assets of a stack name the template that was written, and no other. */
function expectPublished(folder: string, stack: string): void {
  const { written, url, asset, keys } = publishedTemplate(folder, stack);
  expect({ url, asset, keys }).toStrictEqual({ url: `${written}.json`, asset: written, keys: [`${written}.json`] });
}

test('a template is published under the hash of what was written', () => {
  const { source, local } = newPaths();
  writeAssembly(source, [NETWORK]);
  const former = publishedTemplate(source, 'Site-Network').written;
  writeLocalAssembly(source, local, OPTIONS);
  expectPublished(local, 'Site-Network');
  const texts = [...hashesOf(local).keys()].map((file) => readFileSync(path.join(local, file), 'utf8'));
  expect(texts.filter((text) => text.includes(former))).toStrictEqual([]);
});

test.each(['writeLocalAssembly', 'writeRepairAssembly'] as const)(
  'two stacks with the same template are both published: %s',
  (write) => {
    const { source, local, repaired } = newPaths();
    writeAssembly(source, SAME);
    writeLocalAssembly(source, local, OPTIONS);
    writeRepairAssembly(local, repaired, new Map([['Site-b', ['Thing']]]));
    const folder = write === 'writeLocalAssembly' ? local : repaired;
    expectPublished(folder, 'Site-a');
    expectPublished(folder, 'Site-b');
  },
);

test('stacks in a stage are localized in their folder', () => {
  const { source, local } = newPaths();
  writeAssembly(source, [], { 'assembly-Production': [NETWORK] });
  const { stacks } = writeLocalAssembly(source, local, OPTIONS);
  expect(stacks.map(({ name }) => name)).toStrictEqual(['Site-Network']);
  const stage = path.join(local, 'assembly-Production');
  expectPublished(stage, 'Site-Network');
  expect(publishedTemplate(stage, 'Site-Network').environment).toBe('aws://111122223333/ap-northeast-1');
});

test('stacks that fit any account get the one of the local site', () => {
  const { source, local } = newPaths();
  writeAssembly(source, SAME);
  expect(writeLocalAssembly(source, local, OPTIONS).account).toBe('111122223333');
  expect(publishedTemplate(local, 'Site-b').environment).toBe('aws://111122223333/us-east-1');
});

test('an account that a stack names stays, and the others get it too', () => {
  const { source, local } = newPaths();
  const account = '999988887777';
  writeAssembly(source, [{ ...NETWORK, account }, ...SAME]);
  expect(writeLocalAssembly(source, local, OPTIONS).account).toBe(account);
  expect(publishedTemplate(local, 'Site-Network').environment).toBe(`aws://${account}/ap-northeast-1`);
  expect(publishedTemplate(local, 'Site-a').environment).toBe(`aws://${account}/ap-northeast-1`);
});

test('tells stacks, Regions, what became of their resources, and the census', () => {
  const { source, local } = newPaths();
  writeAssembly(source, [NETWORK, ...SAME]);
  expect(writeLocalAssembly(source, local, OPTIONS)).toStrictEqual({
    directory: local,
    account: '111122223333',
    stacks: [
      { name: 'Site-Network', region: 'ap-northeast-1', resources: { native: 1, translated: 1, recorded: 0 } },
      { name: 'Site-a', region: 'ap-northeast-1', resources: { native: 0, translated: 1, recorded: 0 } },
      { name: 'Site-b', region: 'us-east-1', resources: { native: 0, translated: 1, recorded: 0 } },
    ],
    census: [
      { type: 'AWS::EC2::EIP', treatment: 'translated', count: 3, stacks: ['Site-Network', 'Site-a', 'Site-b'] },
      { type: 'AWS::EC2::VPC', treatment: 'native', count: 1, stacks: ['Site-Network'] },
    ],
  });
});

test('leaves the source as it is', () => {
  const { source, local } = newPaths();
  const before = hashesOf(writeAssembly(source, [NETWORK, ...SAME]));
  writeLocalAssembly(source, local, OPTIONS);
  expect(hashesOf(source)).toStrictEqual(before);
});

test('drops the report of a validation, beside which the CLI might refuse to deploy', () => {
  const { source, local, repaired } = newPaths();
  writeAssembly(source, [NETWORK]);
  writeFileSync(path.join(source, 'validation-report.json'), '{}');
  writeFileSync(path.join(source, 'asset.txt'), 'kept');
  writeLocalAssembly(source, local, OPTIONS);
  expect([...hashesOf(local).keys()]).toStrictEqual(
    ['Site-Network.assets.json', 'Site-Network.template.json', 'asset.txt', 'manifest.json'].sort(),
  );
  writeRepairAssembly(source, repaired, new Map());
  expect(existsSync(path.join(repaired, 'validation-report.json'))).toBe(false);
});

test('what was in the folder before is gone', () => {
  const { source, local } = newPaths();
  writeAssembly(local, SAME);
  writeLocalAssembly(writeAssembly(source, [NETWORK]), local, OPTIONS);
  expect(existsSync(path.join(local, 'Site-a.template.json'))).toBe(false);
});

test('writes nothing when a type has no treatment', () => {
  const { source, local } = newPaths();
  const mesh = { ...NETWORK, name: 'Site-Mesh', template: { Resources: { Thing: { Type: 'AWS::AppMesh::Mesh' } } } };
  writeAssembly(source, [NETWORK, mesh]);
  expect(() => writeLocalAssembly(source, local, OPTIONS)).toThrow(
    /^Site-Mesh\.Thing: .* got AWS::AppMesh::Mesh at Site-Mesh\/Thing; .*\[LocalTypeUnknown\]$/,
  );
  expect(existsSync(local)).toBe(false);
});

test('refuses a folder that is no assembly', () => {
  expect(() => writeLocalAssembly(root, newPaths().local, OPTIONS)).toThrow(/\[AssemblyNotFound\]$/);
});

test('a repair makes the lost resource again, in its stack alone', () => {
  const { source, local, repaired } = newPaths();
  writeAssembly(source, SAME);
  writeLocalAssembly(source, local, OPTIONS);
  writeRepairAssembly(local, repaired, new Map([['Site-b', ['Thing']]]));
  const idsIn = (stack: string): readonly string[] => {
    const text = readFileSync(path.join(repaired, `${stack}.template.json`), 'utf8');
    return Object.keys((JSON.parse(text) as { Resources: object }).Resources);
  };
  expect([idsIn('Site-a'), idsIn('Site-b')]).toStrictEqual([['Thing'], ['ThingAgain']]);
});

test('the same repair written twice gives the same bytes, and so does one of nothing', () => {
  const { source, local, repaired } = newPaths();
  writeAssembly(source, [NETWORK]);
  writeLocalAssembly(source, local, OPTIONS);
  const lost = new Map([['Site-Network', ['Thing']]]);
  writeRepairAssembly(local, repaired, lost);
  const first = hashesOf(repaired);
  writeRepairAssembly(local, repaired, lost);
  expect(hashesOf(repaired)).toStrictEqual(first);
  writeRepairAssembly(local, repaired, new Map());
  expect(hashesOf(repaired)).toStrictEqual(hashesOf(local));
});
