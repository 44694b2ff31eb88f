import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TRANSLATED_TYPES } from '../../../lambda/local-provider/contract';
import { TREATMENTS, writeLocalAssembly, writeRepairAssembly, type Treatment } from '../../../lib/local/localize';
import { localizeStack } from '../../../lib/local/localize/localize-stack';
import { readAssembly, type StackSource } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { hashesOf, publishedTemplate, temporaryFolder } from './support/assemblies';
import { frozen, OPTIONS } from './support/stacks';

type Resources = Readonly<Record<string, { readonly Type: string }>>;

const root = temporaryFolder();

const STACKS = new Map<ReferenceSite, readonly StackSource[]>(
  REFERENCE_SITES.map((site) => [site, frozen(readAssembly(assemblyDirectory(site)).stacks)]),
);

function resourcesOf({ template }: StackSource): Resources {
  return template['Resources'] as Resources;
}

function typesIn(stacks: readonly StackSource[]): ReadonlySet<string> {
  return new Set(stacks.flatMap((stack) => Object.values(resourcesOf(stack)).map(({ Type }) => Type)));
}

function without(type: string): Readonly<Record<string, Treatment>> {
  return Object.fromEntries(Object.entries(TREATMENTS).filter(([it]) => it !== type));
}

describe.each([...STACKS])('%s', (site, stacks) => {
  const local = path.join(root, site);
  const source = assemblyDirectory(site);

  test('can be localized, resource by resource, and every one is counted', () => {
    const { census, ...written } = writeLocalAssembly(source, local, OPTIONS);
    const counts = stacks.map((stack) => Object.keys(resourcesOf(stack)).length);
    expect(
      written.stacks.map(({ resources: { native, translated, recorded } }) => native + translated + recorded),
    ).toStrictEqual(counts);
    expect(census.map(({ type }) => type)).toStrictEqual([...typesIn(stacks)].sort());
    expect(census.reduce((sum, { count }) => sum + count, 0)).toBe(counts.reduce((sum, count) => sum + count));
  });

  test('every template is published under its own hash, and the former one is nowhere', () => {
    writeLocalAssembly(source, local, OPTIONS);
    const files = ['manifest.json', ...stacks.map(({ name }) => `${name}.assets.json`)];
    const texts = files.map((file) => readFileSync(path.join(local, file), 'utf8')).join('\n');
    for (const { name } of stacks) {
      const { written, url, asset, keys } = publishedTemplate(local, name);
      expect({ url, asset, keys }).toStrictEqual({ url: `${written}.json`, asset: written, keys: [`${written}.json`] });
      const former = publishedTemplate(source, name).asset;
      expect([name, former !== written && texts.includes(String(former))]).toStrictEqual([name, false]);
    }
    expect(texts).not.toContain('unknown-account');
  });

  test('no template is left that reads another Region or a public parameter', () => {
    for (const stack of stacks) {
      const { template } = localizeStack(stack, OPTIONS);
      const text = JSON.stringify(template);
      const regions = [...text.matchAll(/"Fn::GetStackOutput":\{[^}]*"Region":"([^"]+)"/g)].map(([, region]) => region);
      expect([stack.name, regions.filter((region) => region !== stack.region)]).toStrictEqual([stack.name, []]);
      expect([stack.name, /"Default":"\/aws\/|\{\{resolve:ssm:\/aws\//.test(text)]).toStrictEqual([stack.name, false]);
    }
  });

  test('without any one entry of the table it is refused, with type, stack, logical id and construct path', () => {
    const accepted = [...typesIn(stacks)].filter((type) => {
      const stack = stacks.find((it) => typesIn([it]).has(type)) as StackSource;
      const [logicalId = ''] = Object.entries(resourcesOf(stack)).find(([, { Type }]) => Type === type) ?? [];
      const constructPath = stack.constructPaths[logicalId] ?? 'no construct path';
      try {
        localizeStack(stack, { ...OPTIONS, treatments: without(type) });
        return true;
      } catch (error) {
        const named = `${stack.name}.${logicalId}: `;
        const message = error instanceof Error ? error.message : '';
        return !(message.includes(named) && message.includes(`got ${type} at ${constructPath}; `));
      }
    });
    expect(accepted).toStrictEqual([]);
  });
});

test('nothing is written when one entry of the table is missing', () => {
  const directory = path.join(root, 'refused');
  const treatments = without('AWS::EC2::NatGateway');
  expect(() => writeLocalAssembly(assemblyDirectory('starter'), directory, { ...OPTIONS, treatments })).toThrow(
    /^Starter-ap-northeast-1-Network\.\w+: .* got AWS::EC2::NatGateway at Starter-ap-northeast-1-Network\/\S+; .* \[LocalTypeUnknown\]\n/,
  );
  expect(existsSync(directory)).toBe(false);
});

test('the table has no entry that neither a site nor the provider uses', () => {
  const used = new Set<string>([
    ...TRANSLATED_TYPES,
    ...[...STACKS.values()].flatMap((stacks) => [...typesIn(stacks)]),
    // Apps of others have it, unless they switch it off.
    'AWS::CDK::Metadata',
  ]);
  expect(Object.keys(TREATMENTS).filter((type) => !used.has(type))).toStrictEqual([]);
});

test('the provider plays no type that no site has, but for the global cluster of sites with a second Region', () => {
  const used = new Set([...STACKS.values()].flatMap((stacks) => [...typesIn(stacks)]));
  used.add('AWS::RDS::GlobalCluster');
  expect(TRANSLATED_TYPES.filter((type) => type.startsWith('AWS::') && !used.has(type))).toStrictEqual([]);
});

test('the same assembly gives the same bytes, and so does the same repair', () => {
  const [one, other] = ['one', 'other'].map((name) => path.join(root, name)) as [string, string];
  writeLocalAssembly(assemblyDirectory('starter'), one, OPTIONS);
  writeLocalAssembly(assemblyDirectory('starter'), other, OPTIONS);
  expect(hashesOf(other)).toStrictEqual(hashesOf(one));
  const network = (STACKS.get('starter') ?? []).find(({ name }) => name.endsWith('-Network')) as StackSource;
  const gateways = Object.entries(resourcesOf(network)).filter(([, { Type }]) => Type === 'AWS::EC2::NatGateway');
  const lost = new Map([[network.name, gateways.map(([id]) => id)]]);
  writeRepairAssembly(one, other, lost);
  const repaired = hashesOf(other);
  expect(repaired.get(network.templateFile)).not.toBe(hashesOf(one).get(network.templateFile));
  writeRepairAssembly(one, other, lost);
  expect(hashesOf(other)).toStrictEqual(repaired);
});
