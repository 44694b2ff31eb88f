import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { buildSite } from '../../lib';
import { REQUIRED_FLAGS } from '../../lib/stacks/feature-flags';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../support/synth-sites';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { resourcesOf, templatesOf } from './assembly';

const VPC_ORIGIN = 'AWS::CloudFront::VpcOrigin';

describe('stacks of a site', () => {
  const app = testApp();
  const stacks = buildSite(app, testSite());

  // References become dependencies of stacks when the app is synthesized.
  beforeAll(() => {
    app.synth({ skipValidation: true });
  }, 60_000);

  test('are named by site, Region and concern', () => {
    expect(stacks.all.map((stack) => stack.stackName)).toEqual([
      'TestSite-ap-northeast-1-Foundation',
      'TestSite-us-east-1-Foundation',
      'TestSite-ap-northeast-3-Foundation',
      'TestSite-ap-northeast-1-Access',
      'TestSite-ap-northeast-1-Network',
      'TestSite-ap-northeast-1-Data',
      'TestSite-ap-northeast-1-Compute',
      'TestSite-us-east-1-Edge',
      'TestSite-ap-northeast-3-Recovery',
      'TestSite-ap-northeast-1-Backup',
      'TestSite-ap-northeast-3-Watch',
      'TestSite-ap-northeast-1-Checks',
      'TestSite-ap-northeast-1-Failover',
      'TestSite-ap-northeast-1-Monitoring',
    ]);
  });

  test('are every stack of the app', () => {
    expect([...stacks.all].sort(byName)).toEqual(
      app.node.children.filter((child) => Stack.isStack(child)).sort(byName),
    );
  });

  test('can be deployed in the order of the list', () => {
    stacks.all.forEach((stack, index) => {
      const earlier = stacks.all.slice(0, index);
      expect(stack.dependencies.filter((dependency) => !earlier.includes(dependency))).toEqual([]);
    });
  });

  test('let the checks come after everything they look at', () => {
    const { network, data, compute, backup, checks } = stacks;
    const names = checks.dependencies.map(({ stackName }) => stackName);
    expect(names).toEqual(expect.arrayContaining([network, data, compute, backup].map(({ stackName }) => stackName)));
  });

  test('are protected against termination together with everything else', () => {
    expect(stacks.all.every((stack) => stack.terminationProtection)).toBe(true);
    const unprotected = buildSite(testApp(), testSite({ protection: false }));
    expect(unprotected.all.some((stack) => stack.terminationProtection)).toBe(false);
  });

  test('fit any account unless the site names one', () => {
    expect(new Set(stacks.all.map((stack) => stack.environment.split('/')[2]))).toEqual(new Set(['unknown-account']));
    const account = '111122223333';
    const named = buildSite(testApp(), testSite({ account }));
    expect(new Set(named.all.map((stack) => stack.account))).toEqual(new Set([account]));
  });

  test('know their zones without asking AWS', () => {
    expect(app.synth({ skipValidation: true }).manifest.missing).toBeUndefined();
  });
});

test('a site whose primary Region is that of the edge needs no other foundation but that of its watch, which is far away', () => {
  const regions = { primary: { region: 'us-east-1', availabilityZones: ['us-east-1a', 'us-east-1b'] } };
  const { all } = buildSite(testApp(), starterSite({ regions }));
  expect(all.map(({ stackName }) => stackName).filter((name) => /(Foundation|Watch)$/.test(name))).toEqual([
    'Tiny-us-east-1-Foundation',
    'Tiny-us-west-2-Foundation',
    'Tiny-us-west-2-Watch',
  ]);
});

test.each([
  ['its first recovery Region', testSite(), 'ap-northeast-3'],
  [
    'the Region of the edge, without a recovery Region',
    testSite({ regions: { primary: { region: 'ap-northeast-1' } } }),
    'us-east-1',
  ],
])('a site is watched from %s, which refers to nothing in the Region it watches', (_name, site, region) => {
  const app = testApp();
  const { watch, foundations } = buildSite(app, site);
  app.synth({ skipValidation: true });
  expect(watch.region).toBe(region);
  expect(watch.dependencies).toEqual([foundations.get(region)]);
});

test('whoever acts keeps what it names from being taken away, and acts after the checks have their records', () => {
  const app = testApp();
  const { failover, checks, network, data, compute } = buildSite(app, testSite());
  const { Resources } = app.synth({ skipValidation: true }).getStackByName(failover.stackName).template as {
    readonly Resources: object;
  };
  expect(failover.dependencies).toEqual(expect.arrayContaining([checks, network, data, compute]));
  expect(JSON.stringify(Resources)).not.toContain('Fn::GetStackOutput');
});

test('a site can be built in a stage', () => {
  const app = testApp();
  buildSite(new Stage(app, 'Production'), starterSite());
  expect(app.synth({ skipValidation: true }).nestedAssemblies).toHaveLength(1);
});

test('two sites in one app share no name', () => {
  const app = testApp();
  buildSite(app, starterSite());
  buildSite(app, starterSite({ name: 'other' }));
  const assembly = app.synth({ skipValidation: true });
  const names = assembly.stacks.flatMap(({ template, environment: { region } }) =>
    Object.values((template as { Resources: Record<string, { Type: string; Properties?: object }> }).Resources).flatMap(
      ({ Type, Properties = {} }) =>
        Object.entries(Properties)
          .filter(([key, value]) => /^(Name|.*(Name|Identifier))$/.test(key) && typeof value === 'string')
          .filter(([key]) => !SHARED_NAMES.has(key) && !SHARED_NAMES.has(`${Type}.${key}`))
          .map(([key, value]) => `${region} ${Type} ${key} ${String(value)}`),
    ),
  );
  const own = names.filter((name) => / (tiny|other|aws-waf-logs-(tiny|other)|\/(tiny|other)|\/aws\/)/.test(name));
  expect(own.length).toBeGreaterThan(40);
  expect(new Set(own).size).toBe(own.length);
});

/** Properties that name something else than the resource. */
const SHARED_NAMES = new Set(['DBSubnetGroupName', 'DBClusterIdentifier', 'MetricName', 'LogGroupName']);

test('a required feature flag that differs is named', () => {
  expect(() => buildSite(new App(), starterSite())).toThrow(
    /context\["@aws-cdk\/core:defaultCrossStackReferences"\]: must be "strong" .*, got nothing; .* \[FeatureFlagDiffers\]/,
  );
});

test.each(Object.keys(REQUIRED_FLAGS))('refuses an app without %s', (flag) => {
  const app = testApp({ context: { [flag]: 'something-else' } });
  expect(() => buildSite(app, starterSite())).toThrow(`context[${JSON.stringify(flag)}]`);
});

test('a release that is not there is named, tier by tier', () => {
  const release = { directory: '/nowhere/server', start: 'node server.mjs' };
  const tier = { release, rpsPerInstance: 100 };
  expect(() => buildSite(testApp(), starterSite({ tiers: { web: tier, app: tier } }))).toThrow(
    /^tiers\.web\.release\.directory: must be a directory that exists, got "\/nowhere\/server"; build the release first, or correct the path \[ReleaseMissing\]\ntiers\.app\./,
  );
});

test('registers no judge in the app', () => {
  const app = testApp();
  buildSite(app, starterSite());
  const { directory } = app.synth();
  // What no plugin has looked at has no report, and no ledger.
  expect(readdirSync(directory).filter((file) => /validation-report|ledger/.test(file))).toEqual([]);
});

describe.each(REFERENCE_SITES)('%s', (site) => {
  const resources = resourcesOf(site);

  test('tags everything that can be tagged but the VPC origin', () => {
    const tagged = resources.filter(([, , { Properties }]) => Array.isArray(Properties?.Tags));
    const without = tagged.filter(([, , { Properties }]) => {
      const keys = (Properties?.Tags as { Key: string }[]).map(({ Key }) => Key);
      return !['site', 'owner', 'data-class'].every((key) => keys.includes(key));
    });
    expect(tagged.length).toBeGreaterThan(50);
    expect(without.map(([stack, id]) => `${stack}/${id}`)).toEqual([]);
    const [origin] = resources.filter(([, , { Type }]) => Type === VPC_ORIGIN);
    expect(origin?.[2].Properties?.Tags).toBeUndefined();
  });

  test('has no tags on stacks, which CloudFormation would push to the VPC origin', () => {
    expect(JSON.stringify([...templatesOf(site).keys()])).toContain('Compute');
    expect(manifestTags(site)).toEqual([]);
  });

  test('refers across Regions without functions', () => {
    const types = resources.map(([, , { Type }]) => Type);
    expect(types.filter((type) => type.includes('CrossRegion'))).toEqual([]);
  });

  test('refers weakly across Regions and from what only watches, and nowhere else', () => {
    const [primary] = [...templatesOf(site).keys()].filter((stack) => stack.endsWith('-Network'));
    const region = primary?.split('-').slice(1, -1).join('-');
    for (const [stack, template] of templatesOf(site)) {
      const text = JSON.stringify(template);
      const sources = [...text.matchAll(/"Fn::GetStackOutput":\{"StackName":"([^"]+)"/g)].map(([, source]) => source);
      const watches = /-(Checks|Monitoring)$/.test(stack);
      expect([stack, watches && text.includes('Fn::ImportValue')]).toEqual([stack, false]);
      expect([
        stack,
        sources.filter(
          (source) =>
            !watches &&
            // Whoever asks the site needs its address, and must not hold on to the distribution.
            !(stack.endsWith('-Watch') && source?.endsWith('-Edge')) &&
            source?.includes(`-${String(region)}-`) === stack.includes(`-${String(region)}-`),
        ),
      ]).toEqual([stack, []]);
    }
  });

  test('stays below the number of resources CloudFormation takes', () => {
    for (const [, { Resources, Outputs = {} }] of templatesOf(site)) {
      expect(Object.keys(Resources).length).toBeLessThanOrEqual(400);
      expect(Object.keys(Outputs).length).toBeLessThanOrEqual(180);
    }
  });
});

function manifestTags(site: ReferenceSite): readonly string[] {
  const manifest = readFileSync(path.join(assemblyDirectory(site), 'manifest.json'), 'utf8');
  const { artifacts } = JSON.parse(manifest) as { artifacts: Record<string, { properties?: { tags?: object } }> };
  return Object.entries(artifacts)
    .filter(([, { properties }]) => properties?.tags !== undefined)
    .map(([id]) => id);
}

function byName(a: { node: { id: string } }, b: { node: { id: string } }): number {
  return a.node.id.localeCompare(b.node.id);
}
